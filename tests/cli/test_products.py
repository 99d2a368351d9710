"""Commands about single products, held against the catalogue."""

import json

import pytest
from typer.testing import CliRunner

from beauty.cli import app
from beauty.errors import UsageError
from beauty.recommend import own_catalogue
from beauty.recommend.feedback import shade_id

ONE, OTHER = "P440651", "P445725"


def printed(*arguments: object) -> dict:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_similar_lists_look_alikes_of_one_category_best_first():
    found = printed("similar", ONE, "--most", 5)
    assert found["of"]["product_id"] == ONE
    assert found["ingredients_known"] is True
    scores = [one["score"] for one in found["similar"]]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert {one["category"] for one in found["similar"]} == {found["of"]["category"]}
    assert ONE not in {one["product_id"] for one in found["similar"]}


def test_similar_to_a_shade_names_the_nearest_shade_of_each():
    catalogue = own_catalogue()
    rows = catalogue.shades.rows_at("base")
    row = next(int(one) for one in rows if catalogue.shades.product[one] >= 0)
    found = printed("similar", shade_id(catalogue, row))
    shades = [one["shade"] for one in found["similar"] if one["shade"]]
    assert shades
    assert all(one["parts"]["colour"] is not None for one in found["similar"] if one["shade"])
    assert all(shade["shade_id"].endswith(shade["hex"]) for shade in shades)


def test_versus_tells_what_each_holds():
    there, back = printed("versus", ONE, OTHER), printed("versus", OTHER, ONE)
    assert there["first"]["product_id"] == ONE
    assert there["ingredients"]["first"] == back["ingredients"]["second"]
    assert there["second_costs_less_by"] == -back["second_costs_less_by"]
    assert there["overlap"] == back["overlap"]


@pytest.mark.parametrize("arguments", [("similar", "P44065"), ("versus", ONE, "nothing")])
def test_an_unknown_id_is_bad_usage(arguments: tuple[str, ...]):
    result = CliRunner().invoke(app, list(arguments))
    assert isinstance(result.exception, UsageError)
    assert "catalogue has no product" in result.exception.message
