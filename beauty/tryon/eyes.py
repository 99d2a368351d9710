"""The two eyes laid straight: every pixel round an eye in the eye's own coordinates.

s runs along the eye, 0 at the outer and 1 at the inner corner, in widths of this eye as the photo shows
it (so that a turned head foreshortens make-up with the eye); t is the height above the line through the
corners in widths of an eye seen from the front. Lash lines and brow are curves t(s), so that every
placement is a small formula, and left and right, rolled and mirrored eyes need no special care.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np

from beauty.checks import frozen
from beauty.face import Region
from beauty.face.regions import Box
from beauty.tryon.sitter import Sitter

Ends = tuple[float, float]
ROOM_S, ROOM_T = (-0.6, 1.3), (-0.4, 0.95)  # how far the coordinates reach
AROUND = ((-0.4, 1.15), (-0.32, 0.6))  # s and t that lines and lashes stay within
STEPS = 951  # values of a curve over ROOM_S: 500 to one width of the eye
COARSE_PX = 60.0  # width of an eye at which soft colour is worked out
WING_DEG = (20.0, 40.0)  # a wing between these angles flatters
EDGE = 0.02  # softness of the cut around the eyeball
FOLD = (0.16, 0.5)  # the lid's colour ends between these heights, whatever the brow does


# the s of a curve's values
S: np.ndarray = frozen(np.linspace(*ROOM_S, STEPS, dtype=np.float32))


@dataclass(frozen=True, eq=False)
class Eye:
    """origin, across, up: pixels of the sheet of the outer corner, of s = 1 and of t = 1 from there.
    upper, lower, brow: float32 (STEPS,), height t of the lash lines and of the brow's lower edge over
    ROOM_S; level beyond the corners. box_xyxy: pixels that make-up of this eye may touch. step: s and t
    are worked out for every one of so many pixels, in rows and columns."""

    side: str
    origin: np.ndarray
    across: np.ndarray
    up: np.ndarray
    upper: np.ndarray
    lower: np.ndarray
    brow: np.ndarray
    box_xyxy: Box
    step: int = 1

    @cached_property
    def coarse(self) -> "Eye":
        """The same eye for what is soft: its fields are small and made large by `large`."""
        return replace(self, step=max(1, round(self.unit_px / COARSE_PX)))

    def large(self, field: np.ndarray) -> np.ndarray:
        """A field of the coarse eye at every pixel of the box: float32 (h, w)."""
        left, top, right, bottom = self.box_xyxy
        size = field.shape[1] * self.coarse.step, field.shape[0] * self.coarse.step
        enlarged: np.ndarray = cv2.resize(field, size, interpolation=cv2.INTER_LINEAR)
        return enlarged[: bottom - top, : right - left]

    def within(self, s: Ends, t: Ends) -> "Eye":
        """The same eye with a smaller box that still holds these s and t; the same for every caller."""
        if (s, t) not in self._parts:
            box = box_of(self.origin, self.across, self.up, s, t)
            low, high = np.array(self.box_xyxy[:2] * 2), np.array(self.box_xyxy[2:] * 2)
            left, top, right, bottom = np.clip(box, low, high).tolist()
            self._parts[s, t] = replace(self, box_xyxy=(left, top, right, bottom))
        return self._parts[s, t]

    @cached_property
    def unit_px(self) -> float:
        return float(np.hypot(*self.up))

    @cached_property
    def opening(self) -> float:
        """Height of the open part at the middle: 0 closed, usually about 0.3."""
        return max(float((self.upper - self.lower)[_index(0.4) : _index(0.6)].mean()), 0.0)

    @cached_property
    def wing_slope(self) -> float:
        """Rise over s of the line that prolongs the lower lashes towards the brow's tail."""
        stretch = float(np.hypot(*self.across)) / self.unit_px
        lashes = np.degrees(np.arctan2(-self.lower[_index(0.18)], 0.18 * stretch))
        angle = float(np.clip(0.75 * lashes + 12, *WING_DEG))
        return float(np.tan(np.radians(angle))) * stretch

    @cached_property
    def s(self) -> np.ndarray:
        return self._axis(self.across, self.up)

    @cached_property
    def t(self) -> np.ndarray:
        return self._axis(self.up, self.across)

    def at(self, curve: np.ndarray) -> np.ndarray:
        """A curve float32 (STEPS,) at every pixel's s: float32 (h, w)."""
        values: np.ndarray = curve.take(self._columns)
        return values

    @cached_property
    def skin(self) -> np.ndarray:
        """1 beside the eyeball, 0 on it, with a soft edge that lies on the skin; float32 (h, w)."""
        inside = np.minimum(self.at(self.upper) - self.t, self.t - self.at(self.lower))
        between = (self.s > 0) & (self.s < 1)
        edge = max(EDGE, 1.5 / self.unit_px)
        inside += np.float32(0.5 / self.unit_px)
        inside *= np.float32(-1 / edge)
        return frozen(np.where(between, np.clip(inside, 0, 1), np.float32(1)))

    def pixels(self, s: np.ndarray, t: np.ndarray) -> np.ndarray:
        """Points (n, 2) of the sheet."""
        placed: np.ndarray = self.origin + s[:, None] * self.across + t[:, None] * self.up
        return placed

    def region(self, alpha: np.ndarray, sitter: Sitter, name: str) -> Region:
        """This alpha float32 (h, w) as far as nothing lies in front of the eye."""
        return sitter.cut(Region(name, self.box_xyxy, alpha.astype(np.float32, copy=False)))

    @cached_property
    def _parts(self) -> "dict[tuple[Ends, Ends], Eye]":
        return {}

    @cached_property
    def _columns(self) -> np.ndarray:
        per = (STEPS - 1) / (ROOM_S[1] - ROOM_S[0])
        found = self.s * np.float32(per) + np.float32(0.5 - ROOM_S[0] * per)
        return np.clip(found, 0, STEPS - 1, out=found).astype(np.intp)

    def _axis(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """The coordinate that grows by 1 along `one` and not at all along `other`."""
        normal = np.array([other[1], -other[0]])
        normal = normal / (normal @ one)
        left, top, right, bottom = self.box_xyxy
        middle = (self.step - 1) / 2  # of the pixels that one value stands for
        x = (np.arange(left, right, self.step) + middle - self.origin[0]) * normal[0]
        y = (np.arange(top, bottom, self.step) + middle - self.origin[1]) * normal[1]
        return frozen(x.astype(np.float32)[None, :] + y.astype(np.float32)[:, None])


def fold_height(eye: Eye, reach: float) -> float:
    """How far above the lashes the lid's colour ends, in widths of an eye."""
    room = slice(_index(0.25), _index(0.75))
    to_brow = float((eye.brow[room] - eye.upper[room]).mean())
    return float(np.clip(reach * to_brow, *FOLD))


def ramp(values: np.ndarray, start: float, end: float) -> np.ndarray:
    """0 at `start`, 1 at `end` (either may be the larger), smooth at both."""
    x = (values - np.float32(start)) * np.float32(1 / (end - start))
    np.maximum(x, 0, out=x)  # on small arrays much faster than clip
    np.minimum(x, 1, out=x)
    smooth: np.ndarray = 3 - 2 * x
    smooth *= x
    smooth *= x
    return smooth


def box_of(
    origin: np.ndarray, across: np.ndarray, up: np.ndarray, s: tuple[float, float],
    t: tuple[float, float],
) -> np.ndarray:  # fmt: skip
    """Whole pixels (4,), left, top, right, bottom, that hold these s and t."""
    corners = np.array([origin + one * across + other * up for one in s for other in t])
    low, high = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0)) + 1
    return np.concatenate([low, high]).astype(int)


def _index(s: float) -> int:
    return round((s - ROOM_S[0]) * (STEPS - 1) / (ROOM_S[1] - ROOM_S[0]))
