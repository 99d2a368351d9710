"""How far do the quality gate's checks agree with masks made by hand, and with blur made on purpose?

    python -m tools.gate_accuracy --data ../shared/data/face_parsing [--portraits ../shared/data/london]

`data` holds index.csv (path, mask); masks are label maps with the labels of the `segment` command. A
face wears glasses where their label covers more than 0.4% of the squared face width, and has a fringe
where hair covers more than 15% of the forehead region. `portraits` are sharp studio photos: they are
blurred by 0 to 6 px, and their cheeks say how uneven studio light is. The comments in
assets/face/quality.toml quote these figures. The thresholds were picked on the same photos.
"""

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from beauty.errors import BeautyError
from beauty.face import Face, Landmarker, Regions, choose_face
from beauty.measure.skin_color import INSIDE, skin_pixels
from beauty.photo import Photo, read_photo
from beauty.quality.covered import LEAST_PIXELS, bridge_line
from beauty.quality.sharpness import face_blur
from beauty.quality.thresholds import load_limits
from tools.ranks import auc, share_flagged
from tools.table import table

HAIR, GLASSES = 8, 11
GLASSES_AREA = 0.004  # of the squared face width
HAIR_SHARE = 0.15  # of the forehead region
BLUR_PX = (0, 2, 4, 6)


@dataclass(frozen=True)
class Truth:
    """What the mask says of one photo, and the gate's two scores; forehead is NaN if not readable."""

    glasses_area: float
    hair_share: float
    line: float
    forehead: float


@dataclass(frozen=True)
class Portrait:
    """width_px: between the cheeks; blur: score for each of BLUR_PX; uneven: L* between the cheeks."""

    width_px: float
    blur: tuple[float, ...]
    uneven: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--portraits", type=Path)
    args = parser.parse_args()
    landmarker = Landmarker.load()
    truths = [
        truth_of(
            photo, face, regions, cv2.imread(str(args.data / row["mask"]), cv2.IMREAD_UNCHANGED)
        )
        for row, photo, face, regions in faces_of(args.data, landmarker)
    ]
    print(f"\n{len(truths)} photos with a mask and one clear face\n")
    print(covered_table(truths))
    if args.portraits:
        portraits = [portrait_of(*rest) for _, *rest in faces_of(args.portraits, landmarker)]
        print(f"\n{len(portraits)} studio portraits\n\n{blur_table(portraits)}\n")
        print(light_line(portraits))
    landmarker.close()


def faces_of(
    data: Path, landmarker: Landmarker
) -> Iterator[tuple[dict[str, str], Photo, Face, Regions]]:
    """Rows of index.csv with photo, face and regions; photos without one clear face are left out."""
    with (data / "index.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            try:
                photo = read_photo(data / row["path"])
                face = choose_face(landmarker.find(photo))
            except BeautyError as error:
                print(f"{row['path']}: left out, {error.code}")
                continue
            yield row, photo, face, Regions.of(face, photo.size_wh)


def truth_of(photo: Photo, face: Face, regions: Regions, mask: np.ndarray) -> Truth:
    """The mask uint8 (H, W), of the photo's own size, beside the gate's scores."""
    forehead = regions["forehead"]
    inside = forehead.alpha >= INSIDE
    hair = (forehead.crop(mask) == HAIR)[inside]
    return Truth(
        glasses_area=float((mask == GLASSES).sum()) / face.width_px**2,
        hair_share=float(hair.mean()) if hair.size else float("nan"),
        line=bridge_line(photo, face),
        forehead=dark_forehead(photo, face, regions),
    )


def dark_forehead(photo: Photo, face: Face, regions: Regions) -> float:
    """Share of the forehead that the fringe check calls covered; NaN where it does not answer."""
    cheeks = np.concatenate(
        [cheek_pixels(photo, face, regions, side) for side in ("right", "left")]
    )
    forehead = skin_pixels(photo, face, regions["forehead"])
    if min(len(cheeks), len(forehead)) < LEAST_PIXELS:
        return float("nan")
    darker = np.median(cheeks[:, 0]) - forehead[:, 0] > load_limits()["covered"]["fringe_darker"]
    return float(darker.mean())


def cheek_pixels(photo: Photo, face: Face, regions: Regions, side: str) -> np.ndarray:
    """CIELAB float32 (n, 3) of one cheek's skin."""
    return skin_pixels(photo, face, regions[f"{side}_cheek"])


def portrait_of(photo: Photo, face: Face, regions: Regions) -> Portrait:
    """Blur scores of the portrait blurred on purpose, and how unevenly its cheeks are lit."""
    width = load_limits()["blur"]["width"]
    blurred = (blur(photo, sigma) for sigma in BLUR_PX)
    right, left = (
        float(np.median(cheek_pixels(photo, face, regions, side)[:, 0]))
        for side in ("right", "left")
    )
    return Portrait(
        face.width_px, tuple(face_blur(one, face, width) for one in blurred), abs(right - left)
    )


def blur(photo: Photo, sigma_px: float) -> Photo:
    """The photo under a Gaussian blur; 0 leaves it as it is."""
    if sigma_px == 0:
        return photo
    return Photo(cv2.GaussianBlur(photo.rgb, (0, 0), sigma_px), photo.original_size_wh)


def covered_table(truths: list[Truth]) -> str:
    """Glasses and fringe: agreement with the masks, ranking and at the threshold."""
    limits = load_limits()["covered"]
    rows = [
        _covered(truths, "glasses", lambda t: t.line, lambda t: t.glasses_area, GLASSES_AREA),
        _covered(truths, "fringe", lambda t: t.forehead, lambda t: t.hair_share, HAIR_SHARE),
    ]
    thresholds = (limits["glasses_line"], limits["fringe_share"])
    cells = [
        (name, len(scores), int(positive.sum()), *_figures(scores, positive, threshold))
        for (name, scores, positive), threshold in zip(rows, thresholds, strict=True)
    ]
    head = ("check", "photos", "with", "AUC", "threshold", "recall", "false alarms")
    return table(head, cells)


def _covered(
    truths: list[Truth],
    name: str,
    score: Callable[[Truth], float],
    share: Callable[[Truth], float],
    least: float,
) -> tuple[str, np.ndarray, np.ndarray]:
    """Name, scores and hand-made truth of the photos where both are known."""
    known = [one for one in truths if np.isfinite(score(one)) and np.isfinite(share(one))]
    return name, np.array([score(o) for o in known]), np.array([share(o) > least for o in known])


def _figures(scores: np.ndarray, positive: np.ndarray, threshold: float) -> tuple[str, ...]:
    flagged = scores > threshold
    recall, alarms = share_flagged(flagged, positive), share_flagged(flagged, ~positive)
    return f"{auc(scores, positive):.3f}", f"{threshold:g}", f"{recall:.1%}", f"{alarms:.1%}"


def blur_table(portraits: list[Portrait]) -> str:
    """Perceptual blur by strength: all of it, and what the gate would say."""
    limits = load_limits()["blur"]
    width = np.median([one.width_px for one in portraits])
    rows = []
    for column, sigma in enumerate(BLUR_PX):
        scores = np.array([one.blur[column] for one in portraits])
        low, middle, high = np.percentile(scores, (5, 50, 95))
        refused = (scores > limits["refuse_above"]).mean()
        advised = (scores > limits["advise_above"]).mean() - refused
        rows.append(
            (f"{sigma} px", f"{sigma / width:.1%}", f"{scores.min():.2f}", f"{low:.2f}")
            + (f"{middle:.2f}", f"{high:.2f}", f"{scores.max():.2f}")
            + (f"{advised:.0%}", f"{refused:.0%}")
        )
    head = ("blurred by", "of the face width", "least", "p5", "median", "p95", "most")
    return table((*head, "advised", "refused"), rows)


def light_line(portraits: list[Portrait]) -> str:
    uneven = np.array([one.uneven for one in portraits])
    return (
        f"difference of L* between the cheeks: median {np.median(uneven):.1f}, "
        f"p95 {np.percentile(uneven, 95):.1f}, most {uneven.max():.1f} "
        f"(advised above {load_limits()['light']['advise_side_above']:g})"
    )


if __name__ == "__main__":
    main()
