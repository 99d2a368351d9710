"""What every door answers: the rows of JSON that the command line, REST, MCP and the page's API share."""

from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np

from beauty.catalogue import Catalogue
from beauty.engine import Beauty
from beauty.errors import UsageError
from beauty.knowledge import load_answer_fields
from beauty.photo import Source
from beauty.profile import Profile
from beauty.recommend import own_catalogue
from beauty.recommend import recommend as make_plan
from beauty.report import analysis_json, plan_json, words_json
from beauty.texts import DEFAULT_LANGUAGE, load_texts
from beauty.tryon import Look, load_looks, read_look

Json = dict[str, Any]
LONGEST_LOOK = 16 * 1024  # characters of a look file
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


def tried_on(beauty: Beauty, source: Source, look: Look) -> bytes:
    """The photo with a look on, as PNG of its full size, without the metadata of the photo.

    Raises a BeautyError where there is no face to paint.
    """
    return png(beauty.try_on(source, look))


def png(pixels: np.ndarray) -> bytes:
    """uint8 (H, W, 3) RGB or (H, W) as the bytes of a PNG file."""
    ordered = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if pixels.ndim == 3 else pixels
    return bytes(cv2.imencode(".png", ordered, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1])


def chosen_look(name: str | None, text: str | None) -> Look:
    """One of our looks by its name, or a look by the text of its file; never a file of this machine.

    Raises UsageError that says which there are, or what in the file is wrong.
    """
    looks = load_looks()
    if text and not name and len(text) <= LONGEST_LOOK:
        return read_look(text, "look")
    if text or not name:
        raise UsageError(reason="one_look", fix="see_docs")
    if name not in looks:
        raise UsageError(reason="no_look", fix="see_docs", look=name[:80], looks=", ".join(looks))
    return looks[name]


def looks(language: str = DEFAULT_LANGUAGE) -> list[Json]:
    """Every look of ours: name, title in a language, style, and its layers in the order they go on."""
    texts = load_texts(language)
    return [
        {
            "name": name,
            "title": texts.find(f"look.{name}.title") or name,
            "style": look.style,
            "layers": [
                {
                    "product": layer.product,
                    "color": list(layer.by_depth) or layer.color,
                    "opacity": layer.opacity,
                    "finish": layer.finish,
                    "placement": layer.placement,
                }
                for layer in look.layers
            ],
        }
        for name, look in load_looks().items()
    ]
