"""How far do the quality gate's checks agree with masks made by hand, and with blur made on purpose?

    python -m tools.gate_accuracy --data ../shared/data/face_parsing [--portraits ../shared/data/london]

`data` holds index.csv (path, mask); masks are label maps with the labels of the `segment` command. A
face wears glasses where their label covers more than 0.4% of the squared face width, and has a fringe
where hair covers more than 15% of the forehead region. `portraits` are sharp studio photos: they are
blurred by 0 to 6 px, and their cheeks say how uneven studio light is. The comments in
assets/face/quality.toml quote these figures.

The thresholds were picked on the same photos, so recall and false alarms on others may be worse.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from beauty.face import Landmarker
from beauty.measure.skin_color import INSIDE
from beauty.quality.covered import bridge_line, fringe_share
from beauty.quality.thresholds import load_limits
from tools.ranks import auc, share_flagged
from tools.seen import Seen, seen_in
from tools.studio import blur_table, light_line, portrait_of
from tools.table import table

HAIR, GLASSES = 8, 11
GLASSES_AREA = 0.004  # of the squared face width
HAIR_SHARE = 0.15  # of the forehead region


@dataclass(frozen=True)
class Truth:
    """What the mask says of one photo, and the gate's two scores; NaN where there is no answer."""

    glasses_area: float
    hair_share: float
    line: float
    forehead: float


@dataclass(frozen=True)
class Check:
    """score: what the gate computes; truth: what the mask says, true above `least`."""

    name: str
    score: Callable[[Truth], float]
    threshold: float
    truth: Callable[[Truth], float]
    least: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--portraits", type=Path)
    args = parser.parse_args()
    landmarker = Landmarker.load()
    truths = [
        truth_of(seen, read_mask(args.data / seen.row["mask"]))
        for seen in seen_in(args.data, landmarker)
    ]
    print(f"\n{len(truths)} photos with a mask and one clear face\n\n{covered_table(truths)}")
    if args.portraits:
        portraits = [portrait_of(seen) for seen in seen_in(args.portraits, landmarker)]
        print(f"\n{len(portraits)} studio portraits\n\n{blur_table(portraits)}")
        print(f"\n{light_line(portraits)}")
    landmarker.close()


def read_mask(path: Path) -> np.ndarray:
    """Label map uint8 (H, W). Raises FileNotFoundError where there is none."""
    mask: np.ndarray | None = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if mask is None:
        raise FileNotFoundError(f"{path.name}: expected a label map, found none")
    return mask


def truth_of(seen: Seen, mask: np.ndarray) -> Truth:
    """The mask uint8 (H, W), of the photo's own size, beside the gate's scores."""
    forehead = seen.regions["forehead"]
    hair = (forehead.crop(mask) == HAIR)[forehead.alpha >= INSIDE]
    share = fringe_share(seen.photo, seen.face, seen.regions)
    return Truth(
        glasses_area=float((mask == GLASSES).sum()) / seen.face.width_px**2,
        hair_share=float(hair.mean()) if hair.size else float("nan"),
        line=bridge_line(seen.photo, seen.face),
        forehead=np.nan if share is None else share,
    )


def covered_table(truths: Sequence[Truth]) -> str:
    """Glasses and fringe: how well the score ranks, and what the threshold makes of it."""
    limits = load_limits()["covered"]
    checks = (
        Check(
            "glasses",
            lambda one: one.line,
            limits["glasses_line"],
            lambda one: one.glasses_area,
            GLASSES_AREA,
        ),
        Check(
            "fringe",
            lambda one: one.forehead,
            limits["fringe_share"],
            lambda one: one.hair_share,
            HAIR_SHARE,
        ),
    )
    head = ("check", "photos", "with", "AUC", "threshold", "recall", "false alarms")
    return table(head, [figures(check, truths) for check in checks])


def figures(check: Check, truths: Sequence[Truth]) -> tuple[object, ...]:
    """One row of the table, over the photos where both score and truth are known."""
    pairs = np.array([(check.score(one), check.truth(one)) for one in truths], float)
    known = pairs[np.isfinite(pairs).all(axis=1)]
    scores, positive = known[:, 0], known[:, 1] > check.least
    flagged = scores > check.threshold
    recall, alarms = share_flagged(flagged, positive), share_flagged(flagged, ~positive)
    shares = (f"{check.threshold:g}", f"{recall:.1%}", f"{alarms:.1%}")
    return check.name, len(known), int(positive.sum()), f"{auc(scores, positive):.3f}", *shares


if __name__ == "__main__":
    main()
