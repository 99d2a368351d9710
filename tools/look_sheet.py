"""Every look on six faces, one picture: docs/looks.png.

    python -m tools.look_sheet [--photos FILE...] [--out docs/looks.png]

By default on the rendered example faces, which belong to nobody; other photos are to judge by.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from beauty import Beauty
from beauty.paths import ASSETS, ROOT
from beauty.texts import load_texts
from beauty.tryon import Look, Sitter, load_looks
from beauty.tryon.gallery import made_small, thumbnails
from beauty.tryon.steps import look_title

OUT = ROOT / "docs" / "looks.png"
WIDTH_PX, HEIGHT_PX, CAPTION_PX = 170, 215, 24
PER_BAND = 9  # looks side by side, after the bare face
PAPER, INK = (250, 246, 241), (47, 39, 36)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=Path, nargs="*")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    photos = args.photos or sorted((ASSETS / "examples").glob("*.jpg"))
    beauty = Beauty.load()
    sitters = [beauty.sitter(photo) for photo in photos]
    cv2.imwrite(str(args.out), sheet(sitters)[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])
    print(f"{len(load_looks())} looks on {len(sitters)} faces: {args.out}")


def sheet(sitters: list[Sitter]) -> np.ndarray:
    """uint8 (h, w, 3): in bands of PER_BAND looks, a row a face, the bare face first."""
    looks = list(load_looks().values())
    starts = range(0, len(looks), PER_BAND)
    return np.vstack([band(sitters, looks[start : start + PER_BAND]) for start in starts])


def band(sitters: list[Sitter], looks: list[Look]) -> np.ndarray:
    texts = load_texts()
    titles = ["Bare", *(look_title(look, texts) for look in looks)]
    rows = [np.hstack([caption(title) for title in titles])]
    for sitter in sitters:
        small = made_small(sitter, WIDTH_PX)
        pictures = (small.rgb, *thumbnails(sitter, looks, WIDTH_PX))
        rows.append(np.hstack([framed(picture) for picture in pictures]))
    return np.vstack(rows)


def caption(title: str) -> np.ndarray:
    strip = np.full((CAPTION_PX, WIDTH_PX, 3), PAPER, np.uint8)
    font, size = cv2.FONT_HERSHEY_DUPLEX, 0.45
    (wide, high), _ = cv2.getTextSize(title, font, size, 1)
    place = ((WIDTH_PX - wide) // 2, (CAPTION_PX + high) // 2)
    cv2.putText(strip, title, place, font, size, INK, 1, cv2.LINE_AA)
    return strip


def framed(picture: np.ndarray) -> np.ndarray:
    """The picture cut or filled to one height."""
    frame = np.full((HEIGHT_PX, WIDTH_PX, 3), PAPER, np.uint8)
    rows = min(HEIGHT_PX, picture.shape[0])
    frame[:rows] = picture[picture.shape[0] - rows :]
    return frame


if __name__ == "__main__":
    main()
