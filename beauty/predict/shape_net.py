"""Face shape: the face encoder on an upright grey crop, beside the measured ratios."""

import torch
from torch import Tensor, nn

from beauty.predict.face_net import FEATURES, FaceNet

DROPOUT = 0.4


class ShapeNet(nn.Module):
    """Crops (n, 3, h, w), normalised, and ratios (n, r), standardised -> scores (n, labels)."""

    def __init__(self, labels: int, ratios: int) -> None:
        super().__init__()
        self.encoder = FaceNet()
        self.norm = nn.LayerNorm(FEATURES)
        self.scores = nn.Sequential(nn.Dropout(DROPOUT), nn.Linear(FEATURES + ratios, labels))

    def forward(self, x: Tensor, ratios: Tensor) -> Tensor:
        scores: Tensor = self.scores(torch.cat([self.norm(self.encoder(x)), ratios], dim=1))
        return scores
