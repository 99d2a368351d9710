"""Why a network answered as it did, in words beside the picture: values in, HTML out."""

from collections.abc import Mapping
from types import MappingProxyType

from beauty.draw import heat_scale
from beauty.predict import Explanation, RatioReason
from beauty.shown import number_of
from beauty.texts import Texts
from beauty.ui.html import hex_of, tag, text

# layer -> what `Beauty.explain` is asked about
WHY: Mapping[str, str] = MappingProxyType({"shape_why": "face_shape", "skin_why": "skin_type"})


def show_why(why: Explanation | None, layer: str, texts: Texts) -> str:
    """What the colours mean and do not mean, then the measured ratios that weighed most."""
    if why is None:
        return tag("div", tag("p", text(texts.get("page.why_failed"))), "told")
    label = label_of(why, layer, texts)
    lines = tag("p", text(texts.get(f"page.{layer}", label=label)))
    if why.reasons:
        lines += tag("p", text(texts.get("page.why_ratios")))
        items = "".join(
            tag("li", text(_sentence(reason, label, texts)), reason.side) for reason in why.reasons
        )
        lines += tag("ul", items)
    return tag("figcaption", heat_legend(texts), "legend") + tag("div", lines, "told")


def label_of(why: Explanation, layer: str, texts: Texts) -> str:
    if WHY[layer] == "face_shape":
        return texts.get(f"shape.{why.label}")
    return texts.get(f"answer.skin_type.{why.label}").lower()


def heat_legend(texts: Texts) -> str:
    """The colours of the veil, from little to much."""
    colors = ",".join(hex_of(color) for color in heat_scale())
    ramp = tag("i", "", "ramp", style=f"background:linear-gradient(90deg,transparent,{colors})")
    little, much = (text(texts.get(f"page.why_{end}")) for end in ("little", "much"))
    return tag("span", little + ramp + much, "chip")


def _sentence(reason: RatioReason, label: str, texts: Texts) -> str:
    way = "more" if reason.standard > 0 else "less"
    return texts.get(
        f"page.why_{reason.side}",
        said=texts.get(f"reason.{reason.name}.{way}"),
        value=number_of(reason.name, reason.value),
        label=label,
    )
