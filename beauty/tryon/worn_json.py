"""What was read of somebody's make-up, as JSON with the reasons in words."""

from typing import Any

from beauty.texts import Texts
from beauty.tryon.worn import WornLook

Json = dict[str, Any]


def worn_json(worn: WornLook, texts: Texts) -> Json:
    """layers in order, each with its certainty (share of bare faces that show less there, 0..1); unread
    with the reason's code and sentence; note: a sentence where nothing was read, else None."""
    layers = [
        {
            "product": layer.product,
            "placement": layer.placement,
            "color": layer.color,
            "opacity": layer.opacity,
            "finish": layer.finish,
            "certainty": share,
        }
        for layer, share in zip(worn.look.layers, worn.certainty, strict=True)
    ]
    unread = [
        {
            "product": one.product,
            "place": one.place,
            "reason": one.reason,
            "why": texts.get(f"worn.reason.{one.reason}"),
        }
        for one in worn.unread
    ]
    note = None if layers else texts.get("worn.nothing")
    return {"layers": layers, "unread": unread, "note": note}
