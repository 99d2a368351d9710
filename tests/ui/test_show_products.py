"""Products under their steps, in both languages; nothing from a shop's file is trusted as HTML."""

import pytest

from beauty.catalogue import Catalogue
from beauty.profile import Profile
from beauty.recommend import own_catalogue, recommend
from beauty.report import plan_json
from beauty.texts import Texts, load_texts
from beauty.ui.show_plan import show_care
from beauty.ui.show_products import show_choice
from tests.ui.test_html import Tags

ATTACK = "<script>alert(1)</script>"
ANSWERS = {"concerns": ["wrinkles"], "skin_type": "oily", "avoid": ["limonene"]}


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def test_each_step_shows_its_product_price_reasons_and_alternatives(texts: Texts):
    plan = recommend(Profile.of(None, ANSWERS), own_catalogue())
    html = show_care(plan, texts)
    said = Tags(html).said
    for one in plan_json(plan, texts)["products"]:
        product = one["product"]
        assert product["name"] in said
        assert texts.get("product.price", price=f"{product['price']:g}", currency="USD") in said
        assert all(why in said for why in product["why"])
        assert all(other["name"] in said for other in one["alternatives"])
        assert all(over["reason"] in said for over in one["not_chosen"])
        assert not one["start"] or one["start"] in said


def test_what_serves_morning_and_evening_is_told_in_full_once(texts: Texts):
    plan = recommend(Profile.of(None, ANSWERS), own_catalogue())
    (choice,) = (one for one in plan_json(plan, texts)["products"] if one["need"] == "cleanse")
    full, again = show_choice(choice, texts), show_choice(choice, texts, again=True)
    assert choice["product"]["name"] in Tags(again).said
    assert len(again) < len(full) / 3


def test_where_nothing_fits_the_reason_is_said(texts: Texts):
    plan = recommend(Profile.of(None, {**ANSWERS, "budget_total": 1}), own_catalogue())
    assert texts.get("product.missing_none") in Tags(show_care(plan, texts)).said
    small = recommend(Profile.of(None, {**ANSWERS, "budget_total": 20}), own_catalogue())
    assert texts.get("product.missing_budget") in Tags(show_care(small, texts)).said


def test_names_from_a_shops_file_are_text(tmp_path, texts: Texts):
    path = tmp_path / "shop.csv"
    path.write_text(
        "product_id,name,brand,category,price,ingredients\n"
        f'x,{ATTACK} Cream,{ATTACK},moisturiser,,"Water, Glycerin"\n',
        "utf-8",
    )
    plan = recommend(Profile.of(None, {}), Catalogue.from_csv(path))
    html = show_care(plan, texts)
    assert ATTACK not in html
    assert f"{ATTACK} Cream" in Tags(html).said
    assert texts.get("product.no_price") in Tags(html).said
