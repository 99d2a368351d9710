"""The make-up page: the gallery, the picture and what stands under it. A look's state in, HTML out."""

import json
from collections.abc import Mapping
from time import monotonic_ns
from typing import Any

from beauty.errors import UsageError
from beauty.shown import joined
from beauty.texts import Texts
from beauty.tryon import Look, look_toml
from beauty.tryon.steps import look_title
from beauty.tryon.worn import WornLook
from beauty.ui.html import card, data_uri, tag, text
from beauty.ui.look_state import LookState
from beauty.ui.show_places import show_places

WORDS = {
    "split": "look_page.split",
    "undo": "look_page.undo",
    "redo": "look_page.redo",
    "pin": "look_page.pin",
    "places": "look_page.places",
    "mirror": "look_page.mirror",
}


def show_nothing_yet(texts: Texts) -> str:
    """The gallery's place before there is a face to put a look on."""
    inner = tag("p", text(texts.get("look_page.empty")))
    button = tag(
        "button",
        text(texts.get("look_page.to_photo")),
        "pill",
        type="button",
        **{"data-go": "photo"},
    )
    return card(texts.get("look_page.empty_heading"), inner + button, css="look-none")


def show_gallery(state: LookState, texts: Texts) -> str:
    """Every look on the face, its plan's first, the others by family; empty frames until painted."""
    if state.studio is None:
        return ""
    groups: dict[str, list[Look]] = {}
    for look in state.studio.looks:
        own = look is state.studio.looks[0]
        key = "look_page.yours" if own else f"look_style.{look.style}"
        groups.setdefault(key, []).append(look)
    worn = state.editing.now.look.name
    pictures = state.studio.thumbnails if state.painted else {}
    shown = "".join(
        tag("h4", text(texts.get(key)))
        + tag("div", "".join(_thumb(one, worn, pictures, texts) for one in looks), "look-thumbs")
        for key, looks in groups.items()
    )
    height, width = state.studio.small.rgb.shape[:2]
    return tag("div", shown, "look-groups", style=f"--head:{width}/{height}")


def show_bare(state: LookState) -> str:
    """The head without make-up, for look.js."""
    return f'<img alt="" hidden src="{state.studio.bare}">' if state.studio else ""


def stage_json(state: LookState | None, texts: Texts) -> str:
    """What look.js shows: pictures and words; `at` grows, so that an overtaken answer is not shown."""
    at = monotonic_ns() // 1000
    words = {name: texts.get(key) for name, key in WORDS.items()}
    if state is None or state.studio is None:
        return json.dumps({"at": at, "empty": True, "words": words}, ensure_ascii=False)
    studio, editing = state.studio, state.editing
    look, pinned = editing.now.worn, editing.pinned
    title = _title(state, texts)
    shown: dict[str, Any] = {
        "at": at,
        "words": words,
        "look": editing.now.look.name,
        "title": title,
        "about": texts.find(f"look.{look.name}.about") or "",
        "before": data_uri(studio.wearing(pinned)) if pinned else "",
        "after": data_uri(studio.wearing(look)),
        "left": _pinned_title(pinned, texts) if pinned else texts.get("look_page.bare"),
        "right": texts.get("look_page.second", look=title) if pinned else title,
        "alt_after": texts.get("look_page.alt", look=title),
        "undo": bool(editing.past),
        "redo": bool(editing.future),
        "pin": pinned is not None,
        "places": show_places(look, studio.small, texts) if state.steps else "",
        "file": look_toml(look),
    }
    return json.dumps(shown, ensure_ascii=False)


def show_files(state: LookState, texts: Texts) -> str:
    """Four buttons to save and open, and what was said of the last file."""
    saves = "".join(
        tag("button", text(texts.get(key)), "pill", type="button", **{"data-save": kind})
        for kind, key in (("png", "look_page.save_picture"), ("toml", "look_page.save_look"))
    )
    waiting = texts.get("look_page.reading")
    opens = _opener("look", ".toml,application/toml", "look_page.open_look", waiting, texts)
    opens += _opener("photo", "image/*", "look_page.open_photo", waiting, texts)
    said = _notice(state, texts) + _saved(state)
    # the count makes a second answer differ from the first, which the browser's "reading" has replaced
    count = str(state.redrawn) if said else ""
    told = tag("div", said, "look-told", role="status", **{"data-waiting": count})
    inner = tag("div", saves + opens, "actions") + told
    return card(
        texts.get("look_page.files_heading"), inner, texts.get("look_page.files_note"), "look-files"
    )


def _opener(kind: str, accepted: str, key: str, waiting: str, texts: Texts) -> str:
    box = f'<input type="file" accept="{accepted}" data-open="{kind}">'
    return tag("label", box + text(texts.get(key)), "pill quiet", **{"data-said": waiting})


def _saved(state: LookState) -> str:
    """A link that the browser follows by itself, once."""
    if state.saved is None:
        return ""
    name, address = state.saved
    return tag("a", text(name), href=address, download=name, **{"data-fresh": str(state.redrawn)})


def _notice(state: LookState, texts: Texts) -> str:
    """Why a file could not be taken, or what was read of a photo and what was not."""
    if state.error is not None:
        error, language = state.error, texts.language
        told = [error.said(part, language) for part in ("message", "advice")]
        if isinstance(error, UsageError):  # our words for a look file, then what is wrong in it
            told = [texts.get("look_page.bad_look"), str(error.facts["reason"])]
        return "".join(tag("p", text(one), "note") for one in told)
    return _read_of(state.worn, texts) if state.worn else ""


def _read_of(worn: WornLook, texts: Texts) -> str:
    """What was read of a photo, and folded away what was not, by reason."""
    read = dict.fromkeys(texts.get(f"worn.{one.product}.name") for one in worn.look.layers)
    said = texts.get("look_page.read", products=joined(read, texts))
    if not read:
        said = texts.get("worn.nothing")
    reasons: dict[str, dict[str, None]] = {}
    for one in worn.unread:
        reasons.setdefault(one.reason, {})[texts.get(f"worn.{one.product}.name")] = None
    rows = "".join(
        tag(
            "li",
            tag("b", text(joined(names, texts))) + " " + text(texts.get(f"worn.reason.{reason}")),
        )
        for reason, names in reasons.items()
    )
    summary = tag("summary", text(texts.get("look_page.unread")))
    return tag("p", text(said)) + (tag("details", summary + tag("ul", rows)) if rows else "")


def _thumb(look: Look, worn: str, pictures: Mapping[str, str], texts: Texts) -> str:
    name = look_title(look, texts)
    picture = tag("span", "", "look-frame")
    if look.name in pictures:
        alt = text(texts.get("look_page.alt", look=name))
        picture = f'<img class="look-frame" alt="{alt}" src="{pictures[look.name]}">'
    pressed = "true" if look.name == worn else "false"
    state = {"type": "button", "data-look": look.name, "aria-pressed": pressed}
    about = texts.find(f"look.{look.name}.about") or ""
    return tag("button", picture + tag("span", text(name)), "look-thumb", title=about, **state)


def _title(state: LookState, texts: Texts) -> str:
    title = look_title(state.editing.now.look, texts)
    return texts.get("look_page.changed", look=title) if state.editing.changed else title


def _pinned_title(pinned: Look, texts: Texts) -> str:
    return texts.get("look_page.first", look=look_title(pinned, texts))
