"""What is known about a person: measurements and answers together, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beauty.analysis import Analysis
from beauty.knowledge import Answer, check_answers

Value = Answer | float


@dataclass(frozen=True)
class Fact:
    """One thing known. source: answers or photo; sure: False for the likelier of two readings."""

    value: Value
    source: str
    sure: bool = True


@dataclass(frozen=True)
class Profile:
    """facts: name -> Fact. What is not known is not in it."""

    facts: Mapping[str, Fact]

    @classmethod
    def of(cls, analysis: Analysis | None, answers: Mapping[str, object]) -> "Profile":
        """Join what the photo showed with what the person said; the person's word comes first.

        Raises UsageError for an answer that is not understood.
        """
        facts: dict[str, Fact] = {}
        if analysis is not None:
            facts.update({k: Fact(v, "photo") for k, v in analysis.geometry.ratios.items()})
            shape = analysis.shape
            facts["face_shape"] = Fact(shape.top2[0], "photo", sure=not shape.abstained)
        checked = check_answers(answers)
        facts.update({name: Fact(value, "answers") for name, value in checked.items()})
        return cls(MappingProxyType(facts))

    def get(self, name: str) -> Value | None:
        fact = self.facts.get(name)
        return fact.value if fact else None

    def words(self, name: str) -> tuple[str, ...]:
        """A list answer; empty where nothing was said."""
        value = self.get(name)
        return value if isinstance(value, tuple) else ()

    def says(self, name: str) -> bool:
        """A yes/no answer; False where nothing was said."""
        return self.get(name) is True
