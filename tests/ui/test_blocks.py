"""What an event says nothing of is left alone, and all else reaches the browser as from Gradio itself."""

import asyncio
from copy import deepcopy
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState

from beauty.ui.blocks import Blocks
from tests.ui.conftest import loops_closed


def built(kind: type[gr.Blocks], told: dict[str, Any]) -> tuple[gr.Blocks, dict[str, Any]]:
    """A page of three components and an event that changes some of them."""
    with loops_closed(), kind() as page:
        parts = {
            "html": gr.HTML("before"),
            "radio": gr.Radio(["a", "b"], value="a"),
            "tab": gr.State(),
        }
        button = gr.Button()
        button.click(
            lambda: {parts[name]: value for name, value in deepcopy(told).items()},
            None,
            [*parts.values()],
        )
    return page, parts


def answered(page: gr.Blocks) -> tuple[list[Any], SessionState]:
    (event,) = page.fns.values()
    state = SessionState(page)
    sent = asyncio.run(page.postprocess_data(event, event.fn(), state))
    return [_without_mark(one) for one in sent], state


def _without_mark(sent: Any) -> Any:
    """Gradio tells a gr.HTML once more, among its own properties, that this is an update."""
    if isinstance(sent, dict) and sent.get("props") == {"__type__": "update"}:
        return {key: value for key, value in sent.items() if key != "props"}
    return sent


@pytest.mark.parametrize(
    "told",
    [
        {"html": "<p>now</p>"},
        {"html": gr.update(value="<p>now</p>", visible=False)},
        {"html": "<p>now</p>", "radio": gr.update(choices=["b", "c"], value="c"), "tab": [1]},
        {"radio": "b", "tab": None},
        {"tab": 3},
    ],
)
def test_answers_are_those_of_gradio(told: dict[str, Any]):
    ours, theirs = (answered(built(kind, told)[0]) for kind in (Blocks, gr.Blocks))
    assert ours[0] == theirs[0]
    assert list(ours[1].state_data.values()) == list(theirs[1].state_data.values())


def test_what_is_not_told_is_not_made_anew(monkeypatch: pytest.MonkeyPatch):
    page, _ = built(Blocks, {"html": "<p>now</p>"})
    made: list[str] = []
    monkeypatch.setattr(SessionState, "_update_config", lambda self, number: made.append(number))
    answered(page)
    assert made == []


def test_answers_that_are_no_dictionary_are_left_to_gradio():
    with loops_closed(), Blocks() as page:
        first, second = gr.HTML(), gr.HTML()
        gr.Button().click(lambda: ("a", gr.skip()), None, [first, second])
    assert answered(page)[0] == ["a", gr.skip()]
