"""What a person says of products and shades that were shown: a value, and how a press changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from beauty.catalogue import Catalogue
from beauty.profile import Fact, Profile

VERDICTS = ("liked", "disliked", "owned", "too_dark", "too_light")
OF_DEPTH = ("too_dark", "too_light")
# verdict -> those that cannot be true of the same thing: the newer word counts
AGAINST = {
    "liked": ("disliked", *OF_DEPTH),
    "disliked": ("liked",),
    "owned": (),
    "too_dark": ("too_light", "liked"),
    "too_light": ("too_dark", "liked"),
}
COLOUR = ":#"  # between a shade's product, or its place where it has none, and its colour


@dataclass(frozen=True)
class Feedback:
    """The answers of the same names: ids of products ("P504045") and shades ("P504045:#d9a87c", or of a
    colour without a product "lips:#b3122a"), each once, the oldest first."""

    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    too_dark: tuple[str, ...] = ()
    too_light: tuple[str, ...] = ()

    @classmethod
    def of(cls, profile: Profile) -> "Feedback":
        """What the profile's answers hold of it."""
        return cls(*(profile.words(verdict) for verdict in VERDICTS))

    @classmethod
    def from_answers(cls, answers: Mapping[str, object]) -> "Feedback":
        """The same from answers; what is no list says nothing."""
        lists = (answers.get(verdict) for verdict in VERDICTS)
        return cls(
            *(tuple(map(str, one)) if isinstance(one, list | tuple) else () for one in lists)
        )

    def __bool__(self) -> bool:
        return any(self.ids(verdict) for verdict in VERDICTS)

    def ids(self, verdict: str) -> tuple[str, ...]:
        """What this verdict was given of; KeyError for a word that is none of VERDICTS."""
        every = (self.liked, self.disliked, self.owned, self.too_dark, self.too_light)
        return dict(zip(VERDICTS, every, strict=True))[verdict]

    def on(self, one: str) -> tuple[str, ...]:
        """The verdicts on a product or shade, in the order of VERDICTS."""
        return tuple(verdict for verdict in VERDICTS if one in self.ids(verdict))

    def pressed(self, verdict: str, one: str) -> "Feedback":
        """With this verdict, without those that speak against it; without it where it was there."""
        if one in self.ids(verdict):
            return replace(self, **{verdict: _without(self.ids(verdict), one)})
        others = {other: _without(self.ids(other), one) for other in AGAINST[verdict]}
        return replace(self, **others, **{verdict: (*self.ids(verdict), one)})

    def answers(self) -> dict[str, list[str]]:
        """As answers, empty ones left out."""
        return {name: list(self.ids(name)) for name in VERDICTS if self.ids(name)}

    def told_to(self, profile: Profile) -> Profile:
        """The profile with this beside what its answers hold already."""
        facts = dict(profile.facts)
        for name, new in self.answers().items():
            facts[name] = Fact(tuple(dict.fromkeys((*profile.words(name), *new))), "answers")
        return replace(profile, facts=MappingProxyType(facts))


def shade_id(catalogue: Catalogue, shade_row: int) -> str:
    """The id of a colour of the catalogue's shades: equal colours of one product are one."""
    shades = catalogue.shades
    product = int(shades.product[shade_row])
    owner = shades.places[shade_row] if product < 0 else catalogue.columns.ids[product]
    return f"{owner}:{shades.hexes[shade_row]}"


def product_row(one: str, catalogue: Catalogue) -> int | None:
    """The catalogue's row of a product, or of the product that a shade is of; None without any."""
    row = catalogue.row_of(one)
    owner, split, _ = one.rpartition(COLOUR)
    return row if row is not None or not split else catalogue.row_of(owner)


def shade_rows(one: str, catalogue: Catalogue) -> tuple[int, ...]:
    """Rows of the catalogue's shades of this id, () where it is none."""
    return _shades_by_id(catalogue).get(one, ())


def known(one: str, catalogue: Catalogue) -> bool:
    """Whether the catalogue has such a product or shade."""
    return catalogue.row_of(one) is not None or bool(shade_rows(one, catalogue))


def can_be_said(verdict: str, one: str, catalogue: Catalogue) -> bool:
    """Whether it is a verdict, and on something that the catalogue has; of depth only of foundation."""
    if verdict not in OF_DEPTH:
        return verdict in VERDICTS and known(one, catalogue)
    return any(catalogue.shades.places[row] == "base" for row in shade_rows(one, catalogue))


def strangers(feedback: Feedback, catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of which nothing can be said: the catalogue does not have them, or no such foundation."""
    said = [(verdict, one) for verdict in VERDICTS for one in feedback.ids(verdict)]
    return tuple(dict.fromkeys(one for v, one in said if not can_be_said(v, one, catalogue)))


def _without(ids: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(one for one in ids if one != gone)


@lru_cache(maxsize=8)
def _shades_by_id(catalogue: Catalogue) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for row in range(len(catalogue.shades)):
        one = shade_id(catalogue, row)
        found[one] = (*found.get(one, ()), row)
    return MappingProxyType(found)
