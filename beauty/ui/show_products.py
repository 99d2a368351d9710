"""One product of the routine, what else would do, and why not the popular one: JSON in, HTML out."""

from typing import Any

from beauty.texts import Texts
from beauty.ui.html import tag, text
from beauty.ui.show_feedback import buttons
from beauty.ui.show_similar import NOTHING_LOOKED_UP, Looked, show_similar


def show_choice(
    choice: dict[str, Any], texts: Texts, again: bool = False, looked: Looked = NOTHING_LOOKED_UP
) -> str:
    """The product under its step, the rest folded away; only its name where it is shown `again`."""
    product = choice["product"]
    if product and again:
        return tag("div", tag("p", _name(product)), "product")
    body = tag("p", text(choice["missing"]), "why")
    if product:
        body = _product(product, texts, looked)
    if choice["start"]:
        body += tag("p", text(choice["start"]), "start")
    return tag("div", body + _more(choice, texts), "product")


def _product(product: dict[str, Any], texts: Texts, looked: Looked | None = None) -> str:
    said = tag("p", _name(product) + " " + tag("span", text(_price(product, texts)), "price"))
    said += tag("ul", "".join(tag("li", text(why)) for why in product["why"]), "reasons")
    one, name = product["product_id"], _plain_name(product)
    verdicts = buttons(one, name, product["feedback"], texts)
    return said + (show_similar(one, name, verdicts, looked, texts) if looked else verdicts)


def _more(choice: dict[str, Any], texts: Texts) -> str:
    """Alternatives and the popular product that was passed over."""
    inside = "".join(_product(other, texts) for other in choice["alternatives"])
    for one in choice["not_chosen"]:
        why = texts.get("product.why_not", product=_plain_name(one), reason=one["reason"])
        inside += tag("p", text(why), "why")
    if not inside:
        return ""
    return tag("details", tag("summary", text(texts.get("product.or"))) + inside)


def _name(product: dict[str, Any]) -> str:
    return tag("b", text(product["brand"])) + " " + text(product["name"])


def _plain_name(product: dict[str, Any]) -> str:
    return f"{product['brand']} {product['name']}"


def _price(product: dict[str, Any], texts: Texts) -> str:
    if "owned" in product["feedback"]:
        return texts.get("feedback.at_home")
    if product["price"] is None:
        return texts.get("product.no_price")
    price = f"{product['price']:g}"
    return texts.get("product.price", price=price, currency=product["currency"])
