"""The open page as its panels see it: an event changes the session, and what is stale is drawn anew."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from queue import SimpleQueue
from typing import Any, Protocol

import gradio as gr

from beauty.api.turns import Turns
from beauty.engine import Beauty
from beauty.errors import DoorError
from beauty.pipeline import Progress
from beauty.texts import DEFAULT_LANGUAGE, Texts, load_texts
from beauty.ui.order import until_sent
from beauty.ui.parts import Parts
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Session, Tab
from beauty.ui.show_steps import show_steps
from beauty.ui.show_why import WHY

Updates = dict[Any, Any]
Change = Callable[[Session], Session]
LongChange = Callable[[Session, Progress], Session]
DONE = ""  # after the last step
LINE = "photos"  # all that works on photos waits in one line of Gradio's


class Panel(Protocol):
    """What a file of a panel gives. Names of components are unique on the page."""

    def build(self, texts: Texts) -> Parts:
        """Make the components where they are to stand."""

    def drawn(self, scene: Scene) -> dict[str, Drawn]:
        """The components, by name, that show something of a session."""

    def bind(self, page: "Page", parts: Parts) -> None:
        """Attach what happens when somebody touches one of its own components."""


@dataclass(frozen=True, eq=False)
class Page:
    """tab: whose session it is; layer: of the picture; language: that is spoken. panels: all of them;
    turns: whoever changes or draws a session takes one."""

    beauty: Beauty
    tab: gr.State
    layer: gr.Radio
    language: gr.Radio
    panels: tuple[tuple[Panel, Parts], ...]
    turns: Turns

    @property
    def shown(self) -> list[Any]:
        """The inputs that every handler takes last: tab, layer, language."""
        return [self.tab, self.layer, self.language]

    @cached_property
    def parts(self) -> dict[str, Any]:
        return {name: one for _, own in self.panels for name, one in own.components.items()}

    def on(
        self,
        event: Callable[..., Any],
        handler: Callable[..., Any],
        inputs: Iterable[Any] = (),
        **options: Any,  # noqa: ANN401 - handed on to Gradio
    ) -> Any:  # noqa: ANN401 - Gradio's dependency, for what is to follow
        """Call `handler(*inputs, tab, layer, language)` at an event; it returns `changed(...)`, or yields
        from `stepwise(...)`. Of quick repeated touches the last one counts."""
        usual: dict[str, Any] = {
            "outputs": self.outputs(),
            "show_progress": "hidden",
            "api_visibility": "private",
            "trigger_mode": "always_last",
            "concurrency_id": LINE,
        }
        return event(handler, [*inputs, *self.shown], **usual | options)

    def outputs(self) -> list[Any]:
        """Every component that shows something of a session."""
        names = self._drawn(Scene(Session(), "", load_texts(DEFAULT_LANGUAGE)))
        return [self.tab, *(self.parts[name] for name in names)]

    def changed(self, tab: Tab | None, layer: str, language: str, change: Change) -> Updates:
        """Change a tab's session, one touch after the other, and draw what differs then.

        A bug of ours, or models that are out of reach, end in a sentence and a page that still works.
        """
        tab = tab or Tab()  # None after a quarter of an hour: forgotten
        with until_sent(tab.lock):
            return self._worked_on(tab, layer, language, change)

    def stepwise(
        self, tab: Tab | None, layer: str, language: str, change: LongChange
    ) -> Iterator[Updates]:
        """Like `changed` for a change that takes its time: meanwhile each step that it tells is shown."""
        tab, texts, steps = tab or Tab(), load_texts(language), SimpleQueue[str]()
        with until_sent(tab.lock), ThreadPoolExecutor(1) as worker:
            tab.forget_shown("message")  # which shows the steps until there is a result
            work = worker.submit(
                self._worked_on, tab, layer, language, lambda now: change(now, steps.put)
            )
            work.add_done_callback(lambda done: steps.put(DONE))
            while (step := steps.get()) != DONE:
                yield {self.parts["message"]: gr.update(value=show_steps(step, texts))}
            yield work.result()
            yield {
                self.tab: tab
            }  # Gradio sends the last once more: nothing that may be old by then

    def _worked_on(self, tab: Tab, layer: str, language: str, change: Change) -> Updates:
        with self.turns:
            try:
                tab.session = change(tab.session).with_explanation(self.beauty, WHY.get(layer))
                return self.draw(tab, layer, language)
            except Exception as error:
                tab.forget_shown()
                raise gr.Error(_in_words(error, language)) from error

    def draw(self, tab: Tab, layer: str, language: str) -> Updates:
        """New properties of the components that show something else than the browser was sent last."""
        scene = Scene(tab.session, layer or "measures", load_texts(language))
        updates: Updates = {self.tab: tab}
        for name, one in self._drawn(scene).items():
            if not tab.is_stale(name, one.depends):
                continue
            properties = one.draw()
            if "value" not in properties or tab.is_news(name, str(properties)):
                updates[self.parts[name]] = self._update(tab, name, properties)
        return updates

    def _update(self, tab: Tab, name: str, properties: dict[str, Any]) -> Any:  # noqa: ANN401
        """The value alone where nothing else changed: Gradio makes a component anew for all else."""
        rest = {key: value for key, value in properties.items() if key != "value"}
        built = {key: getattr(self.parts[name], key, None) for key in rest}
        same = tab.others.get(name, built) == rest
        tab.others[name] = rest
        plain = same and properties.get("value") is not None
        return properties["value"] if plain else gr.update(**properties)

    def _drawn(self, scene: Scene) -> dict[str, Drawn]:
        return drawn(scene, (panel for panel, _ in self.panels))

    def worded(self) -> list[Any]:
        """Components with words of their own, which another language changes."""
        return [own[name] for _, own in self.panels for name in own.wording]

    def reworded(self, texts: Texts) -> Updates:
        said: Updates = {}
        for _, own in self.panels:
            for name, wording in own.wording.items():
                said[own[name]] = gr.update(**wording(texts))
        return said


def drawn(scene: Scene, panels: Iterable[Panel]) -> dict[str, Drawn]:
    """All that shows something of a session, by the names of the components."""
    return {name: one for panel in panels for name, one in panel.drawn(scene).items()}


def _in_words(error: Exception, language: str) -> str:
    if isinstance(error, DoorError):  # what is wrong inside is for the operator's log
        return " ".join(error.said(part, language) for part in ("message", "advice"))
    return load_texts(language).get("page.unexpected")
