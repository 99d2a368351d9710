"""Feedback: presses as values, what is liked rises, what is disliked is out, what is owned serves."""

import time
import tomllib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty.catalogue import Catalogue
from beauty.errors import UsageError
from beauty.recommend import Feedback, Plan, own_catalogue, recommend, score, screen
from beauty.recommend.choice import ProductChoice
from beauty.recommend.feedback import AGAINST, VERDICTS, can_be_said, shade_id, shade_rows
from beauty.recommend.feedback_file import MAX_BYTES, feedback_file, read_feedback
from beauty.recommend.feedback_score import liking
from beauty.recommend.similar import likeness, similar
from tests.recommend.strategies import answers, profile_of
from tests.recommend.test_oracle import wrong

ASKED: dict[str, object] = {"skin_type": "oily", "concerns": ["wrinkles", "redness"]}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return own_catalogue()


def planned(said: Feedback | None = None, **asked: object) -> Plan:
    return recommend(profile_of({**ASKED, **asked}), own_catalogue(), said)


def choice(plan: Plan, need: str) -> ProductChoice:
    return next(one for one in plan.products if one.need == need)


def best(plan: Plan, need: str) -> str:
    pick = choice(plan, need).best
    assert pick is not None
    return pick.product_id


presses = st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from("abc")), max_size=12)


@given(presses)
def test_a_press_is_undone_by_the_next_and_nothing_is_both(pressed: list[tuple[str, str]]):
    said = Feedback()
    for verdict, one in pressed:
        said = said.pressed(verdict, one)
        assert (one in said.ids(verdict)) == (verdict in said.on(one))
        if verdict in said.on(one):
            assert not set(AGAINST[verdict]) & set(said.on(one))
            assert said.pressed(verdict, one).on(one) == tuple(
                other for other in said.on(one) if other != verdict
            )
    for verdict in VERDICTS:
        assert len(set(said.ids(verdict))) == len(said.ids(verdict))
    assert Feedback.from_answers(said.answers()) == said
    assert Feedback.of(profile_of(said.answers())) == said


def test_what_is_disliked_is_out_and_said(catalogue: Catalogue):
    gone = best(planned(), "cleanse")
    said = Feedback(disliked=(gone,))
    plan = planned(said)
    named = {pick.product_id for one in plan.products for pick in (one.best, *one.others) if pick}
    assert gone not in named
    profile, row = said.told_to(profile_of(ASKED)), catalogue.row_of(gone)
    assert row is not None
    reason = screen(profile, catalogue).reason(row)
    assert reason is not None
    assert reason.code == "disliked"
    assert planned(Feedback()) == planned()


def test_like_rises_and_so_does_what_is_like_it(catalogue: Catalogue):
    profile = profile_of(ASKED)
    row = catalogue.row_of(best(planned(), "moisturise"))
    assert row is not None
    near = similar(catalogue, row, most=3)
    shelf = catalogue.columns.category == catalogue.columns.category[row]
    for verdict, sign in (("liked", 1), ("disliked", -1)):
        said = Feedback().pressed(verdict, catalogue.columns.ids[row]).told_to(profile)
        part = score(said, catalogue).parts["feedback"]
        assert np.isnan(part[~shelf]).all(), "nothing was said of other shelves"
        assert part[row] == (1 if sign > 0 else 0)
        away = sign * (part - 0.5)[shelf & ~np.isnan(likeness(catalogue, row))]
        alike = likeness(catalogue, row)[shelf & ~np.isnan(likeness(catalogue, row))]
        np.testing.assert_allclose(away, alike / 2, atol=1e-6)
        assert all(sign * (part[one.row] - 0.5) > 0.05 for one in near)
    bare = score(profile, catalogue)
    assert np.isnan(bare.parts["feedback"]).all()


def test_a_liked_alternative_is_chosen_and_told_first():
    other = choice(planned(), "moisturise").others[0].product_id
    pick = choice(planned(Feedback(liked=(other,))), "moisturise").best
    assert pick is not None
    assert pick.product_id == other
    assert pick.why[0].code == "liked"
    assert pick.feedback == ("liked",)
    assert "feedback" not in {why.code for why in pick.why}


def test_of_several_the_most_alike_counts_and_order_does_not_matter(catalogue: Catalogue):
    rows = np.flatnonzero(catalogue.in_category("serum") & catalogue.listed)[:4]
    ids = [catalogue.columns.ids[row] for row in rows]
    one, other = (
        liking(profile_of({"liked": liked, "disliked": ids[2:]}), catalogue)
        for liked in (ids[:2], ids[1::-1])
    )
    np.testing.assert_array_equal(one, other)
    alike = np.maximum(*(np.nan_to_num(likeness(catalogue, int(row))) for row in rows[:2]))
    apart = np.maximum(*(np.nan_to_num(likeness(catalogue, int(row))) for row in rows[2:]))
    told = ~np.isnan(one)
    told[rows] = False
    np.testing.assert_allclose(one[told], (0.5 + (alike - apart) / 2)[told], atol=1e-6)


def suiting(need: str, count: int) -> list[str]:
    """Ids of products that the plan would show for a need."""
    found = choice(planned(), need)
    return [pick.product_id for pick in found.others][:count]


def test_what_is_owned_serves_its_step_and_costs_nothing():
    (mine,) = suiting("moisturise", 1)
    plan = planned(Feedback(owned=(mine,)), budget_total=40)
    pick = choice(plan, "moisturise").best
    assert pick is not None
    assert pick.product_id == mine
    assert pick.why[0].code == "owned"
    bought = [one.best.price or 0 for one in plan.products if one.best]
    assert sum(bought) - (pick.price or 0) <= 40.01
    without = planned(budget_total=40)
    assert len([one for one in plan.products if one.best]) >= len(
        [one for one in without.products if one.best]
    )


def test_what_is_owned_may_cost_more_than_the_budget(catalogue: Catalogue):
    fine = catalogue.in_category("sunscreen") & catalogue.listed & (catalogue.columns.spf >= 30)
    allowed = fine & ~screen(profile_of(ASKED), catalogue).excluded & (catalogue.columns.price > 30)
    for row in np.flatnonzero(allowed)[:3]:
        mine = catalogue.columns.ids[row]
        plan = planned(Feedback(owned=(mine,)), budget_each=20)
        used = choice(plan, "protect").best
        unused = [one.product_id for one in plan.unused]
        assert (used is not None and used.product_id == mine) or mine in unused
        reason = next((one.reason.code for one in plan.unused), "unneeded")
        assert reason == "unneeded"


def test_an_owned_retinoid_is_excluded_in_pregnancy_and_that_is_said(catalogue: Catalogue):
    mine = best(planned(), "treat_evening")
    row = catalogue.row_of(mine)
    assert row is not None
    assert catalogue.contains_group("retinoid")[row]
    assert best(planned(Feedback(owned=(mine,))), "treat_evening") == mine
    plan = planned(Feedback(owned=(mine,)), pregnant=True)
    assert mine not in {one.best.product_id for one in plan.products if one.best}
    (kept_out,) = plan.unused
    assert kept_out.product_id == mine
    assert kept_out.reason.code == "pregnancy"


@settings(max_examples=25)
@given(answers(), st.integers(0, 2**32 - 1))
def test_no_feedback_makes_a_plan_unsafe(given_answers: dict[str, object], seed: int):
    """Whatever is liked or owned, the oracle that reads the lists finds nothing that harms."""
    catalogue, draw = own_catalogue(), np.random.default_rng(seed)
    picked = [catalogue.columns.ids[row] for row in draw.integers(len(catalogue), size=12)]
    said = Feedback(tuple(picked[:4]), tuple(picked[4:6]), tuple(picked[6:]))
    given_answers = {k: v for k, v in given_answers.items() if k not in ("allergies", "avoid")}
    plan = recommend(profile_of(given_answers), catalogue, said)
    for one in plan.products:
        if one.best:
            row = catalogue.row_of(one.best.product_id)
            assert row is not None
            free = ("budget", "out of stock") if one.best.product_id in said.owned else ()
            harm = [rule for rule in wrong(row, given_answers) if not rule.startswith(free)]
            assert harm == []
            assert one.best.product_id not in said.disliked


def test_ids_that_nobody_knows_are_told_back():
    plan = planned(Feedback(liked=("nothing",), too_dark=("P504322",)))
    assert plan.strangers == ("nothing", "P504322")
    assert plan.products == planned().products


def test_shades_go_by_product_and_colour(catalogue: Catalogue):
    shades = catalogue.shades
    for row in (*shades.rows_at("base")[:50], *shades.rows_at("lips")[:20]):
        one = shade_id(catalogue, int(row))
        assert row in shade_rows(one, catalogue)
        assert {shades.hexes[other] for other in shade_rows(one, catalogue)} == {shades.hexes[row]}
    lip = shade_id(catalogue, int(shades.rows_at("lips")[0]))
    assert can_be_said("liked", lip, catalogue)
    assert not can_be_said("too_dark", lip, catalogue)
    assert not can_be_said("adored", lip, catalogue)


def test_a_file_holds_all_of_it_and_is_an_answers_file(catalogue: Catalogue):
    shade = shade_id(catalogue, int(catalogue.shades.rows_at("base")[0]))
    ids = catalogue.columns.ids
    said = Feedback((ids[0],), (ids[1], "lips:#a82628"), (ids[2],), (shade,), ())
    content = feedback_file(said, catalogue)
    assert read_feedback(content, catalogue) == said
    assert tomllib.loads(content) == said.answers()
    assert catalogue.columns.names[0] in content, "a person may read it, too"


@pytest.mark.parametrize("content", ["liked = [", "\x00", "liked = 3", '{"liked": []}', "a = 1"])
def test_another_file_is_refused(content: str, catalogue: Catalogue):
    with pytest.raises(UsageError):
        read_feedback(content, catalogue)


def test_a_file_of_strangers_and_of_contradictions_holds_what_can_be_said(catalogue: Catalogue):
    one = catalogue.columns.ids[0]
    content = f'liked = ["{one}", "{one}", "x"]\ndisliked = ["{one}"]\nstyle = "glam"\n'
    assert read_feedback(content, catalogue) == Feedback(disliked=(one,))
    assert read_feedback("# " + "x" * 2 * MAX_BYTES, catalogue) == Feedback()


def test_much_feedback_is_planned_at_once(catalogue: Catalogue):
    ids = catalogue.columns.ids
    said = Feedback(tuple(ids[0:40:4]), tuple(ids[1:40:4]), tuple(ids[2:40:4]))
    planned(said)
    start = time.perf_counter()
    planned(said)
    assert time.perf_counter() - start < 0.3
