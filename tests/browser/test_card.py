"""Tapping a white paper in the photo takes the tone anew at once; other points say why they do not."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from beauty import Analysis
from beauty.texts import load_texts
from tests.browser.conftest import OpenPage
from tests.builders import encoded
from tests.light.test_card import with_card

EN = load_texts("en")
DONE = EN.get("page.card_done", card=EN.get("page.card_paper"))


@pytest.fixture(scope="session")
def held(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portrait with a white paper in its lower left corner."""
    path = tmp_path_factory.mktemp("card") / "held.jpg"
    path.write_bytes(encoded(with_card(analysis, (226, 224, 222)), "JPEG", quality=95))
    return path


def tap(photo: Locator, x_share: float, y_share: float) -> None:
    """Click at a point of the picture, told as shares of its sides."""
    photo.scroll_into_view_if_needed()
    box = photo.bounding_box()
    assert box is not None
    photo.click(position={"x": x_share * box["width"], "y": y_share * box["height"]})


def range_deg(told: str) -> int:
    """Width of the ITA range in the tone's line."""
    numbers = [
        int(word) for word in told.replace("°", " ").replace(")", " ").split() if _whole(word)
    ]
    return numbers[-1] - numbers[-2]


def _whole(word: str) -> bool:
    return word.lstrip("-").isdigit()


def test_paper_calibrates_and_the_estimate_comes_back(visit: OpenPage, held: Path):
    guest = visit()
    guest.upload(held)
    guest.tab("skin")
    line = guest.at("#show-skin .tone .lead")
    estimated = line.inner_text()
    guest.at("#show-card summary").click()
    photo = guest.at("#show-card img")
    expect(photo).to_be_visible()
    tap(photo, 0.07, 0.93)
    expect(guest.at("#show-card")).to_contain_text(DONE)
    guest.sees("#show-skin", "page.light_calibrated")
    calibrated = line.inner_text()
    assert range_deg(calibrated) < range_deg(estimated)
    guest.page.get_by_role("button", name=EN.get("page.card_undo")).click()
    expect(line).to_have_text(estimated)
    expect(guest.at("#show-card")).not_to_contain_text(DONE)


def test_the_face_is_no_card_and_a_grey_card_is_another_kind(visit: OpenPage, held: Path):
    guest = visit()
    guest.upload(held)
    guest.tab("skin")
    guest.at("#show-card summary").click()
    tap(guest.at("#show-card img"), 0.45, 0.5)
    guest.sees("#show-card", "error.card_coloured.message")
    guest.page.get_by_label(EN.get("page.card_grey")).check()
    tap(guest.at("#show-card img"), 0.07, 0.93)
    said = EN.get("page.card_done", card=EN.get("page.card_grey"))
    expect(guest.at("#show-card")).to_contain_text(said)
    guest.speak("中文")
    chinese = load_texts("zh")
    said = chinese.get("page.card_done", card=chinese.get("page.card_grey"))
    expect(guest.at("#show-card")).to_contain_text(said)
