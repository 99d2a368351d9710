"""A file that is taken up again holds each line once, whole, and only of its own job."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.batch import Journal
from beauty.errors import UsageError

NAMES = ("a.jpg", "b.jpg", "ä c.jpg", "d.jpg")
ASKED = {"language": "en", "answers": {"skin_type": "oily"}}


def lines(names: tuple[str, ...]) -> bytes:
    rows = (json.dumps({"photo": name, "said": 1}, ensure_ascii=False) + "\n" for name in names)
    return "".join(rows).encode()


def begun(path: Path, content: bytes) -> Journal:
    journal = Journal(path, "photo", ASKED)
    assert journal.take_up(NAMES, lambda row: None) == 0
    path.write_bytes(content)
    return journal


@given(cut=st.integers(0, len(lines(NAMES))))
def test_wherever_it_was_cut_the_whole_lines_stay(
    cut: int, tmp_path_factory: pytest.TempPathFactory
):
    path = tmp_path_factory.mktemp("journal") / "rows.jsonl"
    whole = lines(NAMES)[:cut].count(b"\n")
    seen: list[str] = []
    journal = begun(path, lines(NAMES)[:cut])
    assert journal.take_up(NAMES, lambda row: seen.append(row["photo"])) == whole
    assert seen == list(NAMES[:whole])
    assert path.read_bytes() == lines(NAMES[:whole])


def test_a_spoiled_line_and_all_behind_it_are_done_again(tmp_path: Path):
    path = tmp_path / "rows.jsonl"
    content = lines(NAMES).replace(b'{"photo": "b.jpg"', b'{"photo: "b.jpg"')
    journal = begun(path, content)
    assert journal.take_up(NAMES, lambda row: None) == 1
    assert path.read_bytes() == lines(NAMES[:1])


@pytest.mark.parametrize("names", [("a.jpg", "c.jpg"), ("b.jpg",), ("a.jpg",)])
def test_lines_about_other_files_are_refused_and_left_alone(names: tuple[str, ...], tmp_path: Path):
    path = tmp_path / "rows.jsonl"
    journal = begun(path, lines(NAMES[:2]))
    with pytest.raises(UsageError, match="other photos"):
        journal.take_up(names, lambda row: None)
    assert path.read_bytes() == lines(NAMES[:2])


def test_a_job_that_was_asked_otherwise_is_refused(tmp_path: Path):
    path = tmp_path / "rows.jsonl"
    begun(path, lines(NAMES[:2]))
    for other in ({**ASKED, "language": "zh"}, {**ASKED, "answers": {}}):
        with pytest.raises(UsageError, match="same command"):
            Journal(path, "photo", other).take_up(NAMES, lambda row: None)
    assert Journal(path, "photo", dict(ASKED)).take_up(NAMES, lambda row: None) == 2


def test_a_file_of_unknown_origin_is_refused(tmp_path: Path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(lines(NAMES[:1]))
    with pytest.raises(UsageError, match="same command"):
        Journal(path, "photo", ASKED).take_up(NAMES, lambda row: None)


def test_the_mark_holds_no_answer(tmp_path: Path):
    begun(tmp_path / "rows.jsonl", b"")
    assert "oily" not in (tmp_path / "rows.jsonl.job").read_text("utf-8")
