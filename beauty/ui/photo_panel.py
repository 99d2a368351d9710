"""Panel: the photo. Consent first, then upload, camera or paste, examples, and a delete button."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import gradio as gr
import numpy as np
from skimage import data

from beauty.paths import ASSETS
from beauty.photo import read_photo
from beauty.pipeline import Progress
from beauty.texts import Texts
from beauty.ui.html import data_uri, tag, text
from beauty.ui.in_line import shows_place, words
from beauty.ui.page import Page, Updates
from beauty.ui.parts import Parts, told
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Session, Tab
from beauty.ui.temp_files import uploaded_bytes

THUMBNAIL_PX = 120
ASTRONAUT_BOX = (90, 0, 350, 280)  # left, top, right, bottom of head and shoulders
ASTRONAUT_SCALE = 3
PICK_ON_CLICK = """
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-index]');
  if (button) trigger('click', {index: Number(button.dataset.index)});
});
"""


def build(texts: Texts) -> Parts:
    """The panel's components, worded in `texts`."""
    heading = gr.HTML(_heading(texts))
    photo = gr.Image(
        sources=["upload", "webcam", "clipboard"],
        type="filepath",
        label=texts.get("page.photo_label"),
        placeholder=texts.get("page.photo_hint"),
        height=340,
        buttons=[],
        webcam_options=gr.WebcamOptions(mirror=False),  # mirrored shots would swap left and right
        elem_id="photo",
    )
    hint = gr.HTML(_hint(texts), elem_id="photo-hint")
    examples = gr.HTML(_examples(texts), elem_id="examples", js_on_load=PICK_ON_CLICK)
    delete = gr.Button(
        texts.get("page.delete"), visible=False, size="sm", variant="secondary", elem_id="delete"
    )
    return Parts(
        {
            "photo_heading": heading,
            "photo": photo,
            "photo_hint": hint,
            "examples": examples,
            "delete": delete,
        },
        {
            "photo_heading": lambda said: {"value": _heading(said)},
            "photo": lambda said: {
                "label": said.get("page.photo_label"),
                "placeholder": said.get("page.photo_hint"),
            },
            "photo_hint": lambda said: {"value": _hint(said)},
            "examples": lambda said: {"value": _examples(said)},
        },
    )


def drawn(scene: Scene) -> dict[str, Drawn]:
    here, texts = scene.session.photo is not None, scene.texts
    said = {"visible": here, "value": texts.get("page.delete")}
    return {"delete": Drawn((here, texts.language), lambda: said)}


def bind(page: Page, parts: Parts) -> None:
    photo = parts["photo"]

    def on_photo(
        upload: dict[str, Any] | None, tab: Tab | None, layer: str, language: str
    ) -> Iterator[Updates]:
        def take_in(now: Session, progress: Progress) -> Session:
            if not upload:
                return Session(answers=now.answers)
            return now.with_photo(page.beauty, uploaded_bytes(upload.get("path")), progress)

        yield from page.stepwise(tab, layer, language, take_in)

    def on_example(
        tab: Tab | None, layer: str, language: str, event: gr.EventData
    ) -> Iterator[Updates]:
        photos, index = example_photos(), int(told(event).get("index", -1))

        def take_in(now: Session, progress: Progress) -> Session:
            if not 0 <= index < len(photos):
                return now
            return now.with_photo(page.beauty, photos[index], progress)

        yield from page.stepwise(tab, layer, language, take_in)

    def on_delete(tab: Tab | None, layer: str, language: str) -> Updates:
        def forget(now: Session) -> Session:
            if now.photo is None:  # opening the camera clears an empty input, too
                return Session(answers=now.answers)
            return Session(answers=now.answers, notice="page.deleted")

        return page.changed(tab, layer, language, forget)

    # not Gradio's preprocessing: our own intake reads the file, with its checks and its words
    waits = shows_place(page.parts["message"])
    page.on(photo.input, on_photo, [photo], preprocess=False, **waits)
    page.on(photo.clear, on_delete)
    page.on(parts["examples"].click, on_example, **waits)
    page.on(parts["delete"].click, on_delete).then(
        lambda: None, outputs=photo, api_visibility="private"
    )


@cache
def example_photos() -> tuple[np.ndarray | Path, ...]:
    """What the example buttons stand for: a public-domain portrait, then the rendered faces."""
    left, top, right, bottom = ASTRONAUT_BOX
    crop = np.ascontiguousarray(data.astronaut()[top:bottom, left:right])
    portrait = cv2.resize(
        crop, None, fx=ASTRONAUT_SCALE, fy=ASTRONAUT_SCALE, interpolation=cv2.INTER_CUBIC
    )
    return portrait, *sorted((ASSETS / "examples").glob("*.jpg"))


def _heading(texts: Texts) -> str:
    return tag("h2", text(texts.get("page.photo_heading"))) + tag(
        "p", text(texts.get("page.consent")), "consent"
    )


def _hint(texts: Texts) -> str:
    return tag("p", text(texts.get("page.frame_hint")), "note") + words(texts)


def _examples(texts: Texts) -> str:
    buttons = "".join(
        f'<button type="button" data-index="{index}" aria-label="{_name(index, texts)}">'
        f'<img alt="" src="{uri}"></button>'
        for index, uri in enumerate(_thumbnails())
    )
    return (
        tag("p", text(texts.get("page.examples")), "examples-title")
        + tag("div", buttons, "examples")
        + tag("p", text(texts.get("page.examples_note")), "note")
    )


def _name(index: int, texts: Texts) -> str:
    return text(texts.get("page.example", number=index + 1))


@cache
def _thumbnails() -> tuple[str, ...]:
    return tuple(data_uri(_thumbnail(photo)) for photo in example_photos())


def _thumbnail(photo: np.ndarray | Path) -> np.ndarray:
    rgb = photo if isinstance(photo, np.ndarray) else read_photo(photo).rgb
    side = min(rgb.shape[:2])
    left = (rgb.shape[1] - side) // 2
    square = np.ascontiguousarray(rgb[:side, left : left + side])
    small: np.ndarray = cv2.resize(
        square, (THUMBNAIL_PX, THUMBNAIL_PX), interpolation=cv2.INTER_AREA
    )
    return small
