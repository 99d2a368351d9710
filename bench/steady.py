"""Which numbers should the live mirror's filter have? Jitter and lag of the lips, for a grid of them.

    python -m bench.steady

The real tracker follows a still portrait with noise of sigma 4, and the same portrait swaying 80 px to
each side every two seconds; both tracks then go through the filter with each pair of numbers. "behind":
the most that the filter adds at full speed, pixels. Bars: jitter under 0.10 px, lag under 2 frames.
"""

from itertools import product

import cv2
import numpy as np

from beauty.face import Face, Tracker
from beauty.live.limits import load_rules
from beauty.live.one_euro import Calm
from beauty.live.steady import Steady
from bench.portrait import portrait
from tools.table import table

FRAMES, FRAME_S, SWAY_PX, SWAY_HZ, SIGMA = 120, 1 / 30, 80.0, 0.5, 4.0
LIPS = (61, 291, 0, 17, 13, 14, 40, 270, 181, 405)
STARTED = 20  # frames until the tracker has settled
PLACES = ((0.5, 10.0), (0.5, 40.0), (1.2, 60.0), (1.2, 120.0))
SHAPES = ((0.5, 5.0), (0.5, 20.0), (0.8, 40.0))
Track = list[Face]


def main() -> None:
    run()


def run() -> None:
    """Print the grid, the raw track first, and the verdict on the numbers in use."""
    path = SWAY_PX * np.sin(2 * np.pi * SWAY_HZ * FRAME_S * np.arange(FRAMES))
    still, moving = tracked(np.zeros(FRAMES)), tracked(path)
    raw = lips(moving)
    rows = [("none", "none", *figures(lips(still), raw, raw, path))]
    rules = load_rules()
    used = (
        (rules.place.still_hz, rules.place.speed_hz),
        (rules.shape.still_hz, rules.shape.speed_hz),
    )
    for place, shape in (*product(PLACES, SHAPES), used):
        calm = Calm(*place, rules.place.slope_hz), Calm(*shape, rules.shape.slope_hz)
        at_rest, swaying = (lips(steadied(track, *calm)) for track in (still, moving))
        rows.append((f"{place}", f"{shape}", *figures(at_rest, swaying, raw, path)))
    print(table(("place", "shape", "jitter, px", "lag, frames", "behind, px"), rows) + "\n")
    jitter, lag = float(rows[-1][2]), float(rows[-1][3])
    said = "pass" if jitter < 0.10 and lag < 2 else "MISSED"
    print(f"in use (last row): jitter {jitter:.3f} px, lag {lag:.2f} frames: {said}")


def tracked(path_px: np.ndarray) -> Track:
    """The tracker's faces on the portrait, moved sideways by this much in each frame."""
    scene = np.full((480, 640, 3), 128, np.uint8)
    scene[:, 80:560] = portrait(480)
    tracker, dice, found = Tracker.load(), np.random.default_rng(1), []
    for number, x in enumerate(path_px):
        move = np.array([[1, 0, x], [0, 1, 0]])
        frame = cv2.warpAffine(scene, move, (640, 480), borderMode=cv2.BORDER_REPLICATE)
        noisy = np.clip(frame + dice.normal(0, SIGMA, frame.shape), 0, 255).astype(np.uint8)
        face = tracker.follow(noisy, number * FRAME_S)
        if face is None:
            raise RuntimeError(f"no face in frame {number}")
        found.append(face)
    tracker.close()
    return found


def steadied(track: Track, place: Calm, shape: Calm) -> Track:
    steady = Steady(place, shape)
    return [steady(face, number * FRAME_S) for number, face in enumerate(track)]


def lips(track: Track) -> np.ndarray:
    """float32 (frames, points, 2)"""
    return np.stack([face.landmarks_px[list(LIPS)] for face in track])


def figures(
    still: np.ndarray, moving: np.ndarray, raw: np.ndarray, path: np.ndarray
) -> tuple[str, str, str]:
    jitter = still[STARTED:].std(0).mean()
    seen, when = moving[..., 0].mean(1), np.arange(FRAMES)
    late = np.arange(0, 5, 0.05)
    apart = [np.std((seen - np.interp(when - delay, when, path))[STARTED:]) for delay in late]
    behind = np.abs(seen - raw[..., 0].mean(1))[STARTED:].max()
    return f"{jitter:.3f}", f"{late[int(np.argmin(apart))]:.2f}", f"{behind:.2f}"


if __name__ == "__main__":
    main()
