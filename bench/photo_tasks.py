"""The tasks of bench/networks.py on photos that only developers have, with their truth."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from beauty.photo import read_photo
from bench.tasks import AskedParser, AskedShape, AskedSkin, Inputs, Task
from training.data import Faces, find_faces, split_groups
from training.face_parser import Pairs, confusions
from training.face_parser_card import JUDGED
from training.metrics import pixel_f1
from training.people import group_people
from training.settings import CONFIGS

CALIBRATION, WOMEN, SEED = 64, 300, 0


def photo_tasks(data: Path, pretrained: Path, work: Path) -> tuple[Task, ...]:
    return (
        parser_task(find_faces(data / "face_parsing", work), pretrained),
        shape_task(find_faces(data / "face_shape", work)),
        skin_task(find_faces(data / "skin_type", work)),
    )


def parser_task(faces: Faces, pretrained: Path) -> Task:
    """Judged on the people that training kept apart for the test."""
    asked, split = AskedParser(), table("face_parser", "split")
    groups = group_people(faces, pretrained)
    test, _, train = split_groups(groups, (split["test"], split["valid"]), int(split["seed"]))
    pairs = Pairs.read(faces.chosen(test), asked.card.frame)

    def mean_f1(model: nn.Module) -> float:
        scores = pixel_f1(confusions(model, pairs, asked.card.frame).sum(axis=0))
        return float(scores[JUDGED].mean()) * 100

    return Task(
        asked,
        taken(asked.take, faces, np.flatnonzero(test)),
        taken(asked.take, faces, some(np.flatnonzero(train), CALIBRATION)),
        "photos of people not trained on",
        mean_f1,
        "mean F1 1-10, %",
    )


def shape_task(faces: Faces) -> Task:
    asked = AskedShape()
    women = some(np.flatnonzero(faces.column("sex") == "f"), WOMEN + CALIBRATION)
    return Task(
        asked,
        taken(asked.take, faces, women[:WOMEN]),
        taken(asked.take, faces, women[WOMEN:]),
        "photos of women, which the network that ships was trained on: agreement alone counts",
    )


def skin_task(faces: Faces) -> Task:
    """Judged on the official valid part."""
    asked = AskedSkin()
    valid = faces.column("official_split") == "valid"
    inputs = taken(asked.take, faces, np.flatnonzero(valid))
    truth = [asked.card.labels.index(label) for label in faces.column("label")[valid]]

    @torch.inference_mode()
    def accuracy(model: nn.Module) -> float:
        found = [asked.probabilities(model(*one)).argmax() for one in inputs]
        return float(np.mean(np.array(found) == truth)) * 100

    return Task(
        asked,
        inputs,
        taken(asked.take, faces, some(np.flatnonzero(~valid), CALIBRATION)),
        "photos of the official valid part",
        accuracy,
        "accuracy, %",
    )


def taken(take: Callable[..., Inputs], faces: Faces, indices: Iterable[int]) -> Sequence[Inputs]:
    return [take(read_photo(faces.pixels(i)), faces.face(i)) for i in indices]


def some(indices: np.ndarray, count: int) -> np.ndarray:
    """So many of them, always the same."""
    return np.random.default_rng(SEED).permutation(indices)[:count]


def table(name: str, part: str) -> dict[str, Any]:
    """A table of training/configs/NAME.toml."""
    found: dict[str, Any] = tomllib.loads((CONFIGS / f"{name}.toml").read_text("utf-8"))[part]
    return found
