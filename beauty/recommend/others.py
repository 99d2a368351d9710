"""Beside the product chosen: what one could take instead, and why a popular one was passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from beauty.catalogue import Catalogue
from beauty.profile import Profile
from beauty.recommend.basket import CENT, Basket, Pool, compatible, spent
from beauty.recommend.candidates import Reason, Screen
from beauty.recommend.choice import PassedOver
from beauty.recommend.conflicts import Conflicts
from beauty.recommend.rank import spread
from beauty.recommend.score import Scores, main_active
from beauty.recommend.turn import better_half

CHEAPER, DEARER = 0.75, 1.33  # of the chosen product's price: what counts as another price
LOOKED_AT = 40  # best products among which alternatives are sought
POPULAR = 5  # most popular products of which one passed over is explained


@dataclass(frozen=True, eq=False)
class Setting:
    """Everything known when choices are written down. limit: for all products together.
    price: float (n,), what each would cost the person."""

    profile: Profile
    catalogue: Catalogue
    pools: Mapping[str, Pool]
    basket: Basket
    scores: Scores
    limit: float | None
    price: np.ndarray


def other_picks(name: str, setting: Setting) -> list[int]:
    """Up to two rows that may take the chosen one's place, where possible one cheaper and one dearer, of
    other makers and with other main actives."""
    chosen, price = setting.basket.chosen[name], setting.catalogue.columns.price
    rows = _affordable(name, setting)
    ratio = price[rows] / price[chosen] if price[chosen] > 0 else np.ones(len(rows))
    sides = [rows[ratio <= CHEAPER], rows[ratio >= DEARER], rows]
    found: list[int] = []
    for side in sides:
        if len(found) < 2:
            found += [row for row in _spread(chosen, side, found, setting) if row not in found][:1]
    return found


def in_turn(name: str, others: Sequence[int], setting: Setting) -> int | None:
    """One more row that may take the chosen one's place: drawn among the half that suits best."""
    lot = setting.scores.lot
    if lot is None:
        return None
    named = {setting.basket.chosen[name], *others}
    rows = [row for row in _affordable(name, setting).tolist() if row not in named]
    drawn = better_half(np.array(rows, np.intp), np.nan_to_num(setting.scores.suits))
    return int(drawn[np.argmin(lot[drawn])]) if len(drawn) else None


def passed_over(
    name: str, mask: np.ndarray, barred: Screen, setting: Setting
) -> tuple[PassedOver, ...]:
    """The most popular product that would have suited the need but is out, with the reason."""
    popularity = setting.scores.parts["popularity"]
    rows = np.flatnonzero(mask & ~np.isnan(popularity))
    rows = rows[np.argsort(-popularity[rows], kind="stable")][:POPULAR]
    free = {int(row) for row in _free(name, setting)}
    for row in map(int, rows):
        reason = barred.reason(row) or (None if row in free else _clash(name, row, setting))
        if reason:
            product = setting.catalogue.product(row)
            return (PassedOver(product.id, product.brand, product.name, reason),)
    return ()


def _affordable(name: str, setting: Setting) -> np.ndarray:
    """int (k,): rows that may take the chosen one's place within the limit, best first."""
    chosen = setting.basket.chosen[name]
    rows: np.ndarray = _free(name, setting)
    rows = rows[rows != chosen]
    if setting.limit is None:
        return np.asarray(rows)
    rest = spent(setting.basket.chosen, setting.price) - float(setting.price[chosen])
    within: np.ndarray = rows[setting.price[rows] + rest <= setting.limit + CENT]
    return within


def _free(name: str, setting: Setting) -> np.ndarray:
    sensitive = setting.profile.says("sensitive")
    return compatible(
        setting.pools[name], setting.basket.chosen, setting.pools, setting.catalogue, sensitive
    )


def _spread(chosen: int, rows: np.ndarray, found: list[int], setting: Setting) -> list[int]:
    """The rows with those first that share neither maker nor main active with what is named already."""
    own, active = setting.catalogue.columns, main_active(setting.catalogue)
    order = [chosen, *found, *(int(row) for row in rows[:LOOKED_AT] if row not in found)]
    makers, actives = [own.brands[row] for row in order], [_kind(row, active) for row in order]
    front = spread(order, (makers, actives), len(order))
    named = {chosen, *found}
    return [row for row in front if row not in named]


def _kind(row: int, active: np.ndarray) -> int:
    """The main active; products without one differ from each other."""
    return int(active[row]) if active[row] >= 0 else -1 - row


def _clash(name: str, row: int, setting: Setting) -> Reason | None:
    """Which other product of the routine it may not meet."""
    conflicts, pool = Conflicts.of(setting.catalogue), setting.pools[name]
    for other, chosen in setting.basket.chosen.items():
        if other == name:
            continue
        together = bool(set(pool.times) & set(setting.pools[other].times))
        sensitive = setting.profile.says("sensitive")
        if not conflicts.fits(np.array([row]), chosen, together, sensitive)[0]:
            pair = conflicts.clash(row, chosen)
            return Reason("conflict", " / ".join(pair)) if pair else Reason("two_strong")
    return None
