"""The chapters that say what to do: make-up, then the routine with its products."""

from typing import Any

from beauty.booklet.blocks import (
    Block,
    Picture,
    Pictures,
    Product,
    Section,
    Step,
    Steps,
    Swatch,
    Words,
)
from beauty.booklet.told import Json, Told
from beauty.draw import draw_guide, load_paint, portrait
from beauty.shown import joined
from beauty.texts import Texts


def makeup_section(told: Told) -> Section:
    """The guide, the look where one was tried on, and the numbered steps with their shades."""
    texts = told.texts
    guide = draw_guide(told.analysis, portrait(told.analysis), told.plan)
    pictures = [Picture(guide, texts.get("page.alt_guide"), texts.get("booklet.guide"))]
    if told.look is not None:
        said = texts.get("booklet.look")
        pictures.append(Picture(told.look, said, said))
    steps = told.advised["makeup_plan"]
    legend = tuple(
        Swatch(load_paint()[step["step"]].color, f"{number} {step['title']}")
        for number, step in enumerate(steps, 1)
        if step["step"] in load_paint()
    )
    drawn = Steps(tuple(_makeup(number, step, texts) for number, step in enumerate(steps, 1)))
    told_once = dict.fromkeys(note for step in steps for note in step["shade_notes"])
    notes = tuple(Words(note, "note") for note in told_once)  # though several steps say it
    blocks: tuple[Block, ...] = (Pictures(tuple(pictures), legend), drawn, *notes)
    return Section("makeup", texts.get("page.makeup_heading"), blocks)


def care_section(told: Told) -> Section:
    """Morning, then evening: each step with its product, price and reasons; then what was left out."""
    texts, advised = told.texts, told.advised
    blocks: list[Block] = []
    for time, steps in advised["routine"].items():
        blocks.append(Words(texts.get(f"page.{time}"), "heading"))
        products = {one["slot"]: one for one in advised["products"] if time in one["times"]}
        drawn = (
            _care(number, time, step, products.get(step["slot"]), texts)
            for number, step in enumerate(steps, 1)
        )
        blocks.append(Steps(tuple(drawn)))
    if advised["excluded"]:
        blocks.append(Words(texts.get("page.left_out"), "heading"))
        blocks += [Words(_left_out(one, texts), "item") for one in advised["excluded"]]
    blocks.append(Words(texts.get("page.notes_heading"), "heading"))
    blocks += [Words(note, "item") for note in advised["notes"]]
    return Section("care", texts.get("page.care_heading"), tuple(blocks))


def _makeup(number: int, step: Json, texts: Texts) -> Step:
    words = [Words(step["how"]), _why(step, texts)]
    for remark in step["remarks"]:
        words += [Words(remark["how"], "remark"), _why(remark, texts)]
    shades = [_shade(one, texts) for one in step["shades"]]
    elsewhere = [_shade(one, texts) for one in step["shades_elsewhere"]]
    paint = load_paint().get(step["step"])
    return Step(
        number,
        step["title"],
        tuple(words),
        paint.color if paint else "",
        texts.get(f"basis.{step['basis']}"),
        (*shades, *elsewhere),
    )


def _shade(shade: Json, texts: Texts) -> Swatch:
    """A colour by its name, below it product, price and how near it is."""
    product = " ".join(filter(None, (shade["brand"], shade["product"])))
    price = _price(shade, texts) if shade["price"] is not None else ""
    family = shade["family_text"] if shade["shade"] else ""
    parts = (product, price, shade["match_text"] or family)
    name = shade["shade"] or shade["family_text"] or ""
    return Swatch(shade["hex"], name, " · ".join(filter(None, parts)))


def _care(number: int, time: str, step: Json, choice: Json | None, texts: Texts) -> Step:
    words = [Words(step["how"]), _why(step, texts)]
    for concern, grade in step["evidence"].items():
        named = texts.get(f"answer.concerns.{concern}").lower()
        words.append(Words(texts.get("page.evidence", concern=named, grade=grade), "note"))
    products: tuple[Product, ...] = ()
    notes: tuple[Words, ...] = ()
    if choice is not None and choice["product"] is None:
        notes = (Words(choice["missing"], "note"),)
    elif choice is not None and time != choice["times"][0]:
        best = choice["product"]
        products = (Product(best["brand"], best["name"], texts.get("booklet.as_morning")),)
    elif choice is not None:
        products, notes = _products(choice, texts)
    return Step(number, step["title"], tuple(words), products=products, notes=notes)


def _products(choice: Json, texts: Texts) -> tuple[tuple[Product, ...], tuple[Words, ...]]:
    """The product with its reasons; what else would do and why not the popular one, in small print."""
    best = choice["product"]
    words = [Words(why, "item") for why in best["why"]]
    words += [Words(choice["start"], "remark")] if choice["start"] else []
    notes = []
    if choice["alternatives"]:
        others = joined((_line(one, texts) for one in choice["alternatives"]), texts)
        notes.append(Words(others, "note", texts.get("product.or")))
    for one in choice["not_chosen"]:
        product = f"{one['brand']} {one['name']}"
        why = texts.get("product.why_not", product=product, reason=one["reason"])
        notes.append(Words(why, "note"))
    chosen = Product(best["brand"], best["name"], _price(best, texts), tuple(words))
    return (chosen,), tuple(notes)


def _line(product: Json, texts: Texts) -> str:
    return f"{product['brand']} {product['name']} ({_price(product, texts)})"


def _price(one: Json, texts: Texts) -> str:
    price: Any = one["price"]
    if price is None:
        return texts.get("product.no_price")
    return texts.get("product.price", price=f"{price:g}", currency=one["currency"])


def _why(step: Json, texts: Texts) -> Words:
    return Words(step["why"], "why", texts.get("page.why"))


def _left_out(excluded: Json, texts: Texts) -> str:
    name = texts.get(f"ingredient.{excluded['ingredient']}.name")
    return texts.get("page.left_out_line", ingredient=name, reason=excluded["reason"])
