"""Every set of answers that a person could give, as Hypothesis makes them from assets/answers.toml."""

from collections.abc import Mapping

from hypothesis import strategies as st

from beauty.knowledge import AnswerField, load_answer_fields, load_care
from beauty.profile import Fact, Profile

SHAPES = load_answer_fields()["face_shape"].choices
NAMES = sorted({name for one in load_care().ingredients.values() for name in one.names})


def values_of(field: AnswerField) -> st.SearchStrategy[object]:
    """Right values of one answer."""
    by_kind: dict[str, st.SearchStrategy[object]] = {
        "flag": st.booleans(),
        "number": st.floats(0, 1000) | st.integers(0, 1000),
        "text": st.text(
            "0123456789 .,?", max_size=20
        ),  # says nothing: what it may say is tests/words
        "words": st.lists(st.sampled_from(NAMES) | st.text(max_size=12), max_size=3),
    }
    if field.kind == "choice":
        return st.sampled_from(field.choices)
    if field.bounds:
        return st.integers(*field.bounds)
    if field.kind == "choices":
        return st.lists(st.sampled_from(field.choices), unique=True)
    return by_kind[field.kind]


def answers(**fixed: object) -> st.SearchStrategy[dict[str, object]]:
    """Any of the answers, in any combination; those in `fixed` always with that value."""
    optional = {
        name: values_of(field) for name, field in load_answer_fields().items() if name not in fixed
    }
    required = {name: st.just(value) for name, value in fixed.items()}
    return st.fixed_dictionaries(required, optional=optional)


def profile_of(given: Mapping[str, object], **ratios: float) -> Profile:
    """A profile of these answers, with measured ratios as if from a photo."""
    facts = dict(Profile.of(None, given).facts)
    return Profile({**{name: Fact(value, "photo") for name, value in ratios.items()}, **facts})
