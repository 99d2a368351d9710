"""How bare faces look where make-up would lie: assets/tryon/bare.toml, measured by tools/worn_bare.py."""

import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from beauty.checks import frozen
from beauty.errors import SetupError
from beauty.paths import ASSETS

FILE = ASSETS / "tryon" / "bare.toml"
PLACES = ("lips", "lid", "crease", "outer_corner", "cheeks", "brows", "lash_line", "wing")
# places where only one direction is make-up: redder cheeks, darker brows, a darker and thicker line
TOWARDS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "cheeks": (1.0, -1.0, 0.0),
        "brows": (-1.0, -1.0, -1.0),
        "lash_line": (1.0, 0.0),
        "wing": (1.0,),
    }
)


@dataclass(frozen=True, eq=False)
class Bare:
    """One place on bare faces. usual: float64 (n, 4), its values by 1 and the skin's tone (3,), whose
    range was low..high, (3,) each. precision: float64 (n, n), inverse covariance of what is left (of the
    cheeks without light and dark, which are the form of the face: blush is a colour).
    percentiles: of the distance of bare faces, each as if it had not been looked at, 1 to 100.
    threshold: distance from which a face counts as made up. apart: (n,), how far the two sides of
    hardly any bare face differ."""

    place: str
    usual: np.ndarray
    precision: np.ndarray
    low: np.ndarray
    high: np.ndarray
    percentiles: tuple[float, ...]
    threshold: float
    apart: np.ndarray

    def __post_init__(self) -> None:
        for name in ("usual", "precision", "low", "high", "apart"):
            frozen(getattr(self, name))

    def expected(self, tone: np.ndarray) -> np.ndarray:
        """What this place shows on a bare face of this tone, float64 (n,)."""
        values: np.ndarray = self.usual @ np.array([1.0, *np.clip(tone, self.low, self.high)])
        return values

    def distance(self, values: np.ndarray, tone: np.ndarray) -> float:
        """How far values (n,) lie from a bare face's, in standard deviations of bare faces (Mahalanobis);
        0 where they differ the other way than make-up does."""
        off = values - self.expected(tone)
        if self.place in TOWARDS and float(off @ np.array(TOWARDS[self.place])) <= 0:
            return 0.0
        return float(np.sqrt(off @ self.precision @ off))

    def certainty(self, distance: float) -> float:
        """Share of bare faces that lie nearer, in hundredths, 0.99 at most."""
        return min(bisect_left(self.percentiles, distance) / 100, 0.99)


@cache
def load_bare() -> Mapping[str, Bare]:
    """Place -> bare faces. Raises SetupError naming the place."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    low, high = (np.array(table["tone"][name], np.float64) for name in ("low", "high"))
    made = {}
    for place in PLACES:
        try:
            row = table["place"][place]
            usual, precision = np.array(row["usual"]), np.array(row["precision"])
            if usual.shape != (len(precision), 4) or len(row["percentiles"]) != 100:
                raise ValueError("usual needs 4 columns, percentiles 100 numbers")
            made[place] = Bare(
                place,
                usual,
                precision,
                low.copy(),
                high.copy(),
                tuple(row["percentiles"]),
                float(row["threshold"]),
                np.array(row["apart"], np.float64),
            )
        except (KeyError, TypeError, ValueError) as error:
            reason = f"{FILE.name}: place {place}: {error}"
            raise SetupError(reason=reason, fix="Measure again with tools.worn_bare.") from error
    return MappingProxyType(made)
