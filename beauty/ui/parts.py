"""How a panel and the layout talk: a panel gives its components and how to word them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from beauty.texts import Texts

Wording = Callable[[Texts], dict[str, Any]]  # new properties of a component in a language


@dataclass(frozen=True, eq=False)
class Parts:
    """components: name -> Gradio component; wording: for those with words, how to say them."""

    components: dict[str, Any]
    wording: dict[str, Wording] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - Gradio components are untyped here
        return self.components[name]

    def __or__(self, other: "Parts") -> "Parts":
        """Both together."""
        return Parts({**self.components, **other.components}, {**self.wording, **other.wording})


def told(event: gr.EventData) -> dict[str, Any]:
    """What a script of ours in the page sent along; anybody may have sent anything."""
    return event._data if isinstance(event._data, dict) else {}
