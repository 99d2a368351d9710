"""The layers of the look in hand, each with its controls: a look's state in, HTML out."""

from beauty.texts import Texts
from beauty.tryon import Layer
from beauty.tryon.colors import color_of
from beauty.tryon.log_light import hex_of_linear
from beauty.tryon.look import MOST_LAYERS, load_looks
from beauty.tryon.palette import Swatch
from beauty.tryon.products import AUTO, load_products
from beauty.tryon.steps import look_title
from beauty.ui.html import card, tag, text
from beauty.ui.look_state import LookState
from beauty.ui.studio import Studio

FIRST_OPEN = "lips"  # the change that people try first


def show_layers(state: LookState, texts: Texts) -> str:
    """A row a layer, which opens, and a way to add one."""
    if state.studio is None:
        return ""
    draft = state.editing.now
    rows = ""
    opened = [at for at, layer in enumerate(draft.look.layers) if layer.product == FIRST_OPEN][:1]
    for at, layer in enumerate(draft.look.layers):
        rows += _row(at, layer, at not in draft.off, at in opened, state.studio, texts)
    adding = _add(texts) if len(draft.look.layers) < MOST_LAYERS else ""
    # the count makes a redraw differ from what was sent last, which the controls may have left behind
    whole = tag("div", rows + adding, **{"data-redrawn": str(state.redrawn)})
    return card(texts.get("look_page.layers"), whole, css="look-layers")


def _row(at: int, layer: Layer, on: bool, opened: bool, studio: Studio, texts: Texts) -> str:
    shown = hex_of_linear(color_of(layer, studio.small))
    name = texts.get(f"worn.{layer.product}.name")
    places = load_products()[layer.product].placements
    where = texts.get(f"look_page.place.{layer.placement}") if len(places) > 1 else ""
    said = tag("b", text(name)) + (tag("small", text(where), **{"data-where": ""}) if where else "")
    dot = tag("i", "", "dot", style=f"background:{shown}")
    summary = tag("summary", dot + tag("span", said))
    inner = _colors(layer, shown, name, studio, texts)
    inner += _strength(layer, name, texts)
    inner += _choices("finish", layer.finish, "finish", layer, texts)
    inner += _choices("placement", layer.placement, "look_page.place", layer, texts)
    # one row open at a time, which is what their common name does
    state = f'name="look-layer" data-key="{layer.product}.{layer.placement}"'
    inside = summary + tag("div", inner, "look-controls")
    fold = f"<details {state}{' open' if opened else ''}>{inside}</details>"
    label = text(texts.get("look_page.wear", product=name))
    checked = " checked" if on else ""
    switch = f'<input type="checkbox" class="look-switch" data-on aria-label="{label}"{checked}>'
    return tag(
        "div", fold + switch, "look-layer" + ("" if on else " off"), **{"data-layer": str(at)}
    )


def _colors(layer: Layer, shown: str, name: str, studio: Studio, texts: Texts) -> str:
    """Swatches that fit the person, and a field for any other colour."""
    found = studio.palette(layer.product)
    buttons = "".join(_swatch(one, layer, shown, texts) for one in found)
    label = text(texts.get("look_page.any_color", product=name))
    field = f'<input type="color" data-field-color aria-label="{label}" title="{label}" value="{shown}">'
    label = texts.get("look_page.color")
    return tag(
        "div", tag("span", text(label), "look-name") + tag("div", buttons + field, "look-colors")
    )


def _swatch(one: Swatch, layer: Layer, shown: str, texts: Texts) -> str:
    chosen = one.color == AUTO if layer.color == AUTO and not layer.by_depth else one.shown == shown
    label = _swatch_name(one, texts)
    state = {"type": "button", "data-color": one.color, "data-shown": one.shown}
    state |= {"aria-pressed": "true" if chosen else "false", "aria-label": label, "title": label}
    mark = tag("span", "A", **{"aria-hidden": "true"}) if one.color == AUTO else ""
    css = "look-swatch plan" if one.shade else "look-swatch"
    return tag("button", mark, css, style=f"background:{one.shown}", **state)


def _swatch_name(one: Swatch, texts: Texts) -> str:
    if one.color == AUTO:
        return texts.get("look_page.auto")
    if one.shade is not None:
        shade = one.shade
        named = shade.name_zh if texts.language == "zh" and shade.name_zh else shade.name
        if shade.family and not shade.brand:
            named = texts.get(f"answer.colours_liked.{shade.family}")
        whole = " ".join(part for part in (shade.brand, shade.line, named) if part)
        return texts.get("look_page.from_plan", shade=whole)
    look = load_looks()[one.look]
    return texts.get("look_page.from_look", look=look_title(look, texts), color=one.shown)


def _strength(layer: Layer, name: str, texts: Texts) -> str:
    share = round(100 * layer.opacity)
    label = text(texts.get("look_page.strength"))
    aria = text(f"{texts.get('look_page.strength')}: {name}")
    slider = (
        f'<input type="range" min="0" max="100" value="{share}" data-opacity aria-label="{aria}">'
    )
    out = tag("output", f"{share}%")
    return tag("label", tag("span", label, "look-name") + slider + out, "look-strength")


def _choices(field: str, value: str, words: str, layer: Layer, texts: Texts) -> str:
    """One of several, as a list; nothing where there is no choice."""
    product = load_products()[layer.product]
    offered = product.finishes if field == "finish" else product.placements
    if len(offered) < 2:
        return ""
    options = "".join(
        tag("option", text(texts.get(f"{words}.{one}")), value=one,
            **({"selected": ""} if one == value else {}))
        for one in offered
    )  # fmt: skip
    label = texts.get("look_page.finish" if field == "finish" else "look_page.placement")
    select = tag("select", options, **{"data-field": field})
    return tag("label", tag("span", text(label), "look-name") + select, "look-choice")


def _add(texts: Texts) -> str:
    options = tag("option", text(texts.get("look_page.add")), value="")
    for product in load_products():
        options += tag("option", text(texts.get(f"worn.{product}.name")), value=product)
    label = texts.get("look_page.add")
    return tag("select", options, "look-add", **{"data-add": "", "aria-label": label})
