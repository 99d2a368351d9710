"""The folder for uploads: private, in memory, emptied all the time, gone at the end."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from beauty.ui import temp_files
from beauty.ui.temp_files import IN_MEMORY, PREFIX, PhotoFolder, uploaded_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[PhotoFolder]:
    made = PhotoFolder(tmp_path)
    yield made
    made.close()


def put(folder: PhotoFolder, name: str, age_s: float = 0) -> Path:
    """A file in the folder, last written `age_s` seconds ago, its own folder with it."""
    path = folder.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"photo")
    then = time.time() - age_s
    for one in (path, path.parent):
        os.utime(one, (then, then))
    return path


def test_folder_is_ours_alone_and_named_after_this_process(folder: PhotoFolder, tmp_path: Path):
    assert folder.path.parent == tmp_path
    assert folder.path.name.startswith(f"{PREFIX}{os.getpid()}-")
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


@pytest.mark.skipif(not IN_MEMORY.is_dir(), reason="this system has no folder in memory")
def test_folder_lies_in_memory_where_there_is_such_a_place():
    made = PhotoFolder()
    try:
        assert made.path.parent == IN_MEMORY
    finally:
        made.close()


def test_without_such_a_place_it_lies_in_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(temp_files, "IN_MEMORY", tmp_path / "missing")
    monkeypatch.setattr(temp_files.tempfile, "tempdir", str(tmp_path))
    made = PhotoFolder()
    assert made.path.parent == tmp_path
    made.close()


def test_sweep_deletes_the_old_and_keeps_the_young(folder: PhotoFolder):
    old, young = put(folder, "a/old.png", 61), put(folder, "b/young.png", 30)
    assert folder.sweep() == 1
    assert not old.exists()
    assert young.exists()


def test_sweep_deletes_what_an_attacker_cannot_keep_by_depth(folder: PhotoFolder):
    deep = put(folder, "a/b/c/deep.png", 1000)
    assert folder.sweep() == 1
    assert not deep.exists()


def test_sweep_removes_old_empty_folders_and_leaves_fresh_ones(folder: PhotoFolder):
    """Gradio makes a folder and then writes into it: an empty one may be about to be filled."""
    fresh, stale = folder.path / "fresh", folder.path / "stale"
    for path in (fresh, stale):
        path.mkdir()
    os.utime(stale, (0, 0))
    folder.sweep()
    assert fresh.is_dir()
    assert not stale.exists()


def test_sweep_of_everything(folder: PhotoFolder):
    put(folder, "a/one.png")
    put(folder, "two.png")
    assert folder.sweep(older_than_s=0) == 2
    assert [path for path in folder.path.rglob("*") if path.is_file()] == []


def test_open_points_gradio_here_and_sweeps_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GRADIO_TEMP_DIR", "elsewhere")
    monkeypatch.setattr(temp_files, "SWEEP_EVERY_SECONDS", 0.01)
    monkeypatch.setattr(temp_files.atexit, "register", lambda function: None)
    made = PhotoFolder(tmp_path)
    assert made.open() == made.path
    assert os.environ["GRADIO_TEMP_DIR"] == str(made.path)
    old = put(made, "old.png", 61)
    patience = time.monotonic() + 5
    while old.exists() and time.monotonic() < patience:
        time.sleep(0.01)
    assert not old.exists()
    made.close()
    assert not made.path.exists()


def test_a_sweep_that_fails_is_not_the_last(folder: PhotoFolder, monkeypatch: pytest.MonkeyPatch):
    swept: list[int] = []

    def failing(older_than_s: float | None = None) -> int:
        swept.append(1)
        raise FileNotFoundError

    monkeypatch.setattr(temp_files, "SWEEP_EVERY_SECONDS", 0.01)
    monkeypatch.setattr(folder, "sweep", failing)
    monkeypatch.setattr(temp_files.atexit, "register", lambda function: None)
    monkeypatch.setenv("GRADIO_TEMP_DIR", "elsewhere")
    folder.open()
    patience = time.monotonic() + 5
    while len(swept) < 3 and time.monotonic() < patience:
        time.sleep(0.01)
    assert len(swept) >= 3


def test_close_removes_everything_and_may_be_called_twice(folder: PhotoFolder):
    put(folder, "a/young.png")
    folder.close()
    folder.close()
    assert not folder.path.exists()


def test_end_of_the_program_removes_the_folder(tmp_path: Path):
    script = (
        "import sys; from pathlib import Path; from beauty.ui.temp_files import PhotoFolder;"
        "folder = PhotoFolder(Path(sys.argv[1])); folder.open();"
        "(folder.path / 'photo.png').write_bytes(b'x'); print(folder.path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True
    )
    assert PREFIX in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_goes_at_the_next_start(tmp_path: Path, folder: PhotoFolder):
    left = tmp_path / f"{PREFIX}{os.getppid()}-abc"  # its number belongs to another process by now
    stranger = tmp_path / f"{PREFIX}mine"
    for path in (left, stranger):
        path.mkdir()
        (path / "photo.png").write_bytes(b"x")
    living = put(folder, "photo.png")
    made = PhotoFolder(tmp_path)
    assert not left.exists()
    assert living.exists(), "its server holds the lock"
    assert (stranger / "photo.png").exists()
    made.close()


def test_a_killed_program_leaves_nothing_even_without_a_next_start(tmp_path: Path):
    script = (
        "import os, sys; from pathlib import Path; from beauty.ui.temp_files import PhotoFolder;"
        "folder = PhotoFolder(Path(sys.argv[1])); folder.open();"
        "(folder.path / 'photo.png').write_bytes(b'x'); print(folder.path, flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True)
    assert done.returncode == -9
    assert PREFIX in done.stdout
    patience = time.monotonic() + 5
    while list(tmp_path.iterdir()) and time.monotonic() < patience:
        time.sleep(0.02)
    assert list(tmp_path.iterdir()) == []


def test_what_was_read_goes_soon_and_what_waits_stays(
    folder: PhotoFolder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder.path))
    read, waiting = put(folder, "a/read.png"), put(folder, "b/waiting.png")
    assert uploaded_bytes(str(read)) == b"photo"
    assert folder.sweep() == 0, "the browser may still fetch the preview"
    monkeypatch.setattr(temp_files, "READ_SECONDS", 0.0)
    assert folder.sweep() == 1
    assert not read.exists()
    assert waiting.exists()
    assert read not in temp_files._read


def test_what_was_sent_once_more_stays_until_it_was_read_again(
    folder: PhotoFolder, monkeypatch: pytest.MonkeyPatch
):
    """Gradio names an upload by what is in it: the same photo again is the same file again."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder.path))
    monkeypatch.setattr(temp_files, "READ_SECONDS", 0.0)
    path = put(folder, "a/same.png", 5)
    assert uploaded_bytes(str(path)) == b"photo"
    again = time.time() + 1
    os.utime(path, (again, again))
    assert folder.sweep() == 0
    os.utime(path, (again - 3, again - 3))
    assert uploaded_bytes(str(path)) == b"photo"
    assert folder.sweep() == 1


def test_nothing_that_was_read_goes_while_others_wait_who_may_have_sent_the_same(
    folder: PhotoFolder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder.path))
    monkeypatch.setattr(temp_files, "READ_SECONDS", 0.0)
    path, old = put(folder, "a/same.png", 5), put(folder, "b/old.png", 61)
    assert uploaded_bytes(str(path)) == b"photo"
    folder.waiting = lambda: 1
    assert folder.sweep() == 1
    assert path.exists()
    assert not old.exists(), "the limit holds whoever waits"
    folder.waiting = lambda: 0
    assert folder.sweep() == 1


class TestUploadedBytes:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        inside = tmp_path / "uploads"
        inside.mkdir()
        (inside / "photo.png").write_bytes(b"mine")
        (tmp_path / "secret.png").write_bytes(b"not yours")
        (inside / "link.png").symlink_to(tmp_path / "secret.png")
        monkeypatch.setenv("GRADIO_TEMP_DIR", str(inside))
        return inside

    def test_an_upload_is_read(self, folder: Path):
        assert uploaded_bytes(str(folder / "photo.png")) == b"mine"

    @pytest.mark.parametrize(
        "name", ["../secret.png", "link.png", "missing.png", "", ".", "photo.png\0"]
    )
    def test_nothing_else_is(self, folder: Path, name: str):
        assert uploaded_bytes(str(folder / name)) == b""

    @pytest.mark.parametrize("forged", [None, 7, "/etc/hostname", ["a"], {"path": "x"}])
    def test_forged_names_read_nothing(self, forged: object):
        assert uploaded_bytes(forged) == b""

    def test_without_a_folder_nothing_is_read(self, monkeypatch: pytest.MonkeyPatch, folder: Path):
        monkeypatch.delenv("GRADIO_TEMP_DIR")
        monkeypatch.chdir(folder)
        assert uploaded_bytes("photo.png") == b""
