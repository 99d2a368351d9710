"""Too dark, burnt out, or lit from one side."""

import numpy as np

from beauty.color import to_lab
from beauty.errors import QualityError
from beauty.face import Face, Regions
from beauty.measure.skin_color import CLIPPED, INSIDE, skin_pixels
from beauty.photo import Photo
from beauty.quality.issue import Issue
from beauty.quality.thresholds import load_limits

SAMPLE_STEP = 8  # of the whole photo, in pixels both ways
SKIN_STEP = 3  # of the face
LEAST_PIXELS = 40


def check_brightness(photo: Photo, regions: Regions) -> Issue | None:
    """Dark is judged by the brightest things in sight, so that a dark skin in good light passes."""
    limits = load_limits()["light"]
    skin = regions["skin"]
    grid = (slice(None, None, SKIN_STEP), slice(None, None, SKIN_STEP))
    pixels = skin.crop(photo.rgb)[grid][skin.alpha[grid] >= INSIDE]
    if len(pixels) < LEAST_PIXELS:
        return None
    brightest = np.percentile(to_lab(pixels)[:, 0], 98)
    if brightest < limits["refuse_dark_below"]:
        raise QualityError("too_dark")
    if (pixels >= CLIPPED).all(axis=1).mean() > limits["refuse_burnt_above"]:
        raise QualityError("too_bright")
    if (pixels >= CLIPPED).any(axis=1).mean() > limits["advise_burnt_above"]:
        return Issue("bright", serious=True, regions=("skin",))
    sight = to_lab(photo.rgb[::SAMPLE_STEP, ::SAMPLE_STEP].reshape(-1, 3))[:, 0]
    return Issue("dark") if np.percentile(sight, 99) < limits["advise_dark_below"] else None


def check_side_light(photo: Photo, face: Face, regions: Regions) -> Issue | None:
    """One cheek much darker than the other; the darker one is marked."""
    limits = load_limits()["light"]
    lightness = {}
    for name in ("right_cheek", "left_cheek"):
        pixels = skin_pixels(photo, face, regions[name])
        if len(pixels) < LEAST_PIXELS:
            return None
        lightness[name] = float(np.median(pixels[:, 0]))
    if abs(lightness["right_cheek"] - lightness["left_cheek"]) <= limits["advise_side_above"]:
        return None
    return Issue("one_sided_light", regions=(min(lightness, key=lambda name: lightness[name]),))
