"""Make-up read off a face: bare faces give little, painted ones give back what was put on."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from beauty.color import delta_e
from beauty.color.spaces import from_linear
from beauty.face.labels import LABELS
from beauty.texts import load_texts
from beauty.tryon import Layer, Look, Sitter, look_toml, read_look, render
from beauty.tryon.bare import load_bare
from beauty.tryon.log_light import linear_of_hex
from beauty.tryon.reading import read_worn
from beauty.tryon.worn import REASONS, SILENT, WornLook
from beauty.tryon.worn_json import worn_json

LIPS = ("#b3122f", "#6a1f3c", "#d8718a")


def photographed(sitter: Sitter, rgb: np.ndarray) -> Sitter:
    """The same head, landmarks and light in another picture."""
    left, top, right, bottom = sitter.box_xyxy
    head = rgb[top:bottom, left:right]
    sheet = cv2.resize(head, sitter.size_wh, interpolation=cv2.INTER_AREA)
    return replace(sitter, rgb=rgb, sheet=sheet)


def wearing(sitter: Sitter, *layers: Layer) -> WornLook:
    """What is read of this face with these layers on."""
    return read_worn(photographed(sitter, render(sitter, Look("known", layers)).rgb))


def layers_of(worn: WornLook, product: str) -> list[Layer]:
    return [layer for layer in worn.look.layers if layer.product == product]


def reasons(worn: WornLook) -> dict[str, str]:
    """Place (or product, where no place is named) -> why it is unread."""
    return {one.place or one.product: one.reason for one in worn.unread}


@pytest.mark.parametrize("who", ["bare", "deep"])
def test_a_bare_face_gives_nothing(who: str, request: pytest.FixtureRequest):
    worn = read_worn(request.getfixturevalue(who))
    assert worn.look.layers == ()
    assert {one.reason for one in worn.unread} == {"silent", "like_bare"}


@pytest.mark.parametrize("color", LIPS)
@pytest.mark.parametrize("who", ["bare", "deep"])
def test_painted_lips_come_back_in_their_colour(
    who: str, color: str, request: pytest.FixtureRequest
):
    worn = wearing(request.getfixturevalue(who), Layer("lips", color, 1.0, "matte"))
    (read,) = layers_of(worn, "lips")
    apart = delta_e(*(from_linear(linear_of_hex(code)) for code in (color, read.color)))
    assert float(apart) < 8
    assert worn.sure["lips.full"] >= 0.95


def test_lips_are_read_free_of_the_colour_of_the_light(bare: Sitter):
    lamp = np.array([1.25, 1.0, 0.8])
    painted = render(bare, Look("red", (Layer("lips", "#b3122f", 1.0, "matte"),))).rgb
    linear = (painted / 255.0) ** 2.2 * lamp / lamp.max()
    warm = np.round(255 * linear ** (1 / 2.2)).astype(np.uint8)
    told = replace(photographed(bare, warm), light=tuple(np.array(bare.light) * lamp / lamp.max()))
    plain, lit = (
        layers_of(read_worn(one), "lips")[0] for one in (photographed(bare, painted), told)
    )
    apart = delta_e(*(from_linear(linear_of_hex(one.color)) for one in (plain, lit)))
    assert float(apart) < 3


def test_gloss_is_told_from_matte(bare: Sitter):
    finishes = [
        layers_of(wearing(bare, Layer("lips", "#c04060", 1.0, finish)), "lips")[0].finish
        for finish in ("matte", "gloss")
    ]
    assert finishes[1] == "gloss"
    assert finishes[0] != "gloss"


def test_stronger_blush_is_read_as_stronger(bare: Sitter):
    worn = [wearing(bare, Layer("blush", "#e0607a", opacity)) for opacity in (0.3, 0.6, 0.9)]
    read = [layers_of(one, "blush") for one in worn]
    strength = [one[0].opacity if one else 0.0 for one in read]
    assert strength[0] < strength[1] < strength[2]


def test_a_shadow_on_the_lid_is_found_there_in_its_hue(bare: Sitter):
    worn = wearing(bare, Layer("eyeshadow", "#2f6f9f", 0.9, "matte", "lid"))
    (lid,) = [one for one in layers_of(worn, "eyeshadow") if one.placement == "lid"]
    red, green, blue = linear_of_hex(lid.color)
    assert blue > green > red
    assert layers_of(worn, "lips") == layers_of(worn, "blush") == []


def test_a_wing_is_read_as_one(bare: Sitter):
    worn = wearing(bare, Layer("eyeliner", "#14100f", 0.95, "matte", "wing"))
    (line,) = layers_of(worn, "eyeliner")
    assert line.placement == "wing"


def test_what_is_made_not_to_be_seen_is_always_named(bare: Sitter):
    assert all(reasons(read_worn(bare))[product] == "silent" for product in SILENT)


def hidden(sitter: Sitter, label: str, *numbers: int) -> Sitter:
    """Something lies in front of the face round these landmarks, and the parser says so."""
    assert sitter.parsing is not None
    crop, shares = sitter.parsing.crop, sitter.parsing.shares.copy()
    at = cv2.transform(sitter.points(*numbers)[None], crop.to_crop)[0]
    reach = 0.12 * shares.shape[1]
    low, high = (at.min(axis=0) - reach).astype(int), (at.max(axis=0) + reach).astype(int)
    box = shares[max(low[1], 0) : high[1], max(low[0], 0) : high[0]]
    box[:] = np.eye(len(LABELS), dtype=shares.dtype)[LABELS.index(label)] * shares.sum(axis=2).max()
    parsing = type(sitter.parsing)(sitter.parsing.labels, crop, shares)
    return replace(sitter, parsing=parsing)


def test_a_hand_over_the_mouth_hides_the_lips_and_nothing_else(bare: Sitter):
    told = reasons(read_worn(hidden(bare, "background", 61, 291, 0, 17)))
    assert told["lips"] == "covered"
    assert told["lid"] == "like_bare"


def test_glasses_hide_the_eyes_make_up_and_not_the_lips(bare: Sitter):
    told = reasons(read_worn(hidden(bare, "glasses", 33, 263, 159, 145)))
    assert {told[place] for place in ("lid", "crease", "outer_corner", "lash_line")} == {"glasses"}
    assert told["lips"] == "like_bare"


def test_a_small_or_dark_photo_is_refused_with_its_reason(bare: Sitter):
    dark = photographed(bare, (bare.rgb * 0.04).astype(np.uint8))
    small = Sitter.of(
        cv2.resize(bare.sheet, None, fx=0.1, fy=0.1, interpolation=cv2.INTER_AREA),
        replace(bare.face, landmarks=bare.face.landmarks * np.float32(0.1)),
    )
    for sitter, reason in ((dark, "too_dark"), (small, "small")):
        worn = read_worn(sitter)
        assert worn.look.layers == ()
        assert {one.reason for one in worn.unread} == {"silent", reason}


def test_a_look_that_was_read_can_be_kept_and_worn_by_another(bare: Sitter, deep: Sitter):
    worn = wearing(bare, Layer("lips", "#b3122f", 1.0, "matte"), Layer("blush", "#e0607a", 0.9))
    assert read_look(look_toml(worn.look), worn.look.name) == worn.look
    assert (render(deep, worn.look).rgb != deep.rgb).any()


def test_bare_faces_lie_within_their_thresholds_and_certainty_grows():
    for bare in load_bare().values():
        usual = bare.expected((bare.low + bare.high) / 2)
        assert bare.distance(usual, (bare.low + bare.high) / 2) == pytest.approx(0, abs=1e-6)
        assert bare.certainty(0.0) <= bare.certainty(bare.threshold * 1.01) <= 0.99
        assert bare.certainty(bare.threshold * 1.01) >= 0.95


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_reason_has_words(bare: Sitter, language: str):
    texts = load_texts(language)
    assert all(texts.find(f"worn.reason.{reason}") for reason in REASONS)
    told = worn_json(read_worn(bare), texts)
    assert told["note"] == texts.get("worn.nothing")
    assert all(one["why"] for one in told["unread"])
