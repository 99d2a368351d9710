"""The face encoder: dlib's layers, and its residual blocks worked out in plain loops."""

import numpy as np
import pytest
import torch
from torch import nn

from beauty.predict.face_net import BLOCKS, FEATURES, Affine, FaceNet, Residual
from beauty.predict.weights import fuse_normalisation


def convolved(x: np.ndarray, layer: nn.Conv2d) -> np.ndarray:
    """(channels, h, w) through a 3x3 convolution, one output number at a time."""
    weight, bias = layer.weight.numpy().astype(float), layer.bias.numpy().astype(float)
    stride, padding = layer.stride[0], layer.padding[0]
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    rows, columns = ((side - 3) // stride + 1 for side in x.shape[1:])
    out = np.zeros((len(weight), rows, columns))
    for channel, row, column in np.ndindex(*out.shape):
        window = x[:, row * stride : row * stride + 3, column * stride : column * stride + 3]
        out[channel, row, column] = (window * weight[channel]).sum() + bias[channel]
    return out


def scaled(x: np.ndarray, layer: Affine) -> np.ndarray:
    gamma, beta = layer.gamma.numpy(), layer.beta.numpy()
    return x * gamma[:, None, None] + beta[:, None, None]


def by_hand(block: Residual, x: np.ndarray) -> np.ndarray:
    """dlib's residual block: the short way averaged by twos, zeros where sides or channels lack."""
    long = np.maximum(scaled(convolved(x, block.first[0]), block.first[1]), 0)
    long = scaled(convolved(long, block.second[0]), block.second[1])
    short = x
    if block.halves:
        even = x[:, : x.shape[1] // 2 * 2, : x.shape[2] // 2 * 2]
        short = (
            even[:, ::2, ::2] + even[:, 1::2, ::2] + even[:, ::2, 1::2] + even[:, 1::2, 1::2]
        ) / 4
    total = np.zeros(np.maximum(long.shape, short.shape))
    for part in (long, short):
        total[tuple(slice(side) for side in part.shape)] += part
    return np.maximum(total, 0)


@pytest.mark.parametrize("side", [6, 7, 8, 9])
@pytest.mark.parametrize(("inside", "out", "halves"), [(2, 4, True), (3, 3, True), (3, 3, False)])
@torch.inference_mode()
def test_residual_block_is_the_one_worked_out_by_hand(
    side: int, inside: int, out: int, halves: bool
):
    torch.manual_seed(side)
    block = Residual(inside, out, halves)
    for affine in (block.first[1], block.second[1]):
        nn.init.uniform_(affine.gamma, 0.5, 1.5)
        nn.init.uniform_(affine.beta, -0.5, 0.5)
    x = torch.randn(1, inside, side, side + 1)
    want = by_hand(block, x[0].numpy().astype(float))
    np.testing.assert_allclose(block(x)[0].numpy(), want, atol=1e-5)


def test_layers_are_those_of_dlibs_resnet():
    convolutions = [module for module in FaceNet().modules() if isinstance(module, nn.Conv2d)]
    assert len(convolutions) == 29
    assert len(BLOCKS) == 14
    assert sum(halves for _, halves in BLOCKS) == 4
    assert all(one.bias is not None for one in convolutions)


@torch.inference_mode()
def test_answer_is_the_mean_of_the_last_features():
    net, pictures = FaceNet().eval(), torch.randn(2, 3, 150, 150)
    features = net.features(pictures)
    assert features.shape[:2] == (2, FEATURES)
    assert min(features.shape[2:]) >= 2
    torch.testing.assert_close(net(pictures), features.mean(dim=(2, 3)))


@torch.inference_mode()
def test_pictures_of_a_batch_do_not_touch_each_other():
    net, pictures = FaceNet().eval(), torch.randn(2, 3, 150, 150)
    alone = torch.cat([net(pictures[:1]), net(pictures[1:])])
    torch.testing.assert_close(net(pictures), alone, atol=1e-4, rtol=1e-4)


@torch.inference_mode()
def test_folded_scales_leave_the_answers():
    torch.manual_seed(1)
    net, pictures = FaceNet().eval(), torch.randn(1, 3, 150, 150)
    for module in net.modules():
        if isinstance(module, Affine):
            nn.init.uniform_(module.gamma, 0.5, 1.5)
            nn.init.uniform_(module.beta, -0.2, 0.2)
    before = net(pictures)
    fuse_normalisation(net)
    assert not any(isinstance(module, Affine) for module in net.modules())
    torch.testing.assert_close(net(pictures), before, atol=1e-4, rtol=1e-4)
