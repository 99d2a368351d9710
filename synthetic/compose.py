"""From shaded layers to a picture: light spreads under the skin, layers lie before a backdrop."""

from dataclasses import dataclass

import cv2
import numpy as np

from synthetic.arrays import Bools, Bytes, Floats, Ints
from synthetic.colour import decode, encode
from synthetic.face_spec import FaceSpec
from synthetic.raster import Camera
from synthetic.shading import Shaded

SUPERSAMPLE = 2
SCATTER_DM = (0.014, 0.006, 0.004)


@dataclass(frozen=True, eq=False)
class Layer:
    """Where one kind of thing is seen. pixel: int64 (P,) flat index; scatters: bool (P,), where
    light spreads under the skin; cover: float32 (3, S), how much of the blur of each of red, green
    and blue stays on skin, at the S pixels that scatter.
    """

    pixel: Ints
    scatters: Bools
    cover: Floats


def layer(pixel: Ints, scatters: Bools, camera: Camera) -> Layer:
    """The layer of pixels (P,) of which scatters (P,) are skin."""
    if not scatters.any():
        return Layer(pixel, scatters, np.empty((3, 0), dtype=np.float32))
    here = pixel[scatters]
    inside = np.zeros(camera.height_px * camera.width_px, dtype=np.float32)
    inside[here] = 1
    return Layer(pixel, scatters, np.stack([_blur(inside, c, camera)[here] for c in range(3)]))


def compose(
    camera: Camera, spec: FaceSpec, layers: list[tuple[Layer, Shaded]]
) -> tuple[Floats, Bytes]:
    """Linear picture (H, W, 3) and labels (H, W) at the camera's size.

    Light spreads under the skin, is multiplied by the albedo, gets its shine, covers the backdrop.
    """
    height, width = camera.height_px, camera.width_px
    labels = np.zeros(height * width, dtype=np.uint8)
    picture = _backdrop(height, width, spec).reshape(-1, 3)
    for seen, shaded in layers:
        diffuse = _scattered(seen, shaded, camera)
        colour = shaded.albedo * diffuse + shaded.shine
        picture[seen.pixel] += shaded.opacity[:, None] * (colour - picture[seen.pixel])
        shown = shaded.opacity > 0.3
        labels[seen.pixel[shown]] = shaded.label[shown]
    return picture.reshape(height, width, 3), labels.reshape(height, width)


def develop(linear: Floats, spec: FaceSpec) -> Bytes:
    """The supersampled linear picture as the spec's sRGB picture: uint8 (H, W, 3)."""
    small = cv2.resize(linear, (spec.width_px, spec.height_px), interpolation=cv2.INTER_AREA)
    return encode(_shoulder(small * np.asarray(spec.light.tint_rgb, dtype=np.float32)))


def thin_labels(labels: Bytes) -> Bytes:
    """Every SUPERSAMPLE-th label, the middle ones: uint8 (H, W)."""
    first = SUPERSAMPLE // 2
    return np.ascontiguousarray(labels[first::SUPERSAMPLE, first::SUPERSAMPLE])


def _scattered(seen: Layer, shaded: Shaded, camera: Camera) -> Floats:
    """Diffuse light after it spread under the skin, red further than green and blue."""
    if not seen.scatters.any():
        return shaded.diffuse
    here = seen.pixel[seen.scatters]
    out = shaded.diffuse.copy()
    sheet = np.zeros(camera.height_px * camera.width_px, dtype=np.float32)
    for c in range(3):
        sheet[here] = shaded.diffuse[seen.scatters, c]
        spread = _blur(sheet, c, camera)[here]
        out[seen.scatters, c] = spread / np.maximum(seen.cover[c], 1e-3)
    return out


def _blur(sheet: Floats, channel: int, camera: Camera) -> Floats:
    """A flat picture (H * W,) blurred as far as light of that channel spreads in skin."""
    sigma = max(SCATTER_DM[channel] * camera.px_per_dm, 0.3)
    flat = sheet.reshape(camera.height_px, camera.width_px)
    return np.asarray(cv2.GaussianBlur(flat, (0, 0), sigma)).reshape(-1)


def _backdrop(height: int, width: int, spec: FaceSpec) -> Floats:
    """A paper backdrop, lit a little brighter behind the head: float32 (H, W, 3), linear."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((x / width - 0.5) / 0.75) ** 2 + ((y / height - 0.42) / 0.8) ** 2
    tone = spec.light.exposure * (1.06 - 0.38 * np.clip(away, 0, 1.6))
    return np.asarray(tone[..., None] * decode(spec.background_rgb), dtype=np.float32)


def _shoulder(linear: Floats) -> Floats:
    """Keep linear light up to 0.75, then roll off softly to 1."""
    over = np.clip(linear - 0.75, 0, None)
    return np.asarray(
        np.minimum(linear, 0.75) + 0.25 * (1 - np.exp(-over / 0.25)), dtype=np.float32
    )
