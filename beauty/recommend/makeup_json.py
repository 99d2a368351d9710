"""The make-up plan and what goes beside it as JSON in one language."""

from collections.abc import Sequence
from typing import Any

from beauty.knowledge import load_makeup_rules, load_sources
from beauty.recommend.plan import MakeupStep
from beauty.recommend.shade_json import shades_json
from beauty.texts import Texts

Json = dict[str, Any]


def makeup_json(steps: Sequence[MakeupStep], texts: Texts) -> list[Json]:
    """Each step in words: what to take, what to put it on with, where, how, why and on what ground."""
    return [
        {
            "step": step.step,
            "title": _title(step, texts),
            "optional": step.optional,
            "products": [texts.get(f"product_kind.{one}") for one in step.products],
            "tools": [texts.get(f"tool.{one}") for one in step.tools],
            "zones": list(step.zones),
            **_said(step.rule, texts),
            "source": load_sources()[step.source].text if step.source else None,
            "remarks": [_said(remark, texts) for remark in step.remarks],
            **shades_json(step.colors, texts),
        }
        for step in steps
    ]


def extras_json(extras: Sequence[MakeupStep], texts: Texts) -> list[Json]:
    """Glasses and hair: no make-up, so no products, tools or colours."""
    return [
        {"step": one.step, "title": texts.get(f"step.{one.step}"), **_said(one.rule, texts)}
        for one in extras
    ]


def _said(rule: str, texts: Texts) -> Json:
    bases = {one.id: one.basis for one in load_makeup_rules()}
    return {
        "how": texts.get(f"rule.{rule}.how"),
        "why": texts.get(f"rule.{rule}.why"),
        "basis": bases[rule],
    }


def _title(step: MakeupStep, texts: Texts) -> str:
    title = texts.get(f"step.{step.step}")
    return texts.get("step.optional", step=title) if step.optional else title
