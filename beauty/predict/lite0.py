"""EfficientNet-Lite0 (Google, 2020): the picture encoder, small and made for CPUs and int8.

No squeeze-and-excitation, ReLU6 throughout (github.com/tensorflow/tpu, efficientnet/lite). Padding is
TensorFlow's "same": with stride 2 one more on the right and below. Sides must be multiples of 32.
"""

from torch import Tensor, nn

# expansion, kernel, stride, channels, blocks
STAGES = (
    *((1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3)),
    *((6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1)),
)
STEM = 32
PYRAMID = (16, 24, 40, 112, 320)  # channels at strides 2, 4, 8, 16, 32
MEAN, SCALE = 127.0, 128.0  # input = (pixel - MEAN) / SCALE
EPSILON, MOMENTUM = 1e-3, 0.01


def conv(inside: int, out: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """Convolution with "same" padding and batch normalisation, without activation."""
    spare = kernel - stride
    pad = nn.ZeroPad2d((spare // 2, spare - spare // 2) * 2)
    return nn.Sequential(
        pad,
        nn.Conv2d(inside, out, kernel, stride, groups=groups, bias=False),
        nn.BatchNorm2d(out, eps=EPSILON, momentum=MOMENTUM),
    )


class Block(nn.Module):
    """Inverted bottleneck: widen, filter each channel, narrow; the input is added where shapes allow."""

    def __init__(self, inside: int, out: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inside * expansion
        self.expand = (
            nn.Sequential(*list(conv(inside, wide, 1))[1:], nn.ReLU6())
            if expansion > 1
            else nn.Identity()
        )
        self.filter = nn.Sequential(*conv(wide, wide, kernel, stride, groups=wide), nn.ReLU6())
        self.narrow = nn.Sequential(*list(conv(wide, out, 1))[1:])
        self.adds = stride == 1 and inside == out

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.narrow(self.filter(self.expand(x)))
        return x + y if self.adds else y


class Lite0(nn.Module):
    """Pictures (n, 3, h, w), normalised -> features at strides 2, 4, 8, 16, 32 (`PYRAMID` channels)."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(*conv(3, STEM, 3, 2), nn.ReLU6())
        levels: list[list[nn.Module]] = [[]]
        inside = STEM
        for expansion, kernel, stride, channels, count in STAGES:
            if stride == 2:
                levels.append([])
            for index in range(count):
                first = stride if index == 0 else 1
                levels[-1].append(Block(inside, channels, kernel, first, expansion))
                inside = channels
        self.levels = nn.ModuleList(nn.Sequential(*blocks) for blocks in levels)

    def forward(self, x: Tensor) -> list[Tensor]:
        x = self.stem(x)
        pyramid = []
        for level in self.levels:
            x = level(x)
            pyramid.append(x)
        return pyramid
