"""Face shape from the picture and the ratios together, by the network of weights/face_shape.pt."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import torch

from beauty.face import Face
from beauty.face.crop import Crop, CropFrame, crop_face
from beauty.measure.guess import Guess
from beauty.photo import Photo
from beauty.predict.face_net import MEAN, SCALE
from beauty.predict.shape_net import ShapeNet
from beauty.predict.weights import ModelCard, load_weights

NAME = "face_shape"
FARTHEST = 3.0  # a ratio counts no further from the mean than this many standard deviations


@dataclass(frozen=True, eq=False)
class RatioScale:
    """Which ratios the network takes, and what makes them standard: (value - mean) / scale."""

    names: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray

    def standard(self, ratios: Mapping[str, float]) -> np.ndarray:
        """float32 (r,), within FARTHEST."""
        values = np.array([ratios[name] for name in self.names])
        standard: np.ndarray = np.clip((values - self.mean) / self.scale, -FARTHEST, FARTHEST)
        return standard.astype(np.float32)


class ShapeModel:
    """Loads once; safe to share between threads."""

    def __init__(self, card: ModelCard, net: ShapeNet, device: torch.device) -> None:
        self.card, self.net, self.device = card, net, device
        told = card.values["ratios"]
        self.scale = RatioScale(
            tuple(told["names"]), np.array(told["mean"]), np.array(told["scale"])
        )
        self._temperature = float(card.values["calibration"]["temperature"])
        self._threshold = float(card.values["threshold"])

    @classmethod
    def load(cls, device: torch.device) -> "ShapeModel":
        """Raises SetupError where the weights or their card are missing or damaged."""
        card = ModelCard.load(NAME)
        net = ShapeNet(len(card.labels), len(card.values["ratios"]["names"]))
        return cls(card, load_weights(net, card, device), device)

    def guess(self, photo: Photo, face: Face, ratios: Mapping[str, float]) -> Guess:
        """Calibrated probabilities of the shapes; below the card's threshold no label."""
        crop = grey_crop(photo.rgb, face.landmarks_px, self.card.frame)
        scores = shape_scores(
            self.net, crop.pixels[None], self.scale.standard(ratios)[None], self.device
        )[0]
        return Guess.of(self.card.labels, softened(scores, self._temperature), self._threshold)


def grey_crop(rgb: np.ndarray, landmarks_px: np.ndarray, frame: CropFrame) -> Crop:
    """The upright crop uint8 (size, size) without its colours, which tell nothing of a shape."""
    crop = crop_face(rgb, landmarks_px, frame)
    return Crop(cv2.cvtColor(crop.pixels, cv2.COLOR_RGB2GRAY), crop.to_crop)


def grey_input(crops: np.ndarray, device: torch.device) -> torch.Tensor:
    """Grey crops uint8 (n, h, w) as the face encoder takes them: float32 (n, 3, h, w)."""
    values = torch.from_numpy(np.ascontiguousarray(crops)).to(device).float()
    mean = torch.tensor(MEAN, device=device)[:, None, None]
    normal: torch.Tensor = (values[:, None] - mean) / SCALE
    return normal.contiguous(memory_format=torch.channels_last)


@torch.inference_mode()
def shape_scores(
    net: torch.nn.Module, crops: np.ndarray, ratios: np.ndarray, device: torch.device
) -> np.ndarray:
    """Scores float64 (n, labels): the mean of each crop's and its mirror image's."""
    both = np.concatenate([crops, crops[:, :, ::-1]])
    told = torch.from_numpy(np.concatenate([ratios, ratios]).astype(np.float32)).to(device)
    scores = net(grey_input(both, device), told).double().cpu().numpy()
    mean: np.ndarray = (scores[: len(crops)] + scores[len(crops) :]) / 2
    return mean


def softened(scores: np.ndarray, temperature: float) -> np.ndarray:
    """Probabilities (..., k) from scores: softmax(scores / temperature)."""
    raised = np.exp((scores - scores.max(axis=-1, keepdims=True)) / temperature)
    shares: np.ndarray = raised / raised.sum(axis=-1, keepdims=True)
    return shares
