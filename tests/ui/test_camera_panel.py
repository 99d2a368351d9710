"""The camera's guide reads what a page sends with suspicion, and keeps none of it."""

import base64
import json

import cv2
import numpy as np
import pytest

from beauty import Beauty
from beauty.quality import FRAMINGS
from beauty.texts import load_texts
from beauty.ui.camera_panel import LIGHTS, LONGEST_FRAME, seen_in, show_guide
from tests.builders import encoded
from tests.ui.test_html import Tags


def frame(rgb: np.ndarray) -> str:
    """As camera.js sends a picture: its longer side 256 pixels."""
    factor = 256 / max(rgb.shape[:2])
    small = cv2.resize(rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return "data:image/jpeg;base64," + base64.b64encode(encoded(small, "JPEG")).decode()


def test_the_portrait_is_well_framed_and_what_is_wrong_is_said(
    beauty: Beauty, portrait: np.ndarray
):
    assert seen_in(beauty, frame(portrait)) == "good"
    assert seen_in(beauty, frame(np.hstack([portrait, portrait]))) == "several"
    far = np.full((3 * portrait.shape[0], 3 * portrait.shape[1], 3), 128, np.uint8)
    height, width = portrait.shape[:2]
    far[height : 2 * height, width : 2 * width] = portrait
    assert seen_in(beauty, frame(far)) == "closer"


@pytest.mark.parametrize(
    "forged",
    ["", "data:image/jpeg;base64,AAAA", "http://example.org/a.jpg", "x" * (LONGEST_FRAME + 1)],
)
def test_what_is_no_picture_is_no_face(beauty: Beauty, forged: str):
    assert seen_in(beauty, forged) == "no_face"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_hint_is_known_to_the_browser_in_its_language(language: str):
    texts = load_texts(language)
    read = Tags(show_guide(texts, "closer"))
    words = json.loads(str(read.attributes["data-words"]))
    assert set(words) == {*FRAMINGS, *LIGHTS}
    assert read.attributes["data-said"] == "closer"
    assert texts.get("page.camera_closer") in read.said
