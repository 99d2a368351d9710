"""The colours of a make-up step as swatches: JSON in, HTML out."""

from typing import Any

from beauty.recommend.feedback import OF_DEPTH
from beauty.texts import Texts
from beauty.tryon.planned import has_shades
from beauty.ui.html import tag, text
from beauty.ui.show_feedback import OF_PRODUCTS, buttons
from beauty.ui.show_similar import NOTHING_LOOKED_UP, Looked, show_similar

TRY = """
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-try]');
  if (button) trigger('select', {step: button.dataset.try, shade: button.dataset.shade});
});
"""


def show_shades(step: dict[str, Any], texts: Texts, looked: Looked = NOTHING_LOOKED_UP) -> str:
    """Swatches with names and match words, those of other products folded away, and the small print."""
    if not step["shades"] and not step["shade_notes"]:
        return ""
    inner = _row(step["shades"], texts, step.get("step", ""), looked)
    if step["shades_elsewhere"]:
        others = _row(step["shades_elsewhere"], texts, step.get("step", ""))
        inner += tag("details", tag("summary", text(texts.get("shade.elsewhere"))) + others)
    inner += "".join(tag("p", text(note), "note") for note in step["shade_notes"])
    return tag("div", inner, "shades")


def _row(
    shades: list[dict[str, Any]], texts: Texts, step: str, looked: Looked | None = None
) -> str:
    """Swatches side by side; the product is named once where all are of one."""
    products = {_product(one) for one in shades} - {""}
    together = len(products) == 1 and len(shades) > 1
    head = ""
    if together:
        named = next((one for one in shades if "owned" in one["feedback"]), shades[0])
        name = products.pop()
        head = tag("p", text(name) + _price(named, texts), "line")
        if looked and named["product_id"]:
            verdicts = buttons(named["product_id"], name, named["product_feedback"], texts)
            head += show_similar(shades[0]["shade_id"], name, verdicts, looked, texts)
    swatches = "".join(_swatch(one, texts, step, not together) for one in shades)
    return head + tag("div", swatches, "shade-row") if shades else ""


def _swatch(shade: dict[str, Any], texts: Texts, step: str, with_product: bool) -> str:
    name = shade["shade"] or shade["family_text"] or ""
    said = tag("b", text(name))
    if with_product and _product(shade):
        said += tag("small", text(_product(shade)) + _price(shade, texts))
    if shade["match_text"]:
        said += tag("small", text(shade["match_text"]), f"match {shade['match']}")
    elif shade["shade"] and shade["family_text"]:
        said += tag("small", text(shade["family_text"]))
    color = tag("span", "", "swatch large", style=f"background:{shade['hex']}")
    offered = (*OF_DEPTH, *OF_PRODUCTS) if shade["match"] else OF_PRODUCTS
    whole = " ".join(part for part in (_product(shade), name) if part)
    verdicts = buttons(shade["shade_id"], whole, shade["feedback"], texts, offered)
    shown = tag("div", color + tag("span", said), "shade")
    asked = tag("div", _try(step, shade["shade_id"], whole, texts) + verdicts, "ask")
    return tag("div", shown + asked)


def _try(step: str, shade_id: str, name: str, texts: Texts) -> str:
    """The button that puts a shade on the visitor's own face."""
    if not has_shades(step):
        return ""
    said = texts.get("look_page.try")
    state = {"type": "button", "data-try": step, "data-shade": shade_id}
    label = texts.get("feedback.label", said=said, name=name)
    return tag("button", text(said), "say try", **{**state, "aria-label": label})


def _product(shade: dict[str, Any]) -> str:
    return " ".join(part for part in (shade["brand"], shade["product"]) if part)


def _price(shade: dict[str, Any], texts: Texts) -> str:
    if "owned" in (*shade["feedback"], *shade["product_feedback"]):
        return " " + tag("span", text(texts.get("feedback.at_home")), "price")
    if shade["price"] is None:
        return ""
    price = texts.get("product.price", price=f"{shade['price']:g}", currency=shade["currency"])
    return " " + tag("span", text(price), "price")
