"""Public weights under our names: files made up here, in the makers' own formats."""

import io
from collections.abc import Iterator

import numpy as np
import pytest
import torch
from torch import nn

from beauty.predict.face_net import Affine, FaceNet
from beauty.predict.lite0 import Lite0
from training.pretrained import read_face_net, read_lite0


def dlib_number(value: int) -> bytes:
    """As dlib writes a whole number: how many bytes, then these, the least first."""
    size = max(1, (value.bit_length() + 7) // 8)
    return bytes([size]) + value.to_bytes(size, "little")


def dlib_tensor(numbers: np.ndarray) -> bytes:
    """As dlib writes a tensor: version 2, four sizes, the numbers."""
    sizes = (numbers.size, 1, 1, 1)
    return b"".join([dlib_number(2), *map(dlib_number, sizes), numbers.astype("<f4").tobytes()])


def layers() -> Iterator[nn.Module]:
    """The layers with numbers in them, the one next to the picture first."""
    for module in FaceNet().modules():
        if isinstance(module, nn.Conv2d | Affine):
            yield module


@pytest.fixture(scope="module")
def written() -> list[np.ndarray]:
    """The numbers of each layer, flat: filters then biases, or scales then shifts."""
    random = np.random.default_rng(0)
    counts = [sum(one.numel() for one in layer.parameters()) for layer in layers()]
    return [random.normal(0, 0.1, count).astype(np.float32) for count in counts]


@pytest.fixture(scope="module")
def dlib_file(written: list[np.ndarray]) -> bytes:
    """The numbers among words, single numbers and things that only begin like a tensor."""
    between = b"\x05relu_\x01\x02\x01\x00\x09\x01\x02\x01\x01\x01\x01\x01\x01\x01\x01\x00\x00"
    return b"serialized " + b"".join(between + dlib_tensor(numbers) for numbers in written)


class TestFaceNet:
    def test_every_layer_gets_its_numbers_in_order(
        self, dlib_file: bytes, written: list[np.ndarray]
    ):
        state = read_face_net(dlib_file)
        net = FaceNet()
        net.load_state_dict(state)
        loaded = [module for module in net.modules() if isinstance(module, nn.Conv2d | Affine)]
        assert len(loaded) == len(written)
        for layer, numbers in zip(loaded, written, strict=True):
            flat = torch.cat([parameter.flatten() for parameter in layer.parameters()])
            np.testing.assert_array_equal(flat.detach().numpy(), numbers)

    def test_names_are_those_of_the_network(self, dlib_file: bytes):
        assert list(read_face_net(dlib_file)) == list(FaceNet().state_dict())

    def test_half_a_file_is_refused(self, dlib_file: bytes):
        with pytest.raises((RuntimeError, StopIteration)):
            read_face_net(dlib_file[: len(dlib_file) // 2])


class TestLite0:
    def foreign(self) -> dict[str, torch.Tensor]:
        """Our tensors under the names of the package, with its classifier behind them."""
        torch.manual_seed(1)
        own = {
            f"_part{number}": torch.rand_like(value.float()).to(value.dtype)
            for number, value in enumerate(Lite0().state_dict().values())
        }
        head = {"_conv_head.weight": 4, "_bn1.weight": 4, "_fc.weight": 9}
        return own | {name: torch.ones(count) for name, count in head.items()}

    def content(self, state: dict[str, torch.Tensor]) -> bytes:
        file = io.BytesIO()
        torch.save(state, file)
        return file.getvalue()

    def test_every_tensor_gets_our_name_and_the_classifier_is_left_out(self):
        theirs = self.foreign()
        state = read_lite0(self.content(theirs))
        assert list(state) == list(Lite0().state_dict())
        kept = [value for name, value in theirs.items() if name.startswith("_part")]
        for mine, their in zip(state.values(), kept, strict=True):
            assert torch.equal(mine, their)

    def test_other_shapes_are_refused(self):
        theirs = self.foreign()
        theirs["_part0"] = torch.zeros(2, 2)
        with pytest.raises(RuntimeError, match="size mismatch"):
            read_lite0(self.content(theirs))

    def test_missing_tensors_are_refused(self):
        theirs = self.foreign()
        del theirs["_part5"]
        with pytest.raises(RuntimeError):
            read_lite0(self.content(theirs))
