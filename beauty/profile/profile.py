"""What is known about a person: measurements and answers together, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from beauty.analysis import Analysis
from beauty.knowledge import Answer, check_answers
from beauty.profile.own_words import heard, joined
from beauty.profile.skin_type import SkinType, fuse_skin_type
from beauty.skin import Coloring, SkinTone
from beauty.words import NOTHING_SAID, Understood

Value = Answer | float


@dataclass(frozen=True)
class Fact:
    """One thing known. source: answers (a field of the form), words (the person's own) or photo;
    sure: False for the likelier of two readings."""

    value: Value
    source: str
    sure: bool = True


@dataclass(frozen=True)
class Profile:
    """facts: name -> Fact; what is not known is not in it. skin_type: also when no type is named;
    understood: what was read from the person's own words, less what they took back; tone, coloring: as
    the photo shows them, None without one."""

    facts: Mapping[str, Fact]
    skin_type: SkinType = field(default_factory=lambda: fuse_skin_type(None, {}))
    understood: Understood = NOTHING_SAID
    tone: SkinTone | None = None
    coloring: Coloring | None = None

    @classmethod
    def of(cls, analysis: Analysis | None, answers: Mapping[str, object]) -> "Profile":
        """Join what the photo showed with what the person said: fields of the form first, own words
        second (lists are joined, for an allergy counts wherever it is told), the photo last.

        Raises UsageError for an answer that is not understood.
        """
        facts: dict[str, Fact] = {}
        photo = analysis.skin_type if analysis is not None else None
        shine = analysis.surface.shine if analysis is not None else None
        if analysis is not None:
            facts.update({k: Fact(v, "photo") for k, v in analysis.geometry.ratios.items()})
            shape = analysis.shape
            facts["face_shape"] = Fact(shape.top2[0], "photo", sure=not shape.abstained)
            eyes = analysis.eyes
            if eyes.label and eyes.reason in ("", "between"):  # else the lids were not read
                facts["eye_shape"] = Fact(eyes.label, "photo", sure=eyes.sure)
        given = check_answers(answers)
        understood = heard(given)
        checked = joined(given, understood.answers)
        stated = checked.get("skin_type")
        skin = fuse_skin_type(str(stated) if stated else None, checked, photo, shine)
        if skin.label:
            facts["skin_type"] = Fact(skin.label, skin.sources[0], sure=skin.sure)
        for name, value in checked.items():
            facts[name] = Fact(value, "answers" if name in given else "words")
        tone = analysis.skin if analysis is not None else None
        coloring = analysis.coloring if analysis is not None else None
        return cls(MappingProxyType(facts), skin, understood, tone, coloring)

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
