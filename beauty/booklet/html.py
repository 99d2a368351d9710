"""A report as one web page: pictures and fonts inside it, no script, nothing fetched from anywhere."""

from functools import singledispatch

from beauty.booklet.blocks import (
    Block,
    Cover,
    Meter,
    Meters,
    Picture,
    Pictures,
    Product,
    Row,
    Scale,
    Section,
    Step,
    Steps,
    Swatch,
    Swatches,
    Table,
    Words,
)
from beauty.booklet.booklet import Booklet
from beauty.booklet.web_fonts import font_faces
from beauty.markup import data_uri, tag, text
from beauty.paths import ASSETS

SHEET = ASSETS / "page" / "report.css"
LANGUAGE_TAGS = {"zh": "zh-CN"}
POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"


def as_html(booklet: Booklet) -> str:
    """The whole page; its policy forbids it to ask anybody for anything."""
    language = booklet.texts.language
    body = _head(booklet) + "".join(_section(one) for one in booklet.sections)
    body += tag("footer", tag("p", text(f"beauty · {booklet.promise} {booklet.dated}")))
    style = tag("style", SHEET.read_text("utf-8") + font_faces(body))
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        + tag("title", text(f"{booklet.title}, {booklet.dated}"))
        + style
    )
    page = tag("head", head) + tag("body", tag("main", body))
    return "<!doctype html>\n" + tag("html", page, lang=LANGUAGE_TAGS.get(language, language))


def _head(booklet: Booklet) -> str:
    said = tag("h1", text(booklet.title)) + tag("p", text(booklet.texts.get("page.tagline")))
    said += tag("p", text(booklet.dated), "date")
    return tag("header", said + _cover(booklet.cover))


def _cover(cover: Cover) -> str:
    facts = "".join(tag("dt", text(row.label)) + tag("dd", text(row.value)) for row in cover.facts)
    return tag("div", _figure(cover.picture) + tag("dl", facts), "cover")


def _section(section: Section) -> str:
    inner = tag("h2", text(section.title))
    listed = ""
    for block in section.blocks:
        if isinstance(block, Words) and block.kind == "item":
            listed += tag("li", text(block.text))
            continue
        inner += _list(listed) + drawn(block)
        listed = ""
    return tag("section", inner + _list(listed), id=section.name)


def _list(items: str) -> str:
    return tag("ul", items) if items else ""


@singledispatch
def drawn(block: Block) -> str:
    """The HTML of one block."""
    raise TypeError(f"no such block: {type(block).__name__}")


@drawn.register
def _(words: Words) -> str:
    if words.kind == "heading":
        return tag("h3", text(words.text))
    label = tag("b", text(words.label)) + " " if words.label else ""
    return tag("p", label + text(words.text), "" if words.kind == "body" else words.kind)


@drawn.register
def _(swatches: Swatches) -> str:
    if swatches.look == "scale":
        tones = (tag("div", _color(one) + text(one.label), one.mark) for one in swatches.items)
        return tag("div", "".join(tones), "tones")
    return _cards(swatches.items)


@drawn.register
def _(meters: Meters) -> str:
    return tag("div", "".join(_meter(one) for one in meters.items), "meters")


@drawn.register
def _(scale: Scale) -> str:
    marks = f'<i class="range" style="{_from_to(scale.low, scale.high)}"></i>'
    marks += f'<i class="best" style="left:{100 * scale.value:.1f}%"></i>'
    ramp = f"background:linear-gradient(90deg,{','.join(scale.colors)})"
    return tag("div", marks, "scale", style=ramp, role="img", **{"aria-label": scale.said})


@drawn.register
def _(table: Table) -> str:
    return tag("table", tag("tbody", "".join(_row(row) for row in table.rows)))


@drawn.register
def _(pictures: Pictures) -> str:
    inner = tag("div", "".join(_figure(one) for one in pictures.items), "pictures")
    if pictures.ramp:
        ramp = f"background:linear-gradient(90deg,{','.join(pictures.ramp)})"
        little, much = (tag("span", text(end)) for end in pictures.ends)
        inner += tag("div", little + tag("i", "", "ramp", style=ramp) + much, "chips")
    dots = (
        tag("span", tag("i", "", "dot", style=f"background:{one.color}") + text(one.label))
        for one in pictures.legend
    )
    legend = "".join(dots)
    return inner + (tag("div", legend, "chips") if legend else "")


@drawn.register
def _(steps: Steps) -> str:
    return tag("ol", "".join(_step(step) for step in steps.items), "steps")


def _step(step: Step) -> str:
    badge = {"style": f"border-color:{step.color}"} if step.color else {}
    number = tag("span", str(step.number), "badge", **badge)
    mark = tag("small", text(step.mark)) if step.mark else ""
    body = tag("h4", text(step.title) + mark) + "".join(drawn(one) for one in step.words)
    body += "".join(_product(one) for one in step.products)
    body += _cards(step.swatches) if step.swatches else ""
    body += "".join(drawn(one) for one in step.notes)
    return tag("li", number + tag("div", body))


def _product(product: Product) -> str:
    said = tag("p", tag("b", text(product.brand)) + " " + text(product.name))
    said += tag("p", text(product.price), "price")
    items = "".join(tag("li", text(one.text)) for one in product.words if one.kind == "item")
    said += _list(items) + "".join(drawn(one) for one in product.words if one.kind != "item")
    return tag("div", said, "product")


def _cards(swatches: tuple[Swatch, ...]) -> str:
    cards = (
        tag("div", _color(one) + tag("span", tag("b", text(one.label)) + _part(one.part)))
        for one in swatches
    )
    return tag("div", "".join(cards), "swatches")


def _color(swatch: Swatch) -> str:
    return tag("i", "", style=f"background:{swatch.color}")


def _meter(meter: Meter) -> str:
    name = tag("div", tag("b", text(meter.label)) + _part(meter.part))
    if meter.value is None:
        return tag("div", name)
    if meter.low is None or meter.high is None:
        css = "fill strong" if meter.strong else "fill"
        marks = f'<i class="{css}" style="width:{100 * meter.value:.1f}%"></i>'
    else:
        marks = f'<i class="band" style="{_from_to(meter.low, meter.high)}"></i>'
        marks += f'<i class="mark" style="left:{100 * meter.value:.1f}%"></i>'
    return tag("div", name + tag("div", marks, "track") + tag("em", text(meter.figure)))


def _from_to(low: float, high: float) -> str:
    return f"left:{100 * low:.1f}%;width:{100 * (high - low):.1f}%"


def _row(row: Row) -> str:
    name = tag("th", text(row.label) + _part(row.part), scope="row")
    return tag("tr", name + tag("td", text(row.value) + _part(row.beside)))


def _part(said: str) -> str:
    return tag("small", text(said)) if said else ""


def _figure(picture: Picture) -> str:
    image = f'<img alt="{text(picture.alt)}" src="{data_uri(picture.rgb)}">'
    caption = tag("figcaption", text(picture.caption)) if picture.caption else ""
    return tag("figure", image + caption)
