"""What a training script is told: folders on the command line, knobs in a TOML file."""

import argparse
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from beauty.face.crop import CropFrame
from beauty.predict.device import best_device
from training.augment import Jitter
from training.loop import Recipe

CONFIGS = Path(__file__).parent / "configs"


@dataclass(frozen=True)
class Settings:
    """data: the network's own folder with index.csv, beside those of the other sets; pretrained: made by
    training.pretrained; work: caches and checkpoints."""

    data: Path
    pretrained: Path
    work: Path
    device: torch.device
    tables: dict[str, dict[str, Any]]

    def table(self, name: str) -> dict[str, Any]:
        return self.tables[name]

    def history(self, run: str) -> list[dict[str, float]]:
        """What a run's checkpoint says of its epochs."""
        kept = torch.load(self.work / f"{run}.ckpt", map_location="cpu", weights_only=True)
        return list(kept["history"])

    @property
    def frame(self) -> CropFrame:
        return CropFrame(**self.tables["crop"])

    @property
    def jitter(self) -> Jitter:
        return Jitter(**self.tables["jitter"])

    @property
    def recipe(self) -> Recipe:
        return Recipe(**self.tables["train"])


def settings(doc: str | None, name: str) -> Settings:
    """Read the command line and training/configs/<name>.toml."""
    parser = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of all photo sets")
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--config", type=Path, default=CONFIGS / f"{name}.toml")
    parser.add_argument("--threads", type=int, default=0)
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    tables = tomllib.loads(args.config.read_text("utf-8"))
    data = args.data / tables["data"]["folder"]
    return Settings(data, args.pretrained, args.work, best_device(), tables)
