"""Coverage: what is counted as recommended, and that the grid's people are all understood."""

import numpy as np

from beauty.knowledge import load_answer_fields
from beauty.profile import Profile
from beauty.recommend import own_catalogue
from tools.coverage import THIRDS, available, count, thirds
from tools.profiles import profiles


def test_people_are_the_same_each_time_and_answer_what_counts():
    people = list(profiles(3, 300))
    assert people == list(profiles(3, 300))
    said = {name for one in people for name in one}
    fields = load_answer_fields()
    for name in ("budget_each", "allergies", "finish", "coverage", "undertone", "climate", "vegan"):
        assert name in said and fields[name].used
    for name in ("skin_type", "climate", "season", "age_band", "occasion"):
        assert {str(one[name]) for one in people if name in one} == set(fields[name].choices)
    for one in people[:40]:
        Profile.of(None, one)  # raises where an answer is wrong


def test_shown_products_are_counted_once_a_person_and_lists_hold_no_more_than_ten():
    shown = count(list(profiles(3, 6)))
    assert (shown.first <= shown.plan).all()
    assert (shown.turned <= shown.top).all()
    assert shown.plan.max() <= 6
    assert 0 < shown.first.sum() < shown.plan.sum()
    categories = own_catalogue().columns.category
    assert max(np.bincount(categories, shown.top)) <= 6 * 10
    assert not shown.top[~available()].any(), "nothing that nobody may have"


def test_thirds_are_even_and_ordered_by_price():
    third, catalogue = thirds(available()), own_catalogue()
    assert set(third[available()]) == set(range(len(THIRDS)))
    serum = catalogue.in_category("serum") & available()
    sizes = np.bincount(third[serum])
    assert sizes.max() - sizes.min() <= 1
    price = catalogue.columns.price
    for low, high in ((0, 1), (1, 2)):
        assert price[serum & (third == low)].max() <= price[serum & (third == high)].min()
