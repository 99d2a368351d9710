"""Weights as they ship: tensors only, 16 bits a number, nothing that could run, and packed."""

import io
import zipfile
from pathlib import Path

import torch
from torch import nn

# what a Hugging Face Space takes of a file that is not in large-file storage
LARGEST_BYTES = 10 * 2**20
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same tensors make the same file, whenever it is written


def save_weights(model: nn.Module, path: Path) -> None:
    """Write the state as float16 (statistics of normalisation stay float32). Raises ValueError if a
    number does not fit or the file would be larger than 10 MiB."""
    state = {}
    for name, value in model.state_dict().items():
        narrow = value.dtype is torch.float32 and "running" not in name
        state[name] = value.half() if narrow else value
        if not torch.isfinite(state[name].float()).all():
            raise ValueError(f"{name}: a number does not fit into 16 bits")
    content = io.BytesIO()
    torch.save(state, content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(content.getvalue()))
    if path.stat().st_size > LARGEST_BYTES:
        raise ValueError(f"{path.name}: {path.stat().st_size:,} bytes, more than {LARGEST_BYTES:,}")


def packed(file: bytes) -> bytes:
    """A file of torch.save with its parts compressed, a sixth smaller; torch.load reads it as it is."""
    small = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file)) as plain,
        zipfile.ZipFile(small, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packing,
    ):
        for part in plain.infolist():
            entry = zipfile.ZipInfo(part.filename, LONG_AGO)
            packing.writestr(entry, plain.read(part), zipfile.ZIP_DEFLATED, compresslevel=9)
    return small.getvalue()
