"""From a face's colour to the swatches meant for it, and who is in charge of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from beauty import Analysis
from beauty.color import Undertone
from beauty.errors import SetupError
from beauty.profile import Profile
from beauty.recommend import own_catalogue
from beauty.recommend.shade_offset import FILE, load_shade_offset
from beauty.recommend.skin_reading import SkinReading, read_skin, reading_of

OFFSET = load_shade_offset()


def test_the_fairest_and_deepest_faces_reach_the_ends_of_what_shops_sell():
    low, middle, high = OFFSET.lift(np.array([42.8, 65.0, 73.8]))
    assert low < 43
    assert high > 83
    assert low < middle < high


def test_the_map_of_lightness_rises_without_a_jump():
    levels = np.arange(5.0, 96.0, 0.5)
    steps = np.diff(OFFSET.lift(levels)) / 0.5
    assert (steps >= 0).all()
    assert steps.max() < 2.5


def test_swatches_are_more_colourful_than_faces_where_it_was_measured():
    """Design knowledge: between L* 35 and 65 retail swatches are 4 to 8 C* above faces (27 at L* 60)."""
    chroma = np.hypot(*np.moveaxis(OFFSET.swatch(np.array([55.0, 60.0, 62.5]), 0.0), -1, 0)[1:])
    assert ((chroma > 28 + 3) & (chroma < 28 + 9)).all()


def test_the_usual_swatch_has_the_lightness_and_lean_asked_for():
    plain, warm = OFFSET.swatch(np.array(60.0), 0.0), OFFSET.swatch(np.array(60.0), 5.0)
    assert plain[0] == warm[0] == 60.0
    angles = np.degrees(np.arctan2([plain[2], warm[2]], [plain[1], warm[1]]))
    assert angles[1] - angles[0] == pytest.approx(5.0)
    assert np.hypot(*plain[1:]) == pytest.approx(np.hypot(*warm[1:]))


def test_the_offset_file_fits_our_shade_table():
    """The [depth] and [lean_deg] tables are medians of the makers' words in our table."""
    shades = own_catalogue().shades
    rows = shades.rows_at("base")
    for word, lightness in OFFSET.depth.items():
        said = [shades.lab[row, 0] for row in rows if shades.depths[row] == word]
        assert np.median(said) == pytest.approx(lightness, abs=0.5)
    assert OFFSET.lean_deg["cool"] < OFFSET.lean_deg["neutral"] < OFFSET.lean_deg["warm"]


def test_samples_keep_the_mean_and_the_error():
    one = reading_of(64.0, (58.0, 70.0))
    lab, weights = one.samples()
    assert weights.sum() == pytest.approx(1.0)
    assert weights @ lab[:, 0] == pytest.approx(one.lightness)
    assert np.sqrt(weights @ (lab[:, 0] - one.lightness) ** 2) == pytest.approx(one.lightness_error)


def test_an_exact_reading_has_the_error_of_the_map_alone():
    assert reading_of(60.0, (60.0, 60.0)).lightness_error == pytest.approx(OFFSET.error)
    assert (
        reading_of(60.0, (50.0, 70.0)).lightness_error > reading_of(60.0, (57, 63)).lightness_error
    )


def test_the_photo_is_read_where_nobody_says_otherwise(analysis: Analysis):
    tone = analysis.skin
    found = read_skin(tone, Profile.of(None, {}))
    assert found is not None
    assert found.depth_source == "photo"
    assert found.lightness == pytest.approx(float(OFFSET.lift(np.array(tone.lab[0]))))
    assert found == replace(found)


def test_nothing_known_gives_no_reading():
    assert read_skin(None, Profile.of(None, {})) is None


@pytest.mark.parametrize(("monk", "word"), [(2, "fair"), (8, "deep")])
def test_the_persons_word_is_in_charge_of_the_photo(analysis: Analysis, monk: int, word: str):
    tone = analysis.skin
    picked = read_skin(tone, Profile.of(None, {"monk": monk, "skin_depth": "medium"}))
    named = read_skin(tone, Profile.of(None, {"skin_depth": word}))
    assert picked is not None
    assert named is not None
    assert (picked.depth_source, named.depth_source) == ("monk", "skin_depth")
    told = read_skin(None, Profile.of(None, {"skin_depth": word}))
    assert told is not None
    assert told.lightness == OFFSET.depth[word]
    assert abs(picked.lightness - named.lightness) < 12
    assert picked == read_skin(None, Profile.of(None, {"monk": monk}))


def test_monk_picks_go_from_light_to_deep():
    found = [read_skin(None, Profile.of(None, {"monk": tone})) for tone in range(1, 11)]
    levels = [one.lightness for one in found if one]
    assert len(levels) == 10
    assert levels == sorted(levels, reverse=True)


def test_a_stated_undertone_is_in_charge_and_leaves_less_open(analysis: Analysis):
    quiet = read_skin(analysis.skin, Profile.of(None, {}))
    for said in ("cool", "neutral", "warm"):
        told = read_skin(analysis.skin, Profile.of(None, {"undertone": said}))
        assert told is not None
        assert (told.undertone, told.undertone_source) == (said, "answers")
        assert told.lean_deg == OFFSET.lean_deg[said]
        assert quiet is None or quiet.undertone or told.lean_error_deg < quiet.lean_error_deg


@pytest.mark.parametrize(
    ("unsure", "half_deg", "used"), [(False, 1.5, True), (False, 4.5, False), (True, 1.5, False)]
)
def test_the_photos_undertone_counts_only_when_the_light_is_known(
    analysis: Analysis, unsure: bool, half_deg: float, used: bool
):
    tone = replace(
        analysis.skin,
        undertone=Undertone("warm", 7.0, unsure),
        undertone_interval_deg=(7.0 - half_deg, 7.0 + half_deg),
    )
    found = read_skin(tone, Profile.of(None, {}))
    assert found is not None
    assert found.undertone == ("warm" if used else None)
    assert found.undertone_source == ("photo" if used else None)


def test_a_reading_cannot_be_outside_of_colour():
    with pytest.raises(ValueError, match="expected L"):
        SkinReading(101.0, 1.0, 0.0, 1.0, None, "photo", None)
    with pytest.raises(ValueError, match="errors"):
        SkinReading(50.0, -1.0, 0.0, 1.0, None, "photo", None)


def test_a_damaged_file_names_itself_and_the_row(tmp_path: Path):
    text = FILE.read_text("utf-8")
    for old, new, said in (
        ("error = ", "err = ", "error"),
        ("face_lightness = [42.8,", "face_lightness = [90.0,", "face_lightness"),
        ("[swatch]", "[swatch", "shades.toml"),
    ):
        broken = tmp_path / "shades.toml"
        broken.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(SetupError, match=said):
            load_shade_offset(broken)


@pytest.mark.parametrize(("seen", "agrees"), [(70.0, True), (35.0, False)])
def test_a_photo_that_agrees_with_a_word_says_where_in_it(
    analysis: Analysis, seen: float, agrees: bool
):
    tone = replace(analysis.skin, lab=(seen, 12.0, 18.0), lightness_interval=(seen - 6, seen + 6))
    word, photo = OFFSET.depth["light"], read_skin(tone, Profile.of(None, {}))
    both = read_skin(tone, Profile.of(None, {"skin_depth": "light"}))
    assert both is not None
    assert photo is not None
    assert both.depth_source == "skin_depth"
    if agrees:
        assert min(word, photo.lightness) < both.lightness < max(word, photo.lightness)
        assert both.lightness_error < min(photo.lightness_error, OFFSET.depth_error)
    else:
        assert (both.lightness, both.lightness_error) == (word, OFFSET.depth_error)
