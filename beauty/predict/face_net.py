"""A face encoder: dlib's 29-layer residual network, taken apart into plain PyTorch.

Layer for layer the network of dlib's face recognition example (davisking/dlib-models, CC0): 3x3 filters
without padding where they stride, average pooling on the short way, each batch normalisation folded
into one scale and shift a channel. Here it is only where training starts; its last layer, the
128 numbers that tell people apart, is left out.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

# channels and whether each block halves the picture
BLOCKS = (
    *((32, False),) * 3,
    *((64, True), (64, False), (64, False), (64, False)),
    *((128, True), (128, False), (128, False)),
    *((256, True), (256, False), (256, False)),
    (256, True),
)
STEM = 32
FEATURES = 256
MEAN, SCALE = (122.782, 117.001, 104.298), 256.0  # input = (pixel - MEAN) / SCALE, red green blue


class Affine(nn.Module):
    """One scale and one shift a channel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels))
        self.beta = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.gamma[:, None, None] + self.beta[:, None, None]

    @torch.no_grad()
    def fold_into(self, conv: nn.Conv2d) -> None:
        """Let the convolution before this do its work too."""
        shift = self.beta if conv.bias is None else conv.bias * self.gamma + self.beta
        conv.weight.copy_(conv.weight * self.gamma[:, None, None, None])
        conv.bias = nn.Parameter(shift, requires_grad=conv.weight.requires_grad)


class Residual(nn.Module):
    """Two 3x3 convolutions beside a short way; where channels or sides differ, zeros fill up."""

    def __init__(self, inside: int, out: int, halves: bool) -> None:
        super().__init__()
        self.halves = halves
        stride, padding = (2, 0) if halves else (1, 1)
        self.first = nn.Sequential(
            nn.Conv2d(inside, out, 3, stride, padding), Affine(out), nn.ReLU()
        )
        self.second = nn.Sequential(nn.Conv2d(out, out, 3, 1, 1), Affine(out))

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.second(self.first(x))
        short = functional.avg_pool2d(x, 2) if self.halves else x
        size = [max(a, b) for a, b in zip(y.shape[1:], short.shape[1:], strict=True)]
        return functional.relu(_filled(y, size) + _filled(short, size))


class FaceNet(nn.Module):
    """Face crops (n, 3, h, w), normalised -> (n, 256), the mean over the picture of the last features."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, STEM, 7, 2), Affine(STEM), nn.ReLU(), nn.MaxPool2d(3, 2)
        )
        blocks = []
        inside = STEM
        for channels, halves in BLOCKS:
            blocks.append(Residual(inside, channels, halves))
            inside = channels
        self.blocks = nn.Sequential(*blocks)

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x).mean(dim=(2, 3))

    def features(self, x: Tensor) -> Tensor:
        """(n, 256, rows, columns): the last features before their mean."""
        y: Tensor = self.blocks(self.stem(x))
        return y


def _filled(x: Tensor, size: list[int]) -> Tensor:
    channels, height, width = (want - have for want, have in zip(size, x.shape[1:], strict=True))
    return (
        functional.pad(x, (0, width, 0, height, 0, channels)) if channels or height or width else x
    )
