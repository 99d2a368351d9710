"""Analysis and plan as the JSON of the public contract."""

from typing import Any

from beauty.analysis import Analysis
from beauty.concerns.concern import Concern, Concerns
from beauty.errors import BeautyError
from beauty.measure import Surface
from beauty.profile import Profile, SkinType, eyes_json, picked_monk, sun_type
from beauty.progress import Change, Changes
from beauty.recommend import CareStep, Plan, products_json
from beauty.recommend.as_json import passed_json
from beauty.recommend.makeup_json import extras_json, makeup_json
from beauty.shown import signs_said
from beauty.skin import tone_json
from beauty.texts import Texts
from beauty.words import Understood

SCHEMA = 1
UNUSED = "unused_"
Json = dict[str, Any]


def analysis_json(
    analysis: Analysis, profile: Profile, photo: str, texts: Texts, landmarks: bool = False
) -> Json:
    """One line of `analyze`. Pixel values are in the upright photo as it came, before any scaling."""
    return {
        "schema": SCHEMA,
        "photo": photo,
        "size_wh": list(analysis.photo.original_size_wh),
        "face": _face(analysis, landmarks),
        "quality": _quality(analysis, texts),
        "face_shape": _shape(analysis, profile),
        "eye_shape": eyes_json(analysis.eyes, profile),
        "skin_type": _skin_type(profile.skin_type) | {"measured": _surface(analysis.surface)},
        "skin_tone": _skin_tone(analysis, profile, texts),
        "concerns": concerns_json(analysis.concerns),
    }


def refusal_json(error: BeautyError, photo: str, language: str) -> Json:
    """One line of `analyze` for a photo that was refused."""
    return {
        "schema": SCHEMA,
        "photo": photo,
        "error": {
            "code": error.code,
            "message": error.said("message", language),
            "advice": error.said("advice", language),
        },
    }


def plan_json(plan: Plan, texts: Texts) -> Json:
    """The plan in words of one language, for `recommend`."""
    return {
        "makeup_plan": makeup_json(plan.makeup, texts),
        "extras": extras_json(plan.extras, texts),
        "routine": {
            "morning": [_care_step(step, texts) for step in plan.morning],
            "evening": [_care_step(step, texts) for step in plan.evening],
        },
        "products": products_json(plan.products, texts),
        "owned_unused": [passed_json(one, texts) for one in plan.unused],
        "excluded": [
            {"ingredient": one.ingredient, "reason": texts.get(f"exclusion.{one.reason}")}
            for one in plan.excluded
        ],
        "notes": [
            *_signs(plan, texts),
            *_unread(plan, texts),
            *(_note(note, texts) for note in plan.notes),
        ],
    }


def words_json(understood: Understood) -> Json:
    """What was read from the person's own words, by which of them, and what was not understood.

    start and end count characters of the answer `text`; gives: whether an answer follows.
    """
    chips = [
        {
            "field": chip.field,
            "value": chip.value,
            "start": chip.start,
            "end": chip.end,
            "negated": chip.negated,
            "gives": chip.gives,
        }
        for chip in understood.chips
    ]
    return {"understood": chips, "not_understood": list(understood.rest)}


def concerns_json(concerns: Concerns) -> Json:
    """Concern -> its score with interval, regions, parts, place and limits, or null and the reason."""
    return {name: _concern(concern) for name, concern in concerns.items()}


def changes_json(changes: Changes) -> Json:
    """What `compare` says: each number before and after, and whether that is a change."""
    return {
        "schema": SCHEMA,
        "concerns": {
            name: {
                **_change(one.whole),
                "regions": {region: _change(found) for region, found in one.regions.items()},
                "limits": list(one.limits),
            }
            for name, one in changes.concerns.items()
        },
        "ita_deg": _change(changes.ita_deg) if changes.ita_deg else None,
        "not_compared": dict(changes.missing),
    }


def _concern(concern: Concern) -> Json:
    place, interval = concern.place, concern.interval
    return {
        "score": _tenth(concern.score),
        "interval": [_tenth(end) for end in interval] if interval else None,
        "regions": {name: _tenth(score) for name, score in concern.regions.items()},
        "parts": {name: _tenth(score) for name, score in concern.parts.items()},
        "place": {
            "word": place.word,
            "share_below": round(place.share_below, 3),
            "faces": place.faces,
            "group": place.group,
        }
        if place
        else None,
        "limits": list(concern.limits),
        "reason": concern.reason,
    }


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(float(value), 1)


def _change(change: Change) -> Json:
    return {
        "before": change.before,
        "after": change.after,
        "difference": change.difference,
        "margin": round(change.margin, 1),
        "change": change.word,
    }


def _face(analysis: Analysis, landmarks: bool) -> Json:
    scale, face = analysis.photo.scale_to_original, analysis.face
    pose = face.pose
    described: Json = {
        "box_xyxy": [round(side * scale) for side in face.box_xyxy],
        "pose_deg": {
            "yaw": round(pose.yaw_deg, 1),
            "pitch": round(pose.pitch_deg, 1),
            "roll": round(pose.roll_deg, 1),
        },
        "count": len(analysis.faces),
    }
    if landmarks:
        described["landmarks_px"] = (face.landmarks_px * scale).round(2).tolist()
    return described


def _quality(analysis: Analysis, texts: Texts) -> Json:
    issues = [
        {"code": issue.code, "advice": texts.get(f"quality.{issue.code}", **issue.facts)}
        for issue in analysis.quality.issues
    ]
    return {"ok": analysis.quality.ok, "issues": issues}


def _shape(analysis: Analysis, profile: Profile) -> Json:
    shape, stated = analysis.shape, profile.facts.get("face_shape")
    by_person = stated is not None and stated.source == "answers"
    return {
        "label": stated.value if stated and by_person else shape.label,
        "probabilities": dict(shape.probabilities),
        "top2": list(shape.top2),
        "abstained": shape.abstained and not by_person,
        "sources": [*(["answers"] if by_person else []), "photo", "ratios"],
        "ratios": {name: round(value, 4) for name, value in analysis.geometry.ratios.items()},
    }


def _skin_type(skin: SkinType) -> Json:
    return {
        "label": skin.label,
        "probabilities": dict(skin.probabilities),
        "abstained": skin.abstained,
        "zones": dict(skin.zones),
        "sources": list(skin.sources),
    }


def _surface(surface: Surface) -> Json:
    """Shine, % of a zone's skin in highlights, and texture, mean fine change of L*, of each zone."""
    return {
        "shine": {zone: round(value, 1) for zone, value in surface.shine.items()},
        "texture": {zone: round(value, 2) for zone, value in surface.texture.items()},
    }


def _skin_tone(analysis: Analysis, profile: Profile, texts: Texts) -> Json:
    """A pick on the Monk scale is in charge, the photo's suggestion beside it; the Fitzpatrick type
    comes from the answers or not at all."""
    tone = tone_json(analysis.skin, analysis.coloring, analysis.light, texts)
    suggested, picked = tone["monk"], picked_monk(profile)
    told = suggested if picked is None else dict.fromkeys(suggested, picked)
    source = "photo" if picked is None else "answers"
    monk = {**told, "source": source, "suggested": suggested}
    return {**tone, "monk": monk, "fitzpatrick": sun_type(profile)}


def _signs(plan: Plan, texts: Texts) -> list[str]:
    """Before all other notes: what was written of is for a doctor."""
    return [texts.get("note.see_doctor", signs=signs_said(plan.signs, texts))] if plan.signs else []


def _unread(plan: Plan, texts: Texts) -> list[str]:
    """Notes of the words that no ingredient was found for, and of ids that the catalogue lacks."""
    found = []
    if plan.unread:
        found.append(texts.get("note.unread", words=", ".join(plan.unread)))
    if plan.strangers:
        found.append(texts.get("note.strangers", ids=", ".join(plan.strangers)))
    return found


def _note(note: str, texts: Texts) -> str:
    """A note; one for each answer that is kept although nothing depends on it yet."""
    if note.startswith(UNUSED):
        label = texts.get(f"answer.{note.removeprefix(UNUSED)}.label")
        return texts.get("note.unused", answer=label)
    return texts.get(f"note.{note}")


def _care_step(step: CareStep, texts: Texts) -> Json:
    prefix = f"ingredient.{step.ingredient}" if step.ingredient else f"care.{step.rule}"
    name = texts.find(f"{prefix}.name")
    slot, how = texts.get(f"slot.{step.slot}"), [texts.get(f"{prefix}.how")]
    how += [texts.get(f"remark.{step.remark}")] if step.remark else []
    return {
        "slot": step.slot,
        "title": texts.get("slot.with_ingredient", slot=slot, ingredient=name) if name else slot,
        "ingredient": step.ingredient,
        "how": ("" if texts.language == "zh" else " ").join(how),
        "why": texts.get(f"{prefix}.why"),
        "evidence": dict(step.grades),
    }
