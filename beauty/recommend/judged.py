"""Every product judged once for a person: which are out, how well the others suit, what they cost."""

from dataclasses import dataclass

import numpy as np

from beauty.catalogue import Catalogue
from beauty.checks import frozen
from beauty.profile import Profile
from beauty.recommend.candidates import Screen, screen
from beauty.recommend.feedback_score import owned
from beauty.recommend.score import Scores, score


@dataclass(frozen=True, eq=False)
class Judged:
    """owned: bool (n,), at home already. price: float64 (n,), in the catalogue's currency, 0 for what is
    owned, NaN where it is not known."""

    profile: Profile
    catalogue: Catalogue
    barred: Screen
    scores: Scores
    owned: np.ndarray
    price: np.ndarray

    @classmethod
    def of(cls, profile: Profile, catalogue: Catalogue) -> "Judged":
        """By the rules and weights of candidates.py and score.py."""
        mine = owned(profile, catalogue)
        price = np.where(mine, 0.0, catalogue.columns.price.astype(np.float64).round(2))
        barred = screen(profile, catalogue)
        scores = score(profile, catalogue, barred)
        return cls(profile, catalogue, barred, scores, frozen(mine), frozen(price))
