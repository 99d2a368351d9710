"""Eyeshadow lies on skin round the eye, never on it, and goes where the eye's form wants it."""

from dataclasses import replace

import numpy as np
import pytest

from beauty.tryon import Layer, Sitter
from beauty.tryon.eye_rules import load_eye_rules
from beauty.tryon.products import load_products
from beauty.tryon.render import coats_of
from tests.tryon.eyes import SIDES, eyeball, middle_row, on_sheet, touched, worn

BLUE = "#1f4e9f"
PLACES = load_products()["eyeshadow"].placements


def shadow(place: str, finish: str = "matte", opacity: float = 1.0, color: str = BLUE) -> Layer:
    return Layer("eyeshadow", color, opacity, finish, place)


@pytest.mark.parametrize("place", PLACES)
def test_the_eyeball_stays_as_it_was(place: str, bare: Sitter):
    made = touched(bare, worn(bare, shadow(place, "shimmer")))
    assert made.any()
    for side in SIDES:
        assert not made[eyeball(bare, side)].any()


def test_both_eyes_are_painted(bare: Sitter):
    for place in PLACES:
        for coat in coats_of(bare, shadow(place)):
            assert coat.region.alpha.max() > 0.5, place


def test_strongest_at_the_lashes_and_gone_at_the_brow(bare: Sitter):
    right = coats_of(bare, shadow("lid"))[0].region
    column = right.on((0, 0, *bare.size_wh))[:, round(float(bare.points(159)[0, 0]))]
    lashes, brow = (round(float(bare.points(number)[0, 1])) for number in (159, 52))
    rows = column[brow:lashes][::-1]  # upwards
    first = rows[3 : len(rows) // 6].mean()
    assert first > 0.9 * rows.max()
    assert rows[-len(rows) // 6 :].max() < 0.02
    assert (np.diff(rows[int(rows.argmax()) :]) <= 1e-6).all(), "it only fades upwards"


def test_where_places_lie(bare: Sitter):
    at = {place: coats_of(bare, shadow(place))[0].region for place in PLACES}
    full = {place: one.on((0, 0, *bare.size_wh)) > 0.3 for place, one in at.items()}
    column = {place: float(np.nonzero(mask)[1].mean()) for place, mask in full.items()}
    assert column["outer_corner"] < column["lid"] < column["inner_corner"], "the right eye"
    assert middle_row(full["crease"]) < middle_row(full["lid"]) < middle_row(full["lower_line"])


@pytest.mark.parametrize("shape", ["hooded", "monolid"])
def test_colour_is_carried_higher_where_the_fold_hides_the_lid(shape: str, bare: Sitter):
    rows = {
        name: middle_row(
            coats_of(replace(bare, eye_shape=name), shadow("lid"))[0].region.on(
                (0, 0, *bare.size_wh)
            )
            > 0.3
        )
        for name in (shape, "round")
    }
    assert rows[shape] < rows["round"] - 1


def test_a_downturned_eye_is_lifted_outside(bare: Sitter):
    def outside(name: str) -> float:
        region = coats_of(replace(bare, eye_shape=name), shadow("outer_corner"))[0].region
        alpha = region.on((0, 0, *bare.size_wh))
        beyond = alpha[:, : round(float(bare.points(33)[0, 0]))]
        return float((beyond * np.arange(len(beyond))[:, None]).sum() / beyond.sum())

    assert outside("downturned") < outside("almond") - 0.5


def test_every_eye_shape_has_its_rule():
    assert {"usual", "hooded", "monolid", "round", "almond", "upturned", "downturned"} == set(
        load_eye_rules()
    )


def test_matte_takes_the_colour_on_light_and_deep_skin(bare: Sitter, deep: Sitter):
    for sitter in (bare, deep):
        made = on_sheet(sitter, worn(sitter, shadow("lid")).rgb)
        region = coats_of(sitter, shadow("lid"))[0].region
        inside = region.crop(made)[region.alpha > 0.8].astype(float)
        red, _, blue = np.median(inside, axis=0)
        assert blue > 1.6 * red, "blue reads blue"


def test_shimmer_shines_more_than_matte(bare: Sitter):
    gold = "#c9a15a"
    region = coats_of(bare, shadow("lid", color=gold))[0].region
    light = {
        finish: float(
            region.crop(on_sheet(bare, worn(bare, shadow("lid", finish, color=gold)).rgb))[
                region.alpha > 0.7
            ].mean()
        )
        for finish in ("matte", "shimmer")
    }
    assert light["shimmer"] > light["matte"] + 2


def test_brow_hair_stays_bare(bare: Sitter):
    assert bare.parsing is not None
    hair = bare.parsing.crop.paste(bare.parsing.share("brow"), bare.size_wh) > 0.9
    made = touched(bare, worn(bare, *(shadow(place) for place in ("lid", "crease"))))
    assert hair.sum() > 500
    assert (made & hair).sum() < 0.01 * hair.sum()
