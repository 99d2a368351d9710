"""`analyze --workers --resume`: a folder is worked through once and in order, also after kill -9."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from beauty import Beauty, cli, service
from beauty.cli.photos import photos_in, row_or_refusal
from beauty.errors import UsageError
from beauty.paths import ROOT
from tests.builders import encoded

PHOTOS = 12
BAD = {"03.jpg": "unsupported_format", "08.png": "no_face"}
START_S = 120.0


@pytest.fixture
def folder(portrait: np.ndarray, tmp_path: Path) -> Path:
    """Portraits that differ a little, and two files that are refused."""
    root = tmp_path / "album"
    root.mkdir()
    for number in range(PHOTOS):
        pixels = np.ascontiguousarray(portrait[2 * number :])
        (root / f"{number:02}.jpg").write_bytes(encoded(pixels, "JPEG"))
    (root / "03.jpg").write_bytes(b"no photo")
    (root / "08.jpg").rename(root / "08.png")
    (root / "08.png").write_bytes(encoded(np.full((600, 600, 3), 130, np.uint8), "PNG"))
    return root


def start(*arguments: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "beauty", "analyze", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def line_count(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def wait_for(lines: int, path: Path, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_S
    while line_count(path) < lines:
        assert process.poll() is None and time.monotonic() < end, "it ended, or never began"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in found]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_killed_in_the_middle_and_taken_up_gives_the_same_lines(folder: Path, beauty: Beauty):
    out, aside = folder.parent / "rows.jsonl", folder.parent / "refused.jsonl"
    command = (folder, "--workers", 2, "--resume", "--json", out, "--refused", aside)
    process = start(*command)
    wait_for(5, out, process)
    workers = children(process.pid)
    process.kill()
    process.wait()
    begun = out.read_bytes()
    assert 5 <= begun.count(b"\n") < PHOTOS
    out.write_bytes(begun + b'{"schema": 1, "pho')  # a line that was being written

    def row(engine: Beauty, path: Path, name: str) -> dict[str, Any]:
        return service.analyzed(engine, path, name, {}, "en", False)

    again = (folder, "--resume", "--json", out, "--refused", aside)  # by one process this time
    assert start(*again).wait(START_S) == 1
    assert out.read_bytes().startswith(begun)
    expected = [row_or_refusal(beauty, path, name, row, "en") for path, name in photos_in([folder])]
    assert [json.loads(line) for line in out.read_text("utf-8").splitlines()] == expected
    refused = [json.loads(line) for line in aside.read_text("utf-8").splitlines()]
    assert refused == [{"photo": name, "code": code} for name, code in sorted(BAD.items())]
    assert len(workers) >= 2
    assert not any(alive(pid) for pid in workers)
    for pid in filter(alive, workers):
        os.kill(pid, signal.SIGKILL)


def test_what_is_done_is_not_done_again(folder: Path, monkeypatch: pytest.MonkeyPatch):
    out = folder.parent / "rows.jsonl"
    rows = [{"schema": 1, "photo": name} for _, name in photos_in([folder])]
    arguments = ["analyze", str(folder), "--resume", "--json", str(out)]

    def results(make: object, items: list[Any], workers: int, lost: object) -> Any:
        dealt.append([name for _, name in items])
        return iter(rows[PHOTOS - len(items) :])

    dealt: list[list[str]] = []
    monkeypatch.setattr("beauty.cli.many.in_order", results)
    assert CliRunner().invoke(cli.app, arguments).exit_code == 0
    whole = out.read_bytes()
    out.write_bytes(b"".join(whole.splitlines(keepends=True)[:9]))
    assert CliRunner().invoke(cli.app, arguments).exit_code == 0
    assert CliRunner().invoke(cli.app, arguments).exit_code == 0
    assert out.read_bytes() == whole
    assert dealt == [[row["photo"] for row in rows], [row["photo"] for row in rows[9:]], []]


def test_resume_needs_a_file_of_its_own_job(folder: Path):
    result = CliRunner().invoke(cli.app, ["analyze", str(folder), "--resume"])
    assert isinstance(result.exception, UsageError)
    assert "--json" in result.exception.advice
