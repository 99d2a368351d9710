"""Panel: the live mirror. Its page part is assets/page/live.*; frames never pass Gradio."""

import json

import gradio as gr

from beauty.paths import ASSETS
from beauty.texts import Texts
from beauty.tryon import load_looks
from beauty.ui.parts import Parts, Wording

PAGE = ASSETS / "page"
FIRST = "everyday"  # the look that is on when the mirror opens
TABS = {"photo": "page.tab_photo", "live": "page.tab_live"}
WORDS = {
    "heading": "page.live_heading",
    "note": "page.live_note",
    "mirror": "page.live_mirror",
    "look": "page.live_look",
    "bare": "page.live_bare",
    "own": "page.live_own",
    "strength": "page.live_strength",
    "camera": "page.live_camera",
    "start": "page.live_start",
    "retry": "page.live_retry",
    "pause": "page.live_pause",
    "go_on": "page.live_go_on",
    "snap": "page.live_snap",
    "stop": "page.live_stop",
    "no_face": "page.live_no_face",
    "idle": "page.live_idle",
    "asking": "page.live_asking",
    "connecting": "page.live_connecting",
    "paused": "page.live_paused",
    "full": "page.live_full",
    "busy": "page.live_busy",
    "rest": "page.live_rest",
    "denied": "page.live_denied",
    "none": "page.live_none",
    "in_use": "page.live_in_use",
    "insecure": "page.live_insecure",
    "unplugged": "page.live_unplugged",
    "stalled": "page.live_stalled",
    "lost": "page.live_lost",
    "no_socket": "page.live_no_socket",
}


def build(texts: Texts, rooms: gr.Tabs, photo_tab: gr.Tab) -> Parts:
    """The panel in a tab of its own beside the photo's, and the names of both, in `texts`."""
    with rooms, gr.Tab(**_tab("live")(texts), id="live", elem_id="live-tab") as live_tab:
        mirror = gr.HTML(
            told(texts),
            html_template=(PAGE / "live.html").read_text("utf-8"),
            css_template=(PAGE / "live.css").read_text("utf-8"),
            js_on_load=(PAGE / "live.js").read_text("utf-8"),
            elem_id="live",
        )
    return Parts(
        {"live": mirror, "live_tab": live_tab, "photo_tab": photo_tab},
        {
            "live": lambda said: {"value": told(said)},
            "live_tab": _tab("live"),
            "photo_tab": _tab("photo"),
        },
    )


def told(texts: Texts) -> str:
    """JSON for live.js: words by its own names, looks with theirs, and which comes first."""
    words = {name: texts.entries[key] for name, key in WORDS.items()}
    looks = [(name, _look_name(name, texts)) for name in load_looks()]
    first = FIRST if FIRST in load_looks() else ""
    return json.dumps({"words": words, "looks": looks, "first": first}, ensure_ascii=False)


def _look_name(name: str, texts: Texts) -> str:
    return texts.find(f"look.{name}.title") or name.replace("_", " ").capitalize()


def _tab(name: str) -> Wording:
    return lambda texts: {"label": texts.get(TABS[name])}
