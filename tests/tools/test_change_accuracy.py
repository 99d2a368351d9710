"""The shares are counted right: pairs by name, refused photos left out, regions judged both ways."""

import json
from pathlib import Path
from typing import Any

from tools.change_accuracy import HEADER, ITA, read_rows, report


def row(name: str, score: float, nose: float) -> dict[str, Any]:
    redness = {
        "score": score,
        "interval": [score - 3, score + 3],
        "regions": {"nose": nose, "chin": 10.0, "forehead": 10.0, "left_cheek": 10.0},
    }
    tone = {"ita_deg": score, "ita_interval_deg": [score - 20, score + 20]}
    return {"schema": 1, "photo": name, "concerns": {"redness": redness}, "skin_tone": tone}


def test_shares_of_pairs_and_regions(tmp_path: Path):
    refused = {"schema": 1, "photo": "d", "error": {"code": "no_face"}}
    before = [row("a", 20, 20), row("b", 20, 20), row("c", 20, 20), refused]
    # the margin is 4.2 for the whole, 8.5 for a region: 5 more in the nose of b is no change
    after = [row("b", 20, 25), row("a", 30, 40), row("d", 20, 20)]
    files = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    for path, rows in zip(files, (before, after), strict=True):
        path.write_text("\n".join(json.dumps(one) for one in rows), "utf-8")
    redness, depth = report(*(read_rows(path) for path in files))
    assert redness == ("redness", "2", "50.0%", "12.5%", "25.0%")
    assert depth == (ITA, "2", "0.0%", "-", "-")
    assert len(redness) == len(HEADER)


def test_nothing_in_common_is_no_share():
    assert report({"a": row("a", 20, 20)}, {}) == [(ITA, "0", "-", "-", "-")]
