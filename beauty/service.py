"""What every door answers: the rows of JSON that the command line, REST, MCP and the page's API share."""

from collections.abc import Mapping
from typing import Any

from beauty.catalogue import Catalogue
from beauty.engine import Beauty
from beauty.knowledge import load_answer_fields
from beauty.photo import Source
from beauty.profile import Profile
from beauty.recommend import own_catalogue
from beauty.recommend import recommend as make_plan
from beauty.report import analysis_json, plan_json, words_json
from beauty.texts import DEFAULT_LANGUAGE, load_texts

Json = dict[str, Any]
Answers = Mapping[str, object]


def analyzed(
    beauty: Beauty,
    source: Source,
    name: str,
    answers: Answers,
    language: str = DEFAULT_LANGUAGE,
    landmarks: bool = False,
) -> Json:
    """One line of `analyze`. Raises a BeautyError where the photo or an answer cannot be used."""
    analysis = beauty.analyze(source)
    profile = Profile.of(analysis, answers)
    return analysis_json(analysis, profile, name, load_texts(language), landmarks)


def recommended(
    beauty: Beauty,
    source: Source,
    name: str,
    answers: Answers,
    language: str = DEFAULT_LANGUAGE,
    catalogue: Catalogue | None = None,
) -> Json:
    """The line of `analyze` with make-up plan, routine, products and what was read from own words.

    Raises a BeautyError where the photo or an answer cannot be used.
    """
    texts = load_texts(language)
    analysis = beauty.analyze(source)
    profile = Profile.of(analysis, answers)
    plan = make_plan(profile, catalogue or own_catalogue())
    return {
        **analysis_json(analysis, profile, name, texts),
        **plan_json(plan, texts),
        "words": words_json(profile.understood),
    }


def options() -> list[Json]:
    """Every answer that is understood: name, kind, choices, and whether anything depends on it yet."""
    return [
        {
            "name": field.name,
            "kind": field.kind,
            "choices": list(field.choices),
            "used": field.used,
        }
        for field in load_answer_fields().values()
    ]
