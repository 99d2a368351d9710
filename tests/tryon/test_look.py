from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.errors import UsageError
from beauty.tryon import Layer, Look, find_look, load_looks, look_toml, read_look
from beauty.tryon.look import MOST_LAYERS
from beauty.tryon.products import load_products

LIPS = '[[layer]]\nproduct = "lips"\ncolor = "#b0122f"\n'


def layers() -> st.SearchStrategy[Layer]:
    def of(name: str) -> st.SearchStrategy[Layer]:
        product = load_products()[name]
        color = st.integers(0, 0xFFFFFF).map(lambda code: f"#{code:06x}")
        return st.builds(
            Layer,
            st.just(name),
            color,
            st.integers(0, 1000).map(lambda share: share / 1000),
            st.sampled_from(product.finishes),
            st.sampled_from(product.placements),
            st.one_of(st.just(()), st.tuples(color, color, color).map(tuple)),
        )

    return st.sampled_from(sorted(load_products())).flatmap(of)


@given(st.lists(layers(), min_size=1, max_size=5))
def test_a_look_comes_back_from_its_file(some: list[Layer]):
    look = Look("mine", tuple(some))
    again = read_look(look_toml(look), "mine")
    # a colour by depth stands for the one colour, which then does not count
    assert [
        (one.product, one.opacity, one.finish, one.placement, one.by_depth) for one in some
    ] == [
        (one.product, one.opacity, one.finish, one.placement, one.by_depth) for one in again.layers
    ]
    for mine, read in zip(some, again.layers, strict=True):
        assert read.color == ("auto" if mine.by_depth else mine.color)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("layer = 1", "no [[layer]]"),
        ("[[layer", "not TOML"),
        ('[[layer]]\nproduct = "wig"', "'wig' is none of"),
        ('[[layer]]\nproduct = "lips"', "lips needs a color"),
        (LIPS + "opacity = 1.2", "opacity 1.2 is not within"),
        (LIPS + 'opacity = "much"', "is no number"),
        (LIPS + "opacity = true", "is no number"),
        (LIPS + 'finish = "shimmer"', "finish 'shimmer' is none of"),
        (LIPS + 'placement = "lid"', "placement 'lid' is none of"),
        (LIPS + "size = 3", "unknown field size"),
        (LIPS.replace("#b0122f", "red"), "neither #rrggbb nor auto"),
        ('[[layer]]\nproduct="lips"\ncolor={light="#ffffff"}', "neither #rrggbb"),
    ],
)
def test_a_wrong_look_names_layer_and_field(text: str, said: str):
    with pytest.raises(UsageError) as caught:
        read_look(text, "mine")
    assert said in caught.value.message
    assert "mine.toml" in caught.value.message


def test_too_many_layers_are_refused():
    with pytest.raises(UsageError, match="layers"):
        read_look(LIPS * (MOST_LAYERS + 1), "mine")


def test_a_look_is_found_by_name_or_file(tmp_path: Path):
    file = tmp_path / "mine.toml"
    file.write_text(LIPS)
    assert find_look(file).layers[0].color == "#b0122f"
    first = next(iter(load_looks()))
    assert find_look(first) is load_looks()[first]
    with pytest.raises(UsageError) as caught:
        find_look("no such look")
    assert first in caught.value.advice


def test_changing_a_layer_leaves_the_look_as_it_was():
    look = read_look(LIPS, "mine")
    other = look.changed(0, opacity=0.1)
    assert (look.layers[0].opacity, other.layers[0].opacity) == (0.6, 0.1)
