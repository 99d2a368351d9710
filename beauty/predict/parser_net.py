"""The face parser: EfficientNet-Lite0 below, a narrow feature pyramid above, 13 scores a pixel."""

from torch import Tensor, nn
from torch.nn import functional

from beauty.predict.lite0 import PYRAMID, Lite0

WIDTHS = (32, 48, 64, 64, 64)  # of the pyramid at strides 2, 4, 8, 16, 32: finer is narrower


def separable(inside: int, out: int) -> nn.Sequential:
    """3x3 a channel, then 1x1 across channels, normalised, ReLU: a ninth of a full convolution."""
    return nn.Sequential(
        nn.Conv2d(inside, inside, 3, padding=1, groups=inside, bias=False),
        nn.Conv2d(inside, out, 1, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(),
    )


class ParserNet(nn.Module):
    """Pictures (n, 3, h, w), normalised, sides multiples of 32 -> scores (n, labels, h / 2, w / 2)."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.encoder = Lite0()
        self.across = nn.ModuleList(
            nn.Conv2d(channels, width, 1) for channels, width in zip(PYRAMID, WIDTHS, strict=True)
        )
        finer = (WIDTHS[0], *WIDTHS[:-1])
        self.smooth = nn.ModuleList(
            separable(width, out) for width, out in zip(WIDTHS, finer, strict=True)
        )
        self.scores = nn.Conv2d(WIDTHS[0], labels, 1)

    def forward(self, x: Tensor) -> Tensor:
        pyramid = self.encoder(x)
        top: Tensor = self.smooth[-1](self.across[-1](pyramid[-1]))
        for across, smooth, level in zip(
            list(self.across)[-2::-1], list(self.smooth)[-2::-1], pyramid[-2::-1], strict=True
        ):
            raised = functional.interpolate(
                top, size=level.shape[-2:], mode="bilinear", align_corners=False
            )
            top = smooth(raised + across(level))
        scores: Tensor = self.scores(top)
        return scores
