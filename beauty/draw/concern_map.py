"""One skin concern on the face: its map as a veil over the portrait, and the place to look closer at."""

from functools import partial

import numpy as np

from beauty.concerns.concern import Concern, Concerns
from beauty.draw.heat import veiled
from beauty.draw.portrait import Portrait, cut
from beauty.face import Regions
from beauty.photo import Photo

DETAIL_WIDTH_PX = 320  # of the close-up on the screen
MOST_PX = 480  # of the photo in a close-up: more would no longer be close
ROOM = 0.12  # round a region, as a share of its longer side

Box = tuple[int, int, int, int]


def draw_concern(concerns: Concerns, name: str, shown: Portrait) -> np.ndarray:
    """The portrait, or a close-up, under the map of one concern: uint8 (h, w, 3), untouched where the
    map is 0."""
    return veiled(shown, partial(concerns.over_photo, name))


def strongest_region(concern: Concern) -> str | None:
    """The region with the highest score; None where nothing was seen in any."""
    if not concern.regions:
        return None
    name = max(concern.regions, key=concern.regions.__getitem__)
    return name if concern.regions[name] > 0 else None


def close_up(
    photo: Photo, regions: Regions, concerns: Concerns, name: str, region: str
) -> Portrait | None:
    """The pixels of the photo round the strongest place of a concern in a region, as close as it can be
    shown; None where the region lies outside the photo."""
    if region not in regions or not regions[region].alpha.size:
        return None
    box = _with_room(regions[region].box_xyxy, photo.size_wh)
    size_wh = (box[2] - box[0], box[3] - box[1])
    heat = concerns.over_photo(name, size_wh, box[:2]) * regions[region].on(box)
    side = min(MOST_PX, max(size_wh))
    middle = _middle(heat)
    box = _square((box[0] + middle[0], box[1] + middle[1]), side, photo.size_wh)
    return cut(photo, box, DETAIL_WIDTH_PX)


def _with_room(box: Box, size_wh: tuple[int, int]) -> Box:
    left, top, right, bottom = box
    room = round(ROOM * max(right - left, bottom - top))
    return (
        max(left - room, 0),
        max(top - room, 0),
        min(right + room, size_wh[0]),
        min(bottom + room, size_wh[1]),
    )


def _middle(heat: np.ndarray) -> tuple[int, int]:
    """Where the heat (h, w) is balanced, strong places most; the middle where there is none."""
    weight = heat.astype(np.float64) ** 2
    total = float(weight.sum())
    height, width = heat.shape
    if total <= 0:
        return width // 2, height // 2
    x = float((weight.sum(axis=0) * np.arange(width)).sum()) / total
    y = float((weight.sum(axis=1) * np.arange(height)).sum()) / total
    return round(x), round(y)


def _square(middle: tuple[int, int], side: int, size_wh: tuple[int, int]) -> Box:
    """A square of the photo round a point, moved inside the photo, and cut where it is larger."""
    wide, high = min(side, size_wh[0]), min(side, size_wh[1])
    left = min(max(middle[0] - wide // 2, 0), size_wh[0] - wide)
    top = min(max(middle[1] - high // 2, 0), size_wh[1] - high)
    return left, top, left + wide, top + high
