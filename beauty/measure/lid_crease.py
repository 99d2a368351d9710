"""The crease of an upper lid, looked for in the picture: landmarks know the lashes, not the fold.

The strip of skin between lash line and brow is laid straight, rows by height above the lashes and columns
along the lid. A crease is a dark line in it, darker than the skin above and below; the line that is
darkest in all, column after column, is found by dynamic programming.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from beauty.color import to_lab

PER_EYE = 100  # rows and columns of the strip to one width of the eye
ALONG = (0.2, 0.8)  # the corners are left out: there the fold runs into the lash line
HEIGHTS = 45  # rows: as far up as 0.45 widths of the eye
ARM = 4  # rows from a crease's middle to the skin on either side of it
SMOOTH_ALONG, SMOOTH_UP = 3.0, 2.0  # lashes run across the crease: blur more along it
BELOW_BROW = 0.75  # share of the way to the brow that is looked at: its hairs are dark as well
DARKER_L = 0.5  # L* by which a column of the line counts as darker than what is round it


@dataclass(frozen=True)
class Crease:
    """The darkest line above the lashes. height: its median over the lash line, in widths of the eye;
    depth: mean L* by which it is darker than the skin above and below; whole: share of columns in which
    it is (0..1)."""

    height: float
    depth: float
    whole: float


def find_crease(
    rgb: np.ndarray, lashes: np.ndarray, brow: np.ndarray, above: float
) -> tuple[Crease | None, float]:
    """The lid's darkest line, and how far the brow stands above the lashes, in widths of the eye.

    rgb: uint8 (h, w, 3), upright or not; lashes: the upper lash line, float (n, 2) in pixels, from the
    outer to the inner corner; brow: its lower edge, float (m, 2); above: height in widths of the eye from
    which the lashes no longer hide the lid. None where the brow leaves no room for a line.
    """
    strip, distance = _straight(rgb, lashes, brow)
    light = to_lab(strip)[..., 0].astype(np.float32)
    light = cv2.GaussianBlur(light, (0, 0), sigmaX=SMOOTH_ALONG, sigmaY=SMOOTH_UP)
    first = round(PER_EYE * above)
    last = min(round(PER_EYE * distance * BELOW_BROW), HEIGHTS - ARM)
    if last - first < ARM:
        return None, distance
    middle = light[first:last]
    darker = np.minimum(light[first - ARM : last - ARM], light[first + ARM : last + ARM]) - middle
    rows = best_path(darker)
    along = darker[rows, np.arange(darker.shape[1])]
    height = (float(np.median(rows)) + first) / PER_EYE
    return Crease(height, float(along.mean()), float((along > DARKER_L).mean())), distance


def best_path(worth: np.ndarray) -> np.ndarray:
    """Rows, int (w,), of the line from the left to the right edge of `worth` float (h, w) whose sum is
    largest and that climbs at most one row a column."""
    height, width = worth.shape
    total, came = worth[:, 0], np.zeros((height, width), np.int64)
    outside = np.full(1, -np.inf)
    for column in range(1, width):
        from_rows = np.stack(
            [total, np.concatenate([outside, total[:-1]]), np.concatenate([total[1:], outside])]
        )
        choice = from_rows.argmax(axis=0)  # straight on where nothing is better
        came[:, column] = np.arange(height) + np.array([0, -1, 1])[choice]
        total = from_rows.max(axis=0) + worth[:, column]
    rows = [int(total.argmax())]
    for column in range(width - 1, 0, -1):
        rows.append(int(came[rows[-1], column]))
    return np.array(rows[::-1])


def _straight(rgb: np.ndarray, lashes: np.ndarray, brow: np.ndarray) -> tuple[np.ndarray, float]:
    """The strip uint8 (HEIGHTS, columns, 3), row 0 on the lash line, and the brow's distance."""
    outer = lashes[0].astype(np.float64)
    across = lashes[-1] - outer
    width = float(np.hypot(*across))
    across = across / width
    up = np.array([across[1], -across[0]])
    up = up if up @ (brow.mean(axis=0) - lashes.mean(axis=0)) > 0 else -up
    steps = np.linspace(*ALONG, round(PER_EYE * (ALONG[1] - ALONG[0])))
    lid, edge = (_heights((line - outer) / width, across, up, steps) for line in (lashes, brow))
    height = lid + np.arange(HEIGHTS)[:, None] / PER_EYE
    x, y = (outer[i] + width * (steps * across[i] + height * up[i]) for i in range(2))
    strip = cv2.remap(rgb, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR)
    return strip, float((edge - lid).mean())


def _heights(line: np.ndarray, across: np.ndarray, up: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """How high a line (n, 2) stands at these steps along the eye, in its widths: float (k,)."""
    along = line @ across
    order = np.argsort(along)
    heights: np.ndarray = np.interp(steps, along[order], (line @ up)[order])
    return heights
