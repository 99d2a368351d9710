"""Scores: named parts in their range, unknown not counted as zero, and the order follows the score."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty.catalogue import load_categories
from beauty.knowledge.scoring import PARTS, WEIGHED, load_scoring
from beauty.recommend import own_catalogue, score, write_scores
from beauty.recommend.rank import rank, spread
from beauty.recommend.score import evidence, popularity, price_fit, total_of
from beauty.recommend.type_fit import TYPES, load_type_fit, oily_axis, skincare, type_fit
from tests.recommend.strategies import answers, profile_of


@settings(deadline=None, max_examples=40)
@given(answers())
def test_parts_and_total_lie_between_0_and_1(given_answers: dict[str, object]):
    found = score(profile_of(given_answers), own_catalogue())
    assert tuple(found.parts) == PARTS
    for part in (*found.parts.values(), found.total):
        known = part[~np.isnan(part)]
        assert ((known >= 0) & (known <= 1)).all()
    some = ~np.logical_and.reduce([np.isnan(part) for part in found.parts.values()])
    assert (some == ~np.isnan(found.total)).all()


@settings(deadline=None, max_examples=25)
@given(answers(), st.sampled_from(PARTS))
def test_more_of_any_part_never_lowers_the_total(given_answers: dict[str, object], name: str):
    catalogue = own_catalogue()
    parts = dict(score(profile_of(given_answers), catalogue).parts)
    better = {**parts, name: np.minimum(parts[name] + np.float32(0.1), 1)}
    # rows whose part is unknown take their category's median, which rises as well
    assert (total_of(better, catalogue) >= total_of(parts, catalogue) - 1e-6)[
        ~np.isnan(total_of(parts, catalogue))
    ].all()


def test_the_total_is_the_weighted_mean_of_the_known_parts():
    catalogue, weights = own_catalogue(), load_scoring().weights
    profile = profile_of({"skin_type": "oily", "concerns": ["spots"], "budget_each": 40})
    found = score(profile, catalogue)
    every = np.stack(list(found.parts.values()))
    care = skincare(catalogue)  # of make-up other parts are known
    used = [name for name in WEIGHED if not np.isnan(found.parts[name][care]).all()]
    known = ~np.isnan(np.stack([found.parts[name] for name in used])).any(axis=0)
    whole = care & known & np.isnan(found.parts["turn"])
    assert whole.sum() > 1000
    mean = sum(weights[name] * found.parts[name] for name in used) / sum(weights[n] for n in used)
    np.testing.assert_allclose(found.total[whole], mean[whole], atol=1e-5)
    assert every.shape == (len(PARTS), len(catalogue))


def test_evidence_is_what_the_list_holds():
    catalogue = own_catalogue()
    found = evidence(("wrinkles",), catalogue)
    assert np.isnan(found[~catalogue.listed]).all(), "no list, no opinion"
    serum = catalogue.in_category("serum") & catalogue.listed
    retinol = catalogue.contains_group("retinoid")
    assert found[serum & retinol].mean() > 1.5 * found[serum & ~retinol].mean()
    cleanser = catalogue.in_category("cleanser") & retinol
    assert (found[cleanser] <= load_scoring().place.rinse_off).all(), "rinsed off again"


def test_unknown_neither_helps_nor_hurts():
    catalogue = own_catalogue()
    parts = dict(score(profile_of({"skin_type": "dry"}), catalogue).parts)
    row = int(np.flatnonzero(catalogue.in_category("serum") & ~np.isnan(parts["popularity"]))[0])
    bare = parts["popularity"].copy()
    bare[row] = np.nan
    with_median = parts["popularity"].copy()
    same = catalogue.in_category("serum") & ~np.isnan(bare)
    with_median[row] = np.median(bare[same])
    unknown = total_of({**parts, "popularity": bare}, catalogue)[row]
    assert unknown == pytest.approx(total_of({**parts, "popularity": with_median}, catalogue)[row])


def test_price_falls_in_a_straight_line():
    catalogue = own_catalogue()
    fit = price_fit(30.0, catalogue)
    np.testing.assert_allclose(fit, np.clip(1 - catalogue.columns.price / 60, 0, 1), atol=1e-6)
    assert np.isnan(price_fit(None, catalogue)).all()


def test_few_happy_people_do_not_outweigh_many():
    catalogue, found = own_catalogue(), popularity(own_catalogue())
    serum = np.flatnonzero(catalogue.in_category("serum") & ~np.isnan(found))
    few = serum[catalogue.columns.interactions[serum] < 5]
    many = serum[catalogue.columns.interactions[serum] > 1000]
    assert len(few) and len(many)
    assert found[few].max() < found[many].min()


def test_type_fit_is_mirrored_between_dry_and_oily_and_unknown_for_makeup():
    catalogue = own_catalogue()
    dry, oily = type_fit("dry", catalogue), type_fit("oily", catalogue)
    care = skincare(catalogue)
    np.testing.assert_allclose(dry[care] + oily[care], 1, atol=1e-5)
    assert np.isnan(oily[~care]).all()
    assert np.isnan(type_fit(None, catalogue)).all()
    axis = oily_axis(catalogue)[care]
    assert (np.diff(oily[care][np.argsort(axis)]) >= 0).all()
    assert abs(float(axis.mean())) < 0.01
    assert float(axis.std()) == pytest.approx(1, abs=0.01)


def test_the_axis_says_what_everybody_knows():
    weights, positions = load_type_fit().weights, load_type_fit().positions
    assert weights["tag.for_oily"] > 0 > weights["tag.for_dry"]
    assert weights["group.clay"] > 0 > weights["group.petrolatum"]
    assert weights["word.oil-free"] > 0 > weights["word.barrier"]
    assert positions["dry"] == -1 < positions["normal"] < positions["combination"] < 1
    assert set(positions) == set(TYPES)


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, float("nan")]), min_size=1, max_size=60))
def test_ranking_keeps_every_row_in_order_of_score_then_id(scores: list[float]):
    catalogue = own_catalogue()
    total = np.full(len(catalogue), np.nan, np.float32)
    rows = np.random.default_rng(len(scores)).permutation(len(catalogue))[: len(scores)]
    total[rows] = scores
    ranked = rank(rows, total, catalogue)
    assert sorted(ranked) == sorted(rows)
    keys = [(-np.nan_to_num(total[row], nan=-1), catalogue.columns.ids[row]) for row in ranked]
    assert keys == sorted(keys)
    assert (rank(rows[::-1], total, catalogue) == ranked).all(), "the order given does not matter"


@given(st.lists(st.sampled_from("abc"), max_size=12), st.integers(0, 5))
def test_spreading_loses_nobody_and_mixes_the_front(makers: list[str], first: int):
    order = list(range(len(makers)))
    found = spread(order, [makers], first)
    assert sorted(found) == order
    different = min(first, len(set(makers)))
    assert len({makers[row] for row in found[:different]}) == different


def test_the_csv_has_every_product_once_with_parts_and_reasons():
    catalogue, out = own_catalogue(), io.StringIO()
    write_scores(profile_of({"pregnant": True, "skin_type": "dry"}), catalogue, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert list(rows[0]) == ["product_id", "category", "score", "excluded", *PARTS]
    assert tuple(row["product_id"] for row in rows) == catalogue.columns.ids
    assert {row["category"] for row in rows} == set(load_categories())
    assert any(row["excluded"] == "pregnancy: RETINOL" for row in rows)
    assert all(row["evidence"] == "" for row in rows), "no concern was named"
    assert all(0 <= float(row["score"]) <= 1 for row in rows if row["score"])
