"""The make-up plan and the care routine as cards: values in, HTML out."""

from typing import Any

from beauty.draw import load_paint
from beauty.recommend import Plan
from beauty.report import plan_json
from beauty.texts import Texts
from beauty.ui.html import card, chip, tag, text
from beauty.ui.show_products import show_choice
from beauty.ui.show_shades import show_shades


def show_makeup(plan: Plan, texts: Texts) -> str:
    """Numbered steps: what to do, why, and on what ground."""
    steps = ""
    for number, step in enumerate(plan_json(plan, texts)["makeup_plan"], 1):
        paint = load_paint().get(step["step"])
        color = paint.color if paint else "var(--soft)"
        badge = tag("span", str(number), "badge", style=f"--badge:{color}")
        basis = chip(texts.get(f"basis.{step['basis']}"), css=f"basis {step['basis']}")
        body = tag("h4", text(step["title"]) + basis) + tag("p", text(step["how"]))
        body += _why(step, texts)
        body += "".join(
            tag("div", tag("p", text(remark["how"])) + _why(remark, texts), "remark")
            for remark in step["remarks"]
        )
        body += show_shades(step, texts)
        steps += tag("li", badge + tag("div", body))
    return card(texts.get("page.makeup_heading"), tag("ol", steps, "steps"))


def show_care(plan: Plan, texts: Texts) -> str:
    """Morning and evening side by side, then what was left out and what to know."""
    said = plan_json(plan, texts)
    columns = "".join(
        tag(
            "div",
            tag("h4", text(texts.get(f"page.{time}")))
            + _care_list(time, steps, _products_at(time, said["products"]), texts),
            time,
        )
        for time, steps in said["routine"].items()
    )
    cards = card(texts.get("page.care_heading"), tag("div", columns, "routine"))
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
    time: str, steps: list[dict[str, Any]], products: dict[str, dict[str, Any]], texts: Texts
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
        product = show_choice(choice, texts, again=time != choice["times"][0]) if choice else ""
        items += tag("li", body + _why(step, texts) + product)
    return tag("ol", items)


def _why(step: dict[str, Any], texts: Texts) -> str:
    return tag("p", tag("b", text(texts.get("page.why")) + " ") + text(step["why"]), "why")


def _left_out(excluded: dict[str, Any], texts: Texts) -> str:
    name = texts.get(f"ingredient.{excluded['ingredient']}.name")
    return texts.get("page.left_out_line", ingredient=name, reason=excluded["reason"])
