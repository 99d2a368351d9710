"""The face at one scale for every photo, and what its skin looks like once the light is taken out.

Absorbing pigments multiply light (Beer and Lambert), and so do a lamp's brightness and colour. In
logarithms both become sums: a lamp adds the same to the whole face and vanishes when parts of it are
compared, and a spot is as deep on dark skin as on fair skin.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from beauty.color.spaces import LINEAR
from beauty.concerns.maps import quantile, smooth_within, weighted_mean
from beauty.concerns.ridges import dark_blobs, filled
from beauty.face import Face, Regions
from beauty.face.crop import Crop, CropFrame, crop_face
from beauty.photo import Photo

FRAME = CropFrame(size_px=320, eye_distances=2.9, below_eyes=0.45)  # the face is about 250 px wide
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # of linear sRGB, IEC 61966-2-1
FEATURES = (
    *("right_brow", "left_brow", "right_eye", "left_eye"),
    *("upper_lip", "lower_lip", "inner_mouth"),
)
FAIR = 0.35  # luminance of fair skin in a well exposed photo
TONE_POWER, TONE_RANGE = 0.25, (0.5, 1.2)
DARKEST = 0.002  # of linear light: below it a byte says nothing
AROUND_PX = 6.0  # over which the skin is continued beyond its border
BLUR_PX = 0.8  # before logarithms, against the noise of single pixels
HOLE = 0.6  # of the middle of the nose, as the byte of green: darker is a nostril
WELL_INSIDE = 0.9  # of a mask
SURROUNDINGS_PX = 16.0  # of a highlight: 6% of the face's width
BRIGHTER = 1.12  # than its surroundings: less is how a face is shaped
GLOSSY = 0.08  # of gloss from which on nothing else is read off the skin
SPOT_SIZES_PX = (1.5, 2.2, 3.2)  # 0.6 to 1.3% of the face's width: freckles to blemishes
FAINTEST_SPOT = 0.012  # of brightness, natural logarithm
CLIPPED = 250  # a channel from here on may be burnt out
# Melanin absorbs as the wavelength to the power of -3.33 (Jacques 2013); at the middles of a camera's
# three bands, about 610, 545 and 465 nm, that gives blue - green this many times green - red:
MELANIN_SLOPE = 0.45  # (545^-3.33 - 610^-3.33) / (465^-3.33 - 545^-3.33)


@dataclass(frozen=True, eq=False)
class Canvas:
    """crop: the face, uint8 (size, size, 3). masks: how much of each region each pixel is, float32
    (size, size), 0..1, without what lies in front of it and without burnt-out pixels. burnt: share of the
    skin that is burnt out, 0..1."""

    crop: Crop
    masks: Mapping[str, np.ndarray]
    face: Face
    burnt: float = 0.0

    @classmethod
    def of(cls, photo: Photo, face: Face, regions: Regions) -> "Canvas":
        crop = crop_face(photo.rgb, face.landmarks_px, FRAME)
        valid = (crop.pixels.max(axis=2) < CLIPPED).astype(np.float32)
        whole = {
            name: np.clip(crop.take(region.alpha, region.box_xyxy[:2]), 0, 1)
            for name, region in regions.items()
        }
        masks = {name: mask * valid for name, mask in whole.items()}
        beside_nostrils = 1 - nostrils(crop.pixels, masks["nose"])
        for name in ("nose", "skin"):
            masks[name] *= beside_nostrils
        return cls(crop, masks, face, 1 - weighted_mean(valid, whole["skin"]))

    @property
    def skin(self) -> np.ndarray:
        return self.masks["skin"]

    @property
    def smile(self) -> float:
        """How much the face smiles, 0..1, as the landmark model sees it."""
        sides = ("mouthSmileLeft", "mouthSmileRight")
        return max(0.0, min(1.0, sum(self.face.blendshapes.get(side, 0.0) for side in sides) / 2))

    def apart(self, distance_px: int) -> np.ndarray:
        """1 where it is at least so far to brows, eyes and lips, else 0: float32 (size, size)."""
        side = 2 * distance_px + 1
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        return np.asarray(cv2.dilate(self.features, kernel) < 0.5, dtype=np.float32)

    @cached_property
    def features(self) -> np.ndarray:
        """How much each pixel is brow, eye or lip: float32 (size, size), 0..1."""
        features: np.ndarray = np.maximum.reduce([self.masks[name] for name in FEATURES])
        return features

    @cached_property
    def light(self) -> np.ndarray:
        """Linear light, float32 (size, size, 3), 0..1, a little blurred."""
        linear = cv2.LUT(self.crop.pixels, LINEAR)
        blurred: np.ndarray = cv2.GaussianBlur(linear, (0, 0), BLUR_PX)
        return blurred

    @cached_property
    def logs(self) -> np.ndarray:
        """Natural logarithm of linear light, float32 (size, size, 3)."""
        logs: np.ndarray = np.log(np.maximum(self.light, DARKEST))
        return logs

    @cached_property
    def luminance(self) -> np.ndarray:
        """float32 (size, size), 0..1."""
        light: np.ndarray = self.light @ LUMINANCE
        return light

    @cached_property
    def contrast(self) -> float:
        """What a ratio of light counts on this skin: 1 on fair skin, about 0.65 on the darkest.

        Gloss, noise and cameras' curves make every ratio larger where less light comes back: measured as
        plain ratios, dark faces of the reference sets looked half as much again as red, lined and
        spotted as fair ones. Fourth root, between a ratio and a step of L* (cube root): with it the
        groups agree.
        """
        middle = quantile(self.luminance, self.skin, 0.5) or FAIR
        return float(np.clip((middle / FAIR) ** TONE_POWER, *TONE_RANGE))

    @cached_property
    def brightness(self) -> np.ndarray:
        """Natural logarithm of luminance times `contrast`, float32 (size, size): on fair skin 0.1 is
        about 10% more light."""
        bright: np.ndarray = np.log(np.maximum(self.luminance, DARKEST))
        return bright * np.float32(self.contrast)

    @cached_property
    def gloss(self) -> np.ndarray:
        """Light that the surface mirrors, as a share of the light of the middle of the skin: float32
        (size, size), 0 and up.

        Dichromatic model (Ohtsuki 2012): each pixel is so much of the skin's own colour and so much of
        the lamp's. Only what also stands out from its surroundings counts: a pale patch is not shiny.
        """
        bright = self.luminance
        inside = self.skin > WELL_INSIDE
        if not inside.any():
            return np.zeros_like(bright)
        body = np.median(self.light[inside], axis=0)
        mirrored = self.light @ lamp_share(body / (body @ LUMINANCE))
        around = smooth_within(bright, self.skin, SURROUNDINGS_PX)
        standing_out = np.maximum(bright - BRIGHTER * around, 0)
        shares = np.minimum(np.maximum(mirrored, 0), standing_out) / np.median(bright[inside])
        glossy: np.ndarray = shares.astype(np.float32)
        return glossy

    @cached_property
    def matte(self) -> np.ndarray:
        """The skin without its highlights, whose borders and sparkle would pass for spots and lines:
        float32 (size, size), 0..1."""
        near = cv2.dilate(cv2.GaussianBlur(self.gloss, (0, 0), 1.5), np.ones((9, 9), np.uint8))
        free: np.ndarray = self.skin * (1 - np.clip(near / GLOSSY, 0, 1))
        return free

    @cached_property
    def relief(self) -> np.ndarray:
        """`brightness` of the skin, continued smoothly over all else: float32 (size, size)."""
        return filled(self.brightness, self.skin, AROUND_PX)

    @cached_property
    def matte_relief(self) -> np.ndarray:
        """The same, continued over highlights, too."""
        return filled(self.brightness, self.matte, AROUND_PX)

    @cached_property
    def spots(self) -> np.ndarray:
        """How deep a small round dark spot each pixel belongs to, natural logarithm of brightness:
        float32 (size, size), 0 where there is none."""
        deep: np.ndarray = np.maximum(
            dark_blobs(self.matte_relief, SPOT_SIZES_PX) - FAINTEST_SPOT, 0
        )
        return deep

    @cached_property
    def unspotted(self) -> np.ndarray:
        """The matte skin without its spots: float32 (size, size), 0..1."""
        near = cv2.dilate((self.spots > 0).astype(np.float32), np.ones((5, 5), np.uint8))
        free: np.ndarray = self.matte * (1 - near)
        return free

    @cached_property
    def blood(self) -> np.ndarray:
        """Haemoglobin, as an erythema index without what melanin adds to it: float32 (size, size).

        log red - log green (Yamamoto 2008), less the share of log green - log blue by which melanin
        raises it, times `contrast`. Neither the lamp's brightness nor shading changes it; the lamp's
        colour shifts it alike everywhere.
        """
        red, green, blue = cv2.split(self.logs)
        index: np.ndarray = (red - green) - MELANIN_SLOPE * (green - blue)
        return index * np.float32(self.contrast)

    @cached_property
    def pigment(self) -> np.ndarray:
        """Melanin as log green - log blue, times `contrast`: float32 (size, size), without shading."""
        index: np.ndarray = self.logs[..., 1] - self.logs[..., 2]
        return index * np.float32(self.contrast)


def nostrils(pixels: np.ndarray, nose: np.ndarray) -> np.ndarray:
    """1 in the nostrils and close round them, where light comes off their red walls, else 0: float32
    (size, size). pixels: uint8 (size, size, 3); nose: mask (size, size)."""
    green = pixels[..., 1].astype(np.float32)
    middle = quantile(green, nose, 0.5) or 0.0
    holes = ((green < HOLE * middle) & (nose > 0)).astype(np.float32)
    return np.asarray(cv2.dilate(holes, np.ones((9, 9), np.uint8)), dtype=np.float32)


def lamp_share(body: np.ndarray) -> np.ndarray:
    """Weights float32 (3,) of red, green and blue that give how much of a white lamp's light is in a
    colour made of it and of the skin's own colour `body` (3,): least squares."""
    both = np.stack([body, np.ones(3)], axis=1)
    share: np.ndarray = np.linalg.pinv(both)[1].astype(np.float32)
    return share
