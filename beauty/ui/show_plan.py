"""The make-up plan and the care routine as cards: values in, HTML out."""

from typing import Any

from beauty.draw import load_paint
from beauty.recommend import Plan
from beauty.report import plan_json
from beauty.shown import joined
from beauty.texts import Texts
from beauty.ui.html import card, chip, tag, text
from beauty.ui.show_products import show_choice
from beauty.ui.show_shades import show_shades
from beauty.ui.show_similar import NOTHING_LOOKED_UP, Looked
from beauty.ui.show_words import see_doctor


def show_makeup(plan: Plan, texts: Texts, looked: Looked = NOTHING_LOOKED_UP) -> str:
    """Numbered steps: what to do, with what, why, and on what ground; then glasses and hair."""
    steps, said = "", plan_json(plan, texts)
    for number, step in enumerate(said["makeup_plan"], 1):
        paint = load_paint().get(step["step"])
        color = paint.color if paint else "var(--soft)"
        badge = tag("span", str(number), "badge", style=f"--badge:{color}")
        body = tag("h4", text(step["title"]) + _basis(step, texts)) + tag("p", text(step["how"]))
        body += _with(step, texts) + _why(step, texts)
        body += "".join(_remark(one, step, texts) for one in step["remarks"])
        body += show_shades(step, texts, looked)
        steps += tag("li", badge + tag("div", body))
    cards = card(texts.get("page.makeup_heading"), tag("ol", steps, "steps"))
    if said["extras"]:
        extras = "".join(_extra(one, texts) for one in said["extras"])
        cards += card(texts.get("page.extras_heading"), tag("ul", extras, "extras"))
    return cards


def show_care(plan: Plan, texts: Texts, looked: Looked = NOTHING_LOOKED_UP) -> str:
    """Morning and evening side by side, then what was left out and what to know."""
    said = plan_json(plan, texts)
    columns = "".join(
        tag(
            "div",
            tag("h4", text(texts.get(f"page.{time}")))
            + _care_list(time, steps, _products_at(time, said["products"]), texts, looked),
            time,
        )
        for time, steps in said["routine"].items()
    )
    cards = see_doctor(plan.signs, texts)
    cards += card(texts.get("page.care_heading"), tag("div", columns, "routine"))
    if plan.excluded:
        items = "".join(tag("li", text(_left_out(one, texts))) for one in said["excluded"])
        cards += card(texts.get("page.left_out"), tag("ul", items))
    return cards


def show_notes(plan: Plan, texts: Texts) -> str:
    """Limits and cautions of the plan."""
    items = "".join(tag("li", text(note)) for note in plan_json(plan, texts)["notes"])
    return card(texts.get("page.notes_heading"), tag("ul", items), css="notes")


def _products_at(time: str, products: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Slot -> the product for it at this time of day."""
    return {one["slot"]: one for one in products if time in one["times"]}


def _care_list(
    time: str,
    steps: list[dict[str, Any]],
    products: dict[str, dict[str, Any]],
    texts: Texts,
    looked: Looked,
) -> str:
    items = ""
    for step in steps:
        body = tag("strong", text(step["title"])) + tag("p", text(step["how"]))
        body += "".join(
            chip(
                texts.get(
                    "page.evidence",
                    concern=texts.get(f"answer.concerns.{concern}").lower(),
                    grade=grade,
                ),
                css="basis",
            )
            for concern, grade in step["evidence"].items()
        )
        choice = products.get(step["slot"])
        body += _why(step, texts)
        if choice:
            body += show_choice(choice, texts, time != choice["times"][0], looked)
        items += tag("li", body)
    return tag("ol", items)


def _with(step: dict[str, Any], texts: Texts) -> str:
    """Which products, put on with what."""
    products, tools = (joined(step[name], texts) for name in ("products", "tools"))
    return tag("p", text(texts.get("page.makeup_with", products=products, tools=tools)), "with")


def _remark(one: dict[str, Any], step: dict[str, Any], texts: Texts) -> str:
    """A rule that adds to a step; its ground is named where it is another than the step's."""
    ground = _basis(one, texts) if one["basis"] != step["basis"] else ""
    return tag("div", tag("p", text(one["how"]) + ground) + _why(one, texts), "remark")


def _extra(one: dict[str, Any], texts: Texts) -> str:
    title = tag("h4", text(one["title"]) + _basis(one, texts))
    return tag("li", title + tag("p", text(one["how"])) + _why(one, texts))


def _basis(one: dict[str, Any], texts: Texts) -> str:
    """On what ground: tradition, a measure or the person's own word."""
    return chip(texts.get(f"basis.{one['basis']}"), css=f"basis {one['basis']}")


def _why(step: dict[str, Any], texts: Texts) -> str:
    return tag("p", tag("b", text(texts.get("page.why")) + " ") + text(step["why"]), "why")


def _left_out(excluded: dict[str, Any], texts: Texts) -> str:
    name = texts.get(f"ingredient.{excluded['ingredient']}.name")
    return texts.get("page.left_out_line", ingredient=name, reason=excluded["reason"])
