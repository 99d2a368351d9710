"""Does make-up stay where it belongs on real photos?

    python -m tools.tryon_accuracy --data ../shared/data

Puts a full look on every photo of london, makeup and 200 of utkface. Prints, a set each: photos with a
pixel changed outside the declared mask; on open mouths the mean CIEDE2000 inside the mouth's outline; and
the share of the lips' channels that the renderer clipped anew.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from tqdm import tqdm

from beauty.color import delta_e, to_lab
from beauty.errors import BeautyError
from beauty.face import Landmarker, choose_face
from beauty.photo import Photo, read_photo
from beauty.predict import Networks
from beauty.tryon import Layer, Look, Sitter, render
from beauty.tryon.lips import INNER, lip_region
from beauty.tryon.products import load_products
from tools.table import table

SETS = {"london": None, "makeup": None, "utkface": 200}
OPEN_SHARE = 0.02  # of the face width between the lips' inner edges: an open mouth
VIVID = {"blush": "#d9566b", "lips": "#b0122f"}
DARK = "#1d1512"


@dataclass(frozen=True)
class Outcome:
    """leaked: pixels changed outside the mask; mouth: mean CIEDE2000 inside an open mouth, None where it
    is closed; clipped: share of the lips' channels at 0 or 255 that were not before."""

    leaked: int
    mouth: float | None
    clipped: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    landmarker, networks = Landmarker.load(), Networks.load()
    rows = []
    for name, most in SETS.items():
        found = [judge(one) for one in tqdm(list(sitters(data / name, most, landmarker, networks)))]
        mouths = [one.mouth for one in found if one.mouth is not None]
        clipped = np.array([one.clipped for one in found])
        rows.append(
            [
                *(name, len(found), sum(one.leaked > 0 for one in found), len(mouths)),
                *(f"{np.mean(mouths):.2f}", f"{np.max(mouths):.2f}"),
                *(f"{clipped.mean():.2%}", f"{clipped.max():.2%}"),
            ]
        )
    print(table(["set", "faces", "leaking", "open", "dE00", "worst", "clipped", "worst"], rows))


def full_look() -> Look:
    """Every kind of make-up at once, strong."""
    layers = [
        Layer(name, "auto" if product.auto and name not in VIVID else VIVID.get(name, DARK), 0.9)
        for name, product in load_products().items()
    ]
    return Look("everything", tuple(layers))


def sitters(
    folder: Path, most: int | None, landmarker: Landmarker, networks: Networks
) -> Iterator[Sitter]:
    """Every photo of a folder (evenly spread over it, `most` of them) with a clear face."""
    files = sorted(file for file in folder.rglob("*.jpg"))
    for file in files[:: max(1, len(files) // (most or len(files)))][:most]:
        try:
            photo: Photo = read_photo(file)
            face = choose_face(landmarker.find(photo), None)
        except BeautyError:
            continue
        yield Sitter.of(photo.rgb, face, networks.parser.parse(photo, face))


def judge(sitter: Sitter) -> Outcome:
    made = render(sitter, full_look())
    outside = made.changed == 0
    leaked = int((made.rgb[outside] != sitter.rgb[outside]).any(axis=-1).sum())
    return Outcome(leaked, mouth_change(sitter), newly_clipped(sitter))


def mouth_change(sitter: Sitter) -> float | None:
    """Mean CIEDE2000 within the inner outline of an open mouth, from lip colour alone."""
    gap = np.hypot(*(sitter.points(14) - sitter.points(13))[0])
    if gap < OPEN_SHARE * sitter.unit_px:
        return None
    made = render(sitter, Look("lips", (Layer("lips", VIVID["lips"], 1.0, "matte"),)))
    left, top, right, _ = sitter.box_xyxy
    zoom = (right - left) / sitter.size_wh[0]
    outline = (sitter.points(*INNER) + 0.5) * zoom - 0.5 + (left, top)
    inside = np.zeros(sitter.rgb.shape[:2], np.uint8)
    cv2.fillPoly(inside, [np.round(outline * 16).astype(np.int32)], 1, cv2.LINE_8, 4)
    within = inside.astype(bool)
    return float(delta_e(to_lab(sitter.rgb[within]), to_lab(made.rgb[within])).mean())


def newly_clipped(sitter: Sitter) -> float:
    """Worst of four lip colours and finishes."""
    region = lip_region(sitter)
    if sitter.size_wh != (
        sitter.box_xyxy[2] - sitter.box_xyxy[0],
        sitter.box_xyxy[3] - sitter.box_xyxy[1],
    ):
        return 0.0  # enlarged masks: none of the sets has such large faces
    left, top = sitter.box_xyxy[:2]
    box = region.box_xyxy
    at = np.s_[top + box[1] : top + box[3], left + box[0] : left + box[2]]
    lips, worst = region.alpha > 0.5, 0.0
    bare = np.isin(sitter.rgb[at][lips], (0, 255))
    for color, finish in (
        ("#b0122f", "matte"),
        ("#3a0a14", "satin"),
        ("#ff5a7a", "gloss"),
        ("#f3c8b8", "gloss"),
    ):
        made = render(sitter, Look("lips", (Layer("lips", color, 1.0, finish),))).rgb[at][lips]
        worst = max(worst, float((np.isin(made, (0, 255)) & ~bare).mean()) if bare.size else 0.0)
    return worst


if __name__ == "__main__":
    main()
