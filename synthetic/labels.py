"""The label map's classes (those of the project's `segment`) and where each lies on the mesh."""

import numpy as np

from synthetic.arrays import Bools, Bytes, Floats, Ints
from synthetic.mesh import EYE, SKIN
from synthetic.skin_fields import MOUTH_LINE_Y_DM, inner_mouth_share, lips_share, sample_mask

LABELS = {
    "background": 0, "skin": 1, "brow": 2, "eye": 3, "nose": 4, "upper lip": 5, "lower lip": 6,
    "inner mouth": 7, "hair": 8, "ear": 9, "neck": 10, "glasses": 11, "other": 12,
}  # fmt: skip


def label_skin(rest: Floats, uv: Floats, part: Ints, cloth: Bools) -> Bytes:
    """Labels (P,) of mesh points: rest (P, 3) dm, uv (P, 2), part (P,), cloth (P,)."""
    x, y, z = np.abs(rest[:, 0]), rest[:, 1], rest[:, 2]
    label = np.full(len(rest), LABELS["skin"], dtype=np.uint8)
    label[y + 0.35 * np.clip(z, 0, 1.2) < 6.55] = LABELS["neck"]
    label[(x < 0.06 + 0.55 * np.clip(7.42 - y, 0, 0.2)) & (y > 6.80) & (y < 7.40) & (z > 1.3)] = (
        LABELS["nose"]
    )
    side = (x > 0.6) & (y > 6.75) & (y < 7.45)
    ear = np.zeros(len(rest), dtype=bool)
    ear[side] = sample_mask("ears", uv[side]) > 0.5
    label[ear] = LABELS["ear"]
    lips = lips_share(rest, uv) > 0.5
    label[lips & (y >= MOUTH_LINE_Y_DM)] = LABELS["upper lip"]
    label[lips & (y < MOUTH_LINE_Y_DM)] = LABELS["lower lip"]
    label[inner_mouth_share(rest, uv) > 0.5] = LABELS["inner mouth"]
    label[part == EYE] = LABELS["eye"]
    label[(part != EYE) & (part != SKIN)] = LABELS["inner mouth"]
    label[cloth] = LABELS["other"]
    return label
