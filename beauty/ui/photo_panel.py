"""Panel: the photo. Consent first, then upload, camera or paste, examples, and a delete button."""

from functools import cache
from pathlib import Path

import cv2
import gradio as gr
import numpy as np
from skimage import data

from beauty.paths import ASSETS
from beauty.photo import read_photo
from beauty.texts import Texts
from beauty.ui.html import data_uri, tag, text
from beauty.ui.parts import Parts

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
    hint = gr.HTML(_hint(texts))
    examples = gr.HTML(_examples(texts), elem_id="examples", js_on_load=PICK_ON_CLICK)
    delete = gr.Button(
        texts.get("page.delete"), visible=False, size="sm", variant="secondary", elem_id="delete"
    )
    return Parts(
        {"heading": heading, "photo": photo, "hint": hint, "examples": examples, "delete": delete},
        {
            "heading": lambda said: {"value": _heading(said)},
            "photo": lambda said: {
                "label": said.get("page.photo_label"),
                "placeholder": said.get("page.photo_hint"),
            },
            "hint": lambda said: {"value": _hint(said)},
            "examples": lambda said: {"value": _examples(said)},
            "delete": lambda said: {"value": said.get("page.delete")},
        },
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
    return tag("p", text(texts.get("page.frame_hint")), "note")


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
