"""The person as painters see them: the head at a size for masks, where its skin is, in which light."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType

import cv2
import numpy as np

from beauty.checks import frozen, require_array
from beauty.face import Face, Region
from beauty.face.crop import Crop
from beauty.face.outline import load_outlines
from beauty.face.regions import Box, draw_outline, draw_region
from beauty.photo import Photo
from beauty.predict import Parsing
from beauty.predict.sight import DOUBT, IN_FRONT
from beauty.tryon.log_light import log_luminance, to_log

# on larger faces masks are drawn small and enlarged: their edges are soft anyway
SHEET_FACE_PX = 560.0
ROOM = (0.14, 0.42, 0.14, 0.14)  # left, top, right, bottom round the face box, as shares of it
FACE_SKIN = ("skin", "nose")
PLAIN_LIGHT = (1.0, 1.0, 1.0)
OVAL_FEATHER = 0.02
ENOUGH_FEATHER_PX = 1.3  # an edge softer than twice this is drawn smaller: a wide blur is slow
SAMPLE = 8_000  # pixels that a median is read from
Lab = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Sitter:
    """rgb: uint8 (H, W, 3), the whole photo. box_xyxy: where in it the head lies. sheet: uint8 (h, w, 3),
    the head at the size that masks are drawn at; face: its landmarks there. parsing: what each pixel
    shows, with its crop in pixels of the sheet, None where nobody looked. light: linear (3,), how plain
    white looks in this photo. known: CIELAB in plain light of skin, hair, lips and cheeks, as far as
    known. zones: step of the plan -> zones of placements.toml; eye_shape: its word, "" where not known.
    """

    rgb: np.ndarray
    box_xyxy: Box
    sheet: np.ndarray
    face: Face
    parsing: Parsing | None = None
    light: tuple[float, float, float] = PLAIN_LIGHT
    known: Mapping[str, Lab] = field(default_factory=lambda: MappingProxyType({}))
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    eye_shape: str = ""

    def __post_init__(self) -> None:
        require_array("rgb", self.rgb, (None, None, 3), np.uint8)
        require_array("sheet", self.sheet, (None, None, 3), np.uint8)
        frozen(self.sheet)

    def __getstate__(self) -> dict[str, object]:
        """Only what it was made of travels: what is worked out of that is larger, and quickly made."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of(
        cls, rgb: np.ndarray, face: Face, parsing: Parsing | None = None, shrunk: float = 1.0
    ) -> "Sitter":
        """A sitter in a photo uint8 (H, W, 3); `face` and `parsing` are in pixels of the same photo made
        smaller by `shrunk` (1: of this very photo)."""
        box = _head_box(face, rgb.shape[1::-1], shrunk)
        scale = min(1.0, SHEET_FACE_PX / (face.width_px * shrunk))
        pixels = rgb[box[1] : box[3], box[0] : box[2]]
        size = tuple(max(1, round(side * scale)) for side in pixels.shape[1::-1])
        sheet = (
            pixels.copy() if scale == 1 else cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        )
        step = np.array([size[0] / pixels.shape[1], size[1] / pixels.shape[0]], np.float32)
        shift = np.array(box[:2], np.float32)
        points = face.landmarks.copy()
        points[:, :2] = (points[:, :2] * shrunk - shift) * step
        points[:, 2] *= shrunk * step[0]
        on_sheet = replace(face, landmarks=points.astype(np.float32))
        return cls(rgb, box, sheet, on_sheet, moved_parsing(parsing, shrunk, shift, step))

    @property
    def size_wh(self) -> tuple[int, int]:
        height, width = self.sheet.shape[:2]
        return width, height

    @property
    def unit_px(self) -> float:
        """Face width on the sheet, the unit of all softness."""
        return self.face.width_px

    @cached_property
    def logs(self) -> np.ndarray:
        """Logarithms of light of the sheet, float32 (h, w, 3)."""
        return frozen(to_log(self.sheet))

    @cached_property
    def level(self) -> np.ndarray:
        """Log luminance of the sheet, float32 (h, w)."""
        return frozen(log_luminance(self.logs))

    @property
    def open_sight(self) -> np.ndarray:
        """Where nothing lies in front of the face (hair, glasses, a hand): float32 (h, w), 0..1."""
        return self._seen[0]

    @cached_property
    def open_skin(self) -> np.ndarray:
        """Skin of the face with nothing in front of it: float32 (h, w), 0..1, on the sheet."""
        return frozen(self.skin.on((0, 0, *self.size_wh)) * self.open_sight)

    def lips_sight(self, box: Box) -> np.ndarray:
        """Where neither anything in front of the face nor teeth and tongue are seen: float32 on a box."""
        if self.parsing is None or box[0] >= box[2] or box[1] >= box[3]:
            return np.ones((box[3] - box[1], box[2] - box[0]), np.float32)
        hides = (*IN_FRONT, "inner_mouth")
        return 1 - self.parsing.masks(self._as_photo, (hides,), box, DOUBT)[0]

    @cached_property
    def skin(self) -> Region:
        """The skin of the face up to hairline, jaw, eyes, brows and lips."""
        if self.parsing is None:
            return self.cut(self.drawn("skin"))
        return Region("skin", (0, 0, *self.size_wh), self._seen[1])

    @cached_property
    def skin_level(self) -> float:
        """Log luminance of bare skin at mid-shading: the median over face skin."""
        return self.level_in(self.skin)

    @cached_property
    def skin_color(self) -> np.ndarray:
        """Linear light (3,) of bare skin at mid-shading, as photographed."""
        return self.color_in(self.skin)

    def drawn(self, name: str) -> Region:
        """A region of regions.toml as its landmarks draw it."""
        return self._drawn[name]

    def outline(self, points_px: np.ndarray, feather: float, name: str = "") -> Region:
        """Soft mask of the closed curve through float32 (n, 2) on the sheet; feather in face widths."""
        feather_px = feather * self.unit_px
        shrink = 2.0 ** -np.floor(np.log2(max(feather_px / ENOUGH_FEATHER_PX, 1)))
        points = ((points_px + 0.5) * shrink - 0.5).astype(np.float32)
        small = tuple(max(1, int(np.ceil(side * shrink))) for side in self.size_wh)
        made = draw_outline(points, feather_px * shrink, (small[0], small[1]))
        return replace(
            made if shrink == 1 else _grown(made, round(1 / shrink), self.size_wh), name=name
        )

    def points(self, *numbers: int) -> np.ndarray:
        """Landmarks float32 (n, 2) on the sheet."""
        return self.face.landmarks_px[list(numbers)]

    def cut(self, region: Region) -> Region:
        """The part of a region that can be seen."""
        return replace(region, alpha=frozen(region.alpha * region.crop(self.open_sight)))

    def level_in(self, region: Region) -> float:
        """Median log luminance where the region is nearly full; of the whole skin where it is empty."""
        inside = _sample(region.crop(self.level), region.alpha)
        if inside.size:
            return float(np.median(inside))
        return float(np.median(self.level)) if region.name == "skin" else self.skin_level

    def color_in(self, region: Region) -> np.ndarray:
        """Median linear light (3,) where the region is nearly full; of all where it is empty."""
        inside = _sample(region.crop(self.logs), region.alpha)
        color: np.ndarray = np.exp(
            np.median(inside if inside.size else self.logs.reshape(-1, 3), axis=0)
        )
        return color

    @cached_property
    def _drawn(self) -> "_OnDemand":
        return _OnDemand(self.face, self.size_wh)

    @cached_property
    def _as_photo(self) -> Photo:
        return Photo(self.sheet, self.size_wh)

    @cached_property
    def _seen(self) -> tuple[np.ndarray, np.ndarray]:
        """Where nothing lies in front, and what is skin to the parser (nothing where nobody looked)."""
        width, height = self.size_wh
        if self.parsing is None:
            return frozen(np.ones((height, width), np.float32)), np.zeros((0, 0), np.float32)
        groups, whole = (IN_FRONT, FACE_SKIN), (0, 0, width, height)
        hidden, skin = self.parsing.masks(self._as_photo, groups, whole, DOUBT)
        return frozen(1 - hidden), frozen(skin)


class _OnDemand(dict[str, Region]):
    """Regions of regions.toml, each drawn when it is first asked for: few looks need all of them."""

    def __init__(self, face: Face, size_wh: tuple[int, int]) -> None:
        super().__init__()
        self._face, self._size_wh = face, size_wh

    def __missing__(self, name: str) -> Region:
        self[name] = draw_region(load_outlines()[name], self._face, self._size_wh, self)
        return self[name]


def _sample(values: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """About SAMPLE of the values (h, w) or (h, w, c) where alpha is nearly full, evenly spread."""
    step = max(1, int(np.sqrt(alpha.size / SAMPLE)))
    few: np.ndarray = values[::step, ::step][alpha[::step, ::step] > 0.6]
    return few


def _grown(small: Region, times: int, size_wh: tuple[int, int]) -> Region:
    """A region drawn `times` smaller, enlarged and cut to the sheet: a soft edge loses nothing by it."""
    left, top, right, bottom = (side * times for side in small.box_xyxy)
    box = (left, top, min(right, size_wh[0]), min(bottom, size_wh[1]))
    if not small.alpha.size or box[0] >= box[2] or box[1] >= box[3]:
        return Region("", (0, 0, 0, 0), np.zeros((0, 0), np.float32))
    large = cv2.resize(small.alpha, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR)
    return Region("", box, np.ascontiguousarray(large[: box[3] - top, : box[2] - left]))


def _head_box(face: Face, size_wh: tuple[int, int], shrunk: float) -> Box:
    left, top, right, bottom = (side * shrunk for side in face.box_xyxy)
    width, height = right - left, bottom - top
    x = np.clip([left - ROOM[0] * width, right + ROOM[2] * width], 0, size_wh[0])
    y = np.clip([top - ROOM[1] * height, bottom + ROOM[3] * height], 0, size_wh[1])
    return int(x[0]), int(y[0]), int(np.ceil(x[1])), int(np.ceil(y[1]))


def moved_parsing(
    parsing: Parsing | None, shrunk: float, shift: np.ndarray, step: np.ndarray
) -> Parsing | None:
    """The same parsing with its crop laid on a sheet: the photo cut at `shift` (x, y), then scaled by
    `step`, where the parsing comes from a copy of the photo made smaller by `shrunk`."""
    if parsing is None:
        return None
    # pixel centres: (s + 0.5) / step + shift on the sheet is x + 0.5 in the photo
    scale = 1 / (step * shrunk)
    back = np.eye(3)
    back[0, 0], back[1, 1] = scale
    back[:2, 2] = 0.5 * scale + shift / shrunk - 0.5
    crop = parsing.crop
    return replace(parsing, crop=Crop(crop.pixels, crop.to_crop @ back))
