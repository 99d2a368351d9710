import pytest

from beauty.texts import languages, load_texts
from beauty.tryon import Layer, Look, Sitter, load_looks
from beauty.tryon.products import load_products
from beauty.tryon.steps import look_title, steps_of
from tests.tryon.conftest import VIVID


@pytest.mark.parametrize("language", languages())
def test_every_look_says_what_to_do(bare: Sitter, language: str):
    texts = load_texts(language)
    for look in load_looks().values():
        steps = steps_of(look, bare, texts)
        assert [step.number for step in steps] == list(range(1, len(look.layers) + 1))
        assert all(step.title and step.how and len(step.color) == 7 for step in steps)
        assert look_title(look, texts) != look.name
        assert texts.get(f"look.{look.name}.about")
        assert texts.get(f"look_style.{look.style}")


@pytest.mark.parametrize("language", languages())
def test_every_product_place_and_finish_has_words(language: str):
    texts = load_texts(language)
    for name, product in load_products().items():
        for key in ("name", *product.placements):
            assert texts.get(f"worn.{name}.{key}")
        for finish in product.finishes:
            assert texts.get(f"finish.{finish}")


def test_at_least_sixteen_looks_of_three_schools_and_for_men():
    styles = [look.style for look in load_looks().values()]
    assert len(styles) >= 16
    assert {"chinese", "korean", "western", "editorial", "grooming"} <= set(styles)


def test_a_layer_of_nothing_is_no_step(bare: Sitter):
    look = Look("mine", (Layer("lips", VIVID, 0.0), Layer("lips", VIVID, 0.5)))
    (step,) = steps_of(look, bare, load_texts())
    assert (step.number, step.color) == (1, VIVID)
    assert look_title(look, load_texts()) == "mine"
