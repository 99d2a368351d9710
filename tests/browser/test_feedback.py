"""Like, dislike, own, too dark: pressed in the page, the plan follows at once, and each is taken back."""

import tomllib
from pathlib import Path

from playwright.sync_api import Locator, expect

from beauty.texts import load_texts
from tests.browser.conftest import OpenPage
from tests.browser.visit import Visit, overflow_px

EN = load_texts("en")


def product(guest: Visit, number: int = 0) -> Locator:
    """A product of the routine that stands under its step in full."""
    return guest.at("#show-care .product").filter(has=guest.at(".verdicts")).nth(number)


def said(place: Locator, verdict: str) -> Locator:
    return place.locator(f"button[data-say={verdict}]").first


def test_like_dislike_own_change_the_routine_and_are_taken_back(
    visit: OpenPage, files: dict[str, Path], tmp_path: Path
):
    guest = visit()
    guest.upload(files["portrait"])
    guest.tab("care")
    first = product(guest).locator("p").first.inner_text()
    like = said(product(guest), "liked")
    expect(like).to_have_attribute("aria-pressed", "false")
    like.focus()
    guest.page.keyboard.press("Enter")
    expect(said(product(guest), "liked")).to_have_attribute("aria-pressed", "true")
    expect(product(guest)).to_contain_text(EN.get("why.liked"))
    said(product(guest), "liked").click()
    expect(said(product(guest), "liked")).to_have_attribute("aria-pressed", "false")
    said(product(guest), "disliked").click()
    expect(product(guest).locator("p").first).not_to_have_text(first)
    chip = guest.at("#show-feedback .heard")
    expect(chip).to_have_count(1)
    said(product(guest, 1), "owned").click()
    expect(product(guest, 1)).to_contain_text(EN.get("why.owned"))
    with guest.page.expect_download() as file:
        guest.at("#show-feedback a[download]").click()
    file.value.save_as(tmp_path / "mine.toml")
    kept = tomllib.loads((tmp_path / "mine.toml").read_text("utf-8"))
    assert {name: len(ids) for name, ids in kept.items()} == {"disliked": 1, "owned": 1}
    guest.at("#show-feedback .heard").first.click()
    expect(product(guest).locator("p").first).to_have_text(first)
    guest.at("#show-feedback .heard").first.click()
    expect(chip).to_have_count(0)
    guest.at("#show-feedback summary").click()
    guest.page.set_input_files("#show-feedback input[type=file]", tmp_path / "mine.toml")
    expect(chip).to_have_count(2)
    expect(product(guest).locator("p").first).not_to_have_text(first)


def test_too_dark_leads_to_a_lighter_shade(visit: OpenPage, files: dict[str, Path]):
    guest = visit(width=390)
    guest.upload(files["portrait"])
    guest.tab("makeup")
    shade = guest.at("#show-makeup .shade-row").first.locator("b").first
    before = shade.inner_text()
    guest.at("#show-makeup button[data-say=too_dark]").first.click()
    guest.sees("#show-makeup", "shade.note_told")
    expect(shade).not_to_have_text(before)
    assert overflow_px(guest.page) <= 390
    guest.at("#show-feedback .heard").click()
    expect(shade).to_have_text(before)


def test_look_alikes_are_looked_up_and_compared(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["portrait"])
    guest.tab("care")
    ask = guest.at("#show-care button[data-say=similar]").first
    ask.click()
    found = guest.at("#show-care .similar li")
    expect(found.first).to_be_visible()
    found.nth(1).locator("button[data-say=versus]").click()
    expect(found.nth(1).locator("table")).to_contain_text(EN.get("similar.allergens"))
    ask.click()
    expect(found).to_have_count(0)
