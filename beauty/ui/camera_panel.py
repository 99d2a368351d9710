"""Panel: the guide beside the live camera, before the shot. Its page part is assets/page/camera.js.

Light is judged in the browser; a small picture now and then tells where the face is. It stays in memory.
"""

import json
from itertools import count

import gradio as gr

from beauty.api.upload import photo_from_text
from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.paths import ASSETS
from beauty.photo import read_photo
from beauty.quality import FRAMINGS, framing
from beauty.texts import Texts, load_texts
from beauty.ui.html import tag, text
from beauty.ui.page import Page, Updates
from beauty.ui.parts import Parts, told
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Tab

LIGHTS = ("dark", "bright", "one_sided")  # as camera.js tells them
LONGEST_FRAME = 120_000  # characters of base64; one of camera.js has about 20,000
LONGEST_PX = 320
STAMPS = count(1)


def build(texts: Texts) -> Parts:
    """The panel's component, hidden as long as no camera is on."""
    script = (ASSETS / "page" / "camera.js").read_text("utf-8")
    guide = gr.HTML(show_guide(texts), elem_id="camera-guide", js_on_load=script)
    return Parts({"camera": guide}, {"camera": lambda said: {"value": show_guide(said)}})


def drawn(scene: Scene) -> dict[str, Drawn]:
    """It shows nothing of a session."""
    return {}


def bind(page: Page, parts: Parts) -> None:
    def on_frame(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        found = seen_in(page.beauty, str(told(event).get("frame", "")))
        return {parts["camera"]: gr.update(value=show_guide(load_texts(language), found))}

    page.on(parts["camera"].input, on_frame, outputs=[parts["camera"]])


def seen_in(beauty: Beauty, frame: str) -> str:
    """What to do, one of FRAMINGS, by a small picture as a data URL; "no_face" for what is none."""
    if len(frame) > LONGEST_FRAME:
        return "no_face"
    try:
        photo = read_photo(photo_from_text(frame), longest_px=LONGEST_PX)
    except BeautyError:
        return "no_face"
    return framing(beauty.find_faces(photo), photo.size_wh)


def show_guide(texts: Texts, found: str = "") -> str:
    """The hint, a countdown, a way to take another; `found` is what the server saw last."""
    words = {name: texts.get(f"page.camera_{name}") for name in (*FRAMINGS, *LIGHTS)}
    said = tag("p", text(words[found] if found else ""), "hint", role="status")
    for name in ("countdown", "retake"):
        button = {"type": "button", f"data-{name}": ""}
        said += tag("button", text(texts.get(f"page.camera_{name}")), "pill", **button)
    said += tag("p", text(texts.get("page.camera_note")), "note")
    given = {"data-words": json.dumps(words), "data-said": found, "data-stamp": str(next(STAMPS))}
    return tag("div", said, "guide", hidden="", **given)
