"""Foundation: the three shades, their words, and what a person's own word changes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.catalogue import Shades
from beauty.catalogue.shades import ShadeRow, shades_of
from beauty.color import delta_e, to_hex
from beauty.recommend import own_catalogue
from beauty.recommend.shade_offset import load_shade_offset
from beauty.recommend.shades import (
    WORDS,
    ShadeMatch,
    expected_distance,
    match_elsewhere,
    match_foundation,
    rank_distance,
)
from beauty.recommend.skin_reading import SkinReading

RULES = load_shade_offset().match


def reading(lightness: float, error: float = 0.0, undertone: str | None = None) -> SkinReading:
    lean = load_shade_offset().lean_deg[undertone] if undertone else 0.0
    return SkinReading(lightness, error, lean, error, undertone, "photo", None)


def ladder(
    brand: str, levels: list[float], product: int = -1, undertone: str = "", lean_deg: float = 0.0
) -> list[ShadeRow]:
    """A product with usual swatches of these L*."""
    lab = load_shade_offset().swatch(np.array(levels, np.float64), lean_deg)
    return [
        ("base", brand, "line", f"{level:g}", "", to_hex(one), "", undertone, product)
        for level, one in zip(levels, lab, strict=True)
    ]


@pytest.fixture(scope="module")
def shades() -> Shades:
    return own_catalogue().shades


def names(shades: Shades, matches: tuple[ShadeMatch, ...]) -> list[tuple[str, str]]:
    return [(shades.brands[one.row], shades.names[one.row]) for one in matches]


def test_a_skin_known_exactly_gets_its_shade_and_its_neighbours():
    table = shades_of(ladder("A", [40, 55, 58, 61, 64, 67, 80]))
    found = match_foundation(reading(61), table)
    assert names(table, found)[0] == ("A", "61")
    assert {one.side: table.names[one.row] for one in found} == {
        "nearest": "61",
        "lighter": "64",
        "deeper": "58",
    }
    assert [one.word for one in found] == ["close", "close", "close"]


def test_a_reading_in_doubt_gets_shades_further_apart():
    table = shades_of(ladder("A", [48, 51, 54, 57, 60, 63, 66, 69, 72]))
    sure, unsure = (match_foundation(reading(60, error), table) for error in (0.0, 6.0))
    apart = [np.ptp([table.lab[one.row, 0] for one in found]) for found in (sure, unsure)]
    assert apart == pytest.approx([6, 12], abs=0.5)
    assert unsure[0].word != "close"


@pytest.mark.parametrize("lightness", [20.0, 35.0, 50.0, 65.0, 80.0, 95.0])
@pytest.mark.parametrize("error", [0.0, 3.0, 6.0, 12.0])
def test_three_different_shades_of_one_product_nearest_first(
    shades: Shades, lightness: float, error: float
):
    found = match_foundation(reading(lightness, error), shades)
    assert len({one.row for one in found}) == 3
    assert len({(shades.brands[one.row], shades.lines[one.row]) for one in found}) == 1
    distances = [one.distance for one in found]
    assert distances == sorted(distances)
    assert found[0].side == "nearest"
    for one in found[1:]:
        lighter = shades.lab[one.row, 0] > shades.lab[found[0].row, 0]
        assert one.side == ("lighter" if lighter else "deeper")


@given(st.floats(20, 95), st.floats(0, 12))
def test_no_match_is_claimed_below_what_swatches_tell(lightness: float, error: float):
    table = shades_of(ladder("A", list(np.arange(15.0, 96.0, 1.5))))
    for one in match_foundation(reading(lightness, error), table):
        assert one.distance >= RULES.close == 3.0
        assert one.word == RULES.word(one.distance)


def test_words_follow_the_distance():
    words = [RULES.word(distance) for distance in (0.0, 3.0, 3.1, 6.0, 6.1, 50.0)]
    assert words == ["close", "close", "near", "near", "weak", "weak"]
    assert set(words) == set(WORDS)


@given(st.floats(30, 90), st.floats(0, 5), st.floats(0.5, 8))
def test_more_doubt_never_makes_the_usual_shade_a_better_match(
    lightness: float, error: float, more: float
):
    shade = reading(lightness).lab[None]
    sure, unsure = (
        expected_distance(reading(lightness, doubt), shade)[0] for doubt in (error, error + more)
    )
    assert unsure > sure - 1e-9


def test_without_doubt_the_expected_distance_is_ciede2000(shades: Shades):
    lab = shades.lab[shades.rows_at("base")[:200]].astype(np.float64)
    exact = reading(62.0)
    assert expected_distance(exact, lab) == pytest.approx(
        delta_e(np.broadcast_to(exact.lab, lab.shape), lab), abs=1e-6
    )


@given(st.floats(0.1, 20), st.floats(0.1, 20))
def test_the_nearer_of_two_shades_is_ranked_nearer(first: float, second: float):
    target = np.array([60.0, 14.0, 26.0])
    lab = target + np.array([[first, 0, 0], [second, 0, 0]])
    away = rank_distance(target, lab)
    assert (away[0] < away[1]) == (first < second) or first == second


def test_lightness_counts_more_than_as_much_chroma_or_hue():
    target = np.array([60.0, 14.0, 26.0])
    along = target * [1, 1, 1] + 3 * np.array([0, 14, 26]) / np.hypot(14, 26)
    across = target + 3 * np.array([0, 26, -14]) / np.hypot(14, 26)
    away = rank_distance(target, np.array([target + np.array([3, 0, 0]), along, across]))
    assert away[0] == pytest.approx(6.0)
    assert away[0] > 2 * away[1:].max()
    assert rank_distance(target, target[None])[0] == pytest.approx(0.0, abs=1e-6)


@given(st.permutations(range(24)), st.floats(40, 80), st.sampled_from([0.0, 6.0]))
def test_the_order_of_the_table_changes_nothing(order: list[int], lightness: float, error: float):
    rows = [*ladder("A", list(range(40, 80, 5))), *ladder("B", list(range(40, 80, 5)))]
    rows += ladder("C", list(range(42, 82, 5)))
    plain, mixed = shades_of(rows), shades_of([rows[n] for n in order])
    first, second = (match_foundation(reading(lightness, error), one) for one in (plain, mixed))
    assert names(plain, first) == names(mixed, second)
    assert [one.distance for one in first] == [one.distance for one in second]


def test_among_equals_the_liked_product_is_taken_and_ties_go_by_name():
    rows = [*ladder("B", [55, 60, 65], 0), *ladder("A", [55, 60, 65], 1)]
    table = shades_of(rows)
    assert {name for name, _ in names(table, match_foundation(reading(60), table))} == {"A"}
    for liking, brand in (([0.9, 0.1], "B"), ([0.1, 0.9], "A"), ([0.5, 0.5], "A")):
        found = match_foundation(reading(60), table, np.array(liking))
        assert {name for name, _ in names(table, found)} == {brand}


def test_liking_does_not_outweigh_a_wrong_colour():
    table = shades_of([*ladder("A", [40, 43, 46], 0), *ladder("B", [60, 63, 66], 1)])
    found = match_foundation(reading(63), table, np.array([1.0, 0.0]))
    assert {name for name, _ in names(table, found)} == {"B"}


def test_what_may_not_be_had_is_never_shown():
    table = shades_of([*ladder("A", [57, 60, 63], 0), *ladder("B", [60, 63, 66], -1)])
    assert match_foundation(reading(60), table, np.array([np.nan])) == ()
    wanted = match_foundation(reading(60), table, np.array([0.2]))
    assert {name for name, _ in names(table, wanted)} == {"A"}
    assert match_foundation(reading(60), shades_of([])) == ()


def test_a_product_of_two_shades_is_no_range():
    table = shades_of([*ladder("A", [60, 61]), *ladder("B", [40, 43, 46])])
    found = match_foundation(reading(60), table)
    assert {name for name, _ in names(table, found)} == {"B"}


def test_an_undertone_that_is_told_steers_away_from_the_opposite():
    rows = [
        *ladder("A", [57, 60, 63], undertone="cool"),
        *ladder("A", [57.4, 60.4, 63.4], undertone="warm"),
    ]
    table = shades_of(rows)
    for said in ("cool", "warm"):
        found = match_foundation(reading(60.2, 0.0, said), table)
        assert {table.undertones[one.row] for one in found[:1]} == {said}
    open_ended = match_foundation(reading(60.0), table)
    assert table.names[open_ended[0].row] == "60"


def test_elsewhere_is_one_cheaper_and_one_dearer():
    rows = [row for n in range(4) for row in ladder("ABCD"[n], [57, 60, 63], n)]
    table = shades_of(rows)
    price, liking = np.array([30.0, 10.0, 60.0, 20.0]), np.array([0.9, 0.5, 0.4, 0.3])
    chosen = match_foundation(reading(60), table, liking)
    others = match_elsewhere(reading(60), table, liking, price, chosen)
    assert [brand for brand, _ in names(table, others)] == ["B", "C"]
    assert all(one.side == "nearest" for one in others)
    assert match_elsewhere(reading(60), table, liking, price, ()) == ()
    alone = match_elsewhere(reading(60), table, liking, np.full(4, np.nan), chosen)
    assert alone == ()


def test_the_real_table_brings_a_shade_back_within_a_step(shades: Shades):
    """A coarse hold on what tools/shade_accuracy.py measures in full."""
    rows = shades.rows_at("base")[::45]
    curve = load_shade_offset()
    within = []
    for row in rows:
        own = shades.lab[row].astype(np.float64)
        exact = replace(reading(float(own[0])), lean_deg=_tilt(own, curve.swatch(own[0], 0.0)))
        found = match_foundation(exact, shades)
        within.append(min(abs(shades.lab[one.row, 0] - own[0]) for one in found) <= RULES.step)
    assert len(within) >= 140
    assert np.mean(within) > 0.97


def _tilt(own: np.ndarray, usual: np.ndarray) -> float:
    return float(np.degrees(np.arctan2(own[2], own[1]) - np.arctan2(usual[2], usual[1])))
