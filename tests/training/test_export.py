"""Weights as they ship: 16 bits a number, tensors only, nothing broken and nothing too large."""

from pathlib import Path

import pytest
import torch
from torch import nn

from training import export
from training.export import save_weights


def read(path: Path) -> dict[str, torch.Tensor]:
    return torch.load(path, weights_only=True)


def test_numbers_come_back_as_16_bits_can_hold_them(tmp_path: Path):
    net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.Linear(8, 2))
    nn.init.uniform_(net[1].running_var, 0.5, 1.5)
    save_weights(net, tmp_path / "deep" / "net.pt")
    state = read(tmp_path / "deep" / "net.pt")
    assert list(state) == list(net.state_dict())
    for name, value in net.state_dict().items():
        assert state[name].shape == value.shape
        torch.testing.assert_close(state[name].float(), value.float(), rtol=2**-10, atol=1e-7)


def test_only_weights_are_narrowed(tmp_path: Path):
    net = nn.BatchNorm2d(4)
    save_weights(net, tmp_path / "net.pt")
    kinds = {name: value.dtype for name, value in read(tmp_path / "net.pt").items()}
    assert kinds == {
        "weight": torch.float16,
        "bias": torch.float16,
        "running_mean": torch.float32,
        "running_var": torch.float32,
        "num_batches_tracked": torch.int64,
    }


def test_saved_weights_load_into_the_network_again(tmp_path: Path):
    net, other = nn.Linear(5, 3), nn.Linear(5, 3)
    save_weights(net, tmp_path / "net.pt")
    other.load_state_dict(read(tmp_path / "net.pt"))
    x = torch.randn(4, 5)
    torch.testing.assert_close(other(x), net(x), atol=1e-2, rtol=1e-2)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e5, -7e4])
def test_a_number_that_16_bits_cannot_hold_is_refused_by_name(tmp_path: Path, value: float):
    net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    with torch.no_grad():
        net[1].bias[1] = value
    with pytest.raises(ValueError, match=r"1\.bias: a number does not fit"):
        save_weights(net, tmp_path / "net.pt")
    assert not (tmp_path / "net.pt").exists()


def test_a_statistic_that_is_no_number_is_refused(tmp_path: Path):
    net = nn.BatchNorm1d(2)
    net.running_var[0] = float("nan")
    with pytest.raises(ValueError, match="running_var"):
        save_weights(net, tmp_path / "net.pt")


def test_more_than_a_space_takes_is_refused(tmp_path: Path):
    assert export.LARGEST_BYTES == 10 * 1024 * 1024
    with pytest.raises(ValueError, match="more than 10,485,760"):
        save_weights(nn.Linear(5000, 1300, bias=False), tmp_path / "net.pt")


def test_a_packed_file_is_smaller_and_holds_the_same_bits(tmp_path: Path):
    net, plain = nn.Linear(300, 300), tmp_path / "plain.pt"
    torch.save(net.state_dict(), plain)
    small = export.packed(plain.read_bytes())
    assert len(small) < 0.95 * plain.stat().st_size
    (tmp_path / "small.pt").write_bytes(small)
    for name, value in read(tmp_path / "small.pt").items():
        assert torch.equal(value, net.state_dict()[name])
    assert export.packed(small) == small, "the same tensors, the same file"
