"""A network's weights and their card: weights/NAME.pt never loads without weights/NAME.toml.

The card says what the network sees and answers, what it was trained on, how well it does, and the hash
of the file. Files hold tensors only; anything else in them is refused (torch.load, weights_only).
"""

import hashlib
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from beauty.errors import SetupError
from beauty.face.crop import CropFrame
from beauty.paths import WEIGHTS
from beauty.predict.face_net import Affine
from beauty.predict.packed import can_pack, pack

Net = TypeVar("Net", bound=nn.Module)
KEPT_BYTES = 31 * 2**20  # glibc's limit is 32 MiB
FIX = "Take weights/ from the repository again."


@dataclass(frozen=True)
class ModelCard:
    """What run time needs of a card. values: the whole card as read."""

    name: str
    file: Path
    sha256: str
    frame: CropFrame
    labels: tuple[str, ...]
    values: Mapping[str, Any]

    @classmethod
    def load(cls, name: str, folder: Path = WEIGHTS) -> "ModelCard":
        """Read weights/NAME.toml. Raises SetupError where it is missing or lacks something."""
        path = folder / f"{name}.toml"
        try:
            card = tomllib.loads(path.read_text("utf-8"))
            return cls(
                name,
                folder / card["file"],
                card["sha256"],
                CropFrame(**card["crop"]),
                tuple(card["labels"]),
                card,
            )
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise SetupError(reason=f"{path.name} cannot be used ({error})", fix=FIX) from error


def load_weights(net: Net, card: ModelCard, device: torch.device) -> Net:
    """The network with the card's weights, ready to answer on `device` as fast as it can.

    Raises SetupError where the file is missing, is another than the card's, or does not fit.
    """
    read_weights(net, card)
    net.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    if can_pack(device):
        pack(net)
        keep_freed_memory()
    return net


def read_weights(net: Net, card: ModelCard) -> Net:
    """The network with the card's weights: float32, not for training, what can be folded folded.

    Raises SetupError as `load_weights` does.
    """
    try:
        content = card.file.read_bytes()
    except OSError as error:
        raise SetupError(reason=f"{card.file.name} is missing", fix=FIX) from error
    found = hashlib.sha256(content).hexdigest()
    if found != card.sha256:
        reason = f"{card.file.name} has hash {found[:12]}, its card says {card.sha256[:12]}"
        raise SetupError(reason=reason, fix=FIX)
    try:
        state = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
        net.load_state_dict({name: _widened(value) for name, value in state.items()})
    except Exception as error:  # pickle, zip and shape errors have no common base
        reason = f"{card.file.name} cannot be loaded ({str(error)[:200]})"
        raise SetupError(reason=reason, fix=FIX) from error
    net.eval().requires_grad_(False)
    fuse_normalisation(net)
    fuse_padding(net)
    return net


def fuse_normalisation(net: nn.Module) -> None:
    """Fold each normalisation that follows a convolution into it; answers stay the same."""
    for module in net.modules():
        if isinstance(module, nn.Sequential):
            for index in range(len(module) - 1):
                first, second = module[index], module[index + 1]
                if not isinstance(first, nn.Conv2d):
                    continue
                if isinstance(second, nn.BatchNorm2d):
                    module[index] = fuse_conv_bn_eval(first, second)
                    module[index + 1] = nn.Identity()
                elif isinstance(second, Affine):
                    second.fold_into(first)
                    module[index + 1] = nn.Identity()


def fuse_padding(net: nn.Module) -> None:
    """Let convolutions pad where all four sides get as much; answers stay the same."""
    for module in net.modules():
        if isinstance(module, nn.Sequential):
            for index in range(len(module) - 1):
                first, second = module[index], module[index + 1]
                if isinstance(first, nn.ZeroPad2d) and isinstance(second, nn.Conv2d):
                    sides = set(first.padding)
                    if len(sides) == 1:
                        second.padding = sides.pop(), first.padding[0]
                        module[index] = nn.Identity()


def keep_freed_memory() -> None:
    """Have the C library keep up to twice this much freed memory instead of giving it back.

    The networks take and free tens of megabytes a picture. By default glibc now and then hands them to
    the system each time and fetches them again a page at a time: 2000 to 6000 page faults a photo, about
    a tenth of its analysis. Freeing one large block is how it learns to keep more (man mallopt,
    M_MMAP_THRESHOLD); other C libraries take no notice.
    """
    torch.empty(KEPT_BYTES, dtype=torch.uint8)


def _widened(value: torch.Tensor) -> torch.Tensor:
    """Files keep 16 bits a number; the arithmetic has 32."""
    return value.float() if value.dtype is torch.float16 else value
