"""What every card says of a network that is about to ship, whatever it answers."""

import datetime
from typing import Any

from torch import nn

from beauty.paths import WEIGHTS
from training.card import file_facts, versions_of
from training.export import save_weights
from training.settings import Settings

LIBRARIES = ("torch", "numpy", "opencv-python-headless", "mediapipe")


def ship(model: nn.Module, name: str, given: Settings) -> dict[str, Any]:
    """Write weights/NAME.pt; the fields of its `Card` that follow from the file and the run."""
    path = WEIGHTS / f"{name}.pt"
    save_weights(model, path)
    sha256, size_bytes = file_facts(path)
    return {
        "name": name,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "file": path.name,
        "sha256": sha256,
        "size_bytes": size_bytes,
        "frame": given.frame,
        "command": f"make train DATA=FOLDER ONLY={name}",
        "date": datetime.date.today().isoformat(),
        "versions": versions_of(LIBRARIES),
    }
