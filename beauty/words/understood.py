"""The last value of this room: what was read from which words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from beauty.knowledge import Answer, check_answers, load_answer_fields


@dataclass(frozen=True)
class Chip:
    """One thing that was read. It came from text[start:end]; negated: from a no, a dislike or an allergy.

    gives: whether an answer follows; "not oily" is understood, but names no skin type.
    """

    field: str
    value: str | float | bool
    start: int
    end: int
    negated: bool = False
    gives: bool = True

    @property
    def key(self) -> str:
        """FIELD=VALUE, as the answer `taken_back` names it."""
        value = str(self.value).lower() if isinstance(self.value, bool) else self.value
        return f"{self.field}={value:g}" if isinstance(value, float) else f"{self.field}={value}"


@dataclass(frozen=True)
class Understood:
    """answers: what follows, as `check_answers` takes it; rest: the parts that were not understood."""

    answers: Mapping[str, Answer]
    chips: tuple[Chip, ...]
    rest: tuple[str, ...]

    def without(self, keys: Collection[str]) -> "Understood":
        """Less the chips of these keys, and what followed from them."""
        chips = tuple(chip for chip in self.chips if chip.key not in keys)
        return self if chips == self.chips else Understood(answers_of(chips), chips, self.rest)


def answers_of(chips: Sequence[Chip]) -> Mapping[str, Answer]:
    """What follows from chips, checked: a list for fields that hold several values."""
    given: dict[str, object] = {}
    several: dict[str, list[object]] = {}
    for chip in (one for one in chips if one.gives):
        if load_answer_fields()[chip.field].kind in ("choices", "words"):
            given[chip.field] = several.setdefault(chip.field, [])
            several[chip.field].append(chip.value)
        else:
            given[chip.field] = chip.value
    return check_answers(given)


NOTHING_SAID = Understood(MappingProxyType({}), (), ())
