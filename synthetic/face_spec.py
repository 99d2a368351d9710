"""FaceSpec: everything that decides a rendered portrait, as one frozen value.

Pose: yaw positive = the face turned towards the image's right side (the viewer's right), pitch
positive = looking up, roll positive = head tilted clockwise as the viewer sees it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from synthetic.skin_spec import SkinSpec

Rgb8 = tuple[int, int, int]

HAIR_STYLES = ("none", "stubble", "crop", "coils", "swept", "bun", "bob", "long")
# CIE L*, a*, b* (D65) of evenly lit skin, Monk 1..10: the chart's order and hues, drawn into the
# range that studio photographs of real skin show (the chart's own ends are paper and charcoal).
MONK_SKIN_LAB = (
    (77.0, 8.0, 14.5), (74.0, 9.5, 17.5), (71.5, 10.0, 18.5), (67.0, 11.5, 21.5),
    (60.5, 13.5, 24.5), (53.0, 15.0, 26.0), (46.5, 15.0, 24.0), (40.5, 14.0, 20.5),
    (35.5, 12.0, 18.0), (31.5, 10.5, 15.5),
)  # fmt: skip


@dataclass(frozen=True)
class LightSpec:
    """A soft key, a fill from the other side, a dome around, and a rim light from behind.

    Directions are degrees in the camera's frame: azimuth positive = viewer's right, elevation
    positive = up. Strengths are shares of the light that falls on a face-on patch; they are
    scaled so that such a patch receives `exposure` (1.0 shows the skin's own colour).
    tint_rgb multiplies all light that reaches the camera, the backdrop's as well (a colour cast).
    """

    key_azimuth_deg: float = -35.0
    key_elevation_deg: float = 32.0
    key_size_deg: float = 20.0
    key: float = 0.70
    fill: float = 0.16
    ambient: float = 0.30
    rim: float = 0.25
    key_rgb: tuple[float, float, float] = (1.03, 1.0, 0.95)
    fill_rgb: tuple[float, float, float] = (0.97, 1.0, 1.05)
    exposure: float = 1.0
    tint_rgb: tuple[float, float, float] = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class FaceSpec:
    """One synthetic person and the picture of them.

    maleness 0..1; age_years 18..85; ancestry: shares of african, asian, caucasian;
    head_shape: weights 0..1 by name (`oval`, `round`, `square`, `rectangular`, `diamond`,
    `triangular`, `invertedtriangular`); targets: further morph targets by `folder/name`;
    expression: weights 0..1 of face units (`mouthSmileLeft`, `jawOpen`, `eyeBlinkLeft`, ...);
    skin_rgb: sRGB 0..255 of evenly lit skin, or None to take it from `monk` (1..10);
    skin: severities of what is painted on it.
    """

    name: str = "neutral"
    maleness: float = 0.0
    age_years: float = 28.0
    fatness: float = 0.0
    ancestry: Mapping[str, float] = field(default_factory=lambda: {"caucasian": 1.0})
    head_shape: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    expression: Mapping[str, float] = field(default_factory=dict)
    monk: int = 4
    skin_rgb: Rgb8 | None = None
    skin: SkinSpec = field(default_factory=SkinSpec)
    hair_style: str = "bun"
    hair_rgb: Rgb8 = (74, 50, 36)
    brow_rgb: Rgb8 | None = None
    brow_fullness: float = 1.0
    beard: float = 0.0
    iris_rgb: Rgb8 = (92, 62, 38)
    lip_rgb: Rgb8 | None = None
    lip_strength: float = 0.0
    cloth_rgb: Rgb8 = (120, 126, 134)
    background_rgb: Rgb8 = (196, 194, 190)
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    light: LightSpec = field(default_factory=LightSpec)
    width_px: int = 900
    height_px: int = 1100
    frame_width_dm: float = 3.25
    seed: int = 1

    def __post_init__(self) -> None:
        for name in ("ancestry", "head_shape", "targets", "expression"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        _require("monk", self.monk in range(1, 11), "1..10", self.monk)
        _require("hair_style", self.hair_style in HAIR_STYLES, HAIR_STYLES, self.hair_style)
        _require("maleness", 0 <= self.maleness <= 1, "0..1", self.maleness)
        _require("age_years", 18 <= self.age_years <= 85, "18..85", self.age_years)
        _require("width_px", self.width_px >= 64 <= self.height_px, "at least 64", self.width_px)
        share = sum(self.ancestry.values())
        _require("ancestry", share > 0, "shares that sum above 0", dict(self.ancestry))


def spec_from_table(table: Mapping[str, Any]) -> FaceSpec:
    """A FaceSpec from a table of specs.toml: colours as lists, `light` and `skin` as tables."""
    known = set(FaceSpec.__dataclass_fields__)
    unknown = set(table) - known
    _require("spec", not unknown, f"fields among {sorted(known)}", sorted(unknown))
    values = _tupled(table)
    if "light" in values:
        values["light"] = LightSpec(**_tupled(values["light"]))
    if "skin" in values:
        values["skin"] = SkinSpec(**values["skin"])
    return FaceSpec(**values)


def _tupled(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _require(name: str, holds: bool, expected: object, got: object) -> None:
    if not holds:
        raise ValueError(f"{name}: expected {expected}, got {got!r}; change it in the FaceSpec")
