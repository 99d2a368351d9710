"""Everybody can use it: axe-core finds nothing serious on any screen; no motion where none is wanted."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from beauty.ui.frame import preferred_language
from beauty.ui.layout import RESULTS
from tests.browser.conftest import OpenPage
from tests.browser.visit import Visit

BAD = ("serious", "critical")
# by the browser's language: width, colours, and the tabs that are looked at
SCREENS = {
    "en-US": (1280, "light", (*RESULTS, "look", "live")),
    "zh-CN": (390, "dark", ("skin", "makeup", "look")),
}


def findings(guest: Visit) -> list[str]:
    """What axe-core holds against the screen that is shown, with the first element of each."""
    answer = Axe().run(guest.page, options={"resultTypes": ["violations"]}).response
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:120]}"
        for one in answer["violations"]
        if one["impact"] in BAD
    ]


@pytest.mark.parametrize("locale", SCREENS)
def test_axe_finds_nothing_serious_on_any_screen(
    visit: OpenPage, files: dict[str, Path], locale: str
):
    width, scheme, tabs = SCREENS[locale]
    guest, language = visit(locale, width, scheme=scheme), preferred_language(locale)
    found = {"empty": findings(guest)}
    guest.open_wishes()
    for fold in ("#quiz", "#more"):
        guest.at(f"{fold} > button").click()
    guest.at("#own-words textarea").fill("fine lines, my dog barks")
    expect(guest.at("#chips button")).to_have_count(1)
    found["wishes"] = findings(guest)
    guest.upload(files["coffee"])
    expect(guest.at("#message .error")).to_be_visible()
    found["error"] = findings(guest)
    guest.upload_again(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
    for name in tabs:
        guest.tab(name, language)
        guest.page.wait_for_timeout(300)
        if name == "skin":
            guest.at(".concern summary").first.click()
        found[name] = findings(guest)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_would_find_a_fault(visit: OpenPage):
    guest = visit()
    guest.page.evaluate("document.querySelector('#header h1').style.color = '#f2eee8'")
    assert [one for one in findings(guest) if "color-contrast" in one]


def test_nothing_moves_for_those_who_want_no_motion(visit: OpenPage):
    guest = visit()
    guest.page.emulate_media(reduced_motion="reduce")
    moving = guest.page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => {"
        " const style = getComputedStyle(one);"
        " return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0; }).length"
    )
    assert moving == 0
