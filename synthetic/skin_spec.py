"""SkinSpec: what a known severity is painted for, one number a concern."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class SkinSpec:
    """Severities 0..1 of what is painted on the skin; 0 paints nothing and 1 is strong, not maximal.

    redness: more blood in the cheeks and the nose; dark_circles: brown and blue-grey under the eyes;
    pigment_spots: brown spots, more and deeper; blemishes: raised red spots, more and deeper;
    wrinkles: lines of the forehead, glabella, eye corners, under the eyes, nasolabial folds;
    pores: dark dots and rough relief on nose and inner cheeks; shine: an oily film on forehead,
    nose, chin and cheeks; unevenness: clouds of melanin and blood 3-15 % of the face's width wide;
    puffiness: bags under the eyes by relief and shade (`puffy_targets` moves the mesh instead).
    """

    redness: float = 0.0
    dark_circles: float = 0.0
    pigment_spots: float = 0.0
    blemishes: float = 0.0
    wrinkles: float = 0.0
    pores: float = 0.0
    shine: float = 0.0
    unevenness: float = 0.0
    puffiness: float = 0.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not 0 <= value <= 1:
                raise ValueError(
                    f"{field.name}: expected 0..1, got {value!r}; change it in the SkinSpec"
                )


CONCERNS = tuple(field.name for field in fields(SkinSpec))


def puffy_targets(severity: float) -> dict[str, float]:
    """Morph targets (for `FaceSpec.targets`) that swell both eye bags; severity 0..1."""
    return {f"eyes/{side}-eye-bag-incr": severity for side in "lr"}
