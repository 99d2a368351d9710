"""Own words become chips that can be taken back, and the plan follows each of them at once."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from beauty.texts import load_texts
from tests.browser.conftest import OpenPage
from tests.browser.visit import Visit, overflow_px

EN = load_texts("en")
SENTENCE = "my cheeks get red, fine lines, hate glitter, wedding on Saturday, and my dog barks"


def write(guest: Visit, sentence: str) -> None:
    guest.open_wishes()
    guest.at("#own-words textarea").fill(sentence)


def chip(guest: Visit, said: str) -> Locator:
    return guest.at("#chips button").filter(has_text=said)


def test_a_sentence_is_understood_and_a_chip_can_be_taken_back(
    visit: OpenPage, files: dict[str, Path]
):
    guest = visit()
    guest.upload(files["portrait"])
    write(guest, SENTENCE)
    expect(guest.at("#chips button")).to_have_count(4)
    for said in ("Redness", "Lines", "No glitter", "Occasion: Wedding"):
        expect(chip(guest, said)).to_be_visible()
    guest.sees("#chips", "page.not_understood", parts="my dog barks")
    guest.tab("care")
    for concern, grade in (("redness", "B"), ("wrinkles", "A")):
        label = EN.get(f"answer.concerns.{concern}").lower()
        guest.sees("#show-care", "page.evidence", concern=label, grade=grade)
    chip(guest, "Lines").click()
    expect(guest.at("#chips button")).to_have_count(3)
    gone = EN.get("page.evidence", concern=EN.get("answer.concerns.wrinkles").lower(), grade="A")
    expect(guest.at("#show-care")).not_to_contain_text(gone)
    expect(guest.at("#own-words textarea")).to_have_value(SENTENCE)
    write(guest, SENTENCE + ". Oily skin")
    expect(chip(guest, "Oily skin")).to_be_visible()
    expect(chip(guest, "Lines")).to_have_count(0)  # still taken back
    write(guest, "")
    expect(guest.at("#chips button")).to_have_count(0)
    write(guest, "fine lines")  # said anew
    expect(chip(guest, "Lines")).to_be_visible()


def test_a_field_of_the_form_comes_before_the_words(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["portrait"])
    write(guest, "glowy please, retinol is fine, for my wrinkles")
    guest.tab("makeup")
    guest.sees("#show-makeup", "rule.base_dewy.how")
    guest.at("#more > button").click()
    guest.page.get_by_label(EN.get("answer.finish.label"), exact=True).click()
    guest.page.get_by_role("option", name=EN.get("answer.finish.matte")).click()
    guest.sees("#show-makeup", "rule.base_matte.how")


@pytest.mark.parametrize("width", [390, 1280])
def test_chinese_before_any_photo(visit: OpenPage, width: int):
    guest = visit("zh-CN", width=width)
    write(guest, "油皮,预算两百,想要自然一点的妆,孕期,讨厌亮片<b>")
    for said in ("油性皮肤", "总共最多 200", "风格：自然", "孕期或哺乳期", "不要亮片与珠光"):
        expect(chip(guest, said)).to_be_visible()
    assert overflow_px(guest.page) <= width
    guest.speak("English")
    expect(chip(guest, "Oily skin")).to_be_visible()


def test_a_chip_is_pressed_with_the_keyboard_and_says_what_that_does(visit: OpenPage):
    guest = visit()
    write(guest, "I'm vegan")
    button = guest.at("#chips button")
    expect(button).to_have_attribute("aria-label", EN.get("page.take_back", said="Vegan"))
    button.press("Enter")
    expect(button).to_have_count(0)
