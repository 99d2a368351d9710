"""What may disturb a measure in this photo: named beside the score, and what hides the skin left out."""

import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.maps import quantile
from beauty.concerns.scales import load_notice
from beauty.face import Regions
from beauty.light import Light
from beauty.predict import Parsing

UNDER_EYES = ("right_under_eye", "left_under_eye")
CHEEKS = ("right_cheek", "left_cheek")
BEARDED = ("chin", "right_jawline", "left_jawline")


def notice(
    canvas: Canvas, drawn: Regions, regions: Regions, parsing: Parsing, light: Light
) -> frozenset[str]:
    """Codes of all that was noticed. `drawn`: regions as landmarks draw them; `regions`: as seen."""
    rules = load_notice()
    found = {
        "smile": canvas.smile > rules["smile"],
        "turned": abs(canvas.face.pose.yaw_deg) > rules["turned_deg"],
        "small": canvas.face.width_px < rules["small_px"],
        "glasses": _glasses(parsing, drawn) > rules["glasses"],
        "hair": _hidden(drawn, regions, "forehead") > rules["hair"],
        "shadow": abs(_cheek(canvas, 0) - _cheek(canvas, 1)) > rules["shadow"],
        "hard_light": light.shading.hardness == "hard",
        "facial_hair": bearded(canvas),
        "burnt_out": canvas.burnt > rules["burnt_out"],
        "coloured_light": max(abs(light.red_ev), abs(light.blue_ev)) > rules["coloured_ev"],
    }
    return frozenset(code for code, holds in found.items() if holds)


def bearded(canvas: Canvas) -> bool:
    """A chin much darker than the cheeks: a beard, or a shadow as deep as one."""
    chin = quantile(canvas.brightness, canvas.masks["chin"], 0.5)
    cheeks = [_cheek(canvas, side) for side in range(len(CHEEKS))]
    return chin is not None and float(np.mean(cheeks)) - chin > load_notice()["facial_hair"]


def _cheek(canvas: Canvas, side: int) -> float:
    """Middle brightness of a cheek; of the other where this one is out of sight."""
    found = [quantile(canvas.brightness, canvas.masks[name], 0.5) for name in CHEEKS]
    return found[side] or found[1 - side] or 0.0


def _glasses(parsing: Parsing, drawn: Regions) -> float:
    """Share of the skin under the eyes that glasses lie on."""
    crop, glasses = parsing.crop, parsing.share("glasses")
    under = sum(crop.take(drawn[name].alpha, drawn[name].box_xyxy[:2]) for name in UNDER_EYES)
    return float((glasses * under).sum() / max(float(np.sum(under)), 1e-6))


def _hidden(drawn: Regions, regions: Regions, name: str) -> float:
    """Share of a region that something lies in front of."""
    whole = float(drawn[name].alpha.sum())
    return 1 - float(regions[name].alpha.sum()) / whole if whole else 0.0
