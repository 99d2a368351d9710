"""The audit's judgement of pip-audit's report: open, allowed, out of date, not asked."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from beauty.paths import ROOT
from tools.audit import ALLOWED, OPEN, UNKNOWN, Allowed, asked, judge, load_allowed

TODAY = date(2026, 11, 22)
FLAW = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.0"]}
FLAWED = {"name": "x", "version": "1.0", "vulns": [FLAW]}
SOUND = {"name": "y", "version": "1.0", "vulns": []}
SKIPPED = {"name": "z", "skip_reason": "not found"}


def allowed(until: date, package: str = "x", name: str = "CVE-1") -> Allowed:
    return Allowed(name, package, "never reached", until)


@pytest.mark.parametrize(
    ("rows", "list_", "code"),
    [
        ([SOUND], [], 0),
        ([SOUND, FLAWED], [], OPEN),
        ([SOUND, FLAWED], [allowed(TODAY)], 0),
        ([SOUND, FLAWED], [allowed(date(2026, 11, 21))], OPEN),
        ([SOUND, FLAWED], [allowed(TODAY, package="y")], OPEN),
        ([SOUND], [allowed(TODAY)], OPEN),
        ([SOUND, SKIPPED], [], UNKNOWN),
        ([SKIPPED, FLAWED], [], OPEN),
        ([], [], UNKNOWN),
        ([], [allowed(TODAY)], OPEN),
        ([SKIPPED], [allowed(TODAY, package="z")], UNKNOWN),
        ([SKIPPED], [allowed(date(2026, 11, 21), package="z")], OPEN),
    ],
)
def test_code(rows: list[object], list_: list[Allowed], code: int):
    assert judge({"dependencies": rows}, list_, TODAY).code == code


def test_a_trouble_says_what_to_do():
    (line,) = judge({"dependencies": [FLAWED]}, [], TODAY).troubles
    assert line == "x 1.0: PYSEC-1, mended in 2.0"


@pytest.mark.parametrize(
    ("said", "told"),
    [(None, "No such file"), ("echo no network >&2; exit 1", "no network"), ("exit 1", "nothing")],
)
def test_without_a_report_every_package_is_told_as_not_asked_about(
    tmp_path: Path, said: str | None, told: str
):
    program = tmp_path / "pip-audit"
    if said is not None:
        program.write_text(f"#!/bin/sh\n{said}\n", "utf-8")
        program.chmod(0o700)
    rows = asked(str(program))["dependencies"]
    assert len(rows) > 50
    assert all(told in row["skip_reason"] for row in rows)
    assert judge({"dependencies": rows}, [], TODAY).code == UNKNOWN


@pytest.mark.parametrize(
    ("rows", "arguments", "code"),
    [
        ([SKIPPED], ("--offline-passes",), 0),
        ([SKIPPED], (), UNKNOWN),
        ([SKIPPED, SOUND], ("--offline-passes",), UNKNOWN),
        ([FLAWED], ("--offline-passes",), OPEN),
        ([SOUND], (), 0),
    ],
)
def test_a_program_that_was_asked(
    tmp_path: Path, rows: list[object], arguments: tuple[str, ...], code: int
):
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\necho '{json.dumps({'dependencies': rows})}'\n", "utf-8")
    program.chmod(0o700)
    command = [sys.executable, "-m", "tools.audit", "--pip-audit", str(program), *arguments]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == code


def test_our_own_list_can_be_read_and_gives_reasons():
    for one in load_allowed(ALLOWED):
        assert len(one.reason) > 20
        assert one.until > date(2026, 1, 1)
