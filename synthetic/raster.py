"""A z-buffer rasteriser in numpy: triangles and hair-thin curves to the nearest surface per pixel.

Every pixel keeps the smallest 64-bit key `depth << 32 | item`, so one `minimum.at` settles both
the depth test and which item won. Triangles are treated in batches of equal bounding-box size.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from synthetic.arrays import Floats, Ints

Keys = npt.NDArray[np.uint64]
_DEPTH_STEPS = 2.0**31
_EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)
_BATCH = 1_000_000


@dataclass(frozen=True)
class Camera:
    """A pinhole camera on the z axis looking along -z.

    A point at z = `plane_z_dm` is shown at `px_per_dm`; (centre_x_dm, centre_y_dm) of that plane
    falls on the middle of the picture. distance_dm: camera to that plane.
    """

    width_px: int
    height_px: int
    px_per_dm: float
    centre_x_dm: float
    centre_y_dm: float
    plane_z_dm: float
    distance_dm: float

    def scaled(self, factor: int) -> "Camera":
        """The same view with `factor` times as many pixels each way."""
        w, h = self.width_px * factor, self.height_px * factor
        x, y, z = self.centre_x_dm, self.centre_y_dm, self.plane_z_dm
        return Camera(w, h, self.px_per_dm * factor, x, y, z, self.distance_dm)

    def project(self, points_dm: Floats) -> Floats:
        """(N, 3) dm -> (N, 3): x px, y px (origin top-left), distance along the axis in dm."""
        away = self.distance_dm + self.plane_z_dm - points_dm[:, 2]
        scale = self.px_per_dm * self.distance_dm / away
        x = self.width_px / 2 + (points_dm[:, 0] - self.centre_x_dm) * scale
        y = self.height_px / 2 - (points_dm[:, 1] - self.centre_y_dm) * scale
        return np.column_stack([x, y, away])

    @property
    def position_dm(self) -> Floats:
        return np.array([self.centre_x_dm, self.centre_y_dm, self.plane_z_dm + self.distance_dm])


def empty_keys(height_px: int, width_px: int) -> Keys:
    """A cleared z-buffer: uint64 (H * W,)."""
    return np.full(height_px * width_px, _EMPTY, dtype=np.uint64)


def depth_key(away_dm: Floats, item: Ints) -> Keys:
    """Pack a distance (0..64 dm) and an item number below 2**32 into one sortable key."""
    steps = np.clip(away_dm / 64.0, 0, 1) * _DEPTH_STEPS
    return np.asarray((steps.astype(np.uint64) << np.uint64(32)) | item.astype(np.uint64))


def drawn(keys: Keys) -> tuple[Ints, Ints]:
    """The pixels (P,) that show something, and the item (P,) that each shows."""
    pixel = np.flatnonzero(keys != _EMPTY)
    return pixel, (keys[pixel] & np.uint64(0xFFFFFFFF)).astype(np.int64)


def draw_triangles(
    keys: Keys, size_wh: tuple[int, int], projected: Floats, triangles: Ints, first_item: int = 0
) -> None:
    """Draw triangles (T, 3) of projected points (N, 3) into keys, in place; item = first + row."""
    width, height = size_wh
    corner = projected[triangles]
    low = np.ceil(corner[:, :, :2].min(axis=1) - 0.5)
    high = np.floor(corner[:, :, :2].max(axis=1) - 0.5)
    low = np.maximum(low, 0).astype(np.int64)
    high = np.minimum(high, [width - 1, height - 1]).astype(np.int64)
    box = high - low + 1
    area = _cross(corner[:, 0], corner[:, 1], corner[:, 2, 0], corner[:, 2, 1])
    shown = np.flatnonzero((box > 0).all(axis=1) & (np.abs(area) > 1e-9))
    boxes = _Boxes(corner, area, low, box)
    order = shown[np.argsort(box[shown, 0] * box[shown, 1])]
    start = 0
    while start < len(order):
        stop = _batch_end(box, order, start)
        _draw_batch(keys, width, boxes, order[start:stop], first_item)
        start = stop


def _batch_end(box: Ints, order: Ints, start: int) -> int:
    """The end of a batch whose boxes, padded to the batch's widest, stay within the budget."""
    cells = box[order[start : start + 4096]]
    padded = np.maximum.accumulate(cells[:, 0]) * np.maximum.accumulate(cells[:, 1])
    fits = padded * np.arange(1, len(cells) + 1) <= _BATCH
    wasteless = padded <= 4 * np.maximum(cells[0].prod(), 16)
    good = fits & wasteless
    return start + max(1, int(np.argmin(good)) if not good.all() else len(good))


@dataclass(frozen=True, eq=False)
class _Boxes:
    """T projected triangles: corner (T, 3, 3), doubled area (T,), bounding box low (T, 2), size."""

    corner: Floats
    area: Floats
    low: Ints
    size: Ints


def _draw_batch(keys: Keys, width: int, boxes: _Boxes, chosen: Ints, first_item: int) -> None:
    corner, area, low, box = boxes.corner, boxes.area, boxes.low, boxes.size
    size = box[chosen].max(axis=0)
    column = low[chosen, 0][:, None, None] + np.arange(size[0])[None, None, :]
    row = low[chosen, 1][:, None, None] + np.arange(size[1])[None, :, None]
    x, y = column + 0.5, row + 0.5
    a, b, c = (corner[chosen, k][:, None, None, :] for k in range(3))
    total = area[chosen][:, None, None]
    wa, wb = _cross(b, c, x, y) / total, _cross(c, a, x, y) / total
    wc = 1 - wa - wb
    inside = (wa >= 0) & (wb >= 0) & (wc >= 0)
    inside &= column <= (low + box - 1)[chosen, 0][:, None, None]
    inside &= row <= (low + box - 1)[chosen, 1][:, None, None]
    away = 1.0 / (wa / a[..., 2] + wb / b[..., 2] + wc / c[..., 2])
    which = np.broadcast_to(chosen[:, None, None], inside.shape)[inside]
    pixel = np.broadcast_to(row * width + column, inside.shape)[inside]
    np.minimum.at(keys, pixel, depth_key(away[inside], which + first_item))


def _cross(a: Floats, b: Floats, x: Floats, y: Floats) -> Floats:
    """Twice the signed area of (a, b, (x, y)); the points' last axis holds x, y, ..."""
    return np.asarray(
        (b[..., 0] - a[..., 0]) * (y - a[..., 1]) - (b[..., 1] - a[..., 1]) * (x - a[..., 0])
    )


def barycentric(pixel: Ints, width_px: int, projected: Floats, triangles: Ints) -> Floats:
    """Perspective-correct weights, float32 (P, 3), of each pixel's centre in its triangle (P, 3)."""
    x, y = pixel % width_px + 0.5, pixel // width_px + 0.5
    a, b, c = (projected[triangles[:, k]] for k in range(3))
    total = _cross(a, b, c[:, 0], c[:, 1])
    wa, wb = _cross(b, c, x, y) / total, _cross(c, a, x, y) / total
    linear = np.column_stack([wa, wb, 1 - wa - wb])
    over = linear / np.column_stack([a[:, 2], b[:, 2], c[:, 2]])
    return np.asarray(over / over.sum(axis=1, keepdims=True), dtype=np.float32)
