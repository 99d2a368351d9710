"""Packed convolutions: the plain layers' answers, and their gradients where somebody wants some."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from torch import nn

from beauty.predict.face_net import Affine, FaceNet
from beauty.predict.lite0 import conv
from beauty.predict.packed import PackedConv, can_pack, pack
from beauty.predict.weights import fuse_normalisation, fuse_padding
from tests.predict.conftest import CPU

pytestmark = pytest.mark.skipif(not can_pack(CPU), reason="this processor keeps plain layers")
CLOSE = {"atol": 1e-4, "rtol": 1e-4}


def layers(
    activation: nn.Module, kernel: int = 3, stride: int = 1, groups: int = 1
) -> nn.Sequential:
    torch.manual_seed(kernel + stride + groups)
    row = nn.Conv2d(8, 8, kernel, stride, kernel // 2, groups=groups)
    return nn.Sequential(row, nn.Identity(), activation, nn.Conv2d(8, 4, 1)).eval()


def both(net: nn.Sequential, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The answer before and after packing."""
    with torch.inference_mode():
        before = net(x)
        pack(net)
        return before, net(x)


@pytest.mark.parametrize("activation", [nn.ReLU(), nn.ReLU6(), nn.Identity(), nn.Sigmoid()])
def test_answers_stay(activation: nn.Module):
    before, after = both(layers(activation), 20 * torch.randn(1, 8, 21, 17))
    torch.testing.assert_close(after, before, **CLOSE)


@pytest.mark.parametrize(
    ("kernel", "stride", "groups"), [(1, 1, 1), (3, 2, 1), (5, 2, 8), (3, 1, 8)]
)
def test_answers_stay_for_every_kind_of_filter(kernel: int, stride: int, groups: int):
    net = layers(nn.ReLU6(), kernel, stride, groups)
    before, after = both(net, torch.randn(2, 8, 32, 32))
    torch.testing.assert_close(after, before, **CLOSE)


def test_activations_go_into_the_step_and_nothing_else_does():
    net = nn.Sequential(
        nn.Conv2d(8, 8, 1), nn.BatchNorm2d(8), nn.ReLU(), nn.Conv2d(8, 8, 1), nn.ReLU()
    )
    pack(net)
    assert [type(layer) for layer in net] == [
        *(PackedConv, nn.BatchNorm2d, nn.ReLU),
        *(PackedConv, nn.Identity),
    ]


def test_a_picture_of_another_size_gets_its_own_answer():
    net, pictures = (
        layers(nn.ReLU()),
        [torch.randn(n, 8, side, side) for n, side in ((1, 16), (3, 40))],
    )
    with torch.inference_mode():
        before = [net(one) for one in pictures]
        pack(net)
        for one, want in zip([*pictures, *pictures[::-1]], [*before, *before[::-1]], strict=True):
            torch.testing.assert_close(net(one), want, **CLOSE)


def test_gradients_and_64_bits_are_those_of_the_plain_layers():
    net, x = layers(nn.ReLU6()), torch.randn(1, 8, 9, 9, requires_grad=True)
    (want,) = torch.autograd.grad(net(x).sum(), x)
    pack(net)
    with torch.no_grad():
        net(x)
    (found,) = torch.autograd.grad(net(x).sum(), x)
    torch.testing.assert_close(found, want)
    with torch.no_grad():
        assert net.double()(x.double()).dtype is torch.float64


def test_threads_that_come_first_together_agree():
    net, x = layers(nn.ReLU6()), torch.randn(1, 8, 32, 32)
    with torch.no_grad():
        want = net(x)
    pack(net)

    def answer(_number: int) -> torch.Tensor:
        with torch.inference_mode():
            return net(x)

    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(answer, range(8)):
            torch.testing.assert_close(found, want, **CLOSE)


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_only_processors_are_packed_for(device: str):
    assert not can_pack(torch.device(device))


@pytest.mark.parametrize(("kernel", "stride", "pads"), [(3, 1, 0), (5, 1, 0), (3, 2, 1), (5, 2, 1)])
@torch.inference_mode()
def test_convolutions_pad_where_all_sides_get_as_much(kernel: int, stride: int, pads: int):
    net, x = conv(8, 8, kernel, stride).eval(), torch.randn(1, 8, 16, 16)
    before = net(x)
    fuse_padding(net)
    assert sum(isinstance(layer, nn.ZeroPad2d) for layer in net) == pads
    torch.testing.assert_close(net(x), before)


@torch.inference_mode()
def test_scales_and_shifts_of_the_face_encoder_are_folded():
    torch.manual_seed(0)
    net, x = FaceNet().eval(), torch.randn(1, 3, 150, 150)
    for layer in net.modules():
        if isinstance(layer, Affine):
            nn.init.uniform_(layer.gamma, 0.5, 1.5)
            nn.init.uniform_(layer.beta, -0.5, 0.5)
    before = net(x)
    fuse_normalisation(net)
    assert not any(isinstance(layer, Affine) for layer in net.modules())
    assert before.std() > 0.01
    torch.testing.assert_close(net(x), before, **CLOSE)
