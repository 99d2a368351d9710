"""What the parser saw at single points: cheaper and smoother than a mask, good enough for a curve."""

import cv2
import numpy as np

from beauty.predict import Parsing


def share_at(parsing: Parsing, name: str, points_px: np.ndarray) -> np.ndarray:
    """How likely each point float (h, w, 2) of the sheet shows `name`: float32 (h, w); 0 off the crop."""
    warp = parsing.crop.to_crop
    at = (points_px @ warp[:, :2].T + warp[:, 2]).astype(np.float32)
    share: np.ndarray = cv2.remap(parsing.share(name), at, None, cv2.INTER_LINEAR)
    return share
