"""Packed convolutions: the same answers as the plain layers, whoever asks and in whatever size."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from torch import nn

from beauty.predict.packed import PackedConv, can_pack, pack
from tests.predict.conftest import CPU

pytestmark = pytest.mark.skipif(not can_pack(CPU), reason="needs oneDNN on an x86 processor")


def row() -> nn.Sequential:
    """Convolutions of all kinds with and without an activation behind them."""
    torch.manual_seed(0)
    return (
        nn.Sequential(
            *(nn.Conv2d(3, 8, 3, 2, 1), nn.Identity(), nn.ReLU6()),
            *(nn.Conv2d(8, 8, 3, 1, 1, groups=8, bias=False), nn.ReLU()),
            *(nn.Conv2d(8, 4, 1), nn.Sigmoid(), nn.Conv2d(4, 2, 1)),
        )
        .eval()
        .requires_grad_(False)
    )


def packed() -> nn.Sequential:
    net = row().to(memory_format=torch.channels_last)
    pack(net)
    return net


def test_every_convolution_is_packed_with_the_activation_behind_it():
    net = packed()
    kinds = [one._kind[0] for one in net.modules() if isinstance(one, PackedConv)]
    assert kinds == ["hardtanh", "relu", "none", "none"]
    assert not any(isinstance(layer, nn.ReLU | nn.ReLU6) for layer in net)
    assert isinstance(net[6], nn.Sigmoid)


@pytest.mark.parametrize("size", [(1, 3, 32, 48), (3, 3, 20, 20)])
def test_answers_are_those_of_the_plain_layers(size: tuple[int, ...]):
    pictures = torch.randn(*size) * 4
    net = packed()
    with torch.inference_mode():
        want = row()(pictures)
        torch.testing.assert_close(net(pictures), want, atol=1e-4, rtol=1e-4)
    assert want.std() > 0.01


def test_a_picture_of_another_size_is_answered_too():
    net = packed()
    with torch.inference_mode():
        for side in (16, 40, 16):
            pictures = torch.randn(1, 3, side, side)
            torch.testing.assert_close(net(pictures), row()(pictures), atol=1e-4, rtol=1e-4)


def test_gradients_go_through_the_plain_layers():
    pictures = torch.randn(1, 3, 16, 16, requires_grad=True)
    packed()(pictures).sum().backward()
    found = pictures.grad.clone()
    pictures.grad = None
    row()(pictures).sum().backward()
    assert found.abs().max() > 0
    torch.testing.assert_close(found, pictures.grad)


def test_threads_that_come_first_at_once_agree():
    net, pictures = packed(), torch.randn(1, 3, 32, 32)

    def answer(_: int) -> torch.Tensor:
        with torch.inference_mode():
            return net(pictures)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(answer, range(8)))
    assert all(torch.equal(one, answers[0]) for one in answers)
