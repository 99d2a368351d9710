"""All networks together: files that are their cards', one answer on any number of threads, no network."""

import hashlib
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from beauty import Analysis
from beauty.errors import SetupError
from beauty.face.labels import LABELS
from beauty.paths import WEIGHTS
from beauty.predict import Networks, weights
from beauty.predict.device import best_device
from beauty.predict.parser_net import ParserNet
from beauty.predict.shape_net import ShapeNet
from beauty.predict.skin_net import SkinNet
from beauty.predict.weights import ModelCard
from tests.predict.conftest import CPU

NAMES = ("face_parser", "face_shape", "skin_type")
LARGEST_BYTES = 20_000_000  # of a file in the repository


def network_of(card: ModelCard) -> nn.Module:
    count = len(card.labels)
    if card.name == "face_parser":
        return ParserNet(count)
    return SkinNet(count) if card.name == "skin_type" else ShapeNet(count, 18)


@pytest.fixture(params=NAMES)
def card(request: pytest.FixtureRequest) -> ModelCard:
    return ModelCard.load(request.param)


def test_file_is_the_one_that_its_card_describes(card: ModelCard):
    content = card.file.read_bytes()
    assert hashlib.sha256(content).hexdigest() == card.sha256
    assert card.values["size_bytes"] == len(content) < LARGEST_BYTES


def test_card_counts_the_parameters(card: ModelCard):
    count = sum(parameter.numel() for parameter in network_of(card).parameters())
    assert card.values["parameters"] == count


def test_card_knows_terms_data_and_limits(card: ModelCard):
    for name in ("data", "limits", "terms", "metrics", "command"):
        assert card.values[name], name


def test_labels_are_those_of_the_contract():
    assert ModelCard.load("face_parser").labels == LABELS
    assert ModelCard.load("face_shape").labels == ("heart", "oblong", "oval", "round", "square")
    assert ModelCard.load("skin_type").labels == ("dry", "normal", "oily")


def test_sides_are_what_the_networks_take():
    for name in ("face_parser", "skin_type"):
        assert ModelCard.load(name).frame.size_px % 32 == 0
    assert ModelCard.load("face_shape").frame.size_px == 150  # of dlib's encoder


@pytest.mark.parametrize("gone", [f"{name}.{kind}" for name in NAMES for kind in ("pt", "toml")])
def test_missing_file_is_named(gone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in NAMES:
        for kind in ("pt", "toml"):
            shutil.copy(WEIGHTS / f"{name}.{kind}", tmp_path)
    (tmp_path / gone).unlink()
    monkeypatch.setattr(weights.ModelCard.load.__func__, "__defaults__", (tmp_path,))
    with pytest.raises(SetupError) as caught:
        Networks.load(CPU)
    assert gone in caught.value.message


def test_loading_opens_no_connection(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_args: object, **_kwargs: object):
        raise OSError("the network is shut in this test")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    assert Networks.load(CPU).parser.card.name == "face_parser"


@pytest.fixture
def threads():
    """Lets a test change how many threads PyTorch may use."""
    before = torch.get_num_threads()
    yield torch.set_num_threads
    torch.set_num_threads(before)


def answers(networks: Networks, analysis: Analysis) -> list[np.ndarray]:
    photo, face = analysis.photo, analysis.face
    shape = networks.shape.guess(photo, face, analysis.geometry.ratios)
    skin = networks.skin_type.guess(photo, face, analysis.drawn)
    return [
        networks.parser.parse(photo, face).shares,
        np.array(list(shape.probabilities.values())),
        np.array(list(skin.whole.probabilities.values())),
    ]


def test_one_and_two_threads_give_the_same(threads, analysis: Analysis):
    networks = Networks.load(CPU)
    threads(1)
    alone = answers(networks, analysis)
    threads(2)
    for one, two in zip(alone, answers(networks, analysis), strict=True):
        np.testing.assert_allclose(one, two, atol=1e-3)


@pytest.mark.parametrize(
    ("cuda", "mps", "device"),
    [(True, True, "cuda"), (False, True, "mps"), (False, False, "cpu")],
)
def test_best_device(cuda: bool, mps: bool, device: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert best_device().type == device
