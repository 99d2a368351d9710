"""EfficientNet-Lite0 and the face parser on it: the published layers, padding and sizes."""

import numpy as np
import pytest
import torch
from torch import nn

from beauty.predict.lite0 import PYRAMID, STAGES, Lite0, conv
from beauty.predict.parser_net import ParserNet
from beauty.predict.weights import fuse_normalisation, fuse_padding

# EfficientNet-Lite0 has 4,652,008 parameters (4.7 million in its README, this in Keras Hub); the
# classifier's last convolution, its normalisation and its 1000 classes are not part of the encoder
PUBLISHED, HEAD = 4_652_008, 320 * 1280 + 2 * 1280 + 1280 * 1000 + 1000


def count(net: nn.Module) -> int:
    return sum(parameter.numel() for parameter in net.parameters())


def lived_in(net: nn.Module, seed: int = 0) -> nn.Module:
    """The network with normalisations that are not all the same, as after training."""
    torch.manual_seed(seed)
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.5, 2)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    return net.eval()


@torch.inference_mode()
def test_pyramid_has_the_documented_strides_and_channels():
    pyramid = lived_in(Lite0())(torch.rand(2, 3, 64, 96))
    sides = [(64 // stride, 96 // stride) for stride in (2, 4, 8, 16, 32)]
    want = [(2, channels, *side) for channels, side in zip(PYRAMID, sides, strict=True)]
    assert [tuple(level.shape) for level in pyramid] == want


def test_encoder_has_the_published_number_of_parameters():
    assert count(Lite0()) == PUBLISHED - HEAD
    assert sum(blocks for *_, blocks in STAGES) == 16


def test_parser_is_small():
    assert count(ParserNet(13)) < 5_000_000


@pytest.mark.parametrize("labels", [2, 13])
@torch.inference_mode()
def test_parser_scores_every_label_at_half_the_side(labels: int):
    scores = lived_in(ParserNet(labels))(torch.rand(1, 3, 64, 96))
    assert scores.shape == (1, labels, 32, 48)


def padded_sums(kernel: int, stride: int) -> np.ndarray:
    """A convolution of ones over the numbers 0 to 15 in four rows, undone of its normalisation."""
    layers = conv(1, 1, kernel, stride).eval()
    nn.init.ones_(layers[1].weight)
    numbers = torch.arange(16.0).reshape(1, 1, 4, 4)
    with torch.inference_mode():
        return layers(numbers)[0, 0].numpy() * np.sqrt(1 + layers[2].eps)


@pytest.mark.parametrize(
    ("kernel", "stride", "sums"),
    [
        # a window of 3 starts at 0 and 2 and reaches one row and column past the end
        (3, 2, [[45, 39], [66, 50]]),
        # a window of 5 starts at -1 and 1: one before, two behind
        (5, 2, [[120, 96], [114, 90]]),
        (1, 1, np.arange(16).reshape(4, 4)),
    ],
)
def test_padding_is_tensorflows_same(kernel: int, stride: int, sums: list[list[int]]):
    np.testing.assert_allclose(padded_sums(kernel, stride), sums, rtol=1e-5)


def test_with_stride_1_as_much_before_as_behind():
    sums = padded_sums(3, 1)
    assert sums[0, 0] == pytest.approx(0 + 1 + 4 + 5)
    assert sums[3, 3] == pytest.approx(10 + 11 + 14 + 15)
    assert sums[1, 1] == pytest.approx(45)


@torch.inference_mode()
def test_fused_normalisation_leaves_the_answers():
    net, pictures = lived_in(ParserNet(13)), torch.randn(1, 3, 64, 64)
    before = net(pictures)
    fuse_normalisation(net)
    assert not any(isinstance(module, nn.BatchNorm2d) for module in net.modules())
    assert before.std() > 0.01
    torch.testing.assert_close(net(pictures), before, atol=1e-4, rtol=1e-4)


@torch.inference_mode()
def test_even_padding_moves_into_the_convolution_and_leaves_the_answers():
    net, pictures = lived_in(Lite0()), torch.randn(1, 3, 64, 64)
    before = net(pictures)
    fuse_padding(net)
    left = [module.padding for module in net.modules() if isinstance(module, nn.ZeroPad2d)]
    assert left
    assert all(len(set(sides)) > 1 for sides in left)
    for level, want in zip(net(pictures), before, strict=True):
        torch.testing.assert_close(level, want, atol=1e-4, rtol=1e-4)


def test_normalisation_without_a_convolution_before_it_stays():
    net = nn.Sequential(nn.ReLU(), nn.BatchNorm2d(3), nn.Conv2d(3, 3, 1), nn.ReLU()).eval()
    fuse_normalisation(net)
    assert isinstance(net[1], nn.BatchNorm2d)
