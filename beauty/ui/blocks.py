"""Gradio's Blocks, told of only those components that an event changes, and answering in order.

An event here may change any of some thirty components and changes a few. For each of the others Gradio
makes the component anew, with nothing new to it, which holds up everybody else's Python in a crowd.
"""

import copy
from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.state_holder import SessionState

from beauty.ui.order import one_answer


class Blocks(gr.Blocks):  # type: ignore[misc]  # Gradio gives no types
    """For handlers that return a dictionary; all others are Gradio's own business."""

    async def process_api(self, *args: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401
        """Gradio queues what this returns for the browser before anything else gets to run."""
        with one_answer():
            answer: dict[str, Any] = await super().process_api(*args, **options)
            return answer

    async def postprocess_data(
        self,
        block_fn: BlockFunction,
        predictions: Sequence[Any] | dict[Any, Any],
        state: SessionState | None,
    ) -> list[Any]:
        if not isinstance(predictions, dict) or len(block_fn.outputs) < 2:
            return await self._all(block_fn, predictions, state)
        told = [one for one in block_fn.outputs if one in predictions]
        if not told or len(told) < len(predictions):
            return await self._all(block_fn, predictions, state)
        few = copy.copy(block_fn)
        few.outputs = told
        values = [predictions[one] for one in told]
        done = await self._all(few, values if len(values) > 1 else values[0], state)
        by_block = dict(zip(told, done, strict=True))
        return [by_block.get(one, _unchanged(one)) for one in block_fn.outputs]

    async def _all(
        self,
        block_fn: BlockFunction,
        predictions: Any,  # noqa: ANN401 - whatever handlers return
        state: SessionState | None,
    ) -> list[Any]:
        done: list[Any] = await super().postprocess_data(block_fn, predictions, state)
        return done


def _unchanged(block: Any) -> Any:  # noqa: ANN401 - Gradio's
    """What Gradio sends for a component that stays as it is."""
    return None if block.stateful else gr.skip()
