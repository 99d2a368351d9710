"""The label map of the `segment` command: the network's answer, sharpened where landmarks know better.

Landmarks place lips and eyes to a fraction of a pixel of the photo, the network to a pixel of its crop;
the network knows what lies in front of them. So the landmarks' word counts only as far as the network
sees nothing else there.
"""

import numpy as np

from beauty.face import Regions
from beauty.photo import Photo
from beauty.predict.parser import Parsing

# label of the contract -> regions drawn from landmarks
DRAWN = {
    "eye": ("right_eye", "left_eye"),
    "upper_lip": ("upper_lip",),
    "lower_lip": ("lower_lip",),
    "inner_mouth": ("inner_mouth",),
}
IN_FRONT = ("background", "hair", "glasses", "other")
LANDMARK_WEIGHT = 0.35


def segment(
    photo: Photo, regions: Regions, parsing: Parsing, weight: float = LANDMARK_WEIGHT
) -> np.ndarray:
    """uint8 (H, W) of indices into the parsing's labels; `weight` is the landmarks' share, 0..1."""
    shares = parsing.over_photo(photo.size_wh)
    left, top, right, bottom = regions["skin"].box_xyxy
    inner = shares[top:bottom, left:right]
    inner[:] = _with_landmarks(inner, regions, (left, top, right, bottom), parsing.labels, weight)
    labels: np.ndarray = shares.argmax(axis=2).astype(np.uint8)
    return labels


def _with_landmarks(
    shares: np.ndarray,
    regions: Regions,
    box: tuple[int, int, int, int],
    labels: tuple[str, ...],
    weight: float,
) -> np.ndarray:
    """Shares (h, w, labels) on `box`, moved towards what the landmarks draw there."""
    told = [labels.index(label) for label in DRAWN]
    drawn = np.zeros((*shares.shape[:2], len(told)), np.float32)
    for column, names in enumerate(DRAWN.values()):
        for name in names:
            drawn[..., column] += regions[name].on(box)
    drawn /= np.maximum(drawn.sum(axis=2, keepdims=True), 1)
    # where the landmarks draw nothing, the other labels keep their proportions
    rest = np.maximum(shares @ _named(labels, set(labels) - set(DRAWN)), 1e-6)
    trust = weight * (1 - shares @ _named(labels, set(IN_FRONT)))
    moved: np.ndarray = shares * (1 - trust + trust * (1 - drawn.sum(axis=2)) / rest)[..., None]
    moved[..., told] = shares[..., told] * (1 - trust)[..., None] + drawn * trust[..., None]
    return moved


def _named(labels: tuple[str, ...], names: set[str]) -> np.ndarray:
    """float32 (labels,), 1 for those named: `shares @ it` is their sum, faster than adding columns."""
    return np.array([label in names for label in labels], np.float32)
