"""One way through the result: the button at each tab's end leads on, by mouse and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from beauty.ui.onward import JOURNEY
from tests.browser.conftest import OpenPage

SHOWN = {
    "face": "#show-face",
    "skin": "#show-concerns",
    "makeup": "#show-makeup",
    "look": "#look-stage",
    "care": "#show-care",
    "report": "#show-report",
}


@pytest.mark.parametrize(("locale", "width"), [("en-US", 1280), ("zh-CN", 390)])
def test_buttons_lead_from_the_face_to_the_report(
    visit: OpenPage, files: dict[str, Path], locale: str, width: int
):
    guest = visit(locale, width=width)
    guest.tab("look", locale[:2])
    expect(guest.at(".look-none")).to_be_visible()
    expect(guest.at(".onward button:visible")).to_have_count(0)  # no face yet, no way on
    guest.tab("photo", locale[:2])
    guest.upload(files["portrait"])
    expect(guest.at("#result")).to_be_visible()
    for step in JOURNEY[1:]:
        guest.at(".onward button:visible").press("Enter")
        expect(guest.at(f"button[role=tab][data-tab-id={step}]")).to_be_focused()
        expect(guest.at(SHOWN[step])).to_be_visible()
        expect(guest.at(f"button[role=tab][data-tab-id={step}]")).to_be_in_viewport()
    expect(guest.at(".onward button:visible")).to_have_count(0)
