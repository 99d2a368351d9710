"""Why a network said what it said: where in the crop it found it, and which measured ratios weighed.

HiResCAM (Draelos and Carin 2020): a label's score, over the mean of all labels' scores, is split among
the places of a layer that all evidence passes: feature times gradient, summed over channels. What speaks
against the label is left out. Grad-CAM (Selvaraju 2017) takes one mean gradient for the whole picture,
which is right at the last layer only, and the face encoder's last is 2 places wide: on 24 photos of
people the network never saw, such maps correlated 0.2 to 0.3 with what covering each place does to the
score, these 0.6; shuffled weights gave other maps (correlation 0.1; LayerCAM: 0.5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from beauty.checks import frozen, require_array
from beauty.face import Face, Regions
from beauty.face.crop import Crop, crop_face
from beauty.photo import Photo
from beauty.predict.face_net import FEATURES
from beauty.predict.parser import as_input
from beauty.predict.shape import ShapeModel, grey_crop, grey_input
from beauty.predict.shape_net import ShapeNet
from beauty.predict.skin_net import LEVELS, SkinNet, pool_zones
from beauty.predict.skin_type import SkinTypeModel, zone_masks

FINE_BLOCKS = 7  # the face encoder up to its last 64-channel block: 17 x 17 places
# of those places, in pixels of the crop: where the first lies and how far apart they are
FIRST_PX, STEP_PX = 8.0, 8.0
SMOOTH = 0.04  # neighbouring evidence is averaged over this share of the crop's side before drawing
EDGE = 0.1  # share of the side over which heat fades out towards the end of what the network sees
MOST_REASONS = 3


@dataclass(frozen=True)
class RatioReason:
    """What one measured ratio did for a label.

    standard: standard deviations above the mean of the photos learnt from; weight: what it adds to the
    label's score over the mean of all labels, negative if it speaks against.
    """

    name: str
    value: float
    standard: float
    weight: float

    @property
    def side(self) -> str:
        """ "for" or "against"."""
        return "for" if self.weight > 0 else "against"


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why a label. heat: float32 (size, size) on the network's crop, 0 (nothing) to 1 (most) spoke for
    it there; to_crop: as of `Crop`; reasons: the ratios that weighed most, the heaviest first."""

    label: str
    heat: np.ndarray
    to_crop: np.ndarray
    reasons: tuple[RatioReason, ...] = ()

    def __post_init__(self) -> None:
        side = len(self.heat)
        require_array("heat", self.heat, (side, side), np.float32)
        if not (self.heat.min() >= 0 and self.heat.max() <= 1):
            raise ValueError(f"heat: expected 0..1, got {self.heat.min()} to {self.heat.max()}")
        frozen(self.heat)

    def over_photo(self, size_wh: tuple[int, int], corner: tuple[int, int] = (0, 0)) -> np.ndarray:
        """The heat laid over a part of the photo of this size from `corner` (x, y) on: float32 (h, w),
        fading out towards the edge of the crop, 0 around it."""
        side = len(self.heat)
        inward = np.minimum(np.arange(side), np.arange(side)[::-1]) / (EDGE * side)
        fade = np.minimum(inward, 1)
        faded = (self.heat * np.outer(fade, fade)).astype(np.float32)
        return Crop(self.heat, self.to_crop).paste(faded, size_wh, corner)


def explain_shape(
    model: ShapeModel, photo: Photo, face: Face, ratios: Mapping[str, float], label: str
) -> Explanation:
    """Why the network gave `label` the probability it did."""
    crop = grey_crop(photo.rgb, face.landmarks_px, model.card.frame)
    standard = model.scale.standard(ratios)
    index = model.card.labels.index(label)
    both = grey_input(np.stack([crop.pixels, crop.pixels[:, ::-1]]), model.device)
    told = torch.from_numpy(np.stack([standard, standard])).to(model.device)
    places = shape_evidence(model.net, both, told, index).cpu().numpy()
    side = len(crop.pixels)
    spread = _spread(places[0], side) + _spread(places[1], side)[:, ::-1]
    weights = ratio_weights(model.net, standard)[index]
    reasons = [
        RatioReason(name, float(ratios[name]), float(standard[at]), float(weights[at]))
        for at, name in enumerate(model.scale.names)
    ]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    return Explanation(label, _heat(spread), crop.to_crop, tuple(reasons[:MOST_REASONS]))


def explain_skin_type(
    model: SkinTypeModel, photo: Photo, face: Face, regions: Regions, label: str
) -> Explanation:
    """Why the network gave `label` its probability for the whole face. Only skin can be warm: nothing
    else is asked."""
    crop = crop_face(photo.rgb, face.landmarks_px, model.card.frame)
    zones = torch.from_numpy(zone_masks(regions, crop)[None]).to(model.device).float() / 255
    pictures = as_input(crop.pixels[None], model.device)
    side = (len(crop.pixels),) * 2
    spread = np.zeros(side, np.float32)
    for level in skin_evidence(model.net, pictures, zones, model.card.labels.index(label)):
        places = level[0].cpu().numpy()
        density = places * (
            places.size / spread.size
        )  # a coarse place's evidence lies on more pixels
        spread += cv2.resize(density, side, interpolation=cv2.INTER_LINEAR)
    return Explanation(label, _heat(spread), crop.to_crop)


def shape_evidence(net: ShapeNet, pictures: Tensor, ratios: Tensor, label: int) -> Tensor:
    """What each place (n, rows, columns) adds to the score of `label` over the mean of all labels."""
    encoder = net.encoder
    with torch.no_grad():
        fine = encoder.blocks[:FINE_BLOCKS](encoder.stem(pictures))
    fine.requires_grad_(True)
    with torch.enable_grad():
        features = encoder.blocks[FINE_BLOCKS:](fine).mean(dim=(2, 3))
        scores = net.scores(torch.cat([net.norm(features), ratios], dim=1))
        (gradient,) = torch.autograd.grad(_lead(scores, label), fine)
    evidence: Tensor = (fine.detach() * gradient).sum(dim=1)
    return evidence


def skin_evidence(net: SkinNet, pictures: Tensor, zones: Tensor, label: int) -> list[Tensor]:
    """The same for the skin-type network: (n, rows, columns) for each of its LEVELS.

    Its head is linear, so this is exact: what each place adds compared with average skin, which is
    what the features' means stand for.
    """
    with torch.no_grad():
        pyramid = net.encoder(pictures)
    levels = [pyramid[level].float().requires_grad_(True) for level in LEVELS]
    with torch.enable_grad():
        pooled = [pool_zones(level, zones) for level in levels]
        scores = net.scores(net.norm(torch.cat(pooled, dim=2)))
        gradients = torch.autograd.grad(_lead(scores.mean(dim=1), label), levels)
    usual = torch.split(net.norm.mean, [level.shape[1] for level in levels])
    return [
        ((level.detach() - mean[:, None, None]) * gradient).sum(dim=1)
        for level, mean, gradient in zip(levels, usual, gradients, strict=True)
    ]


def ratio_weights(net: ShapeNet, standard: np.ndarray) -> np.ndarray:
    """What each ratio adds to each label's score over the mean of all labels: float64 (labels, r).

    Exact, for the last layer is linear in them; each column sums to 0.
    """
    last = cast(nn.Linear, net.scores[-1])
    weights = last.weight.detach()[:, FEATURES:].double().cpu().numpy()
    told: np.ndarray = (weights - weights.mean(axis=0)) * standard
    return told


def _lead(scores: Tensor, label: int) -> Tensor:
    """How far the score of `label` lies above the mean of all, summed over pictures (n, labels)."""
    return (scores[:, label] - scores.mean(dim=1)).sum()


def _spread(places: np.ndarray, side: int) -> np.ndarray:
    """Evidence at the places of the fine layer, float32 (rows, columns), on the crop (side, side)."""
    to_places = np.array([[1, 0, -FIRST_PX], [0, 1, -FIRST_PX]]) / STEP_PX
    spread: np.ndarray = cv2.warpAffine(
        places,
        to_places,
        (side, side),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return spread


def _heat(spread: np.ndarray) -> np.ndarray:
    """What speaks for the label, as a share of its strongest place; 0 all over if nothing does."""
    smooth = cv2.GaussianBlur(spread, (0, 0), SMOOTH * len(spread))
    heat = np.maximum(smooth, 0)
    shares: np.ndarray = np.clip(heat / max(float(heat.max()), 1e-12), 0, 1).astype(np.float32)
    return shares
