"""The colours of a make-up step as JSON in one language."""

from typing import Any

from beauty.recommend.shade_pick import ShadePick, StepShades
from beauty.texts import Texts

Json = dict[str, Any]


def shades_json(colors: StepShades, texts: Texts) -> Json:
    """shades, shades_elsewhere and shade_notes of a step."""
    error = f"{colors.lightness_error:.0f}" if colors.lightness_error else ""
    return {
        "shades": [pick_json(one, texts) for one in colors.shades],
        "shades_elsewhere": [pick_json(one, texts) for one in colors.elsewhere],
        "shade_notes": [texts.get(f"shade.note_{note}", error=error) for note in colors.notes],
    }


def pick_json(pick: ShadePick, texts: Texts) -> Json:
    """match, side, distance (CIEDE2000, at least 3) of foundation; family, score, parts of others."""
    said = pick.name_zh if texts.language == "zh" and pick.name_zh else pick.name
    return {
        "place": pick.place,
        "brand": pick.brand or None,
        "product": pick.line or None,
        "shade": said or None,
        "hex": pick.hex,
        "lab": list(pick.lab),
        "product_id": pick.product_id,
        "price": pick.price,
        "currency": pick.currency or None,
        "match": pick.word or None,
        "match_text": _match_text(pick, texts),
        "side": pick.side or None,
        "distance": pick.distance,
        "family": pick.family or None,
        "family_text": texts.get(f"answer.colours_liked.{pick.family}") if pick.family else None,
        "score": pick.score,
        "parts": dict(pick.parts),
        "shade_id": pick.shade_id,
        "feedback": list(pick.feedback),
        "product_feedback": list(pick.product_feedback),
    }


def _match_text(pick: ShadePick, texts: Texts) -> str | None:
    if not pick.word:
        return None
    word, side = texts.get(f"shade.{pick.word}"), texts.get(f"shade.{pick.side}")
    return texts.get("shade.match", word=word, side=side)
