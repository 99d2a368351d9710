"""Weights as they ship: tensors only, 16 bits a number, nothing that could run."""

from pathlib import Path

import torch
from torch import nn

LARGEST_BYTES = 20_000_000


def save_weights(model: nn.Module, path: Path) -> None:
    """Write the state as float16 (statistics of normalisation stay float32). Raises ValueError if a
    number does not fit or the file would be larger than 20 MB."""
    state = {}
    for name, value in model.state_dict().items():
        narrow = value.dtype is torch.float32 and "running" not in name
        state[name] = value.half() if narrow else value
        if not torch.isfinite(state[name].float()).all():
            raise ValueError(f"{name}: a number does not fit into 16 bits")
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path)
    if path.stat().st_size > LARGEST_BYTES:
        raise ValueError(f"{path.name}: {path.stat().st_size:,} bytes, more than {LARGEST_BYTES:,}")
