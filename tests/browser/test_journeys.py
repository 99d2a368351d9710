"""Five journeys from the first look at the page to what one came for, on a laptop and on a phone, in both
languages; each leaves screenshots under build/journeys for a person to look at."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from beauty.paths import ROOT
from beauty.texts import load_texts
from tests.browser.conftest import OpenPage
from tests.browser.visit import Visit, overflow_px

SHOTS = ROOT / "build" / "journeys"
LAPTOP_EN, PHONE_ZH = ("en-US", "en", 1280, 900), ("zh-CN", "zh", 390, 844)
BOTH = pytest.mark.parametrize(
    ("locale", "language", "width", "height"), [LAPTOP_EN, PHONE_ZH], ids=["laptop-en", "phone-zh"]
)


def shoot(guest: Visit, name: str) -> None:
    """Keep what a person would see now, and that it fits the screen's width."""
    width = guest.page.viewport_size["width"]
    SHOTS.mkdir(parents=True, exist_ok=True)
    guest.page.screenshot(path=SHOTS / f"{name}-{width}.png", animations="disabled")
    assert overflow_px(guest.page) <= width, name


def back_from_elsewhere(guest: Visit) -> None:
    guest.page.goto("about:blank")
    guest.page.go_back()


@BOTH
def test_upload(
    visit: OpenPage, files: dict[str, Path], locale: str, language: str, width: int, height: int
):
    guest = visit(locale, width, height)
    shoot(guest, "1-upload-a-empty")
    assert guest.at("#photo input[type=file]").get_attribute("accept") == "image/*"
    guest.upload(files["portrait"])
    expect(guest.at("#message .steps-card, #picture img").first).to_be_visible()
    expect(guest.at("#picture img")).to_be_visible()
    for name in ("face", "skin", "makeup", "care", "report"):
        guest.tab(name, language)
        shoot(guest, f"1-upload-b-{name}")
    expect(guest.at("#message .steps-card")).to_have_count(0)


@BOTH
def test_webcam(visit: OpenPage, locale: str, language: str, width: int, height: int):
    guest, texts = visit(locale, width, height), load_texts(language)
    guest.page.click("#photo button[aria-label='Capture from camera']")
    guest.page.locator("#photo .access-wrap, #photo [title='grant webcam access']").first.click()
    guide = guest.at("#camera-guide")
    guest.sees("#camera-guide .hint", "page.camera_good", language)
    expect(guest.at("#photo")).to_have_attribute("data-frame", "good")
    shoot(guest, "2-webcam-a-guide")
    guide.get_by_role("button", name=texts.get("page.camera_countdown")).click()
    expect(guest.at("#photo")).to_have_attribute("data-count", "2")
    expect(guest.at("#picture img")).to_be_visible()
    shoot(guest, "2-webcam-b-result")
    guide.get_by_role("button", name=texts.get("page.camera_retake")).click()
    expect(guest.at("#picture img")).to_have_count(0)
    expect(guest.at("#photo video, #photo .access-wrap").first).to_be_attached()


@BOTH
def test_error_and_retry(
    visit: OpenPage, files: dict[str, Path], locale: str, language: str, width: int, height: int
):
    guest = visit(locale, width, height)
    guest.upload(files["coffee"])
    guest.sees("#message .error", "error.no_face.message", language)
    expect(guest.at("#message .error")).to_be_in_viewport()
    shoot(guest, "3-error-a-refused")
    guest.upload_again(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
    expect(guest.at("#message .error")).to_have_count(0)
    shoot(guest, "3-error-b-retried")


@BOTH
def test_recommendation_to_try_on_to_report(
    visit: OpenPage, tmp_path: Path, locale: str, language: str, width: int, height: int
):
    guest, texts = visit(locale, width, height), load_texts(language)
    guest.at("#examples button").nth(1).click()
    expect(guest.at("#picture img")).to_be_visible()
    guest.open_wishes()
    guest.choose("#concerns", texts.get("answer.concerns.redness"))
    guest.tab("makeup", language)
    guest.sees("#show-makeup", "rule.conceal_redness.how", language)
    shoot(guest, "4-plan-a-answered")
    guest.at("#show-makeup button[data-shade]").first.click()
    expect(guest.at("#look-layers")).not_to_be_empty()
    shoot(guest, "4-plan-b-tried-on")
    guest.tab("photo", language)
    guest.tab("report", language)
    with guest.page.expect_download() as download:
        guest.at("#show-report button[data-report=pdf]").click()
    download.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    shoot(guest, "4-plan-c-report")


@BOTH
def test_reload_and_resume(visit: OpenPage, locale: str, language: str, width: int, height: int):
    guest, texts = visit(locale, width, height), load_texts(language)
    guest.open_wishes()
    guest.choose("#concerns", texts.get("answer.concerns.redness"))
    guest.at("#own-words textarea").fill("vegan, no glitter" if language == "en" else "不要亮片")
    expect(guest.at("#chips button").first).to_be_visible()
    kept = "localStorage.getItem('beauty-answers')"
    assert guest.page.evaluate(kept) is None, "nothing is kept without consent"
    guest.page.get_by_label(texts.get("page.remember")).check()
    guest.choose("#concerns", texts.get("answer.concerns.pores"))
    guest.page.wait_for_function(f"({kept} ?? '').includes('pores')")
    for again in (guest.page.reload, lambda: back_from_elsewhere(guest)):
        guest.leave_and_come_back(again)
        guest.open_wishes()  # a phone folds them, and what was never open is not there yet
        expect(guest.at("#chips button").first).to_be_visible()
        for concern in ("redness", "pores"):
            expect(guest.at(f"#concerns input[name={concern}]")).to_be_checked()
        expect(guest.page.get_by_label(texts.get("page.remember"))).to_be_checked()
    shoot(guest, "5-resume-a-back")
    guest.at("#examples button").nth(1).click()
    guest.tab("makeup", language)
    guest.sees("#show-makeup", "rule.conceal_redness.how", language)
    assert "image" not in guest.page.evaluate("JSON.stringify(localStorage)")
    guest.page.get_by_role("button", name=texts.get("page.forget")).click()
    expect(guest.at("#concerns input:checked")).to_have_count(0)
    expect(guest.at("#own-words textarea")).to_have_value("")
    expect(guest.at("#picture img")).to_have_count(0)
    assert guest.page.evaluate(kept) is None
    shoot(guest, "5-resume-b-forgotten")
