"""What the gate's scores say of good studio portraits: blurred on purpose, and lit evenly."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from beauty.measure.skin_color import skin_pixels
from beauty.photo import Photo
from beauty.quality.sharpness import face_blur
from beauty.quality.thresholds import load_limits
from tools.seen import Seen
from tools.table import table

BLUR_PX = (0, 2, 4, 6)


@dataclass(frozen=True)
class Portrait:
    """width_px: between the cheeks; blur: score for each of BLUR_PX; uneven: L* between the cheeks."""

    width_px: float
    blur: tuple[float, ...]
    uneven: float


def portrait_of(seen: Seen) -> Portrait:
    """Blur scores of a portrait blurred on purpose, and how unevenly its cheeks are lit."""
    width = load_limits()["blur"]["width"]
    scores = tuple(face_blur(blurred(seen.photo, sigma), seen.face, width) for sigma in BLUR_PX)
    right, left = (
        np.median(skin_pixels(seen.photo, seen.face, seen.regions[name])[:, 0])
        for name in ("right_cheek", "left_cheek")
    )
    return Portrait(seen.face.width_px, scores, abs(float(right - left)))


def blurred(photo: Photo, sigma_px: float) -> Photo:
    """The photo under a Gaussian blur; 0 leaves it as it is."""
    if sigma_px == 0:
        return photo
    return Photo(cv2.GaussianBlur(photo.rgb, (0, 0), sigma_px), photo.original_size_wh)


def blur_table(portraits: Sequence[Portrait]) -> str:
    """Perceptual blur by strength: its spread, and how often the gate would advise or refuse."""
    limits = load_limits()["blur"]
    width = np.median([one.width_px for one in portraits])
    rows = []
    for column, sigma in enumerate(BLUR_PX):
        scores = np.array([one.blur[column] for one in portraits])
        refused = float((scores > limits["refuse_above"]).mean())
        advised = float((scores > limits["advise_above"]).mean()) - refused
        spread = (f"{value:.2f}" for value in np.percentile(scores, (0, 5, 50, 95, 100)))
        rows.append(
            (f"{sigma} px", f"{sigma / width:.1%}", *spread, f"{advised:.0%}", f"{refused:.0%}")
        )
    spread_head = ("least", "p5", "median", "p95", "most")
    return table(("blurred by", "of the face width", *spread_head, "advised", "refused"), rows)


def light_line(portraits: Sequence[Portrait]) -> str:
    """How unevenly studio light falls on the cheeks, in one sentence."""
    uneven = np.array([one.uneven for one in portraits])
    return (
        f"difference of L* between the cheeks: median {np.median(uneven):.1f}, "
        f"p95 {np.percentile(uneven, 95):.1f}, most {uneven.max():.1f}, {(uneven > 6).sum()} over 6 "
        f"(advised above {load_limits()['light']['advise_side_above']:g})"
    )
