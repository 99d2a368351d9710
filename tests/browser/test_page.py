"""The page as it opens: both languages, by keyboard, on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.visit import overflow_px

PHONE_WIDTH_PX = 390


@pytest.mark.parametrize(("locale", "language"), [("en-US", "en"), ("zh-CN", "zh")])
def test_empty_page_speaks_the_browsers_language(visit: OpenPage, locale: str, language: str):
    guest = visit(locale=locale)
    guest.sees("#header h1", "page.title", language)
    guest.sees("#photo-panel .consent", "page.consent", language)
    guest.sees("#message", "page.empty_heading", language)
    guest.sees("#message", "page.empty_3", language)
    guest.sees("#wishes", "page.answers_heading", language)
    guest.sees("#concerns", "answer.concerns.redness", language)
    guest.sees("#wishes", "answer.pregnant.label", language)
    guest.sees("#footer", "page.footer", language)
    for hidden in ("#result", "#layer", "#faces", "#delete"):
        expect(guest.at(hidden)).to_be_hidden()


def test_page_has_no_share_api_or_settings_links(visit: OpenPage):
    guest = visit()
    expect(guest.page.get_by_text("Built with Gradio")).to_be_hidden()
    expect(guest.page.get_by_text("Use via API")).to_be_hidden()


def test_language_can_be_switched_by_keyboard_alone(visit: OpenPage):
    guest = visit()
    for _ in range(6):
        guest.page.keyboard.press("Tab")
        if guest.page.evaluate("document.activeElement.value") == "zh":
            break
    focused = guest.page.locator("#language label:has(input[value=zh])")
    expect(focused).to_have_css("outline-style", "solid")
    guest.page.keyboard.press("Space")
    guest.sees("#message", "page.empty_heading", "zh")


def test_examples_can_be_reached_by_keyboard(visit: OpenPage):
    guest = visit()
    guest.at("#examples button").first.focus()
    guest.page.keyboard.press("Enter")
    expect(guest.at("#picture img")).to_be_visible()


def test_phone_shows_photo_then_face_then_wishes_then_result_without_scrolling_sideways(
    visit: OpenPage, files: dict
):
    guest = visit(width=PHONE_WIDTH_PX, height=844)
    assert overflow_px(guest.page) <= PHONE_WIDTH_PX
    guest.upload(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
    for tab in ("face", "skin", "makeup", "care", "report"):
        guest.tab(tab)
        expect(guest.at(f"#show-{tab}").first).to_be_visible()
        assert overflow_px(guest.page) <= PHONE_WIDTH_PX, tab
    tops = [
        guest.at(css).bounding_box()["y"]
        for css in ("#photo-panel", "#picture", "#wishes", "#result")
    ]
    assert tops == sorted(tops)


@pytest.mark.parametrize("width", [768, 1280])
def test_wider_screens_do_not_scroll_sideways_either(visit: OpenPage, width: int):
    assert overflow_px(visit(width=width).page) <= width
