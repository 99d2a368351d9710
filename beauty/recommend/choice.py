"""The products of a plan, as values: what to take, instead of what, and why."""

from dataclasses import dataclass

from beauty.recommend.candidates import Reason


@dataclass(frozen=True)
class Why:
    """One thing that speaks for a product. code: words under why.<code>, filled from the other fields."""

    code: str
    concern: str = ""
    group: str = ""
    grade: str = ""
    skin_type: str = ""
    number: float = 0.0


@dataclass(frozen=True)
class Pick:
    """A product that fits. price: in `currency`, None unknown; score 0..1; parts: known ones by name.
    feedback: what the person said of it, of VERDICTS."""

    product_id: str
    brand: str
    name: str
    category: str
    price: float | None
    currency: str
    score: float
    parts: tuple[tuple[str, float], ...]
    why: tuple[Why, ...]
    feedback: tuple[str, ...] = ()


@dataclass(frozen=True)
class PassedOver:
    """A popular product that was not taken. reason: see Reason; conflict names the other product."""

    product_id: str
    brand: str
    name: str
    reason: Reason


@dataclass(frozen=True)
class ProductChoice:
    """What to buy for one step. best is None where nothing fits; `missing` then says why: budget or none.

    serves: time and slot of each step of the routine that it is for; ingredient: of a treatment; start:
    group of strong ingredients that it is begun slowly for (words under start.<group>), "" for daily
    use; order: 2 where another strong one comes first.
    """

    need: str
    slot: str
    serves: tuple[tuple[str, str], ...]
    ingredient: str | None
    best: Pick | None
    others: tuple[Pick, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    start: str = ""
    order: int = 1
    missing: str = ""

    @property
    def times(self) -> tuple[str, ...]:
        """When it is used: morning, evening."""
        return tuple(dict.fromkeys(time for time, _ in self.serves))
