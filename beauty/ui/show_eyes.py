"""The form of the eyes as one card: the photo's reading, or the person's word: values in, HTML out."""

from beauty.measure import EyeShape
from beauty.profile import Profile
from beauty.texts import Texts
from beauty.ui.html import card, tag, text

UNSURE = {
    "turned": "page.eyes_turned",
    "closed": "page.eyes_closed",
    "small": "page.eyes_small",
    "covered": "page.eyes_covered",
    "no_crease": "page.eyes_no_crease",
    "unclear": "page.eyes_unclear",
}


def show_eyes(eyes: EyeShape, profile: Profile, texts: Texts) -> str:
    """What the eyes are called, the numbers it rests on, and how far to trust it."""
    stated = profile.facts.get("eye_shape")
    if stated and stated.source != "photo":
        said = texts.get("page.eyes_stated", shape=_name(str(stated.value), texts))
    elif eyes.reason in UNSURE:
        said = texts.get(UNSURE[eyes.reason])
    else:
        key = "page.eyes_sure" if eyes.sure else "page.eyes_between"
        said = texts.get(key, shape=_name(str(eyes.label), texts))
    row = tag("p", text(said), "lead") + tag("p", text(_numbers(eyes, texts)))
    return card(texts.get("page.eyes_heading"), row, texts.get("page.eyes_note"))


def _name(shape: str, texts: Texts) -> str:
    return texts.get(f"answer.eye_shape.{shape}").lower()


def _numbers(eyes: EyeShape, texts: Texts) -> str:
    opening, tilt = round(100 * eyes.aspect), f"{eyes.tilt_deg:.1f}"
    if eyes.lid_share is None:
        return texts.get("page.eyes_numbers", opening=opening, tilt=tilt)
    lid = round(100 * eyes.lid_share)
    return texts.get("page.eyes_numbers_lid", opening=opening, tilt=tilt, lid=lid)
