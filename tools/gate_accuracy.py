"""How far do the quality gate's checks agree with masks made by hand, and with blur made on purpose?

    python -m tools.gate_accuracy --data ../shared/data/face_parsing [--only FILE]
                                  [--portraits ../shared/data/london]

`data` holds index.csv (path, mask); masks are label maps with the labels of the `segment` command. A
face wears glasses where their label covers more than 0.4% of the squared face width, and has a fringe
where hair covers more than 15% of the forehead region. `portraits` are sharp studio photos: they are
blurred by 0 to 6 px, and their cheeks say how uneven studio light is. The comments in
assets/face/quality.toml quote these figures.

The gate sees glasses and hair by the face parser, which learnt from most of these photos. `only` lists
those that it never saw, one path of index.csv a line: training.face_parser leaves such a list in its work
folder. Figures on any others flatter.
"""

import argparse
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from beauty.face import Landmarker
from beauty.face.labels import LABELS
from beauty.measure.skin_color import INSIDE
from beauty.predict import Networks
from beauty.predict.parser import FaceParser
from beauty.quality.covered import fringe_share, glasses_share
from beauty.quality.thresholds import load_limits
from tools.ranks import auc, share_flagged
from tools.seen import Seen, seen_in
from tools.studio import blur_table, light_line, portrait_of
from tools.table import table

HAIR, GLASSES = LABELS.index("hair"), LABELS.index("glasses")
GLASSES_AREA = 0.004  # of the squared face width
HAIR_SHARE = 0.15  # of the forehead region


@dataclass(frozen=True)
class Truth:
    """What the mask says of one photo, NaN where it says nothing, and the gate's two scores."""

    glasses_area: float
    hair_share: float
    glasses_score: float
    fringe_score: float


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
    parser.add_argument("--only", type=Path)
    parser.add_argument("--portraits", type=Path)
    args = parser.parse_args()
    landmarker, face_parser = Landmarker.load(), Networks.load().parser
    only = read_list(args.only) if args.only else None
    truths = [
        truth_of(seen, read_mask(args.data / seen.row["mask"]), face_parser)
        for seen in seen_in(args.data, landmarker, only=only)
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


def read_list(path: Path) -> Collection[str]:
    """The lines of a file that are not empty."""
    return frozenset(filter(None, map(str.strip, path.read_text("utf-8").splitlines())))


def truth_of(seen: Seen, mask: np.ndarray, face_parser: FaceParser) -> Truth:
    """The mask uint8 (H, W), of the photo's own size, beside the gate's scores."""
    forehead = seen.regions["forehead"]
    hair = (forehead.crop(mask) == HAIR)[forehead.alpha >= INSIDE]
    parsing = face_parser.parse(seen.photo, seen.face)
    return Truth(
        glasses_area=float((mask == GLASSES).sum()) / seen.face.width_px**2,
        hair_share=float(hair.mean()) if hair.size else float("nan"),
        glasses_score=glasses_share(parsing, seen.face),
        fringe_score=fringe_share(parsing, seen.regions),
    )


def covered_table(truths: Sequence[Truth]) -> str:
    """Glasses and fringe: how well the score ranks, and what the threshold makes of it."""
    limits = load_limits()["covered"]
    checks = (
        Check(
            "glasses",
            lambda one: one.glasses_score,
            limits["glasses_share"],
            lambda one: one.glasses_area,
            GLASSES_AREA,
        ),
        Check(
            "fringe",
            lambda one: one.fringe_score,
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
