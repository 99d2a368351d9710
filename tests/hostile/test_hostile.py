"""A few of every group, through every door of a real server; `python -m tools.hostile` sends them all."""

import json
import time
from pathlib import Path

import httpx
import pytest

from beauty.cli import main
from beauty.paths import ASSETS
from tests.api.conftest import http, url
from tests.hostile.case import ANY, FINE, Hostile
from tests.hostile.doors import Page, rest
from tests.hostile.suite import all_files

__all__ = ["http", "url"]  # fixtures
FILES = all_files()
QUICK = [one for one in FILES if one.quick]
MOST_S = 5.0  # the bar is one second; this machine may be busy with other tests


def named(one: Hostile) -> str:
    return one.name.encode("ascii", "backslashreplace").decode()


def test_the_suite_is_as_large_as_promised_and_quick_has_some_of_every_group_but_few():
    assert len(FILES) >= 150
    assert len({one.name for one in FILES}) == len(FILES)
    groups = {one.group for one in FILES}
    assert len(groups) >= 12
    assert len({one.group for one in QUICK}) >= len(groups) - 4
    assert all(one.answers <= ANY for one in FILES)


@pytest.fixture(scope="module")
def page(http: httpx.Client) -> Page:
    return Page(http)


@pytest.mark.parametrize("one", QUICK, ids=named)
def test_rest_and_page_answer_by_the_contract(one: Hostile, http: httpx.Client, page: Page):
    data = one.make()
    page.clear()
    begin = time.perf_counter()
    assert rest(http, one.name, data) in one.answers
    assert page.photo(one.name, data) in one.answers
    assert time.perf_counter() - begin < 2 * MOST_S


def test_a_folder_of_them_is_gone_through_to_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    for at, one in enumerate(QUICK):
        (tmp_path / f"{at:02}.jpg").write_bytes(one.make())
    (tmp_path / "sound.jpg").write_bytes((ASSETS / "examples" / "fair_oval.jpg").read_bytes())
    monkeypatch.setattr("sys.argv", ["beauty", "analyze", str(tmp_path), "--json", "-"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1  # some refused
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    codes = [row["error"]["code"] if "error" in row else FINE for row in rows]
    assert len(codes) == len(QUICK) + 1
    assert codes.pop() == FINE
    assert all(code in one.answers for code, one in zip(codes, QUICK, strict=True))
