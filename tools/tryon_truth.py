"""Does a lipstick look like its colour on every skin tone, and does the lip stay a lip?

    python -m tools.tryon_truth

Renders one head at the ten Monk tones in neutral light. An opaque matte lip of five colours: CIEDE2000 to
the colour asked for at mid-shading (median over the lips); whether three shades of a family keep
their order of lightness; how local contrast in painted lips and under foundation goes with the bare one.
"""

from dataclasses import replace

import cv2
import numpy as np

from beauty import Beauty
from beauty.color import delta_e, to_lab
from beauty.color.spaces import from_linear
from beauty.tryon import Layer, Look, Sitter, render
from beauty.tryon.lips import lip_region
from beauty.tryon.log_light import linear_of_hex
from synthetic import FaceSpec, Studio
from tools.table import table

SITTER = FaceSpec(width_px=700, height_px=800, hair_style="none", frame_width_dm=2.9)
COLORS = ("#b0122f", "#e07a80", "#7a2230", "#c48a74", "#d43d1a")
SHADES = ("#8f2a38", "#b5505a", "#d98a8c")  # one family from deep to light
FINE = 0.02  # face widths: local contrast is what differs from an average over this


def main() -> None:
    beauty, studio = Beauty.load(), Studio.of(SITTER)
    rows = []
    for tone in range(1, 11):
        sitter = beauty.sitter(studio.repaint(replace(SITTER, monk=tone)).rgb)
        off = [apart(sitter, color) for color in COLORS]
        rows.append(
            [
                *(tone, f"{np.mean(off):.1f}", f"{max(off):.1f}", in_order(sitter)),
                *(f"{kept(sitter, one):.2f}" for one in (LIPS_SHEER, LIPS_MATTE, BASE)),
            ]
        )
    print(table(["Monk", "dE00 mean", "worst", "ordered", "sheer", "matte", "foundation"], rows))


LIPS_SHEER = Layer("lips", COLORS[0], 1.0, "sheer")
LIPS_MATTE = Layer("lips", COLORS[0], 1.0, "matte")
BASE = Layer("foundation", opacity=1.0, finish="matte")


def painted(sitter: Sitter, layer: Layer) -> np.ndarray:
    """The head as painted, uint8, the size of the sheet."""
    left, top, right, bottom = sitter.box_xyxy
    return render(sitter, Look("one", (layer,))).rgb[top:bottom, left:right]


def mid_shading(sitter: Sitter, layer: Layer) -> np.ndarray:
    """Median CIELAB over the lips, painted."""
    region = lip_region(sitter)
    within = region.crop(painted(sitter, layer))[region.alpha > 0.9]
    middle: np.ndarray = np.median(to_lab(within), axis=0)
    return middle


def apart(sitter: Sitter, color: str) -> float:
    wanted = from_linear(linear_of_hex(color))
    seen = mid_shading(sitter, Layer("lips", color, 1.0, "matte"))
    return float(delta_e(seen, wanted))


def in_order(sitter: Sitter) -> bool:
    lightness = [mid_shading(sitter, Layer("lips", one, 1.0, "matte"))[0] for one in SHADES]
    return bool(lightness[0] < lightness[1] < lightness[2])


def kept(sitter: Sitter, layer: Layer) -> float:
    """Correlation of local contrast in the painted region, before and after."""
    region = lip_region(sitter) if layer.product == "lips" else sitter.skin
    left, top, right, bottom = sitter.box_xyxy
    pair = (sitter.rgb[top:bottom, left:right], painted(sitter, layer))
    inside = cv2.erode((region.alpha > 0.9).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    before, after = (local_contrast(region.crop(one), sitter.unit_px)[inside] for one in pair)
    return float(np.corrcoef(before, after)[0, 1])


def local_contrast(rgb: np.ndarray, unit_px: float) -> np.ndarray:
    lightness = np.ascontiguousarray(to_lab(rgb)[..., 0])
    contrast: np.ndarray = lightness - cv2.GaussianBlur(lightness, (0, 0), FINE * unit_px)
    return contrast


if __name__ == "__main__":
    main()
