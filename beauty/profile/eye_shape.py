"""The form of the eyes, from the photo or in the person's own word, as the JSON of `analyze`."""

from collections.abc import Mapping
from typing import Any

from beauty.measure import EyeShape, OneEye
from beauty.profile.profile import Profile


def eyes_json(eyes: EyeShape, profile: Profile) -> dict[str, Any]:
    """label: the person's word, else the photo's where it is sure, else null; likeliest: the photo's best
    guess; basis: answers and photo, photo, or ratios where the lids could not be read."""
    stated = profile.facts.get("eye_shape")
    by_person = stated is not None and stated.source != "photo"
    seen = eyes.label if eyes.sure else None
    return {
        "label": stated.value if stated and by_person else seen,
        "likeliest": eyes.label,
        "sure": eyes.sure or by_person,
        "reason": eyes.reason or None,
        "basis": [
            *(["answers"] if by_person else []),
            *(["photo"] if eyes.lid_height is not None else []),
            "ratios",
        ],
        **_numbers(eyes),
        "eyes": {side: {"lid": eye.lid, **_numbers(eye)} for side, eye in eyes.eyes.items()},
    }


def _numbers(one: EyeShape | OneEye) -> Mapping[str, float | None]:
    return {
        "aspect": round(one.aspect, 3),
        "tilt_deg": round(one.tilt_deg, 2),
        "lid_height": None if one.lid_height is None else round(one.lid_height, 3),
        "lid_share": None if one.lid_share is None else round(one.lid_share, 3),
    }
