"""Editing a look: every change can be taken back and done again, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.errors import UsageError
from beauty.tryon import Layer, Look, load_looks, look_toml, read_look
from beauty.tryon.editing import MOST_STEPS, Editing
from beauty.tryon.products import load_products

LOOK = Look(
    "mine",
    (Layer("blush", "#cc6655", 0.4), Layer("eyeshadow", "#886644"), Layer("lips", "#b0122f", 0.8)),
)
LIPS = 2


def change(editing: Editing, kind: int) -> Editing:
    """One of several different changes."""
    changes = (
        lambda: editing.colored(LIPS, "#123456"),
        lambda: editing.colored(0, "#abcdef", "0.color"),
        lambda: editing.with_layer(LIPS, "2.opacity", opacity=0.3),
        lambda: editing.switched(0, on=bool(editing.now.off)),
        lambda: editing.added(Layer("mascara", "#101010")),
        lambda: editing.with_product(Layer("lips", "#ff00aa", 0.5)),
        lambda: editing.picked(load_looks()["glam"]),
    )
    return changes[kind % len(changes)]()


@given(st.lists(st.integers(0, 6), min_size=1, max_size=12))
def test_undo_leads_all_the_way_back_and_redo_forth_again(kinds: list[int]):
    seen = [Editing.of(LOOK)]
    for kind in kinds:
        after = change(seen[-1], kind)
        if len(after.past) == len(seen[-1].past):
            seen[-1] = after  # a stroke that went on, or nothing changed
        else:
            seen.append(after)
    back = [seen[-1]]
    while back[-1].past:
        back.append(back[-1].undone())
    assert [one.now for one in back] == [one.now for one in reversed(seen)]
    forth = [back[-1]]
    while forth[-1].future:
        forth.append(forth[-1].redone())
    assert [(one.now, one.changed) for one in forth] == [(one.now, one.changed) for one in seen]


def test_nothing_to_undo_or_redo_changes_nothing():
    start = Editing.of(LOOK)
    assert start.undone() is start
    assert start.redone() is start


def test_a_change_after_undo_forgets_what_was_taken_back():
    editing = Editing.of(LOOK).colored(LIPS, "#111111").undone()
    assert editing.future
    assert not editing.colored(0, "#222222").future


def test_moves_of_one_slider_are_one_step():
    editing = Editing.of(LOOK)
    for share in (0.5, 0.6, 0.7):
        editing = editing.with_layer(LIPS, "2.opacity", opacity=share)
    assert editing.now.look.layers[LIPS].opacity == 0.7
    assert editing.undone().now.look == LOOK
    other = editing.with_layer(0, "0.opacity", opacity=0.9)
    assert other.undone().now == editing.now
    assert len(editing.undone().with_layer(LIPS, "2.opacity", opacity=0.1).past) == 1


def test_a_layer_that_is_off_remembers_its_strength():
    editing = Editing.of(LOOK).switched(LIPS, on=False)
    assert editing.now.worn.layers[LIPS].opacity == 0
    assert editing.now.worn.layers[:LIPS] == LOOK.layers[:LIPS]
    assert editing.switched(LIPS, on=True).now.worn == LOOK
    assert read_look(look_toml(editing.now.worn), "mine").layers == editing.now.worn.layers


def test_a_colour_by_depth_gives_way_to_the_one_that_is_chosen():
    look = Look("deep", (Layer("lips", by_depth=("#dd8888", "#bb5555", "#883333")),))
    layer = Editing.of(look).colored(0, "#aa1122").now.look.layers[0]
    assert (layer.color, layer.by_depth) == ("#aa1122", ())


@pytest.mark.parametrize("changes", [{"finish": "glitter"}, {"opacity": float("nan")}])
def test_what_a_product_does_not_have_is_refused(changes: dict[str, object]):
    with pytest.raises(UsageError):
        Editing.of(LOOK).with_layer(LIPS, **changes)


def test_a_number_of_no_layer_changes_nothing():
    start = Editing.of(LOOK)
    assert start.colored(7, "#111111") is start
    assert start.switched(-1, on=False) is start
    assert start.colored(LIPS, LOOK.layers[LIPS].color) is start, "nor does the same colour"


def test_a_product_takes_the_place_of_its_own_kind_even_if_that_was_off():
    editing = Editing.of(LOOK).switched(LIPS, on=False)
    tried = editing.with_product(Layer("lips", "#00aa00", 0.9))
    assert tried.now.worn.layers == (*LOOK.layers[:LIPS], Layer("lips", "#00aa00", 0.9))


def test_a_product_goes_to_its_own_place_first():
    look = Look("two", (Layer("eyeshadow", "#111111", placement="crease"),
                        Layer("eyeshadow", "#222222", placement="lid")))  # fmt: skip
    tried = Editing.of(look).with_product(Layer("eyeshadow", "#c08040", placement="lid")).now.look
    assert [layer.color for layer in tried.layers] == ["#111111", "#c08040"]


@pytest.mark.parametrize("product", load_products())
def test_an_added_product_goes_on_in_the_order_of_make_up(product: str):
    editing = Editing.of(LOOK).switched(1, on=False).added(Layer(product, "#884444"))
    order = list(load_products())
    numbers = [order.index(layer.product) for layer in editing.now.look.layers]
    assert numbers == sorted(numbers)
    (off,) = editing.now.off
    assert editing.now.look.layers[off] == LOOK.layers[1], "what was off is still the one"


def test_a_pinned_look_stays_while_the_other_changes():
    editing = Editing.of(LOOK).pin(True).colored(LIPS, "#00ff00")
    assert editing.pinned == LOOK
    assert editing.undone().pinned == LOOK
    assert editing.pin(False).pinned is None
    assert len(editing.pin(False).past) == len(editing.past), "pinning is no change of the look"


def test_picking_the_same_look_is_no_step_but_picking_it_afresh_is():
    start = Editing.of(LOOK)
    assert start.picked(LOOK) is start
    changed = start.colored(LIPS, "#00ff00")
    assert changed.changed
    assert changed.picked(LOOK).now.look == LOOK
    assert not changed.picked(LOOK).changed
    assert changed.picked(LOOK).undone().now == changed.now


def test_history_has_an_end():
    editing = Editing.of(LOOK)
    for number in range(MOST_STEPS + 20):
        editing = editing.colored(LIPS, f"#{number:06x}")
    assert len(editing.past) == MOST_STEPS
    assert all(not one.past and not one.future for one in editing.past), "histories do not nest"
