"""The skin tab in a browser: cards that open, maps on the face, numbers that are saved and compared."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from beauty.concerns.concern import NAMES
from beauty.texts import load_texts
from tests.browser.conftest import OpenPage, Served
from tests.browser.test_privacy import holding
from tests.browser.visit import Visit, overflow_px

EN = load_texts("en")
MARK = "these-very-numbers-51f0"
PHONE_WIDTH_PX = 390


def with_example(guest: Visit, number: int = 0) -> None:
    """Open an example photo and its skin tab."""
    guest.at("#examples button").nth(number).click()
    expect(guest.at("#picture img")).to_be_visible()
    guest.tab("skin")
    expect(guest.at(".concern")).to_have_count(len(NAMES))


def save_numbers(guest: Visit, path: Path) -> dict[str, Any]:
    guest.tab("report")
    with guest.page.expect_download() as download:
        guest.at("#show-progress a[download]").click()
    assert re.fullmatch(r"beauty-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    download.value.save_as(path)
    (entry,) = json.loads(path.read_text("utf-8"))
    return entry


def test_example_opens_a_card_and_shows_its_map(visit: OpenPage):
    guest = visit()
    with_example(guest)
    card = guest.at(".concern").nth(NAMES.index("redness"))
    expect(card.locator(".inside")).to_be_hidden()
    card.locator("summary").press("Enter")
    expect(card.locator(".inside")).to_contain_text(EN.get("concern.about.redness"))
    plain = str(guest.at("#picture img").get_attribute("src"))
    card.get_by_role("button", name=EN.get("concern.show")).click()
    picture = guest.at("#picture img")
    expect(picture).to_have_attribute("alt", EN.get("page.alt_skin"))
    expect(picture).to_be_in_viewport()
    guest.sees("#picture", "concern.map_told", concern=EN.get("answer.concerns.redness"))
    assert picture.get_attribute("src") != plain
    expect(guest.at("#layer input[value=skin]")).to_be_checked()
    expect(guest.at("#concern input[value=redness]")).to_be_checked()
    guest.choose("#concerns", EN.get("answer.concerns.redness"))
    guest.tab("makeup")
    guest.sees("#show-makeup", "rule.conceal_redness.how")
    guest.tab("skin")
    expect(card.locator(".inside")).to_be_visible(), "a wish leaves an open card open"


def test_maps_are_chosen_beside_the_other_layers(visit: OpenPage):
    guest = visit()
    with_example(guest)
    expect(guest.at("#concern")).to_be_hidden()
    guest.choose("#layer", EN.get("page.layer_skin"))
    for name in ("dark_circles", "shine"):
        words = EN.get(f"answer.concerns.{name}")
        guest.choose("#concern", words)
        guest.sees("#picture", "concern.map_told", concern=words)
    guest.speak("中文")
    chinese = load_texts("zh")
    guest.sees("#picture", "concern.map_told", "zh", concern=chinese.get("answer.concerns.shine"))
    guest.sees("#concern", "answer.concerns.puffiness", "zh")
    guest.choose("#layer", chinese.get("page.layer_plain"))
    expect(guest.at("#concern")).to_be_hidden()


def test_saved_numbers_are_compared_and_never_become_a_file(
    visit: OpenPage, files: dict[str, Path], served: Served, tmp_path: Path
):
    guest = visit()
    with_example(guest)
    numbers = save_numbers(guest, tmp_path / "now.json")
    assert set(numbers["concerns"]) == set(NAMES)
    assert "data:image" not in json.dumps(numbers)
    guest.page.set_input_files("#show-progress input[type=file]", tmp_path / "now.json")
    guest.sees("#show-progress .outcome", "progress.nothing")
    depth = numbers["skin_tone"]
    depth["ita_deg"], depth["ita_interval_deg"] = -40.0, [-41.0, -39.0]
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(numbers | {"photo": MARK}), "utf-8")
    guest.page.set_input_files("#show-progress input[type=file]", earlier)
    guest.sees("#show-progress .outcome", "progress.ita_word.more")
    for folder in (served.photos, served.disk):
        assert holding(MARK.encode(), folder) == []
    guest.page.set_input_files("#show-progress input[type=file]", files["portrait"])
    guest.sees("#show-progress .outcome", "error.reason.not_numbers", name="portrait.jpg")
    guest.at("#show-progress button[data-stop]").click()
    expect(guest.at("#show-progress .outcome")).to_have_count(0)


def test_phone_shows_opened_cards_without_scrolling_sideways(visit: OpenPage):
    guest = visit(width=PHONE_WIDTH_PX, height=844)
    with_example(guest, 1)
    for card in guest.at(".concern summary").all():
        card.click()
    expect(guest.at(".concern .inside").last).to_be_visible()
    assert overflow_px(guest.page) <= PHONE_WIDTH_PX
