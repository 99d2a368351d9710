"""Blur, measured on the face itself at a fixed size, so that a large soft face is called soft too."""

import cv2
import numpy as np
from skimage.measure import blur_effect

from beauty.errors import QualityError
from beauty.face import Face
from beauty.photo import Photo
from beauty.quality.issue import Issue
from beauty.quality.thresholds import load_limits


def check_sharpness(photo: Photo, face: Face) -> Issue | None:
    limits = load_limits()["blur"]
    blur = face_blur(photo, face, limits["width"])
    if blur > limits["refuse_above"]:
        raise QualityError("blurred")
    return Issue("soft_focus", serious=True) if blur > limits["advise_above"] else None


def face_blur(photo: Photo, face: Face, width_px: float) -> float:
    """Perceptual blur 0 (sharp) to 1 of the face at `width_px` between the cheeks (never enlarged).

    Source: Crete et al. 2007, as scikit-image's blur_effect.
    """
    left, top, right, bottom = face.box_xyxy
    crop = photo.rgb[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    grey = cv2.cvtColor(np.ascontiguousarray(crop), cv2.COLOR_RGB2GRAY)
    factor = min(1.0, width_px / face.width_px)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    if int(small.max()) - int(small.min()) < 2:
        return 1.0  # one flat grey: nothing in focus
    return float(blur_effect(small))
