"""Named endpoints of the page's server for gradio_client; the page's own events stay private.

Photos come as base64 or data URL, so that none is written to the upload folder.
"""

import base64
from collections.abc import Callable
from typing import Any, TypeVar

import gradio as gr

from beauty import service
from beauty.api import Turns
from beauty.api.upload import photo_from_text
from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.knowledge import check_answers
from beauty.report import SCHEMA, refusal_json
from beauty.texts import DEFAULT_LANGUAGE, languages
from beauty.ui.page import LINE

Json = dict[str, Any]
T = TypeVar("T")
NAME = "photo"


def add_endpoints(beauty: Beauty, turns: Turns) -> None:
    """Add them to the page that is being built. A refused photo gives a row with `error`."""

    def at_models(work: Callable[..., Json]) -> Callable[..., Json]:
        return lambda *given: in_turn(work, *given)

    def in_turn(work: Callable[..., T], *given: Any) -> T:  # noqa: ANN401 - of any work
        with turns:
            return beauty.run(work, *given)

    def analyze(
        photo: str, answers: Json | None = None, lang: str = DEFAULT_LANGUAGE, name: str = NAME
    ) -> Json:
        """Understand the face in a photo (base64 or data URL): shape, skin type, tone, concerns."""
        return _row(at_models(service.analyzed), photo, answers, lang, name)

    def recommend(
        photo: str, answers: Json | None = None, lang: str = DEFAULT_LANGUAGE, name: str = NAME
    ) -> Json:
        """The analysis with a make-up plan, a care routine and products, each with its reasons."""
        return _row(at_models(service.recommended), photo, answers, lang, name)

    def try_on(
        photo: str, look: str = "", look_file: str = "", lang: str = DEFAULT_LANGUAGE
    ) -> Json:
        """The photo with a look on, by its name or by the text of a look file: `png` as base64."""

        def work(content: bytes, *ignored: object) -> Json:
            worn = service.chosen_look(look, look_file)
            png = in_turn(service.tried_on, content, worn)
            return {"schema": SCHEMA, "png": base64.b64encode(png).decode()}

        return _row(work, photo, None, lang, NAME)

    def looks(lang: str = DEFAULT_LANGUAGE) -> list[Json]:
        """Every look: name, title, style, layers."""
        return service.looks(lang if lang in languages() else DEFAULT_LANGUAGE)

    def options() -> list[Json]:
        """Every answer that is understood."""
        return service.options()

    for endpoint in (analyze, recommend, try_on, looks, options):
        gr.api(endpoint, api_name=endpoint.__name__, concurrency_id=LINE)


def _row(work: Callable[..., Json], photo: str, answers: Json | None, lang: str, name: str) -> Json:
    language = lang if lang in languages() else DEFAULT_LANGUAGE
    try:
        given = check_answers(answers or {})
        return work(photo_from_text(photo), name, given, language)
    except BeautyError as error:
        return refusal_json(error, name, language)
