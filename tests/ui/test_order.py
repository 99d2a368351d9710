"""Of two touches, the one drawn first is answered first, however long its answer takes to make."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr
import pytest
from gradio.block_function import BlockFunction
from gradio.state_holder import SessionState

from beauty import Beauty
from beauty.api.turns import Turns
from beauty.errors import DoorError
from beauty.texts import load_texts
from beauty.ui.blocks import Blocks
from beauty.ui.order import one_answer, until_sent
from beauty.ui.page import Page
from beauty.ui.parts import Parts
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Session, Tab
from beauty.ui.show_steps import show_steps
from tests.ui.conftest import loops_closed

LARGE_S = 0.3  # what it takes to make a large answer ready


class Slow(Blocks):
    """A page on which an answer that says so is long in the making."""

    async def postprocess_data(
        self, block_fn: BlockFunction, predictions: Sequence[Any], state: SessionState | None
    ) -> list[Any]:
        if "large" in predictions:
            await asyncio.sleep(LARGE_S)
        return await super().postprocess_data(block_fn, predictions, state)


async def finished(page: gr.Blocks, drawn: threading.Event) -> list[str]:
    """The answers in the order in which they are ready: the second is asked for as soon as the first has
    been drawn."""
    ready: list[str] = []

    async def ask(number: int) -> None:
        answer = await page.process_api(page.fns[number], [], SessionState(page))
        ready.append(answer["data"][0])

    first = asyncio.create_task(ask(0))
    await asyncio.to_thread(drawn.wait)
    await asyncio.gather(first, ask(1))
    return ready


@pytest.mark.parametrize(
    ("one_tab", "order"), [(True, ["large", "small"]), (False, ["small", "large"])]
)
def test_a_small_answer_overtakes_none_of_its_own_tab(one_tab: bool, order: list[str]):
    drawn, mine = threading.Event(), threading.Lock()
    yours = mine if one_tab else threading.Lock()

    def large() -> tuple[str, None]:
        with until_sent(mine):
            drawn.set()
            return "large", None

    def small() -> tuple[str, None]:
        with until_sent(yours):
            return "small", None

    with loops_closed(), Slow() as page:
        said = gr.HTML()
        for handler in (large, small):
            gr.Button().click(handler, None, [said, gr.State()])
    assert asyncio.run(finished(page, drawn)) == order
    assert not mine.locked()


def test_a_failure_lets_go_in_an_answer_and_outside():
    lock = threading.Lock()
    for fails in (_fail, _fail_in_answer):
        with pytest.raises(ValueError, match="on purpose"):
            fails(lock)
        assert not lock.locked()


def _fail(lock: threading.Lock) -> None:
    with until_sent(lock):
        raise ValueError("on purpose")


def _fail_in_answer(lock: threading.Lock) -> None:
    with one_answer():
        _fail(lock)


class Teller:
    """A panel of the message alone."""

    def build(self, texts: object) -> Parts:
        return Parts({"message": gr.HTML()})

    def drawn(self, scene: Scene) -> dict[str, Drawn]:
        notice = scene.session.notice
        return {"message": Drawn((notice,), lambda: {"value": notice})}

    def bind(self, page: Page, parts: Parts) -> None:
        """Nothing to touch."""


@pytest.fixture
def page(beauty: Beauty) -> Iterator[Page]:
    panel = Teller()
    with loops_closed(), Blocks():
        parts = panel.build(None)
        yield Page(beauty, gr.State(), gr.Radio(), gr.Radio(), ((panel, parts),), Turns(1))


def told(update: dict[Any, Any], page: Page) -> object:
    value = update.get(page.parts["message"])
    return value.get("value") if isinstance(value, dict) else value


def test_a_long_change_tells_its_steps_then_its_result_then_nothing(page: Page):
    """Gradio sends the last update of a generator again when it ends, and that may be old by then."""
    tab = Tab()

    def change(now: Session, progress: Any) -> Session:
        progress("photo")
        return Session(notice="done")

    seen = []
    for update in page.stepwise(tab, "", "en", change):
        seen.append(told(update, page))
        assert tab.lock.locked(), "no other touch is answered in between"
    assert seen == [show_steps("photo", load_texts("en")), "done", None]
    assert not tab.lock.locked()


def test_the_message_is_sent_though_nothing_else_came_of_it(page: Page):
    tab = Tab()
    tab.session = Session(notice="done")
    page.changed(tab, "", "en", lambda now: now)
    *_, result, _ = page.stepwise(tab, "", "en", lambda now, progress: now)
    assert told(result, page) == "done", "its steps stood there"


@pytest.mark.parametrize(
    ("trouble", "key"),
    [(DoorError("busy"), "error.busy.message"), (ValueError("secret"), "page.unexpected")],
)
def test_what_goes_wrong_is_told_in_words_and_all_is_sent_anew(
    page: Page, trouble: Exception, key: str
):
    def change(now: Session) -> Session:
        raise trouble

    tab = Tab()
    page.changed(tab, "", "zh", lambda now: now)
    with pytest.raises(gr.Error) as told_so:
        page.changed(tab, "", "zh", change)
    assert load_texts("zh").get(key) in told_so.value.message
    assert "secret" not in told_so.value.message
    assert page.parts["message"] in page.changed(tab, "", "zh", lambda now: now)


def test_a_visitor_who_leaves_in_between_blocks_nobody(page: Page):
    tab = Tab()

    def change(now: Session, progress: Any) -> Session:
        progress("photo")
        return now

    steps = page.stepwise(tab, "", "en", change)
    next(steps)
    steps.close()
    assert not tab.lock.locked()
