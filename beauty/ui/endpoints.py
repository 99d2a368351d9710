"""Named endpoints of the page's server for gradio_client; the page's own events stay private.

Photos come as base64 or data URL, so that none is written to the upload folder.
"""

import functools
from collections.abc import Callable
from typing import Any

import gradio as gr

from beauty import service
from beauty.api.upload import photo_from_text
from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.knowledge import check_answers
from beauty.report import refusal_json
from beauty.texts import DEFAULT_LANGUAGE, languages

Json = dict[str, Any]
NAME = "photo"


def add_endpoints(beauty: Beauty) -> None:
    """Add them to the page that is being built. A refused photo gives a row with `error`."""

    def analyze(
        photo: str, answers: Json | None = None, lang: str = DEFAULT_LANGUAGE, name: str = NAME
    ) -> Json:
        """Understand the face in a photo (base64 or data URL): shape, skin type, tone, concerns."""
        work = functools.partial(service.analyzed, beauty)
        return _row(work, photo, answers, lang, name)

    def recommend(
        photo: str, answers: Json | None = None, lang: str = DEFAULT_LANGUAGE, name: str = NAME
    ) -> Json:
        """The analysis with a make-up plan, a care routine and products, each with its reasons."""
        work = functools.partial(service.recommended, beauty)
        return _row(work, photo, answers, lang, name)

    def options() -> list[Json]:
        """Every answer that is understood."""
        return service.options()

    for endpoint in (analyze, recommend, options):
        gr.api(endpoint, api_name=endpoint.__name__)


def _row(work: Callable[..., Json], photo: str, answers: Json | None, lang: str, name: str) -> Json:
    language = lang if lang in languages() else DEFAULT_LANGUAGE
    try:
        given = check_answers(answers or {})
        return work(photo_from_text(photo), name, given, language)
    except BeautyError as error:
        return refusal_json(error, name, language)
