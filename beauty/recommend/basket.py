"""One product for each need, all of which may meet, within the budget for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from beauty.catalogue import Catalogue
from beauty.knowledge.scoring import Need
from beauty.recommend.conflicts import Conflicts
from beauty.recommend.rank import rank

PRIORITY = ("treat_evening", "treat_morning", "protect", "moisturise", "cleanse", "eye")
CENT = 0.005  # prices are kept as float32, so sums may lie a little off


@dataclass(frozen=True, eq=False)
class Pool:
    """Products that could serve a need, best first. rows: int (k,); total: float32 (n,)."""

    need: Need
    times: tuple[str, ...]
    rows: np.ndarray
    total: np.ndarray

    @classmethod
    def of(
        cls,
        need: Need,
        times: tuple[str, ...],
        mask: np.ndarray,
        total: np.ndarray,
        catalogue: Catalogue,
    ) -> "Pool":
        return cls(need, times, rank(np.flatnonzero(mask), total, catalogue), total)


@dataclass(frozen=True, eq=False)
class Basket:
    """chosen: need -> row. dropped: needs given up because the budget does not reach. empty: needs for
    which no product is left that fits and may meet the others."""

    chosen: Mapping[str, int]
    dropped: tuple[str, ...]
    empty: tuple[str, ...]


def fill(
    pools: Sequence[Pool],
    catalogue: Catalogue,
    sensitive: bool,
    limit: float | None,
    price: np.ndarray,
) -> Basket:
    """The best product for each need in the order of PRIORITY, needs whose best costs nothing, for it is
    owned, before the others; then cheaper ones, then fewer. price: float (n,), what each would cost.

    While the sum is over the limit, the product is exchanged that loses least score for each unit of
    money saved; where no exchange saves any more, the need with the lowest `drop` is given up.
    """
    by_need = {pool.need.id: pool for pool in pools}
    chosen: dict[str, int] = {}
    for name in sorted(by_need, key=lambda name: (_costs(by_need[name], price), _priority(name))):
        rows = compatible(by_need[name], chosen, by_need, catalogue, sensitive)
        if len(rows):
            chosen[name] = int(rows[0])
    empty = tuple(name for name in by_need if name not in chosen)
    dropped: list[str] = []
    while limit is not None and spent(chosen, price) > limit + CENT:
        swap = _cheapest_loss(chosen, by_need, catalogue, sensitive, price)
        if swap:
            chosen[swap[0]] = swap[1]
        else:
            bought = [name for name, row in chosen.items() if price[row] > 0]
            dropped.append(min(bought, key=lambda name: by_need[name].need.drop))
            del chosen[dropped[-1]]
    return Basket(chosen, tuple(dropped), empty)


def compatible(
    pool: Pool,
    chosen: Mapping[str, int],
    pools: Mapping[str, Pool],
    catalogue: Catalogue,
    sensitive: bool,
) -> np.ndarray:
    """int (k,): rows of the pool that may meet everything chosen for the other needs, best first."""
    conflicts, fine = Conflicts.of(catalogue), np.ones(len(pool.rows), bool)
    for name, row in chosen.items():
        if name != pool.need.id:
            together = bool(set(pool.times) & set(pools[name].times))
            fine &= conflicts.fits(pool.rows, row, together, sensitive) & (pool.rows != row)
    return pool.rows[fine]


def spent(chosen: Mapping[str, int], price: np.ndarray) -> float:
    """The sum of the prices (n,), in the catalogue's currency; unknown prices make it NaN."""
    return float(sum(round(float(price[row]), 2) for row in chosen.values()))


def _cheapest_loss(
    chosen: Mapping[str, int],
    pools: Mapping[str, Pool],
    catalogue: Catalogue,
    sensitive: bool,
    price: np.ndarray,
) -> tuple[str, int] | None:
    """The exchange that loses least score for the money it saves: need and new row."""
    best = None
    for name, row in chosen.items():
        pool = pools[name]
        rows = compatible(pool, chosen, pools, catalogue, sensitive)
        rows = rows[price[rows] < price[row]]
        if not len(rows):
            continue
        total = np.nan_to_num(pool.total)
        loss = (total[row] - total[rows]) / (price[row] - price[rows])
        place = int(np.argmin(loss))
        if best is None or loss[place] < best[0]:
            best = (float(loss[place]), name, int(rows[place]))
    return (best[1], best[2]) if best else None


def _costs(pool: Pool, price: np.ndarray) -> bool:
    return not len(pool.rows) or bool(price[pool.rows[0]] != 0)


def _priority(name: str) -> tuple[int, str]:
    return (PRIORITY.index(name) if name in PRIORITY else len(PRIORITY), name)
