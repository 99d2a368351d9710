"""The picture in which one taps a white paper or a grey card: values in, HTML out."""

from typing import Any

import cv2
import numpy as np

from beauty.light.card import KINDS
from beauty.photo import Photo
from beauty.texts import Texts
from beauty.ui.html import data_uri, tag, text
from beauty.ui.session import CardTap, Session

SHOWN_PX = 640  # longer side
# the point as shares of the picture's sides, so that it does not matter how large it is shown
TAP = """
element.addEventListener('click', event => {
  if (event.target.closest('button[data-undo]')) { trigger('click', {undo: true}); return; }
  const picture = event.target.closest('img');
  if (!picture) return;
  const box = picture.getBoundingClientRect();
  const kind = element.querySelector('input[name=card-kind]:checked').value;
  trigger('click', {kind: kind,
    x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height});
});
"""


def tap_of(told: dict[str, Any]) -> CardTap | None:
    """What TAP sent, or anybody else: a tap, or None for the way back."""
    try:
        x_share, y_share = float(told.get("x", -1)), float(told.get("y", -1))
    except (TypeError, ValueError):
        x_share = y_share = -1.0
    return None if told.get("undo") else CardTap(x_share, y_share, str(told.get("kind", "")))


def show_card(session: Session, texts: Texts) -> str:
    """Folded until it is used: what to do, which card, the photo to tap, and what came of it."""
    if session.analysis is None:
        return ""
    tap = session.card
    inner = tag("summary", text(texts.get("page.card_heading")))
    inner += tag("p", text(texts.get("page.card_note")))
    inner += _kinds(tap.kind if tap else KINDS[0], texts) + _told(session, texts)
    inner += tag("div", _picture(session.analysis.photo, texts) + _mark(tap), "tap")
    opened = {"open": ""} if tap else {}
    return tag("details", inner, "card calibrate", **opened)


def _kinds(chosen: str, texts: Texts) -> str:
    """Two round buttons."""
    said = tag("legend", text(texts.get("page.card_kind")))
    for kind in KINDS:
        checked = " checked" if kind == chosen else ""
        button = f'<input type="radio" name="card-kind" value="{kind}"{checked}>'
        said += tag("label", button + text(texts.get(f"page.card_{kind}")))
    return tag("fieldset", said)


def _told(session: Session, texts: Texts) -> str:
    """That it is calibrated, with the way back; or why that point will not do."""
    tap = session.card
    if tap is None:
        return ""
    if tap.error is not None:
        said = (tap.error.said(part, texts.language) for part in ("message", "advice"))
        return tag("p", text(" ".join(said)), "quality fair", role="status")
    done = texts.get("page.card_done", card=texts.get(f"page.card_{tap.kind}"))
    undo = tag("button", text(texts.get("page.card_undo")), **{"type": "button", "data-undo": ""})
    return tag("p", text(done) + " " + undo, "quality good", role="status")


def _mark(tap: CardTap | None) -> str:
    if tap is None:
        return ""
    return tag("i", "", style=f"left:{100 * tap.x_share:.2f}%;top:{100 * tap.y_share:.2f}%")


def _picture(photo: Photo, texts: Texts) -> str:
    alt = text(texts.get("page.card_alt"))
    return f'<img alt="{alt}" title="{alt}" src="{_small(photo)}">'


def _small(photo: Photo) -> str:
    factor = min(1.0, SHOWN_PX / max(photo.size_wh))
    small: np.ndarray = cv2.resize(
        photo.rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA
    )
    return data_uri(small)
