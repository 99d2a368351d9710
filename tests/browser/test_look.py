"""My look: looks on one's own face, layers changed and taken back, a product of the plan tried on."""

import base64
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import expect

from beauty.texts import load_texts
from tests.browser.conftest import OpenPage, Served
from tests.browser.visit import Visit, overflow_px

EN = load_texts("en")


def open_look(guest: Visit) -> None:
    guest.tab("look")
    expect(guest.at("#look-gallery img.look-frame")).to_have_count(19)


def picture(guest: Visit, side: str = "after") -> str:
    return str(guest.at(f"#look-stage img[data-part={side}]").get_attribute("src"))


def uploads(served: Served) -> set[Path]:
    return {one for one in served.photos.rglob("*") if one.is_file()}


@contextmanager
def redraw(guest: Visit) -> Iterator[None]:
    """Wait for the picture that a touch inside brings."""
    stage = guest.at(".look-stage")
    before = str(stage.get_attribute("data-at"))
    yield
    expect(stage).not_to_have_attribute("data-at", before)


def lip_color(picture: str) -> np.ndarray:
    """Mean RGB, float (3,), of a patch of the portrait's lower lip in the picture of her head."""
    packed = np.frombuffer(base64.b64decode(picture.partition(",")[2]), np.uint8)
    rgb = cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1]
    height, width = rgb.shape[:2]
    patch = rgb[int(0.75 * height) : int(0.763 * height), int(0.45 * width) : int(0.5 * width)]
    return patch.reshape(-1, 3).mean(axis=0)


def test_a_look_is_picked_a_lip_colour_changed_and_taken_back(
    visit: OpenPage, files: dict[str, Path]
):
    guest = visit()
    guest.upload(files["portrait"])
    expect(guest.at("#result")).to_be_visible()
    open_look(guest)
    with redraw(guest):
        guest.at("#look-gallery [data-look=classic_red]").press("Enter")
    red = lip_color(picture(guest))
    expect(guest.at("[data-look=classic_red]")).to_have_attribute("aria-pressed", "true")
    any_color = guest.at("#look-layers details[data-key^='lips.'] input[type=color]")
    with redraw(guest):
        any_color.fill("#2a40d0")
    blue = lip_color(picture(guest))
    assert red[0] > red[2] + 20
    assert blue[2] > blue[0] + 20
    with redraw(guest):
        guest.at("[data-part=undo]").click()
    assert np.abs(lip_color(picture(guest)) - red).max() < 1
    expect(any_color).not_to_have_value("#2a40d0")
    with redraw(guest):
        guest.at("[data-part=redo]").click()
    assert np.abs(lip_color(picture(guest)) - blue).max() < 1
    first = guest.at("#look-layers [data-layer='0'] [data-on]")
    with redraw(guest):
        first.click()
    with redraw(guest):
        guest.at("#look-gallery [data-look=smoky]").click()
    expect(first).to_be_checked()  # what was touched does not stay behind on another look


def test_a_product_is_tried_on_compared_saved_and_all_is_gone_with_the_photo(
    visit: OpenPage, files: dict[str, Path], tmp_path: Path, served: Served
):
    guest = visit(width=390, height=844)
    guest.upload(files["portrait"])
    guest.tab("makeup")
    guest.at("#show-makeup button[data-try=lips]").nth(1).click()
    title = guest.at("[data-part=title]")
    expect(title).to_have_text(EN.get("look_page.changed", look=EN.get("look.plan.title")))
    tried, kept = picture(guest), uploads(served)
    assert np.abs(lip_color(tried) - lip_color(picture(guest, "before"))).max() > 15
    with redraw(guest):
        guest.at("[data-part=pin]").click()
    with redraw(guest):
        guest.at("#look-gallery [data-look=natural]").click()
    assert picture(guest, "before") == tried
    guest.at("[data-part=split]").press("ArrowRight")
    expect(guest.at("[data-part=split]")).to_have_value("51")
    guest.at("[data-part=places-on]").click()
    layers = guest.at("#look-layers [data-layer]").count()
    expect(guest.at("#look-steps li")).to_have_count(layers)
    expect(guest.at("#look-stage svg [data-step]")).to_have_count(layers)
    assert overflow_px(guest.page) <= 390
    for kind in ("png", "toml", "png"):  # the third is the first once more
        with guest.page.expect_download() as file:
            guest.at(f"#look-files [data-save={kind}]").click()
        file.value.save_as(tmp_path / f"mine.{kind}")
    assert cv2.imread(str(tmp_path / "mine.png")).shape == (840, 780, 3)
    assert tomllib.loads((tmp_path / "mine.toml").read_text("utf-8"))["layer"]
    guest.page.set_input_files("#look-files input[data-open=look]", files["text"])
    guest.sees("#look-files .look-told", "look_page.bad_look")
    guest.page.set_input_files("#look-files input[data-open=look]", tmp_path / "mine.toml")
    expect(title).to_have_text("mine")
    guest.page.set_input_files("#look-files input[data-open=photo]", files["text"])
    guest.sees("#look-files .look-told", "error.unreadable.advice")
    assert uploads(served) <= kept, "nothing of looks was ever a file"
    guest.at("[data-part=mirror]").click()
    expect(guest.at("#live [data-part=look]")).to_have_value("own")
    guest.tab("photo")
    guest.at("#delete").click()
    expect(guest.at("#look-gallery .look-none")).to_have_count(1)
    assert guest.at("#look-body img[src^=data], #look-bare img").count() == 0
