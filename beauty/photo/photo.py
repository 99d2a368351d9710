"""The first value of the flow: pixels that every later stage can trust."""

from dataclasses import dataclass

import cv2
import numpy as np

from beauty.checks import frozen, require_array


@dataclass(frozen=True, eq=False)
class Photo:
    """One upright photo.

    rgb: uint8 (H, W, 3), sRGB, read-only; its long side is at most the intake's limit.
    original_size_wh: size of the upright picture as it came, before any scaling.
    """

    rgb: np.ndarray
    original_size_wh: tuple[int, int]

    def __post_init__(self) -> None:
        require_array("rgb", self.rgb, (None, None, 3), np.uint8)
        frozen(self.rgb)

    @property
    def size_wh(self) -> tuple[int, int]:
        height, width = self.rgb.shape[:2]
        return width, height

    def at_most(self, longest_px: int) -> "Photo":
        """The same photo with its long side no longer than this."""
        factor = longest_px / max(self.size_wh)
        if factor >= 1:
            return self
        size = tuple(max(1, round(side * factor)) for side in self.size_wh)
        return Photo(
            cv2.resize(self.rgb, size, interpolation=cv2.INTER_AREA), self.original_size_wh
        )

    @property
    def scale_to_original(self) -> float:
        """Factor from pixels of `rgb` to pixels of the picture as it came (1 or more)."""
        return max(self.original_size_wh) / max(self.size_wh)
