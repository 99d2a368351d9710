"""What is said of one skin concern: a score with its doubt, where it was found, and what limits it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from beauty.checks import frozen, require_array
from beauty.face.crop import Crop

NAMES = (
    *("redness", "dark_circles", "wrinkles", "spots"),
    *("pores", "shine", "unevenness", "puffiness"),
)
NO_NUMBER = ("too_small", "hidden", "too_turned")  # why there may be no score


@dataclass(frozen=True)
class Place:
    """Where a score lies among faces measured the same way.

    word: less, about or more; share_below: share of those faces with a lower score, 0..1;
    faces: how many there are; group: which tone group they are of, or "all".
    """

    word: str
    share_below: float
    faces: int
    group: str


@dataclass(frozen=True, eq=False)
class Concern:
    """score: 0 (none seen) to 100, None where it cannot be measured, and then `reason` says why.

    interval: 90%, within 0..100. regions: score of each region that could be seen. parts: scores of
    kinds that were told apart. heat: float32 (size, size) on the canvas of `Concerns`, 0..1, how
    strongly each place counts. limits: codes of what may have disturbed it in this photo.
    """

    name: str
    score: float | None
    interval: tuple[float, float] | None
    regions: Mapping[str, float]
    parts: Mapping[str, float]
    heat: np.ndarray
    limits: tuple[str, ...]
    reason: str | None
    place: Place | None

    def __post_init__(self) -> None:
        require_array("heat", self.heat, (self.heat.shape[0],) * 2, np.float32)
        frozen(self.heat)
        if (self.score is None) != (self.reason is not None):
            raise ValueError(f"{self.name}: expected a score or a reason, got both or neither")
        if self.reason is not None and self.reason not in NO_NUMBER:
            raise ValueError(f"{self.name}: expected a reason of {NO_NUMBER}, got {self.reason!r}")


@dataclass(frozen=True, eq=False)
class Concerns(Mapping[str, Concern]):
    """All eight, by name in the order of NAMES; `crop` lays their heat onto the photo."""

    by_name: Mapping[str, Concern]
    crop: Crop

    @classmethod
    def of(cls, found: list[Concern], crop: Crop) -> "Concerns":
        return cls(MappingProxyType({one.name: one for one in found}), crop)

    def over_photo(
        self, name: str, size_wh: tuple[int, int], corner: tuple[int, int] = (0, 0)
    ) -> np.ndarray:
        """The heat of one concern laid over the part of the photo of this size from `corner` (x, y) on,
        float32 (h, w), 0..1."""
        laid: np.ndarray = np.clip(self.crop.paste(self[name].heat, size_wh, corner), 0, 1)
        return laid

    def __getitem__(self, name: str) -> Concern:
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)
