"""Look-alikes of one product, and it beside one of them: computed when asked for, JSON in, HTML out."""

from dataclasses import dataclass
from typing import Any

from beauty.catalogue import Catalogue
from beauty.profile import Profile
from beauty.recommend.as_json import group_name
from beauty.recommend.candidates import WISHES, screen
from beauty.recommend.similar_json import similar_json, versus_json
from beauty.texts import Texts
from beauty.ui.html import tag, text
from beauty.ui.session import SIMILAR, VERSUS, Session
from beauty.ui.show_feedback import toggle

SHOWN = 4  # look-alikes
Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Looked:
    """What was looked up: look-alikes of a product or shade, as similar_json gives them, and the
    comparison with one of them, as comparison_json does."""

    one: str = ""
    found: Json | None = None
    versus: Json | None = None


NOTHING_LOOKED_UP = Looked()


def looked_up(session: Session, profile: Profile, catalogue: Catalogue) -> Looked:
    """What the visitor asked for, of what they may have."""
    one, other = session.similar_to, session.versus
    if not one:
        return NOTHING_LOOKED_UP
    allowed = ~screen(profile, catalogue).excluded
    found = similar_json(catalogue, one, SHOWN, allowed)
    return Looked(one, found, versus_json(catalogue, one, other) if other else None)


def show_similar(one: str, name: str, beside: str, looked: Looked, texts: Texts) -> str:
    """The button that looks them up, beside other buttons (HTML); below it, once it was pressed for this
    product, what was found."""
    here = looked.one == one and looked.found is not None
    said = texts.get("similar.button")
    button = toggle(SIMILAR, one, said, texts.get("feedback.label", said=said, name=name), here)
    shown = tag("div", beside + button, "ask")
    if here and looked.found is not None:
        shown += _list(looked.found, looked.versus, texts)
    return tag("div", shown, "similar")


def _list(found: Json, versus: Json | None, texts: Texts) -> str:
    if not found["similar"]:
        known = "none" if found["ingredients_known"] else "unknown"
        return tag("p", text(texts.get(f"similar.{known}")), "note")
    rows = "".join(_row(one, versus, texts) for one in found["similar"])
    return tag("ul", rows) + tag("p", text(texts.get("similar.note")), "note")


def _row(one: Json, versus: Json | None, texts: Texts) -> str:
    name = f"{one['brand']} {one['name']}"
    alike = texts.get("similar.alike", share=round(100 * one["score"]))
    said = tag("b", text(one["brand"])) + " " + text(one["name"]) + " "
    said += tag("span", text(f"{_price(one, texts)}, {alike}"), "price")
    if one["shade"]:
        dot = tag("span", "", "swatch", style=f"background:{one['shade']['hex']}")
        said += tag("p", dot + text(one["shade"]["name"]), "shade")
    here = versus is not None and versus["second"]["product_id"] == one["product_id"]
    word = texts.get("similar.compare")
    label = texts.get("feedback.label", said=word, name=name)
    said += " " + toggle(VERSUS, one["product_id"], word, label, here)
    return tag("li", said + (_versus(versus, texts) if here and versus else ""))


def _versus(found: Json, texts: Texts) -> str:
    """A table: price, what both hold, what only one does."""
    first, second = found["first"], found["second"]
    head = tag("th", "") + "".join(
        tag("th", text(one["brand"]), scope="col") for one in (first, second)
    )
    rows = _line(texts.get("similar.price"), _price(first, texts), _price(second, texts))
    language = texts.language
    if found["actives"] is None:
        rows += _line(texts.get("similar.actives"), *[texts.get("similar.not_known")] * 2)
    else:
        held = _sides(found["actives"])
        named = [", ".join(group_name(one, language) for one in side) or "–" for side in held]
        rows += _line(texts.get("similar.actives"), *named)
        plain = [
            ", ".join(_plain(one) for one in side) or "–" for side in _sides(found["allergens"])
        ]
        rows += _line(texts.get("similar.allergens"), *plain)
        shared, sizes = len(found["ingredients"]["both"]), _sides(found["ingredients"])
        counts = [texts.get("similar.count", count=len(side), shared=shared) for side in sizes]
        rows += _line(texts.get("similar.ingredients"), *counts)
    stated = [
        ", ".join(texts.get(f"chip.{wish}") for wish in WISHES if wish in side) or "–"
        for side in _sides(found["states"])
    ]
    rows += _line(texts.get("similar.states"), *stated)
    return tag("table", tag("tr", head) + rows, "versus")


def _sides(shared: Json) -> tuple[list[str], list[str]]:
    """All that the first has, and all that the second has."""
    return shared["both"] + shared["first"], shared["both"] + shared["second"]


def _line(name: str, first: str, second: str) -> str:
    cells = "".join(tag("td", text(one)) for one in (first, second))
    return tag("tr", tag("th", text(name), scope="row") + cells)


def _plain(allergen: str) -> str:
    """An allergen's name without its number in the annex."""
    number, _, name = allergen.partition(" ")
    name = name if number.isdecimal() else allergen
    return name.title() if name.isupper() else name


def _price(one: Json, texts: Texts) -> str:
    if one["price"] is None:
        return texts.get("product.no_price")
    return texts.get("product.price", price=f"{one['price']:g}", currency=one["currency"])
