"""A network's card: what it is, what it saw, how well it does and what nobody tested.

weights/NAME.toml is written from one `Card`, and docs/models/NAME.md from that file (training.card_page),
so the app, a reader and the checks never see two versions of a number.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from beauty.face.crop import CropFrame
from training.toml_text import toml_text

Figure = float | Sequence[float] | Sequence[Sequence[float]]
TERMS = "research and demonstration, non-commercial"
FIRST_LINE = (
    "# Card of {file}. Written by training/card.py: do not edit, run the command below again."
)


@dataclass(frozen=True)
class Data:
    """One set of photos; people: None if nobody counted them."""

    name: str
    photos: int
    people: int | None
    terms: str


@dataclass(frozen=True)
class Start:
    """Weights that training began from, and their terms."""

    name: str
    terms: str


@dataclass(frozen=True)
class Ratios:
    """Measured ratios that a network takes beside the crop, and what makes them standard:
    (value - mean) / scale."""

    names: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]


@dataclass(frozen=True)
class Picture:
    """A plot beside the page: file relative to docs/models; caption in plain words, its alt text too."""

    file: str
    caption: str


@dataclass(frozen=True)
class Calibration:
    """probabilities = softmax(log_probabilities / temperature), or softmax(matrix @ log_probabilities +
    bias): one of the two. matrix: k rows of k; bias: k."""

    temperature: float | None = None
    matrix: tuple[tuple[float, ...], ...] = ()
    bias: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if (self.temperature is None) == (not self.matrix):
            raise ValueError("calibration: expected a temperature or a matrix, got both or neither")
        if {len(self.matrix), *map(len, self.matrix)} != {len(self.bias)}:
            raise ValueError("calibration: expected k rows of k and k biases")


@dataclass(frozen=True)
class Group:
    """How well it does on one group of photos.

    figures: numbers, a list of one number a label, or a matrix; NAME_95 is the interval (low, high) of
    NAME, or one a label. note: what a reader must know first, as "people overlap".
    """

    name: str
    figures: Mapping[str, Figure]
    note: str = ""


@dataclass(frozen=True)
class Card:
    """Everything about one network. threshold: no answer below this probability; wanted_accuracy: of the
    answers given, which the threshold was chosen for; both None if it always answers. mean, scale: of the
    input (pixel - mean) / scale, one number or one a channel (red, green, blue), pixels 0 to 255."""

    name: str
    kind: str
    parameters: int
    file: str
    sha256: str
    size_bytes: int
    frame: CropFrame
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    labels: tuple[str, ...]
    data: tuple[Data, ...]
    split: str
    metrics: tuple[Group, ...]
    started_from: tuple[Start, ...]
    limits: tuple[str, ...]
    care: tuple[str, ...]
    command: str
    date: str
    versions: Mapping[str, str]
    calibration: Calibration | None = None
    threshold: float | None = None
    wanted_accuracy: float | None = None
    pictures: tuple[Picture, ...] = ()
    ratios: Ratios | None = None
    terms: str = field(default=TERMS)

    def __post_init__(self) -> None:
        if not self.limits:
            raise ValueError(f"{self.name}: expected limits, got none; every network has some")
        if (self.threshold is None) != (self.wanted_accuracy is None):
            raise ValueError(f"{self.name}: threshold and wanted_accuracy come together")
        if {len(self.mean), len(self.scale)} - {1, 3}:
            raise ValueError(f"{self.name}: mean and scale: expected 1 or 3 numbers")


def file_facts(path: Path) -> tuple[str, int]:
    """SHA-256 in hexadecimal and size in bytes."""
    content = path.read_bytes()
    return hashlib.sha256(content).hexdigest(), len(content)


def versions_of(packages: Iterable[str]) -> dict[str, str]:
    return {name: version(name) for name in packages}


def write_card(card: Card, folder: Path) -> Path:
    """folder/NAME.toml. Floats keep six digits, which is more than any of them is sure of."""
    document = asdict(card)
    groups = {group.pop("name"): group for group in document.pop("metrics")}
    document["crop"] = document.pop("frame")
    document["normalisation"] = {name: document.pop(name) for name in ("mean", "scale")}
    if card.calibration:
        document["calibration"] = {k: v for k, v in asdict(card.calibration).items() if v}
    document["metrics"] = {
        name: {"note": group["note"] or None, **group["figures"]} for name, group in groups.items()
    }
    path = folder / f"{card.name}.toml"
    first = FIRST_LINE.format(file=card.file)
    path.write_text(f"{first}\n{toml_text(document)}", "utf-8")
    return path


def read_card(path: Path) -> Card:
    """The card back from its file. Raises KeyError or TypeError, naming a field missing or too many."""
    document = tomllib.loads(path.read_text("utf-8"))
    values: dict[str, Any] = {name: _tuples(value) for name, value in document.items()}
    values["frame"] = CropFrame(**values.pop("crop"))
    values |= values.pop("normalisation")
    values["metrics"] = tuple(
        Group(name, note=group.pop("note", ""), figures=group)
        for name, group in values["metrics"].items()
    )
    values["data"] = tuple(Data(**{"people": None, **one}) for one in values["data"])
    values["started_from"] = tuple(Start(**one) for one in values.get("started_from", ()))
    values["pictures"] = tuple(Picture(**one) for one in values.get("pictures", ()))
    if "ratios" in values:
        values["ratios"] = Ratios(**values["ratios"])
    if "calibration" in values:
        values["calibration"] = Calibration(**values["calibration"])
    return Card(**values)


def _tuples(value: object) -> object:
    """Lists as tuples, all the way down, as a frozen value holds them."""
    if isinstance(value, list):
        return tuple(_tuples(one) for one in value)
    if isinstance(value, dict):
        return {key: _tuples(one) for key, one in value.items()}
    return value
