"""A face cut out and set upright, the same way in training and at run time: what the networks see."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

# Where these landmarks lie on the mean of 52 neutral studio portraits (London set), x right and y down
# in eye distances from the point between the eyes. All lie inside the face, so that neither jaw nor
# hairline, whose form the networks are to judge, decides how the crop is laid.
ANCHORS = {
    33: (-0.729, -0.015),
    133: (-0.271, 0.015),
    362: (0.271, 0.015),
    263: (0.729, -0.015),
    98: (-0.256, 0.695),
    327: (0.256, 0.695),
    61: (-0.412, 1.091),
    291: (0.412, 1.091),
}

FINE_ENOUGH = 0.3  # share of a crop pixel by which a map may be laid coarser than the crop


@dataclass(frozen=True)
class CropFrame:
    """How much of the picture round a face a crop holds.

    size_px: side of the square crop.
    eye_distances: how many distances between the eye centres the side spans.
    below_eyes: how far the crop's centre lies below the eyes, in eye distances.
    """

    size_px: int
    eye_distances: float
    below_eyes: float


@dataclass(frozen=True, eq=False)
class Crop:
    """pixels: (size, size) or (size, size, c), the photo's dtype; outside the photo the edge goes on.

    to_crop: float64 (2, 3), photo pixel coordinates (centres at whole numbers) to the crop's.
    """

    pixels: np.ndarray
    to_crop: np.ndarray

    @cached_property
    def to_photo(self) -> np.ndarray:
        """float64 (2, 3), the way back."""
        back: np.ndarray = cv2.invertAffineTransform(self.to_crop)
        return back

    def take(self, mask: np.ndarray, corner: tuple[int, int] = (0, 0)) -> np.ndarray:
        """A map of the photo, or of the part of it that begins at `corner` (x, y), as the crop sees it:
        (size, size), 0 where it says nothing."""
        if not mask.size:  # of a region that lies outside the photo
            return np.zeros(self.pixels.shape[:2], mask.dtype)
        moved = self.to_crop.copy()
        moved[:, 2] += self.to_crop[:, :2] @ np.array(corner, np.float64)
        taken: np.ndarray = cv2.warpAffine(mask, moved, self.pixels.shape[1::-1])
        return taken

    def paste(
        self, field: np.ndarray, size_wh: tuple[int, int], corner: tuple[int, int] = (0, 0)
    ) -> np.ndarray:
        """A float32 map (size, size) or (size, size, c) of the crop, laid over a part of the photo of
        this size from `corner` (x, y) on; 0 around the crop."""
        planes = self.paste_planes(field, size_wh, corner)
        return planes[0] if field.ndim == 2 else cv2.merge(planes)

    def paste_planes(
        self, field: np.ndarray, size_wh: tuple[int, int], corner: tuple[int, int] = (0, 0)
    ) -> list[np.ndarray]:
        """The same, each channel on its own.

        Where the photo is finer than the crop, the map is laid at the crop's fineness and then enlarged:
        OpenCV enlarges many times faster than it turns.
        """
        turn = self.to_photo
        step = max(1, int(np.hypot(turn[0, 0], turn[1, 0]) + FINE_ENOUGH))
        if step == 1:
            return list(cv2.split(self._laid(field, size_wh, corner, 1)))
        # whole steps of the photo, so that every part of it is laid alike; one more for the border
        first = [side // step - 1 for side in corner]
        last = [-(-(at + side) // step) + 1 for at, side in zip(corner, size_wh, strict=True)]
        small = self._laid(field, (last[0] - first[0], last[1] - first[1]), first, step)
        left, top = (at - start * step for at, start in zip(corner, first, strict=True))
        rows, columns = slice(top, top + size_wh[1]), slice(left, left + size_wh[0])
        large = small.shape[1] * step, small.shape[0] * step
        return [cv2.resize(plane, large)[rows, columns] for plane in cv2.split(small)]

    def _laid(
        self, field: np.ndarray, size_wh: tuple[int, int], first: Sequence[int], step: int
    ) -> np.ndarray:
        """The field on a grid of the photo, each cell `step` pixels wide, from the cell `first` on."""
        moved = self.to_photo.copy()
        moved[:, 2] = (moved[:, 2] + 0.5) / step - 0.5 - first  # centre to centre
        moved[:, :2] /= step
        pasted: np.ndarray = cv2.warpAffine(field, moved, size_wh, flags=cv2.INTER_LINEAR)
        return pasted


def crop_face(pixels: np.ndarray, landmarks_px: np.ndarray, frame: CropFrame) -> Crop:
    """Cut a face out of `pixels` (h, w) or (h, w, c), by landmarks (478, 2): upright, centred, of one
    size, never stretched or mirrored."""
    to_crop = upright(landmarks_px, frame)
    scale = float(np.hypot(to_crop[0, 0], to_crop[1, 0]))
    side = (frame.size_px, frame.size_px)
    if scale < 0.5:  # shrink by areas first: interpolation alone would skip pixels
        height, width = pixels.shape[:2]
        small_wh = (max(round(width * scale), 1), max(round(height * scale), 1))
        pixels = cv2.resize(pixels, small_wh, interpolation=cv2.INTER_AREA)
        step = np.array([small_wh[0] / width, small_wh[1] / height])
        sampled = np.column_stack([to_crop[:, :2] / step, to_crop[:, 2]])
        sampled[:, 2] += to_crop[:, :2] @ (0.5 / step - 0.5)  # pixel centres, not corners
    else:
        sampled = to_crop
    cut = cv2.warpAffine(
        pixels, sampled, side, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return Crop(cut, to_crop)


def upright(landmarks_px: np.ndarray, frame: CropFrame) -> np.ndarray:
    """How a face with these landmarks (478, 2) is laid in its crop: the turn, scale and shift, float64
    (2, 3), that brings its anchors nearest to where the crop has them (least squares)."""
    unit = frame.size_px / frame.eye_distances
    middle = (frame.size_px - 1) / 2
    target = np.array(list(ANCHORS.values())) * unit + (middle, middle - frame.below_eyes * unit)
    source = landmarks_px[list(ANCHORS)].astype(np.float64)
    # complex numbers turn and scale by one product
    seen, wanted = source @ (1, 1j), target @ (1, 1j)
    centred = seen - seen.mean()
    turn = np.vdot(centred, wanted - wanted.mean()) / np.vdot(centred, centred)
    shift = wanted.mean() - turn * seen.mean()
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])
