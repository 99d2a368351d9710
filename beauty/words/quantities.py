"""Money, minutes, years and steps of a scale: what a number is about, by the words round it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from beauty.words.match import Match
from beauty.words.numbers import Number
from beauty.words.tokens import Token

CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "CNY"}
LONGEST_HOURS = 3  # for a make-up; more is how long it should last
AGES = ((20, "under_20"), (30, "20_29"), (40, "30_39"), (50, "40_49"), (60, "50_59"))
OLDEST, YOUNGEST = 110, 10
NEAR = 3  # tokens between a number and what it belongs to


@dataclass(frozen=True)
class Quantity:
    """The tokens at `places` give `field` this value."""

    field: str
    value: str | float
    places: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Heard:
    """A text's tokens, its phrases, and the clause (between two breaks) that each token is in."""

    tokens: Sequence[Token]
    matches: Sequence[Match]
    clauses: Sequence[int]

    @cached_property
    def by_cue(self) -> dict[str, list[Match]]:
        found: dict[str, list[Match]] = {}
        for match in self.matches:
            for name in match.of("cue"):
                found.setdefault(name, []).append(match)
        return found

    def cues(self, *names: str) -> list[Match]:
        """The matches that are one of these cues, in order."""
        found = {one.places: one for name in names for one in self.by_cue.get(name, ())}
        return [found[places] for places in sorted(found)]


def clauses_of(tokens: Sequence[Token]) -> list[int]:
    """The number of each token's clause; a break belongs to the clause that it ends."""
    clauses, now = [], 0
    for token in tokens:
        clauses.append(now)
        now += token.breaks
    return clauses


def quantities_in(heard: Heard, numbers: Sequence[Number]) -> list[Quantity]:
    """What the numbers of a text say."""
    found: list[Quantity] = []
    for number in numbers:
        quantity = _minutes(heard, number) or _age(heard, number) or _step(heard, number)
        if quantity:
            found.append(quantity)
    others = {place for one in found for place in one.places}
    amounts = [one for one in numbers if others.isdisjoint(range(one.first, one.last))]
    return [*found, *_money(heard, amounts)]


def _places(number: Number, *cues: Match) -> tuple[int, ...]:
    return tuple(sorted({*range(number.first, number.last), *(p for c in cues for p in c.places)}))


def _next(heard: Heard, number: Number, *names: str) -> Match | None:
    """The cue that follows a number at once."""
    return next((one for one in heard.cues(*names) if one.first == number.last), None)


def _before(heard: Heard, number: Number, *names: str) -> Match | None:
    near = [one for one in heard.cues(*names) if 0 <= number.first - one.last < NEAR]
    return near[-1] if near and _joined(heard, near[-1].first, number.first) else None


def _joined(heard: Heard, one: int, other: int) -> bool:
    return heard.clauses[one] == heard.clauses[other]


def _minutes(heard: Heard, number: Number) -> Quantity | None:
    unit = _next(heard, number, "minutes", "hours")
    if unit is None or number.value <= 0:
        return None
    clause = heard.clauses[number.first]
    lasting = [one for one in heard.cues("lasting") if heard.clauses[one.first] == clause]
    if "minutes" in unit.of("cue"):
        return Quantity("time_available", number.value, _places(number, unit))
    if lasting or number.value > LONGEST_HOURS:
        return None
    return Quantity("time_available", 60 * number.value, _places(number, unit))


def _age(heard: Heard, number: Number) -> Quantity | None:
    if not YOUNGEST <= number.value <= OLDEST or _of_another(heard, number):
        return None
    after, before = _next(heard, number, "age_after"), _before(heard, number, "age_before")
    decade = _next(heard, number, "decade") if number.value % 10 == 0 else None
    closed = number.last == len(heard.tokens) or heard.tokens[number.last].breaks
    closed = closed or heard.tokens[number.last].stem in ("and", "with", "but", "now", "so")
    if not (after or decade or before) and closed and _stands_alone(heard, number):
        return Quantity("age_band", age_band(number.value), _places(number))
    if after or decade or (before and closed):
        cues = [cue for cue in (after, before, decade) if cue]
        return Quantity("age_band", age_band(number.value), _places(number, *cues))
    return None


def _of_another(heard: Heard, number: Number) -> bool:
    """Whether the clause tells of the past or of somebody else."""
    clause = heard.clauses[number.first]
    return any("cancel" in one.of("operator") and _in(heard, one, clause) for one in heard.matches)


def _stands_alone(heard: Heard, number: Number) -> bool:
    """Whether a clause holds nothing else and the one before speaks of no money: "29, oily skin"."""
    clause = heard.clauses[number.first]
    alone = number.first == 0 or heard.tokens[number.first - 1].breaks
    ends = number.last == len(heard.tokens) or heard.tokens[number.last].breaks
    money = any(
        heard.clauses[one.first] in (clause - 1, clause + 1)
        for one in heard.cues("budget", "each", "total")
    )
    return alone and ends and not money


def age_band(years: float) -> str:
    """The choice of `age_band` for an age."""
    return next((band for below, band in AGES if years < below), "60_plus")


def _step(heard: Heard, number: Number) -> Quantity | None:
    scale = _before(heard, number, "scale")
    if scale is None or not 1 <= number.value <= 10:
        return None
    return Quantity("monk", number.value, _places(number, scale))


@dataclass(frozen=True)
class Amount:
    """A number that may be money; currency: None where none is named beside it."""

    number: Number
    currency: str | None
    places: tuple[int, ...]


def _money(heard: Heard, numbers: Sequence[Number]) -> Iterator[Quantity]:
    amounts = [_amount(heard, number) for number in numbers]
    for amount in amounts:
        field, cues = _about(heard, amount, amounts)
        if field is None or amount.number.value <= 0:
            continue
        places = tuple(sorted({*amount.places, *(p for cue in cues for p in cue.places)}))
        yield Quantity(field, amount.number.value, places)
        if amount.currency:
            yield Quantity("currency", amount.currency, amount.places)


def _amount(heard: Heard, number: Number) -> Amount:
    places = set(range(number.first, number.last))
    currency = None
    for beside in (number.first - 1, number.last):
        if 0 <= beside < len(heard.tokens) and heard.tokens[beside].stem in CURRENCIES:
            currency = currency or CURRENCIES[heard.tokens[beside].stem]
            places.add(beside)
    for cue in heard.cues(*CURRENCIES.values()):
        inside = number.first <= cue.first < number.last
        if not currency and (inside or cue.first == number.last or cue.last == number.first):
            currency = next(name for name in cue.of("cue") if name in CURRENCIES.values())
            places.update(cue.places)
    return Amount(number, currency, tuple(sorted(places)))


def _about(
    heard: Heard, amount: Amount, amounts: Sequence[Amount]
) -> tuple[str | None, list[Match]]:
    """budget_each or budget_total, by the nearest word for one or the other, and the words used."""
    clause = heard.clauses[amount.number.first]
    own = [
        one
        for one in heard.cues("each", "total", "budget", "limit", "least")
        if _in(heard, one, clause)
    ]
    if any("least" in one.of("cue") for one in own):
        return None, []
    strong = [one for one in own if {"each", "total"} & set(one.of("cue"))]
    rivals = {heard.clauses[one.number.first] for one in amounts if one is not amount}
    if not strong:
        beside = [one for one in (clause + 1, clause - 1) if one not in rivals]
        strong = [
            one for near in beside for one in heard.cues("each", "total") if _in(heard, one, near)
        ]
        own += [
            one
            for one in heard.cues("budget")
            if clause - 1 in beside and _in(heard, one, clause - 1)
        ]
        strong = strong if own or amount.currency else []
    if not amount.currency and (not (strong or own) or _counts_things(heard, amount.number)):
        return None, []
    budget = [one for one in own if "budget" in one.of("cue")]
    near = min(strong, key=lambda one: _distance(one, amount), default=None)
    total = "total" in near.of("cue") if near else bool(budget)
    used = [*([near] if near else []), *own]
    return ("budget_total" if total else "budget_each"), used


def _counts_things(heard: Heard, number: Number) -> bool:
    """Whether a word follows at once that the number counts, as in "3 steps" or 一点."""
    if number.last == len(heard.tokens) or heard.tokens[number.last].kind not in ("word", "han"):
        return False
    after = [one for one in heard.matches if one.first <= number.last < one.last]
    return not any(one.of("cue") or (one.of("word") and one.first == number.last) for one in after)


def _in(heard: Heard, match: Match, clause: int) -> bool:
    return heard.clauses[match.first] == clause


def _distance(match: Match, amount: Amount) -> int:
    return min(abs(match.first - amount.number.last), abs(amount.number.first - match.last))
