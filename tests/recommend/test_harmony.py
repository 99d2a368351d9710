"""Lip, eye and cheek colours: named parts, wishes, depth of skin, and a stable order."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.catalogue import Shades
from beauty.catalogue.shades import ShadeRow, shades_of
from beauty.color import to_lab
from beauty.errors import SetupError
from beauty.profile import Profile
from beauty.recommend import own_catalogue
from beauty.recommend.harmony import ColorMatch, different, family_of, harmonise, sparkles, strength
from beauty.recommend.harmony_rules import FILE, PARTS, load_harmony
from beauty.recommend.skin_reading import SkinReading
from beauty.skin.coloring import describe_coloring

COLORS = {  # sRGB of colours whose name nobody disputes
    "red": "#c8102e",
    "pink": "#f4a6c0",
    "orange": "#ff6a13",
    "brown": "#6b3f2a",
    "plum": "#5b2245",
    "nude": "#d3a68f",
}
PLACES = ("lips", "eyes", "cheeks")


def reading(lightness: float = 70.0, undertone: str | None = None) -> SkinReading:
    return SkinReading(lightness, 3.0, 0.0, 3.0, undertone, "photo", None)


def lips(*hexes: str) -> Shades:
    rows: list[ShadeRow] = [
        ("lips", "maker", "line", f"{n:02d}", "", code, "", "", -1) for n, code in enumerate(hexes)
    ]
    return shades_of(rows)


@pytest.fixture(scope="module")
def shades() -> Shades:
    return own_catalogue().shades


def profile(**answers: object) -> Profile:
    return Profile.of(None, answers)


def hues(shades: Shades, matches: tuple[ColorMatch, ...]) -> np.ndarray:
    lab = shades.lab[[one.row for one in matches]]
    return np.asarray(np.degrees(np.arctan2(lab[:, 2], lab[:, 1])))


def vividness(shades: Shades, matches: tuple[ColorMatch, ...]) -> float:
    lab = shades.lab[[one.row for one in matches]]
    return float(np.hypot(lab[:, 1], lab[:, 2]).mean())


@pytest.mark.parametrize(("name", "code"), COLORS.items())
def test_colours_are_called_what_people_call_them(name: str, code: str):
    assert family_of(lips(code), 0) == name


def test_our_own_families_all_have_a_word_of_their_own(shades: Shades):
    own = {shades.names[row] for place in ("eyes", "cheeks") for row in shades.rows_at(place)}
    assert own == set(load_harmony().named)
    row = next(int(r) for r in shades.rows_at("cheeks") if shades.names[r] == "apricot")
    assert family_of(shades, row) == "orange"


def test_most_lip_colours_are_red_pink_or_coral(shades: Shades):
    families = [family_of(shades, row) for row in shades.rows_at("lips")]
    usual = sum(family in ("red", "pink", "coral", "berry", "nude") for family in families)
    assert usual > 0.9 * len(families)
    assert family_of(shades, int(shades.rows_at("base")[0])) == ""


@pytest.mark.parametrize("place", PLACES)
def test_a_warm_undertone_is_given_warmer_colours(shades: Shades, place: str):
    warm, cool = (
        different(harmonise(place, shades, profile(), reading(70, tone)), shades)
        for tone in ("warm", "cool")
    )
    turned = [((hues(shades, found) + 180) % 360 - 180).mean() for found in (warm, cool)]
    assert turned[0] > turned[1] + 10


def test_a_party_asks_for_stronger_lips_than_the_office(shades: Shades):
    found = {
        occasion: harmonise("lips", shades, profile(occasion=occasion), reading())[:20]
        for occasion in ("office", "party")
    }
    assert vividness(shades, found["party"]) > vividness(shades, found["office"]) + 15


def test_contrast_of_the_face_asks_for_as_much_from_the_colour(shades: Shades):
    skin, dark = (70.0, 12.0, 20.0), (15.0, 2.0, 2.0)
    high = describe_coloring({"skin": skin, "hair": dark, "eyes": dark})
    low = describe_coloring({"skin": skin, "hair": (55.0, 5.0, 20.0), "eyes": (50.0, 0.0, 5.0)})
    assert (high.level, low.level) == ("medium", "low")
    best = [harmonise("lips", shades, profile(), reading(), one)[:20] for one in (high, low)]
    assert vividness(shades, best[0]) > vividness(shades, best[1])
    assert "contrast" in best[0][0].parts


def test_disliked_families_are_out_and_liked_ones_come_first(shades: Shades):
    for place, liked, disliked in (("lips", "berry", "red"), ("cheeks", "pink", "coral")):
        asked = profile(colours_liked=[liked], colours_disliked=[disliked])
        found = harmonise(place, shades, asked, reading())
        assert found[0].family == liked
        assert disliked not in {one.family for one in found}


def test_a_like_that_no_colour_fulfils_says_nothing(shades: Shades):
    found = harmonise("cheeks", shades, profile(colours_liked=["black", "glitter"]), reading())
    assert "wish" not in found[0].parts


def test_daring_lips_are_for_those_who_ask():
    table = lips("#2f4a86", "#b3122a")
    families = {
        asked: {one.family for one in harmonise("lips", table, profile(**dict(answers)))}
        for asked, answers in {
            "nobody": (),
            "liked": (("colours_liked", ["blue"]),),
            "editorial": (("style", "editorial"),),
        }.items()
    }
    assert families == {
        "nobody": {"red"},
        "liked": {"red", "blue"},
        "editorial": {"red", "blue"},
    }


@pytest.mark.parametrize(("lightness", "depth"), [(82, "light"), (70, "medium"), (45, "deep")])
def test_families_are_those_for_skin_this_deep(shades: Shades, lightness: float, depth: str):
    for place in ("eyes", "cheeks"):
        found = harmonise(place, shades, profile(), reading(lightness))
        assert {shades.depths[one.row] for one in found} == {depth}


def test_what_was_tested_speaks_for_fair_and_tanned_skin_only(shades: Shades):
    known = [
        "depth" in harmonise("lips", shades, profile(), reading(x))[0].parts for x in (85, 72, 50)
    ]
    assert known == [True, False, True]
    assert load_harmony().weight["depth"] == min(load_harmony().weight.values())


def test_nothing_known_gives_every_colour_the_same_middle_score(shades: Shades):
    found = harmonise("lips", shades, profile())
    assert {one.score for one in found} == {0.5}
    assert found == harmonise("lips", shades, profile())


@given(
    st.sampled_from(PLACES),
    st.floats(25, 92),
    st.sampled_from(["cool", "neutral", "warm", None]),
    st.sampled_from(["everyday", "office", "date", "wedding", "party"]),
)
def test_scores_are_the_weighted_mean_of_parts_in_order(
    place: str, lightness: float, undertone: str | None, occasion: str
):
    table = own_catalogue().shades
    found = harmonise(place, table, profile(occasion=occasion), reading(lightness, undertone))
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    weight = load_harmony().weight
    for one in found[:5]:
        assert list(one.parts) == [name for name in PARTS if name in one.parts]
        assert all(0 <= part <= 1 for part in one.parts.values())
        mean = sum(weight[n] * p for n, p in one.parts.items()) / sum(weight[n] for n in one.parts)
        assert one.score == pytest.approx(mean, abs=2e-4)


@given(st.permutations(range(6)))
def test_the_order_of_the_table_changes_nothing(order: list[int]):
    codes = list(COLORS.values())
    rows: list[ShadeRow] = [("lips", "maker", "line", code, "", code, "", "", -1) for code in codes]
    plain, mixed = shades_of(rows), shades_of([rows[n] for n in order])
    asked = profile(occasion="date")
    names = [
        [table.names[one.row] for one in harmonise("lips", table, asked, reading())]
        for table in (plain, mixed)
    ]
    assert names[0] == names[1]


def test_strength_is_the_place_in_the_order_of_distance():
    rgb = np.array([[[200, 150, 130], [190, 110, 100], [200, 30, 40]]], np.uint8)
    lab = to_lab(rgb)[0].astype(np.float64)
    assert strength(lab, lab[0]).tolist() == [0.0, 0.5, 1.0]
    assert strength(np.repeat(lab[:1], 3, axis=0), lab[1]).tolist() == [0.5, 0.5, 0.5]


def test_neon_orange_is_stronger_than_a_brick_red_on_light_skin():
    rgb = np.array([[[255, 100, 20], [170, 70, 60]]], np.uint8)
    light = SkinReading(80.0, 0.0, 0.0, 0.0, None, "photo", None).lab
    loud, quiet = strength(to_lab(rgb)[0].astype(np.float64), light)
    assert loud > quiet


def test_different_shows_other_families_unless_they_are_much_worse(shades: Shades):
    found = harmonise("lips", shades, profile(occasion="date"), reading(70, "warm"))
    three = different(found, shades)
    assert three[0] == found[0]
    assert len({one.family for one in three}) == 3
    assert three[0].score - three[2].score <= load_harmony().variety_costs
    same = lips("#b3122a", "#b3122a", "#cc1f2d")
    assert len(different(harmonise("lips", same, profile()), same)) == 2
    assert different((), shades) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("office = 0.15", "desk = 0.25", "strength.occasion"),
        ("low = 0.2", "low = 1.2", "strength.contrast"),
        ("red = [", "crimson = [", "families"),
        ('"rose" = "pink"', '"rose" = "rosy"', "named"),
        ("fair = 81.0", "fair = 60.0", "depth"),
        ("undertone = 1.5", "undertone = 0.0", "weight"),
        ("[variety]\ncosts", "[variety]\ncost", "costs"),
    ],
)
def test_a_wrong_row_names_itself(tmp_path: Path, old: str, new: str, said: str):
    text = FILE.read_text("utf-8")
    assert old in text
    broken = tmp_path / "harmony.toml"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SetupError, match=said):
        load_harmony(broken)


def test_disliked_glitter_leaves_out_what_is_known_to_sparkle():
    shades = own_catalogue().shades
    for place in ("eyes", "lips"):
        shining = {int(row) for row in shades.rows_at(place) if sparkles(shades, int(row))}
        assert shining
        plain = harmonise(place, shades, profile(colours_disliked=["glitter"]), reading())
        assert not shining & {one.row for one in plain}
    found = harmonise("eyes", shades, profile(colours_liked=["glitter"]), reading())
    assert sparkles(shades, found[0].row)
    assert {one.parts["wish"] for one in found} == {0.0, 1.0}
