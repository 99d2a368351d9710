"""Are vulnerabilities known in what the app is made of? `make audit`; a part of `make check`.

Asks pip-audit about every package that requirements.txt leads to, at its pinned version. What may pass
stands in tools/audit_allow.toml, each with its reason and a day to look again. Ends with 1 for an open
vulnerability, with 2 where not everything could be asked about: nothing found is then no good news. With
--offline-passes it ends with 0 where nothing could be asked about, and says so: checks have to pass on a
machine without internet, too.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from beauty.paths import ROOT
from tools.sbom import needed

ALLOWED = ROOT / "tools" / "audit_allow.toml"
OPEN, UNKNOWN = 1, 2
PATIENCE_S = 120  # for all packages


@dataclass(frozen=True)
class Allowed:
    """A vulnerability that may pass until a day, and why."""

    id: str
    package: str
    reason: str
    until: date


@dataclass(frozen=True)
class Verdict:
    """Sentences. troubles: what has to be mended; unasked: packages nothing is known about."""

    asked: int
    troubles: tuple[str, ...]
    unasked: tuple[str, ...]

    @property
    def code(self) -> int:
        return OPEN if self.troubles else UNKNOWN if self.unasked or not self.asked else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pip-audit", default="pip-audit", help="the program to ask")
    parser.add_argument("--offline-passes", action="store_true", help="where nobody could be asked")
    args = parser.parse_args()
    verdict = judge(asked(args.pip_audit), load_allowed(ALLOWED), datetime.now(UTC).date())
    passes = args.offline_passes and verdict.code == UNKNOWN and not verdict.asked
    unasked = verdict.unasked[:1] if passes else verdict.unasked  # they have one reason
    for line in (*verdict.troubles, *unasked):
        print(line, file=sys.stderr)
    counts = f"{len(verdict.unasked)} not, {len(verdict.troubles)} to mend"
    print(f"{verdict.asked} packages asked about, {counts}" + (": ask again" if passes else ""))
    sys.exit(0 if passes else verdict.code)


def asked(program: str) -> Any:  # noqa: ANN401 - JSON
    """What pip-audit says, as JSON; a report that skips every package where it could not be asked."""
    packages = needed(ROOT / "requirements.txt").values()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as pinned:
        pinned.writelines(f"{one.name}=={one.version.partition('+')[0]}\n" for one in packages)
        pinned.flush()
        command = [program, "--no-deps", "--disable-pip", "--format", "json", "-r", pinned.name]
        report, said = _run(command)
    if report is not None:
        return report
    why = f"pip-audit gave no report: {said}"
    return {"dependencies": [{"name": one.name, "skip_reason": why} for one in packages]}


def _run(command: Sequence[str]) -> tuple[Any, str]:
    """The report, None where there is none; and the last line of what else was said."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, str(error)
    try:
        return json.loads(done.stdout), ""
    except ValueError:
        return None, (done.stderr.strip().splitlines() or ["nothing said"])[-1]


def load_allowed(path: Path) -> list[Allowed]:
    """Raises TypeError where an entry lacks a field or has another."""
    return [Allowed(**row) for row in tomllib.loads(path.read_text("utf-8"))["allowed"]]


def judge(report: Any, allowed: Sequence[Allowed], today: date) -> Verdict:  # noqa: ANN401 - JSON
    """What a report of pip-audit means, beside what may pass."""
    troubles, used = [], set()
    rows = report["dependencies"]
    for row in rows:
        for flaw in row.get("vulns", ()):
            names = {flaw["id"], *flaw.get("aliases", ())}
            passing = [one for one in allowed if one.id in names and one.package == row["name"]]
            used.update(passing)
            if not any(today <= one.until for one in passing):
                late = " (was allowed until then)" if passing else ""
                mended = ", ".join(flaw.get("fix_versions", ())) or "no version yet"
                troubles.append(
                    f"{row['name']} {row['version']}: {flaw['id']}{late}, mended in {mended}"
                )
    skipped = {row["name"]: row["skip_reason"] for row in rows if "skip_reason" in row}
    for one in allowed:
        if one not in used and one.package not in skipped:
            troubles.append(f"{one.id} of {one.package} is allowed, but not there")
        elif one not in used and one.until < today:
            troubles.append(f"{one.id} of {one.package} was allowed until {one.until}: look again")
    unasked = tuple(f"{name}: {why}" for name, why in skipped.items())
    return Verdict(len(rows) - len(unasked), tuple(troubles), unasked)


if __name__ == "__main__":
    main()
