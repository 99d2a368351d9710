"""What a photo says of the skin type, by the network of weights/skin_type.pt: little, and it knows it."""

import numpy as np
import torch

from beauty.face import Face, Regions
from beauty.face.crop import Crop, crop_face
from beauty.measure.guess import Guess, ZonedGuess
from beauty.photo import Photo
from beauty.predict.parser import as_input
from beauty.predict.shape import softened
from beauty.predict.skin_net import SkinNet
from beauty.predict.weights import ModelCard, load_weights

NAME = "skin_type"
ZONES = ("t_zone", "u_zone")


class SkinTypeModel:
    """Loads once; safe to share between threads."""

    def __init__(self, card: ModelCard, net: SkinNet, device: torch.device) -> None:
        self.card, self.net, self.device = card, net, device
        self._temperature = float(card.values["calibration"]["temperature"])
        self._threshold = float(card.values["threshold"])

    @classmethod
    def load(cls, device: torch.device) -> "SkinTypeModel":
        """Raises SetupError where the weights or their card are missing or damaged."""
        card = ModelCard.load(NAME)
        return cls(card, load_weights(SkinNet(len(card.labels)), card, device), device)

    def guess(self, photo: Photo, face: Face, regions: Regions) -> ZonedGuess:
        """Calibrated probabilities of dry, normal, oily: whole face, T-zone, U-zone."""
        crop = crop_face(photo.rgb, face.landmarks_px, self.card.frame)
        masks = zone_masks(regions, crop)
        scores = zone_scores(self.net, crop.pixels[None], masks[None], self.device)[0]
        named = {
            "whole": scores.mean(axis=0),
            **{zone: scores[index] for index, zone in enumerate(ZONES)},
        }
        return ZonedGuess(
            **{
                part: Guess.of(
                    self.card.labels, softened(values, self._temperature), self._threshold
                )
                for part, values in named.items()
            }
        )


def zone_masks(regions: Regions, crop: Crop) -> np.ndarray:
    """The soft masks of both zones in a crop, uint8 (2, side, side), 255 = all skin of the zone."""
    masks = [
        crop.take((regions[zone].alpha * 255).astype(np.uint8), regions[zone].box_xyxy[:2])
        for zone in ZONES
    ]
    return np.stack(masks)


@torch.inference_mode()
def zone_scores(
    net: torch.nn.Module, crops: np.ndarray, masks: np.ndarray, device: torch.device
) -> np.ndarray:
    """Scores float64 (n, zones, labels) of crops uint8 (n, h, w, 3) under masks uint8 (n, z, h, w)."""
    zones = torch.from_numpy(masks).to(device).float() / 255
    scores: np.ndarray = net(as_input(crops, device), zones).double().cpu().numpy()
    return scores
