"""Colour of a region's skin as photographed, in CIELAB, robust against highlights and stray hairs."""

import numpy as np

from beauty.color import to_lab
from beauty.face import Face, Region
from beauty.photo import Photo

WORKING_WIDTH_PX = 256  # of the face; wider ones are read on a grid
INSIDE = 0.9  # alpha from which a pixel counts as well inside a region
LEAST_PIXELS = 40
TRIM = (15.0, 85.0)  # percentiles of L*: the colour of highlights and shadows stays out of a*, b*
CLIPPED = 250  # a channel from here on may be burnt out

SKIN_REGIONS = (
    *("forehead", "glabella", "nose", "right_cheek", "left_cheek", "right_under_eye"),
    *("left_under_eye", "chin", "right_jawline", "left_jawline"),
)

Lab = tuple[float, float, float]


def region_colour(photo: Photo, face: Face, region: Region) -> Lab | None:
    """Robust CIELAB of a region; None with too few pixels.

    White highlights are the lamp's colour and stay out. Skin that burns in red alone keeps its place
    among the bright pixels: without it a bright photo's skin would come out darker than a dim one's.
    """
    pixels = _inside(photo, face, region)
    return robust_lab(to_lab(pixels[(pixels < CLIPPED).any(axis=1)]))


def skin_pixels(photo: Photo, face: Face, region: Region) -> np.ndarray:
    """CIELAB float32 (n, 3) of the pixels well inside a region and not burnt out.

    A median needs thousands of pixels, not hundreds of thousands: large faces are read on a grid.
    """
    pixels = _inside(photo, face, region)
    return to_lab(pixels[(pixels < CLIPPED).all(axis=1)])


def robust_lab(pixels: np.ndarray) -> Lab | None:
    """Median CIELAB of pixels (n, 3) whose L* lies within TRIM; None with too few valid ones."""
    if len(pixels) < LEAST_PIXELS:
        return None
    low, high = np.percentile(pixels[:, 0], TRIM)
    middle = pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)]
    return as_lab(np.median(middle, axis=0))


def _inside(photo: Photo, face: Face, region: Region) -> np.ndarray:
    """Pixels uint8 (n, 3) well inside a region, on a grid where the face is large."""
    step = max(1, int(face.width_px / WORKING_WIDTH_PX))
    pixels: np.ndarray = region.crop(photo.rgb)[::step, ::step][
        region.alpha[::step, ::step] >= INSIDE
    ]
    return pixels


def as_lab(values: np.ndarray) -> Lab:
    """Three numbers of an array as plain floats."""
    return float(values[0]), float(values[1]), float(values[2])
