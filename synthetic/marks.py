"""What is painted on skin with a known severity: the sum of all concerns at the face's points.

Everything that darkens is optical density (Beer and Lambert): the albedo is multiplied by
exp(-density), so that one severity is the same amount of pigment or blood at every skin tone.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from synthetic import mark_lines, mark_spots, mark_tones
from synthetic.arrays import Floats, Ints, f32
from synthetic.skin_spec import SkinSpec


@dataclass(frozen=True, eq=False)
class Touch:
    """What is added at Q points. density: float32 (Q, 3), red, green, blue; tilt: (Q, 3), added to
    the unit normals; coat: (Q,), 0..1 how much oil lies on the skin.
    """

    density: Floats
    tilt: Floats
    coat: Floats


@dataclass(frozen=True, eq=False)
class Marks:
    """The unit fields of every concern, each made when it is first painted.

    index: int64 (Q,), which of the skin's points these are; rest: float32 (Q, 3), dm;
    bare: float32 (Q,), 0..1, 0 on lips, nostrils and in the mouth, where nothing is painted.
    """

    index: Ints
    rest: Floats
    bare: Floats
    seed: int

    def touch(self, skin: SkinSpec) -> Touch:
        """All concerns at their severities, laid over each other."""
        density, tilt = np.zeros_like(self.rest), np.zeros_like(self.rest)
        coat = np.zeros(len(self.rest), dtype=np.float32)
        for severity, paint in (
            (skin.redness, self._redness), (skin.dark_circles, self._dark_circles),
            (skin.unevenness, self._unevenness), (skin.pigment_spots, self._pigment_spots),
            (skin.blemishes, self._blemishes), (skin.pores, self._pores),
            (skin.wrinkles, self._wrinkles), (skin.puffiness, self._puffiness),
        ):  # fmt: skip
            if severity > 0:
                paint(severity, density, tilt)
        if skin.shine > 0:
            coat += np.float32(skin.shine) * self._oil
        bare = self.bare[:, None]
        return Touch(density * bare, tilt * bare, coat * self.bare)

    def _redness(self, severity: float, density: Floats, _: Floats) -> None:
        density += f32(severity * mark_tones.FLUSH) * self._flush[:, None]

    def _dark_circles(self, severity: float, density: Floats, _: Floats) -> None:
        density += f32(severity * mark_tones.UNDER_EYE) * self._hollow[:, None]

    def _unevenness(self, severity: float, density: Floats, _: Floats) -> None:
        density += np.float32(severity) * self._clouds

    def _pigment_spots(self, severity: float, density: Floats, _: Floats) -> None:
        mark_spots.paint_pigment(self._freckles, severity, density)

    def _blemishes(self, severity: float, density: Floats, tilt: Floats) -> None:
        mark_spots.paint_blemishes(self._bumps, severity, density, tilt)

    def _pores(self, severity: float, density: Floats, tilt: Floats) -> None:
        mark_spots.paint_pores(self._pits, severity, density, tilt)

    def _wrinkles(self, severity: float, density: Floats, tilt: Floats) -> None:
        mark_lines.paint_grooves(self._grooves, severity, density, tilt)

    def _puffiness(self, severity: float, density: Floats, tilt: Floats) -> None:
        slope, crease = self._bags
        tilt += np.float32(severity) * slope
        density += np.float32(severity) * crease[:, None]

    @cached_property
    def _flush(self) -> Floats:
        return mark_tones.flush(self.rest, self.seed)

    @cached_property
    def _hollow(self) -> Floats:
        return mark_tones.under_eye(self.rest, self.seed)

    @cached_property
    def _clouds(self) -> Floats:
        return mark_tones.clouds(self.rest, self.seed)

    @cached_property
    def _oil(self) -> Floats:
        return mark_tones.oil(self.rest, self.seed)

    @cached_property
    def _bags(self) -> tuple[Floats, Floats]:
        return mark_tones.bags(self.rest)

    @cached_property
    def _freckles(self) -> mark_spots.Dots:
        return mark_spots.freckles(self.rest, self.seed)

    @cached_property
    def _bumps(self) -> mark_spots.Dots:
        return mark_spots.bumps(self.rest, self.seed)

    @cached_property
    def _pits(self) -> mark_spots.Dots:
        return mark_spots.pits(self.rest, self.seed)

    @cached_property
    def _grooves(self) -> mark_lines.Grooves:
        return mark_lines.grooves(self.rest, self.seed)


def marks_on(rest: Floats, covered: Floats, seed: int) -> Marks:
    """The marks of skin points (P, 3); covered (P,), 0..1: lips, nostrils, the inside of the mouth."""
    front = (rest[:, 2] > 0.35) & (rest[:, 1] > 6.05) & (rest[:, 1] < 8.0)
    index = np.flatnonzero(front & (np.abs(rest[:, 0]) < 0.76)).astype(np.int64)
    return Marks(index, f32(rest[index]), f32(1 - np.clip(covered[index], 0, 1)), seed)
