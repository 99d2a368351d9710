"""Face parsing: what each pixel round a face shows, by the network of weights/face_parser.pt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
import torch
from torch.nn import functional

from beauty.checks import frozen, require_array
from beauty.face import Face
from beauty.face.crop import Crop, crop_face
from beauty.face.guided import follow_edges
from beauty.face.regions import Box
from beauty.photo import Photo
from beauty.predict.lite0 import MEAN, SCALE
from beauty.predict.parser_net import ParserNet
from beauty.predict.weights import ModelCard, load_weights

NAME = "face_parser"
# window and flatness of the guided filter, in crop pixels and squared brightness: wide enough to find
# strands beside the coarse border, narrow enough not to take a shadow for one
EDGE_RADIUS, EDGE_SMOOTH = 4, 1e-3
WARP_CHANNELS = 4  # OpenCV warps no more at once
Bounds = tuple[float, float]
NO_DOUBT: Bounds = (0.0, 1.0)


class Fits:
    """What was worked out from shares (size, size, labels) and the crop's pixels, by names of labels."""

    def __init__(self, shares: np.ndarray, pixels: np.ndarray) -> None:
        self.shares, self.pixels = shares, pixels
        self._totals: dict[tuple[int, ...], np.ndarray] = {}
        self._maps: dict[tuple[tuple[tuple[int, ...], ...], Bounds], np.ndarray] = {}

    def total(self, columns: tuple[int, ...]) -> np.ndarray:
        """The sum of these columns, float32 (size, size)."""
        if columns not in self._totals:
            self._totals[columns] = frozen(self.shares[..., list(columns)].sum(axis=2))
        return self._totals[columns]

    def maps(self, groups: tuple[tuple[int, ...], ...], doubt: Bounds) -> np.ndarray:
        """For each group of columns slope and offset that make its total of the crop's brightness
        (0..255), stretched so that `doubt` becomes 0 and 1: float32 (size, size, 2 * groups)."""
        if (groups, doubt) not in self._maps:
            fitted = [
                follow_edges(self.total(columns), self._brightness, EDGE_RADIUS, EDGE_SMOOTH)
                for columns in groups
            ]
            low, high = doubt
            each = [field for one in fitted for field in (one.slope / 255, one.offset - low)]
            maps = np.dstack(each) / (high - low)
            self._maps[groups, doubt] = frozen(maps.astype(np.float32))
        return self._maps[groups, doubt]

    @cached_property
    def _brightness(self) -> np.ndarray:
        grey: np.ndarray = cv2.cvtColor(self.pixels, cv2.COLOR_RGB2GRAY)
        return grey.astype(np.float32) / 255


@dataclass(frozen=True, eq=False)
class Parsing:
    """shares: float32 (size, size, labels), 0..1, sum 1 at each pixel of the crop.

    fits: goes along when the same parsing is laid elsewhere (`replace(parsing, crop=...)` with the same
    pixels), as every frame of a stream does; made anew for other shares or pixels.
    """

    labels: tuple[str, ...]
    crop: Crop
    shares: np.ndarray
    fits: Fits | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        side = self.crop.pixels.shape[0]
        require_array("shares", self.shares, (side, side, len(self.labels)), np.float32)
        frozen(self.shares)
        same = self.fits is not None and self.fits.shares is self.shares
        if self.fits is None or not same or self.fits.pixels is not self.crop.pixels:
            object.__setattr__(self, "fits", Fits(self.shares, self.crop.pixels))

    def share(self, *names: str) -> np.ndarray:
        """How likely each crop pixel shows one of these, float32 (size, size)."""
        return self._fits.total(self._columns(names))

    def mask(self, photo: Photo, names: tuple[str, ...], box: Box) -> np.ndarray:
        """The same on a box of the photo at its own sharpness, float32 (h, w), edges on the photo's."""
        return self.masks(photo, (names,), box)[0]

    def masks(
        self, photo: Photo, groups: Sequence[tuple[str, ...]], box: Box, doubt: Bounds = NO_DOUBT
    ) -> tuple[np.ndarray, ...]:
        """A mask for each group of names. doubt: shares up to the first count as none, from the second on
        as certainty."""
        left, top, right, bottom = box
        guide = cv2.cvtColor(photo.rgb[top:bottom, left:right], cv2.COLOR_RGB2GRAY)
        grey = guide.astype(np.float32)
        columns = tuple(self._columns(names) for names in groups)
        made = []
        for at in range(0, len(groups), WARP_CHANNELS // 2):
            maps = self._fits.maps(columns[at : at + WARP_CHANNELS // 2], doubt)
            laid = self.crop.paste_planes(maps, (right - left, bottom - top), (left, top))
            for slope, offset in zip(laid[::2], laid[1::2], strict=True):
                mask = slope * grey
                mask += offset
                made.append(np.clip(mask, 0, 1, out=mask))
        return tuple(made)

    def over_photo(self, size_wh: tuple[int, int]) -> np.ndarray:
        """The shares laid over the whole photo, float32 (H, W, labels); around the crop: background."""
        laid = np.concatenate(
            [
                np.atleast_3d(self.crop.paste(self.shares[..., i : i + WARP_CHANNELS], size_wh))
                for i in range(0, len(self.labels), WARP_CHANNELS)
            ],
            axis=2,
        )
        laid[..., 0] += 1 - laid @ np.ones(len(self.labels), np.float32)  # faster than sum(axis=2)
        return laid

    def _columns(self, names: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.labels.index(name) for name in names)

    @property
    def _fits(self) -> Fits:
        assert self.fits is not None  # see __post_init__
        return self.fits


class FaceParser:
    """Loads once; safe to share between threads."""

    def __init__(self, card: ModelCard, net: ParserNet, device: torch.device) -> None:
        self.card, self._net, self._device = card, net, device

    @classmethod
    def load(cls, device: torch.device) -> "FaceParser":
        """Raises SetupError where the weights or their card are missing or damaged."""
        card = ModelCard.load(NAME)
        return cls(card, load_weights(ParserNet(len(card.labels)), card, device), device)

    def parse(self, photo: Photo, face: Face) -> Parsing:
        crop = crop_face(photo.rgb, face.landmarks_px, self.card.frame)
        shares = parse_crop(self._net, crop.pixels, self._device)
        return Parsing(self.card.labels, crop, shares)


def as_input(pixels: np.ndarray, device: torch.device) -> torch.Tensor:
    """Crops uint8 (n, h, w, 3) as EfficientNet-Lite0 takes them: float32 (n, 3, h, w)."""
    values = torch.from_numpy(np.ascontiguousarray(pixels)).to(device).permute(0, 3, 1, 2)
    normal: torch.Tensor = (values.float() - MEAN) / SCALE
    return normal


@torch.inference_mode()
def parse_crop(net: torch.nn.Module, pixels: np.ndarray, device: torch.device) -> np.ndarray:
    """Shares float32 (h, w, labels) of one crop uint8 (h, w, 3)."""
    scores = net(as_input(pixels[None], device)).float()
    scores = functional.interpolate(scores, scale_factor=2, mode="bilinear", align_corners=False)
    shares: np.ndarray = scores.softmax(1)[0].permute(1, 2, 0).cpu().numpy()
    return np.ascontiguousarray(shares)
