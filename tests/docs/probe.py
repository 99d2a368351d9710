"""Run inside a copy of the project that followed docs/contributing.md: writes down what took effect."""

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from beauty import Beauty, service
from beauty.paths import ASSETS
from beauty.settings import Settings, table
from beauty.texts import languages, load_texts
from beauty.words import understand

FACE = ASSETS / "examples" / "fair_oval.jpg"


def look(beauty: Beauty) -> dict[str, Any]:
    worn = beauty.wear(FACE, "campus")
    return {
        "told": [one["title"] for one in service.looks("zh") if one["name"] == "campus"],
        "changed_pixels": int((worn.changed > 0).sum()),
    }


def rule(beauty: Beauty) -> dict[str, Any]:
    return {climate: remarks_on_base(beauty, climate) for climate in ("humid", "dry")}


def remarks_on_base(beauty: Beauty, climate: str) -> list[str]:
    row = service.recommended(beauty, FACE, "me.jpg", {"climate": climate})
    (base,) = [step for step in row["makeup_plan"] if step["step"] == "base"]
    return [remark["how"] for remark in base["remarks"]]


def setting() -> dict[str, Any]:
    given = Settings.from_environment({"BEAUTY_GREETING": "Welcome"})
    return {"given": getattr(given, "greeting"), "table": table()}  # noqa: B009 - only the copy has it


def concern(beauty: Beauty) -> dict[str, Any]:
    heard = understand("my lips are chapped, well, chapped lips").answers
    return {
        "measured": service.analyzed(beauty, FACE, "me.jpg", {})["concerns"].get("dry_lips"),
        "heard": list(heard.get("concerns", ())),
        "called": load_texts("zh").find("concern.about.dry_lips"),
    }


def language() -> dict[str, Any]:
    return {
        "all": languages(),
        "name": load_texts("de").find("page.language_name"),
        "heard": dict(understand("Ich habe fettige Haut").answers),
    }


class Outcomes:
    """Test -> what it complained of, "" where it passed."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            self.of[report.nodeid] = report.longreprtext if report.failed else ""


def tests() -> dict[str, str]:
    """The tests of the copy that look at words, and the one that a recipe brings."""
    outcomes = Outcomes()
    chosen = ("tests/test_texts.py", "tests/concerns/test_dry_lips.py")
    pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider", *chosen], [outcomes])
    return outcomes.of


if __name__ == "__main__":
    with closing(Beauty.load()) as beauty:
        found = {"look": look(beauty), "rule": rule(beauty), "concern": concern(beauty)}
    found |= {"setting": setting(), "language": language(), "tests": tests()}
    Path(sys.argv[1]).write_text(json.dumps(found, default=list), "utf-8")
