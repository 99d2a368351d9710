"""From a photo to a result: upload, examples, camera, refusals, several people, delete."""

import re
from pathlib import Path

from playwright.sync_api import expect

from beauty import Analysis
from beauty.paths import ROOT
from beauty.texts import load_texts
from beauty.ui.show_face import LAYERS
from tests.browser.conftest import OpenPage

EN = load_texts("en")


def test_portrait_gives_picture_shape_and_every_layer(
    visit: OpenPage, files: dict[str, Path], analysis: Analysis
):
    guest = visit()
    guest.upload(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
    for label in ("face", "skin", "makeup", "care"):
        expect(guest.page.get_by_role("tab", name=EN.get(f"page.tab_{label}"))).to_be_visible()
    guest.sees("#show-face .worded:first-child", f"shape.{analysis.shape.top2[0]}")
    sources = set()
    for layer in LAYERS:
        guest.choose("#layer", EN.get(f"page.layer_{layer}"))
        picture = guest.at("#picture img")
        expect(picture).to_have_attribute("alt", EN.get(f"page.alt_{layer}"))
        sources.add(picture.get_attribute("src"))
    assert len(sources) == len(LAYERS)
    assert all(str(source).startswith("data:image/jpeg") for source in sources)


def test_every_tab_has_its_results(visit: OpenPage, files: dict[str, Path], analysis: Analysis):
    guest = visit()
    guest.upload(files["portrait"])
    expected = {
        "skin": ("page.tone_heading", "page.undertone_heading", "page.monk_heading"),
        "makeup": ("step.contour", "basis.tradition", "page.why"),
        "care": ("page.morning", "page.evening", "note.doctor"),
    }
    for tab, keys in expected.items():
        guest.tab(tab)
        for key in keys:
            guest.sees(f"#show-{tab}", key)
    guest.tab("face")
    ratio = analysis.geometry.ratios["length_to_width"]
    expect(guest.at("#show-face td").first).to_have_text(re.compile(f"{ratio:.1f}"))


def test_switching_the_language_rewords_page_and_results(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["portrait"])
    guest.sees("#show-face", "page.shape_heading")
    for name, language in (("中文", "zh"), ("English", "en")):
        guest.speak(name)
        guest.sees("#header", "page.tagline", language)
        guest.sees("#photo-panel h2", "page.photo_heading", language)
        guest.sees("#show-face", "page.shape_heading", language)
        guest.sees("#layer", "page.layer_guide", language)
        guest.sees("#wishes", "answer.skin_type.label", language)
        guest.sees("#delete", "page.delete", language)
        guest.tab("makeup", language)
        guest.sees("#show-makeup", "step.lips", language)
        other = load_texts("en" if language == "zh" else "zh")
        expect(guest.at("#show-makeup")).not_to_contain_text(other.get("step.lips"))
        guest.tab("face", language)


def test_example_is_analysed(visit: OpenPage):
    guest = visit()
    examples = guest.at("#examples button")
    assert examples.count() >= 2
    examples.nth(1).click()
    expect(guest.at("#picture img")).to_be_visible()
    guest.sees("#show-face", "page.shape_heading")
    first = guest.at("#picture img").get_attribute("src")
    examples.nth(0).click()
    expect(guest.at("#picture img")).not_to_have_attribute("src", str(first))


def test_photo_without_a_face_is_explained_and_the_next_one_works(
    visit: OpenPage, files: dict[str, Path]
):
    guest = visit()
    guest.upload(files["coffee"])
    guest.sees("#message .card.error", "error.no_face.message")
    guest.sees("#message .card.error", "error.no_face.advice")
    expect(guest.at("#result")).to_be_hidden()
    guest.upload_again(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
    expect(guest.at("#message .error")).to_have_count(0)
    guest.sees("#show-face", "page.shape_heading")


def test_file_that_is_no_picture_is_explained(visit: OpenPage, files: dict[str, Path]):
    guest = visit(locale="zh-CN")
    guest.upload(files["text"])
    guest.sees("#message .card.error", "error.unsupported_format.message", "zh")
    guest.sees("#message .card.error", "error.unsupported_format.advice", "zh")
    expect(guest.page.get_by_text("Traceback")).to_have_count(0)


def test_phone_format_is_read_by_our_own_intake(visit: OpenPage):
    """HEIC, which Gradio's own reader refuses; there is nobody in this one."""
    guest = visit()
    guest.upload(ROOT / "tests" / "photo" / "data" / "two_halves.heic")
    guest.sees("#message .card.error", "error.no_face.message")
    expect(guest.at("#picture img")).to_have_count(0)
    expect(guest.at("#result")).to_be_hidden()


def test_of_two_people_one_is_picked(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["two"])
    guest.sees("#message", "error.several_faces.advice")
    expect(guest.at("#picture img")).to_have_attribute("alt", EN.get("page.alt_faces"))
    expect(guest.at("#result")).to_be_hidden()
    expect(guest.at("#faces label")).to_have_count(2)
    guest.choose("#faces", EN.get("page.face_number", number=2))
    expect(guest.at("#picture img")).to_have_attribute("alt", EN.get("page.alt_measures"))
    guest.sees("#show-face", "page.shape_heading")
    guest.sees("#message", "quality.several_faces", count=2)
    second = guest.at("#picture img").get_attribute("src")
    guest.choose("#faces", EN.get("page.face_number", number=1))
    expect(guest.at("#picture img")).not_to_have_attribute("src", str(second))
    expect(guest.at("#faces input[aria-checked=true]")).to_have_count(1)


def test_camera_shows_the_oval_and_its_shot_is_analysed(visit: OpenPage):
    guest = visit()
    guest.page.click("#photo button[aria-label='Capture from camera']")
    guest.page.click("#photo >> text=Click to Access Webcam")
    guest.page.wait_for_function(
        "(v => v && v.readyState >= 2 && v.videoWidth)(document.querySelector('#photo video'))"
    )
    oval = guest.at("#photo").evaluate(
        "box => { const s = getComputedStyle(box, '::after');"
        " return [s.content, s.borderTopStyle, parseFloat(s.width), parseFloat(s.height)]; }"
    )
    assert oval[0] == '""'
    assert oval[1] in ("dashed", "solid"), "solid as soon as the guide has seen a face well placed"
    assert oval[2] > 80
    assert oval[3] > oval[2], "an oval stands upright"
    guest.page.click("#photo button[aria-label='capture photo']")
    expect(guest.at("#picture img")).to_be_visible()
    guest.sees("#show-face", "page.shape_heading")
    after = guest.at("#photo").evaluate("box => getComputedStyle(box, '::after').content")
    assert after == "none", "the oval goes when the camera does"


def test_delete_empties_the_page(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
    guest.at("#delete").click()
    guest.sees("#message", "page.empty_heading")
    expect(guest.page.get_by_text(EN.get("page.deleted"))).to_be_visible()
    for gone in ("#picture img", "#photo img", "#show-face .card"):
        expect(guest.at(gone)).to_have_count(0)
    for hidden in ("#result", "#layer", "#delete"):
        expect(guest.at(hidden)).to_be_hidden()
    guest.upload(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
