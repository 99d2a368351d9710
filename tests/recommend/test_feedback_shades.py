"""Too dark, too light, liked shades: how far the reading moves, how evidence combines, what is shown."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.catalogue import Catalogue
from beauty.catalogue.shades import shades_of
from beauty.recommend import Feedback, own_catalogue, recommend
from beauty.recommend.feedback import shade_id, shade_rows
from beauty.recommend.feedback_shades import colour_liking, shunned, told_of_shades
from beauty.recommend.shade_pick import ShadePick, StepShades
from beauty.recommend.skin_reading import SkinReading
from tests.recommend.strategies import profile_of

STEP = 3.0


@pytest.fixture(scope="module")
def ladder() -> Catalogue:
    """Our catalogue with one foundation of 60 greys, 1 L* apart from about 30."""
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(72, 231)]
    product = own_catalogue().columns.ids.index("P408606")
    rows = [("base", "A", "L", code, "", code, "", "", product) for code in greys]
    return replace(own_catalogue(), shades=shades_of(rows))


def reading(lightness: float, error: float) -> SkinReading:
    return SkinReading(lightness, error, 0.0, 3.0, None, "photo", None)


def shade_at(lightness: float, ladder: Catalogue) -> str:
    return shade_id(ladder, int(np.abs(ladder.shades.lab[:, 0] - lightness).argmin()))


def moved(ladder: Catalogue, error: float, **said: list[float]) -> SkinReading:
    """A reading at L* 60 after words about shades at these L*."""
    heard = Feedback(**{k: tuple(shade_at(one, ladder) for one in v) for k, v in said.items()})
    found = told_of_shades(reading(60, error), heard, ladder)
    assert found is not None
    return found


@pytest.mark.parametrize("error", [3.5, 5.0, 7.0])  # photos leave 3.5 to 7
def test_one_word_moves_an_ordinary_reading_about_one_step(error: float, ladder: Catalogue):
    darker = moved(ladder, error, too_dark=[60]).lightness - 60
    lighter = moved(ladder, error, too_light=[60]).lightness - 60
    assert 0.75 * STEP < darker < 1.5 * STEP
    assert darker == pytest.approx(-lighter, abs=0.3)


def test_a_sure_reading_moves_less_and_each_word_makes_surer(ladder: Catalogue):
    shifts = [moved(ladder, error, too_dark=[60]).lightness for error in (0.5, 2.0, 5.0, 9.0)]
    assert shifts == sorted(shifts)
    assert shifts[0] < 60.5
    for error in (2.0, 5.0, 9.0):
        once = moved(ladder, error, too_dark=[60])
        twice = moved(ladder, error, too_dark=[60, 63])
        assert error > once.lightness_error > twice.lightness_error
        assert twice.lightness > once.lightness


def test_two_words_enclose_and_contradictions_meet_in_the_middle(ladder: Catalogue):
    between = moved(ladder, 7.0, too_dark=[62], too_light=[70])
    assert between.lightness == pytest.approx(66, abs=1.5)
    assert between.lightness_error < 2.5
    torn = moved(ladder, 7.0, too_dark=[64], too_light=[58])
    assert torn.lightness == pytest.approx(61, abs=1)
    far = moved(ladder, 2.0, too_dark=[95], too_light=[32])
    assert 0 <= far.lightness <= 100
    assert np.isfinite(far.lightness_error)


def test_a_liked_shade_draws_the_reading_to_it(ladder: Catalogue):
    fitting = moved(ladder, 6.0, liked=[66])
    assert fitting.lightness == pytest.approx(66, abs=1.2)
    assert fitting.lightness_error < 3


levels = st.lists(st.floats(35, 90), max_size=4)


@given(levels, levels, st.floats(0.5, 9))
def test_order_does_not_matter_and_the_reading_stays_one(dark, light, error: float):
    ladder = own_catalogue()
    base = ladder.shades.rows_at("base")
    near = [base[np.abs(ladder.shades.lab[base, 0] - one).argmin()] for one in (*dark, *light)]
    ids = tuple(shade_id(ladder, int(row)) for row in near)
    heard = Feedback(too_dark=ids[: len(dark)], too_light=ids[len(dark) :])
    turned = Feedback(too_dark=heard.too_dark[::-1], too_light=heard.too_light[::-1])
    one, other = (told_of_shades(reading(60, error), said, ladder) for said in (heard, turned))
    assert one is not None
    assert other is not None
    assert one.lightness == pytest.approx(other.lightness)
    assert 0 <= one.lightness <= 100
    assert one.lightness_error <= max(error, 0.1) * 1.05 + 2
    for words, sign in ((heard.too_dark, 1), (heard.too_light, -1)):
        alone = replace(Feedback(), **{"too_dark" if sign > 0 else "too_light": words})
        there = told_of_shades(reading(60, error), alone, ladder)
        less = told_of_shades(
            reading(60, error),
            replace(heard, **{k: v[1:] for k, v in alone.answers().items()}),
            ladder,
        )
        assert there is not None
        assert less is not None
        assert sign * (there.lightness - 60) >= -0.01, "no word draws the reading against itself"
        assert sign * (one.lightness - less.lightness) >= -0.01, "nor does one word more"


def test_nothing_said_or_nothing_read_changes_nothing(ladder: Catalogue):
    plain = reading(60, 5)
    assert told_of_shades(plain, Feedback(), ladder) is plain
    assert told_of_shades(plain, Feedback(liked=("P408606",)), ladder) is plain
    assert told_of_shades(None, Feedback(too_dark=(shade_at(60, ladder),)), ladder) is None


def test_what_lies_beyond_a_word_is_not_shown_again(ladder: Catalogue):
    light = ladder.shades.lab[:, 0]
    dark, pale = shade_at(50, ladder), shade_at(70, ladder)
    out = shunned(Feedback(too_dark=(dark,), too_light=(pale,)), ladder)
    low, high = (ladder.shades.lab[shade_rows(one, ladder)[0], 0] for one in (dark, pale))
    np.testing.assert_array_equal(out, (light <= low + STEP / 2) | (light >= high - STEP / 2))
    torn = shunned(Feedback(too_dark=(pale,), too_light=(dark,)), ladder)
    assert torn.sum() == 2, "where nothing is left between, only the two themselves"


def base_of(said: Feedback, **asked: object) -> StepShades:
    plan = recommend(profile_of({"skin_depth": "medium", **asked}), own_catalogue(), said)
    return plan.makeup[0].colors


def nearest(colors: StepShades) -> ShadePick:
    return colors.shades[0]


@pytest.mark.parametrize("verdict", ["too_dark", "too_light"])
def test_pressed_again_and_again_the_shades_go_on_that_way(verdict: str):
    said, sign = Feedback(), 1 if verdict == "too_dark" else -1
    before = nearest(base_of(said))
    for _ in range(4):
        said = said.pressed(verdict, before.shade_id)
        colors = base_of(said)
        now = nearest(colors)
        assert sign * (now.lab[0] - before.lab[0]) > 0
        assert all(sign * (pick.lab[0] - before.lab[0]) > 0 for pick in colors.shades)
        assert "told" in colors.notes
        before = now
    assert base_of(said.pressed(verdict, before.shade_id)) != base_of(said)


def test_undone_it_is_as_before():
    bare = base_of(Feedback())
    one = nearest(bare).shade_id
    assert base_of(Feedback().pressed("too_dark", one).pressed("too_dark", one)) == bare


def test_owned_foundation_is_the_one_that_is_matched():
    other = base_of(Feedback()).elsewhere[0]
    for mine in (other.product_id, other.shade_id):
        assert mine is not None
        colors = base_of(Feedback(owned=(mine,)), budget_each=1)
        assert {pick.product_id for pick in colors.shades} == {other.product_id}
    assert base_of(Feedback(), budget_each=1).notes == ("none",)


def test_a_disliked_shade_goes_and_its_product_stays():
    bare = base_of(Feedback())
    gone = nearest(bare)
    left = base_of(Feedback(disliked=(gone.shade_id,)))
    assert gone.shade_id not in {pick.shade_id for pick in left.shades}
    assert nearest(left).product_id == gone.product_id
    assert gone.product_id is not None
    other = base_of(Feedback(disliked=(gone.product_id,)))
    assert gone.product_id not in {pick.product_id for pick in (*other.shades, *other.elsewhere)}


@pytest.mark.parametrize("step", ["blush", "eyes", "lips"])
def test_colours_liked_come_first_and_disliked_ones_go(step: str):
    def colors(said: Feedback) -> list[ShadePick]:
        plan = recommend(profile_of({"face_shape": "oval"}), own_catalogue(), said)
        return list(next(one for one in plan.makeup if one.step == step).colors.shades)

    first, *_, last = colors(Feedback())
    gone = colors(Feedback(disliked=(first.shade_id,)))
    assert first.shade_id not in {pick.shade_id for pick in gone}
    for verdict in ("liked", "owned"):
        (top, *_) = colors(Feedback().pressed(verdict, last.shade_id))
        assert top.shade_id == last.shade_id
        assert dict(top.parts)["feedback"] == 1


def test_colour_liking_is_by_how_alike_they_look():
    catalogue = own_catalogue()
    row = int(catalogue.shades.rows_at("lips")[0])
    liked = colour_liking("lips", Feedback(liked=(shade_id(catalogue, row),)), catalogue)
    assert liked is not None
    assert liked[row] == 1
    assert liked.min() == 0.5
    assert colour_liking("eyes", Feedback(liked=(shade_id(catalogue, row),)), catalogue) is None
