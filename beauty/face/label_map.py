"""The label map of the `segment` command, from the landmark regions alone.

Hair, ears, neck and glasses cannot be told from landmarks: those pixels stay background here.
"""

import numpy as np

from beauty.face.regions import Regions

LABELS = (
    *("background", "skin", "brow", "eye", "nose", "upper_lip", "lower_lip", "inner_mouth"),
    *("hair", "ear", "neck", "glasses", "other"),
)
PAINTED = (
    ("skin", "skin"),
    ("nose", "nose"),
    ("right_brow", "brow"),
    ("left_brow", "brow"),
    ("right_eye", "eye"),
    ("left_eye", "eye"),
    ("upper_lip", "upper_lip"),
    ("lower_lip", "lower_lip"),
    ("inner_mouth", "inner_mouth"),
)


def label_map(regions: Regions, size_wh: tuple[int, int]) -> np.ndarray:
    """uint8 (H, W) of indices into LABELS; a pixel belongs to a region from alpha 0.5 on."""
    width, height = size_wh
    labels = np.zeros((height, width), np.uint8)
    for region_name, label in PAINTED:
        region = regions[region_name]
        region.crop(labels)[region.alpha >= 0.5] = LABELS.index(label)
    return labels
