"""Where skin and lips can be seen: landmarks draw them through hair, glasses, hands and teeth."""

import numpy as np

from beauty.face import Region, Regions
from beauty.photo import Photo
from beauty.predict.parser import Parsing

IN_FRONT = ("background", "hair", "glasses", "other")  # a hand is background to the parser
HIDES = {"skin": IN_FRONT, "lips": (*IN_FRONT, "inner_mouth")}
# a pixel is hidden in full from the upper share on; below the lower, doubts are not held against it
DOUBT = (0.15, 0.65)


def seen_regions(photo: Photo, drawn: Regions, parsing: Parsing) -> Regions:
    """The regions that landmarks draw, without what lies in front of them; edges follow the photo's."""
    boxes = np.array([region.box_xyxy for region in drawn.values() if region.alpha.size])
    if not boxes.size:  # the face lies outside the photo
        return drawn
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    box = (left, top, right, bottom)
    hidden = parsing.masks(photo, tuple(HIDES.values()), box, DOUBT)
    visible = {
        shown: Region(shown, box, 1 - mask) for shown, mask in zip(HIDES, hidden, strict=True)
    }
    return drawn.seen(visible)
