"""What a "no", a "hate" or an "allergic to" reaches: the state of every phrase that means something."""

from collections.abc import Sequence
from dataclasses import dataclass

from beauty.words.match import Match
from beauty.words.quantities import Heard

REACH = {
    "not": 5,
    "unwanted": 6,
    "allergic": 6,
}  # tokens from the operator to the first it is about
BACK = 7  # tokens back from an operator that ends its clause, as in "gold no"
ALWAYS = ("or", "nor", "neither", "或", "和", "跟", "与", "也", "、")  # these carry any state on
JOINING = (*ALWAYS, "and")
CONNECTIVES = (
    *ALWAYS,
    "and",
    ",",
    "，",
    "、",
    "any",
    "the",
    "a",
    "my",
    "also",
    "with",
    "还",
    "以",
    "及",
    "等",
)


@dataclass(frozen=True)
class Stated:
    """A phrase that means something, its state (plain, not, unwanted, allergic or cancel) and the places
    of the operator that gave it."""

    match: Match
    state: str = "plain"
    operator: tuple[int, ...] = ()


@dataclass
class _Reach:
    """An operator at work, and the last phrase that it was about."""

    kind: str
    places: tuple[int, ...]
    end: int
    last: Match | None = None


def states_of(heard: Heard) -> list[Stated]:
    """Every match that stands for a field, in order, with its state."""
    stated: list[Stated] = []
    active: _Reach | None = None
    closing = _closing(heard)
    for match in heard.matches:
        kinds = match.of("operator")
        if "now" in kinds:
            active = None
        elif "turn" in kinds:
            active = active if active and active.kind == "cancel" else None
        elif kinds and kinds[0] == "cancel":
            active = _Reach(kinds[0], match.places, match.last)
            _cancel_clause(heard, match, stated)
        elif kinds and match.last in closing and _something_before(heard, match, stated):
            _look_back(heard, match, kinds[0], stated)
        elif kinds:
            active = _Reach(kinds[0], match.places, match.last)
        elif match.of("field"):
            active = _still(heard, active, match)
            stated.append(_state(heard, active, match))
    return stated


def _state(heard: Heard, active: _Reach | None, match: Match) -> Stated:
    inside = _inside(heard, match)
    if inside:
        return Stated(match, inside.of("operator")[0], inside.places)
    if active is None:
        return Stated(match)
    active.last, active.end = match, match.last
    return Stated(match, active.kind, active.places)


def _inside(heard: Heard, match: Match) -> Match | None:
    """An operator in the gap of a phrase, as in "cheeks are not red"."""
    if match.last - match.first == len(match.places):
        return None
    between = [
        one
        for one in heard.matches
        if match.first < one.first < match.last and set(one.of("operator")) & set(REACH)
    ]
    return between[0] if between else None


def _still(heard: Heard, active: _Reach | None, match: Match) -> _Reach | None:
    """The operator, if it still reaches this match."""
    if active is None:
        return None
    clauses = heard.clauses
    same = clauses[active.end - 1] == clauses[match.first]
    if active.kind == "cancel":
        return active if same else None
    between = heard.tokens[active.end : match.first]
    if active.last is None:
        return active if same and len(between) <= REACH[active.kind] else None
    words = [token.stem for token in between]
    listed = all(word in CONNECTIVES for word in words)
    alike = _group(active.last) == _group(match) and _listed_often(match)
    carried = any(word in ALWAYS for word in words) or alike
    return active if listed and carried else None


def _listed_often(match: Match) -> bool:
    """Whether several of its kind are usually named in a row."""
    return _group(match) in ("list", "concerns")


def _group(match: Match) -> str:
    """What a list may hold together: colours, things in products, concerns; else the field itself."""
    fields = match.of("field")
    name = fields[0] if fields else ""
    return "list" if name in ("substance", "colour") else name


def _closing(heard: Heard) -> set[int]:
    """The places after which a clause holds nothing but small words."""
    small = {p for one in heard.matches if "small" in one.of("word") for p in one.places}
    closing: set[int] = set()
    for place in range(len(heard.tokens), -1, -1):
        ends = place == len(heard.tokens) or heard.tokens[place].breaks
        if ends or (place in small and place + 1 in closing):
            closing.add(place)
    return closing


def _something_before(heard: Heard, operator: Match, stated: Sequence[Stated]) -> bool:
    """Whether its clause holds something already that it may be about."""
    return bool(stated) and _clause(heard, stated[-1].match) == _clause(heard, operator)


def _clause(heard: Heard, match: Match) -> int:
    return heard.clauses[match.first]


def _look_back(heard: Heard, operator: Match, kind: str, stated: list[Stated]) -> None:
    """Give the state to the phrases before it, nearest first, as far as they make a list."""
    later, group, series = (
        operator.first,
        "",
        False,
    )  # series: an "and" makes commas before it a list's
    for index in range(len(stated) - 1, -1, -1):
        one = stated[index]
        between = heard.tokens[one.match.last : later]
        if one.state != "plain" or not _reaches_back(heard, one.match, later):
            return
        if group:
            listed = bool(between) and all(token.stem in CONNECTIVES for token in between)
            series = series or any(token.stem in JOINING for token in between)
            if _group(one.match) != group or not (listed and series and _listed_often(one.match)):
                return
        elif len(between) > BACK or any(token.breaks for token in between):
            return
        group, later = _group(one.match), one.match.first
        stated[index] = Stated(one.match, kind, operator.places)


def _reaches_back(heard: Heard, match: Match, later: int) -> bool:
    """Whether no "but" stands between."""
    return not any(
        match.last <= one.first < later and {"turn", "now"} & set(one.of("operator"))
        for one in heard.matches
    )


def _cancel_clause(heard: Heard, operator: Match, stated: list[Stated]) -> None:
    clause = heard.clauses[operator.first]
    for index in range(len(stated) - 1, -1, -1):
        if heard.clauses[stated[index].match.first] != clause:
            return
        stated[index] = Stated(stated[index].match, "cancel", operator.places)
