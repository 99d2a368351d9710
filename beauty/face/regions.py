"""Soft masks of the named regions, each kept on its own small box so that 27 of them stay cheap."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import cv2
import numpy as np

from beauty.checks import frozen, require_array
from beauty.face.face import Face
from beauty.face.outline import Outline, load_outlines

Box = tuple[int, int, int, int]
SUBPIXEL_BITS = 4
LEAST_FEATHER_PX = 0.3
CURVE_STEPS = 4  # points of the smooth curve between two landmarks


@dataclass(frozen=True, eq=False)
class Region:
    """Where one region is.

    alpha: float32 (h, w), 0..1, on box_xyxy of the photo; outside the box the region is 0.
    """

    name: str
    box_xyxy: Box
    alpha: np.ndarray

    def __post_init__(self) -> None:
        left, top, right, bottom = self.box_xyxy
        require_array("alpha", self.alpha, (bottom - top, right - left), np.float32)
        frozen(self.alpha)

    def on(self, box: Box) -> np.ndarray:
        """The mask on another box of the photo, float32 (h, w)."""
        canvas = np.zeros((box[3] - box[1], box[2] - box[0]), np.float32)
        left, top = max(box[0], self.box_xyxy[0]), max(box[1], self.box_xyxy[1])
        right, bottom = min(box[2], self.box_xyxy[2]), min(box[3], self.box_xyxy[3])
        if left < right and top < bottom:
            canvas[top - box[1] : bottom - box[1], left - box[0] : right - box[0]] = self.alpha[
                top - self.box_xyxy[1] : bottom - self.box_xyxy[1],
                left - self.box_xyxy[0] : right - self.box_xyxy[0],
            ]
        return canvas

    def full(self, size_wh: tuple[int, int]) -> np.ndarray:
        """The mask on a whole photo of this size, float32 (H, W)."""
        return self.on((0, 0, *size_wh))

    def crop(self, image: np.ndarray) -> np.ndarray:
        """The part of a photo (H, W, ...) that lies under this region's box."""
        left, top, right, bottom = self.box_xyxy
        return image[top:bottom, left:right]


@dataclass(frozen=True, eq=False)
class Regions(Mapping[str, Region]):
    """All named regions of one face; behaves as a mapping from name to `Region`."""

    by_name: Mapping[str, Region]

    @classmethod
    def of(cls, face: Face, size_wh: tuple[int, int]) -> "Regions":
        """Draw every region of assets/face/regions.toml for this face in a photo of this size."""
        drawn: dict[str, Region] = {}
        for recipe in load_outlines().values():
            drawn[recipe.name] = draw_region(recipe, face, size_wh, drawn)
        return cls(MappingProxyType(drawn))

    def seen(self, visible: Mapping[str, Region]) -> "Regions":
        """Cut back to what can be seen: `visible` gives, for each thing that a region may show (skin,
        lips), where nothing lies in front of it. Nothing is known outside its box: there, nothing is."""
        cut = {}
        for name, recipe in load_outlines().items():
            region, sight = self[name], visible.get(recipe.shows)
            alpha = region.alpha * sight.on(region.box_xyxy) if sight else region.alpha
            cut[name] = Region(name, region.box_xyxy, alpha)
        return Regions(MappingProxyType(cut))

    def __getitem__(self, name: str) -> Region:
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)


def smooth_outline(points_px: np.ndarray, steps: int = CURVE_STEPS) -> np.ndarray:
    """Closed Catmull-Rom curve through points float32 (n, 2): float32 (n * steps, 2)."""
    round_px = points_px.take(range(-1, len(points_px) + 2), axis=0, mode="wrap")[:, None]
    p0, p1, p2, p3 = (round_px[i : i + len(points_px)] for i in range(4))
    t = (np.arange(steps, dtype=np.float32) / steps)[None, :, None]
    curve = 0.5 * (
        2 * p1
        + (p2 - p0) * t
        + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
        + (3 * p1 - p0 - 3 * p2 + p3) * t**3
    )
    smooth: np.ndarray = curve.reshape(-1, 2).astype(np.float32)
    return smooth


def draw_outline(points_px: np.ndarray, feather_px: float, size_wh: tuple[int, int]) -> Region:
    """Soft mask of the closed curve through `points_px` float32 (n, 2), within the photo."""
    curve = smooth_outline(points_px)
    margin = 3 * feather_px + 2
    box = _clip(curve.min(axis=0) - margin, curve.max(axis=0) + margin, size_wh)
    canvas = np.zeros((box[3] - box[1], box[2] - box[0]), np.uint8)
    if canvas.size:
        corners = np.round((curve - np.array(box[:2], np.float32)) * 2**SUBPIXEL_BITS).astype(
            np.int32
        )
        cv2.fillPoly(canvas, [corners], 255, cv2.LINE_AA, SUBPIXEL_BITS)
    alpha: np.ndarray = canvas.astype(np.float32) / 255
    if alpha.size and feather_px > LEAST_FEATHER_PX:
        alpha = cv2.GaussianBlur(alpha, (0, 0), feather_px)  # faster in float32 than in uint8
        alpha = np.minimum(alpha, 1)  # rounding may end a hair above
    return Region("", box, alpha)


def draw_region(
    recipe: Outline, face: Face, size_wh: tuple[int, int], drawn: Mapping[str, Region]
) -> Region:
    """One region; `drawn` has those that it is made of or that are cut out of it."""
    if recipe.union:
        return union(recipe.name, [drawn[name] for name in recipe.union])
    region = draw_outline(
        face.landmarks_px[list(recipe.outline)], recipe.feather * face.width_px, size_wh
    )
    alpha = region.alpha
    for name in recipe.minus:
        alpha = alpha * (1 - drawn[name].on(region.box_xyxy))
    return Region(recipe.name, region.box_xyxy, alpha)


def union(name: str, parts: list[Region]) -> Region:
    """The region that covers all of `parts`, at each pixel as strongly as the strongest."""
    boxes = np.array([part.box_xyxy for part in parts if part.alpha.size] or [(0, 0, 0, 0)])
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    box = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
    alpha = parts[0].on(box)
    for part in parts[1:]:
        alpha = np.maximum(alpha, part.on(box))
    return Region(name, box, alpha)


def _clip(low: np.ndarray, high: np.ndarray, size_wh: tuple[int, int]) -> Box:
    """Whole-pixel box around low..high within the photo; zero-sized where it lies outside."""
    width, height = size_wh
    left, top = (int(np.clip(np.floor(v), 0, m)) for v, m in zip(low, (width, height), strict=True))
    right, bottom = (
        int(np.clip(np.ceil(v), 0, m)) for v, m in zip(high, (width, height), strict=True)
    )
    return left, top, max(left, right), max(top, bottom)
