"""No weights without their card, none that differ from it, and nothing in them that could run."""

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import nn

from beauty.errors import SetupError
from beauty.face.crop import CropFrame
from beauty.predict.weights import ModelCard, load_weights

CPU = torch.device("cpu")
CARD = """
file = "tiny.pt"
sha256 = "{sha256}"
labels = ["even", "odd"]
threshold = 0.5
[crop]
size_px = 32
eye_distances = 2.9
below_eyes = 0.4
"""


def tiny() -> nn.Module:
    return nn.Sequential(nn.Conv2d(1, 2, 1, bias=False), nn.BatchNorm2d(2))


def saved(folder: Path, content: object) -> ModelCard:
    """A folder of weights whose card and file belong together, whatever is in the file."""
    torch.save(content, folder / "tiny.pt")
    return carded(folder, (folder / "tiny.pt").read_bytes())


def carded(folder: Path, content: bytes) -> ModelCard:
    (folder / "tiny.pt").write_bytes(content)
    (folder / "tiny.toml").write_text(CARD.format(sha256=hashlib.sha256(content).hexdigest()))
    return ModelCard.load("tiny", folder)


def refused(load: Callable[[], object]) -> str:
    """The sentence that a person reads when this is refused."""
    with pytest.raises(SetupError) as caught:
        load()
    assert "weights/" in caught.value.advice
    return caught.value.message


class TestCard:
    def test_says_what_run_time_needs(self, tmp_path: Path):
        card = saved(tmp_path, tiny().state_dict())
        assert card.name == "tiny"
        assert card.file == tmp_path / "tiny.pt"
        assert card.frame == CropFrame(32, 2.9, 0.4)
        assert card.labels == ("even", "odd")
        assert card.values["threshold"] == 0.5

    def test_missing_card_is_named(self, tmp_path: Path):
        assert "tiny.toml" in refused(lambda: ModelCard.load("tiny", tmp_path))

    @pytest.mark.parametrize("line", ["file", "sha256", "labels", "[crop]", "size_px"])
    def test_card_without_a_line_is_named(self, tmp_path: Path, line: str):
        saved(tmp_path, tiny().state_dict())
        path = tmp_path / "tiny.toml"
        kept = [one for one in path.read_text().splitlines() if not one.startswith(line)]
        path.write_text("\n".join(kept))
        assert "tiny.toml" in refused(lambda: ModelCard.load("tiny", tmp_path))

    @pytest.mark.parametrize("text", [b"no = = toml", b"\xff\xfe", b'[crop]\nturn = "left"\n'])
    def test_damaged_card_is_named(self, tmp_path: Path, text: bytes):
        (tmp_path / "tiny.toml").write_bytes(text)
        assert "tiny.toml" in refused(lambda: ModelCard.load("tiny", tmp_path))


class TestFile:
    def test_good_weights_are_loaded_frozen_and_fused(self, tmp_path: Path):
        net = tiny()
        nn.init.uniform_(net[1].running_var, 1, 2)
        loaded = load_weights(tiny(), saved(tmp_path, net.state_dict()), CPU)
        picture = torch.rand(1, 1, 4, 4)
        torch.testing.assert_close(loaded(picture), net.eval()(picture))
        assert not any(isinstance(module, nn.BatchNorm2d) for module in loaded.modules())
        assert not any(one.requires_grad for one in loaded.parameters())
        assert not loaded.training

    def test_16_bit_numbers_are_widened(self, tmp_path: Path):
        net = nn.Linear(3, 2)
        half = {name: value.half() for name, value in net.state_dict().items()}
        loaded = load_weights(nn.Linear(3, 2), saved(tmp_path, half), CPU)
        for name, value in loaded.state_dict().items():
            assert value.dtype is torch.float32
            torch.testing.assert_close(value, half[name].float(), atol=0, rtol=0)

    def test_missing_file(self, tmp_path: Path):
        card = saved(tmp_path, tiny().state_dict())
        card.file.unlink()
        assert "tiny.pt is missing" in refused(lambda: load_weights(tiny(), card, CPU))

    def test_other_file_than_the_cards(self, tmp_path: Path):
        card = saved(tmp_path, tiny().state_dict())
        torch.save(tiny().state_dict(), card.file)
        found = hashlib.sha256(card.file.read_bytes()).hexdigest()
        said = refused(lambda: load_weights(tiny(), card, CPU))
        assert found[:12] in said
        assert card.sha256[:12] in said

    def test_one_changed_byte_is_another_file(self, tmp_path: Path):
        card = saved(tmp_path, tiny().state_dict())
        content = bytearray(card.file.read_bytes())
        content[len(content) // 2] ^= 1
        card.file.write_bytes(content)
        assert "has hash" in refused(lambda: load_weights(tiny(), card, CPU))

    @pytest.mark.parametrize(
        "net",
        [nn.Conv2d(1, 3, 1), nn.Sequential(nn.Conv2d(1, 2, 3, bias=False), nn.BatchNorm2d(2))],
    )
    def test_weights_of_another_network(self, tmp_path: Path, net: nn.Module):
        card = saved(tmp_path, net.state_dict())
        assert "tiny.pt cannot be loaded" in refused(lambda: load_weights(tiny(), card, CPU))

    @pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 half a zip"])
    def test_no_weights_at_all(self, tmp_path: Path, content: bytes):
        card = carded(tmp_path, content)
        assert "tiny.pt cannot be loaded" in refused(lambda: load_weights(tiny(), card, CPU))

    @pytest.mark.parametrize("content", [[1, 2], "words", torch.zeros(2)])
    def test_something_else_than_a_table_of_tensors(self, tmp_path: Path, content: object):
        card = saved(tmp_path, content)
        assert "tiny.pt cannot be loaded" in refused(lambda: load_weights(tiny(), card, CPU))


class Trap:
    """Would leave a mark in the folder when unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


class TestCodeInTheFile:
    def test_the_trap_would_spring(self, tmp_path: Path):
        pickle.loads(pickle.dumps(Trap(tmp_path / "mark")))
        assert (tmp_path / "mark").exists()

    @pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
    def test_code_among_the_tensors_does_not_run(self, tmp_path: Path, protocol: int):
        state = {**tiny().state_dict(), "extra": Trap(tmp_path / "mark")}
        torch.save(state, tmp_path / "tiny.pt", pickle_protocol=protocol)
        card = carded(tmp_path, (tmp_path / "tiny.pt").read_bytes())
        assert "tiny.pt cannot be loaded" in refused(lambda: load_weights(tiny(), card, CPU))
        assert not (tmp_path / "mark").exists()

    def test_bare_pickle_does_not_run(self, tmp_path: Path):
        card = carded(tmp_path, pickle.dumps(Trap(tmp_path / "mark")))
        assert "tiny.pt cannot be loaded" in refused(lambda: load_weights(tiny(), card, CPU))
        assert not (tmp_path / "mark").exists()

    def test_a_whole_network_instead_of_its_numbers_is_refused(self, tmp_path: Path):
        card = saved(tmp_path, tiny())
        assert "tiny.pt cannot be loaded" in refused(lambda: load_weights(tiny(), card, CPU))
