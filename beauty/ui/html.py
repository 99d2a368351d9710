"""Small pieces of HTML that every panel is made of."""

from html import escape

import numpy as np

from beauty.markup import data_uri, tag, text

__all__ = ["bar", "card", "chip", "data_uri", "hex_of", "meter", "picture", "tag", "text"]


def card(heading: str, inner: str, note: str = "", css: str = "") -> str:
    """A titled block; `note` is the small print that says how far to trust it."""
    foot = tag("p", text(note), "note") if note else ""
    return tag("section", tag("h3", text(heading)) + inner + foot, f"card {css}".strip())


def picture(rgb: np.ndarray, alt: str) -> str:
    """An image uint8 (h, w, 3) inside the page itself: it never becomes a file."""
    return f'<img class="portrait" alt="{escape(alt)}" src="{data_uri(rgb)}">'


def meter(low: float, value: float, high: float, said: str, css: str = "") -> str:
    """A track from 0 to 1 with the band low..high and a mark at the value; `said` reads it aloud."""
    low, value, high = (max(0.0, min(100.0, 100 * one)) for one in (low, value, high))
    marks = f'<i class="band" style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'
    marks += f'<i class="mark" style="left:{value:.1f}%"></i>'
    return tag("span", marks, f"meter {css}".strip(), role="img", **{"aria-label": said})


def bar(label: str, share: float, css: str = "", unit: str = "%") -> str:
    """A labelled horizontal bar of a share 0..1, with it in figures, of 100."""
    percent = round(100 * share)
    fill = f'<i style="width:{percent}%"></i>'
    return tag(
        "div",
        tag("span", text(label)) + tag("b", fill) + tag("em", f"{percent}{text(unit)}"),
        f"bar {css}".strip(),
    )


def chip(label: str, color: str = "", css: str = "") -> str:
    """A small labelled swatch; without a colour, a plain tag."""
    dot = f'<i style="background:{escape(color)}"></i>' if color else ""
    return tag("span", dot + text(label), f"chip {css}".strip())


def hex_of(rgb: tuple[int, int, int]) -> str:
    """ "#rrggbb" of an RGB triple."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)
