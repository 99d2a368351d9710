"""Where networks run: a graphics card where there is one, else the processor."""

import torch


def best_device() -> torch.device:
    """cuda, else mps (Apple), else cpu."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
