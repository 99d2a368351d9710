"""What every section is made from, gathered once: the values, their JSON, the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beauty.analysis import Analysis
from beauty.concerns.concern import NAMES
from beauty.profile import Profile
from beauty.recommend import Plan
from beauty.report import analysis_json, plan_json
from beauty.texts import Texts

Json = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Told:
    """found: the JSON of `analyze`; advised: the JSON of the plan; look: the photo with a look on it."""

    analysis: Analysis
    profile: Profile
    plan: Plan
    texts: Texts
    found: Json
    advised: Json
    look: np.ndarray | None

    @classmethod
    def of(
        cls,
        analysis: Analysis,
        profile: Profile,
        plan: Plan,
        texts: Texts,
        look: np.ndarray | None = None,
    ) -> "Told":
        found = analysis_json(analysis, profile, "", texts)
        return cls(analysis, profile, plan, texts, found, plan_json(plan, texts), look)

    def mapped(self, most: int) -> tuple[str, ...]:
        """The concerns whose maps are worth the room: those that the person named, then those that read
        higher than on most other faces."""
        named = self.profile.words("concerns")
        seen = [name for name in NAMES if self.found["concerns"][name]["score"]]
        seen.sort(key=lambda name: (name not in named, -self._rank(name)))
        return tuple(seen[:most])

    def _rank(self, name: str) -> float:
        concern = self.found["concerns"][name]
        place = concern["place"]
        return float(place["share_below"]) if place else float(concern["score"]) / 100


def shrunk(rgb: np.ndarray, width_px: int) -> np.ndarray:
    """A picture uint8 (h, w, 3) at most this wide."""
    height, width = rgb.shape[:2]
    if width <= width_px:
        return rgb
    size = (width_px, max(1, round(height * width_px / width)))
    small: np.ndarray = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    return small
