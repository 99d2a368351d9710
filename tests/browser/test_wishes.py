"""Answers change the plan at once, however quickly they come."""

from pathlib import Path

from playwright.sync_api import expect

from beauty.texts import load_texts
from tests.browser.conftest import OpenPage

EN = load_texts("en")


def test_two_quick_touches_both_count(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["portrait"])
    guest.tab("care")
    guest.sees("#show-care", "note.no_concerns")
    touch_both = (
        "for (const name of ['redness', 'wrinkles'])"
        " document.querySelector(`#concerns input[name=${name}]`).click()"
    )
    for _ in range(4):  # which of the two the server takes up first is chance
        guest.page.evaluate(touch_both)
        for concern, grade in (("redness", "B"), ("wrinkles", "A")):
            label = EN.get(f"answer.concerns.{concern}").lower()
            guest.sees("#show-care", "page.evidence", concern=label, grade=grade)
        guest.page.evaluate(touch_both)
        guest.sees("#show-care", "note.no_concerns")


def test_answers_before_the_photo_count_too(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.choose("#concerns", EN.get("answer.concerns.redness"))
    guest.upload(files["portrait"])
    guest.tab("makeup")
    guest.sees("#show-makeup", "rule.conceal_redness.how")
    expect(guest.at("#show-makeup")).not_to_contain_text(EN.get("rule.conceal_any.how"))


def test_choice_flag_and_words_replan(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["portrait"])
    guest.choose("#concerns", EN.get("answer.concerns.wrinkles"))
    guest.tab("care")
    guest.sees("#show-care", "ingredient.retinol.how")
    guest.page.get_by_label(EN.get("answer.pregnant.label")).check()
    guest.sees("#show-care", "exclusion.pregnancy")
    expect(guest.at("#show-care")).not_to_contain_text(EN.get("ingredient.retinol.how"))
    guest.at("#more > button").click()
    guest.page.get_by_label(EN.get("answer.avoid.label")).fill("no <b>Vitamin C</b>, please")
    guest.sees("#show-care", "exclusion.avoid")  # filled at once, as by pasting: no key was pressed
    guest.tab("face")
    guest.page.get_by_label(EN.get("answer.face_shape.label")).click()
    guest.page.get_by_role("option", name=EN.get("answer.face_shape.round")).click()
    guest.sees("#show-face", "page.shape_stated", first=EN.get("shape.round"))


def test_answers_survive_a_new_photo_and_a_new_language(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["portrait"])
    guest.choose("#concerns", EN.get("answer.concerns.redness"))
    guest.tab("makeup")
    guest.sees("#show-makeup", "rule.conceal_redness.how")
    guest.speak("中文")
    guest.sees("#show-makeup", "rule.conceal_redness.how", "zh")
    expect(guest.at("#concerns input[name=redness]")).to_be_checked()
    guest.upload_again(files["portrait"])
    guest.sees("#show-makeup", "rule.conceal_redness.how", "zh")


def test_a_wish_while_the_photo_is_still_looked_at_undoes_neither(
    visit: OpenPage, files: dict[str, Path]
):
    guest = visit()
    for _ in range(3):
        guest.upload(files["portrait"])
        guest.page.wait_for_timeout(120)  # on its way, not there yet
        guest.choose("#concerns", EN.get("answer.concerns.redness"))
        expect(guest.at("#picture img")).to_be_visible()
        guest.tab("makeup")
        guest.sees("#show-makeup", "rule.conceal_redness.how")
        guest.at("#delete").click()
        guest.sees("#message", "page.empty_heading")
        guest.choose("#concerns", EN.get("answer.concerns.redness"))  # taken back
        expect(guest.at("#concerns input:checked")).to_have_count(0)
