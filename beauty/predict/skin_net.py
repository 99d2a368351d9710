"""Skin type: EfficientNet-Lite0 features pooled over the skin of each zone, one judge for all zones."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from beauty.predict.lite0 import PYRAMID, Lite0

LEVELS = (2, 3, 4)  # of the pyramid: strides 8, 16 and 32, from texture to form
WIDTH = sum(PYRAMID[level] for level in LEVELS)


class Standard(nn.Module):
    """(features - mean) / scale, each a number a feature that training found."""

    mean: Tensor
    scale: Tensor

    def __init__(self, width: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("scale", torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return (x - self.mean) / self.scale


class SkinNet(nn.Module):
    """Crops (n, 3, h, w), normalised, and zone masks (n, z, h, w), 0..1 -> scores (n, z, labels).

    Only what lies under a zone's mask speaks for it; hair, background and captions do not, save for
    what reaches a feature's field of view.
    """

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.encoder = Lite0()
        self.norm = Standard(WIDTH)
        self.scores = nn.Sequential(nn.Linear(WIDTH, labels))

    def forward(self, x: Tensor, zones: Tensor) -> Tensor:
        scores: Tensor = self.scores(self.norm(self.features(x, zones)))
        return scores

    def features(self, x: Tensor, zones: Tensor) -> Tensor:
        """(n, z, WIDTH): what the encoder sees of each zone."""
        pyramid = self.encoder(x)
        return torch.cat([pool_zones(pyramid[level].float(), zones) for level in LEVELS], dim=2)


def pool_zones(features: Tensor, zones: Tensor) -> Tensor:
    """Means (n, z, c) of features (n, c, h, w) under masks (n, z, H, W); 0 where a mask is empty."""
    masks = functional.adaptive_avg_pool2d(zones, (features.shape[2], features.shape[3]))
    sums = torch.einsum("nchw,nzhw->nzc", features, masks)
    return sums / (masks.sum(dim=(2, 3))[..., None] + 1e-3)
