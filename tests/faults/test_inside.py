"""Faults that are made inside the server's process: no room for uploads, a damaged catalogue, damaged
weights. docs/faults.md is the table of all."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio import route_utils

from beauty import Beauty
from beauty.errors import SetupError
from beauty.paths import ASSETS, ROOT
from beauty.settings import Settings
from beauty.ui import scene
from tests.api.test_served import served
from tests.private.tab import Tab

FACE = (ASSETS / "examples" / "fair_oval.jpg").read_bytes()
CHINESE = {"Accept-Language": "zh-CN"}


@pytest.fixture(scope="module")
def url(beauty: Beauty) -> Iterator[str]:
    with served(beauty, Settings(requests_per_minute=0)) as address:
        yield address


def rest(url: str, route: str) -> httpx.Response:
    return httpx.post(f"{url}/v1/{route}", files={"photo": ("a.jpg", FACE)}, timeout=60)


def test_a_full_folder_of_uploads_is_told_and_passes(url: str, monkeypatch: pytest.MonkeyPatch):
    def full(*ignored: object, **also: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    tab = Tab(url)
    with monkeypatch.context() as now:
        now.setattr(route_utils, "NamedTemporaryFile", full)
        files = {"files": ("a.jpg", FACE)}
        said = tab.http.post("/gradio_api/upload", files=files)
        chinese = tab.http.post("/gradio_api/upload", files=files, headers=CHINESE)
        assert rest(url, "analyze").status_code == 200, "doors need no folder"
    assert (said.status_code, chinese.status_code) == (503, 503)
    assert "Try again in a few seconds" in said.text
    assert "请" in chinese.text
    assert said.headers["retry-after"]
    assert "ITA" in tab.photo(tab.upload("a.jpg", FACE))
    tab.close()


def test_a_damaged_catalogue_costs_the_products_only(url: str, monkeypatch: pytest.MonkeyPatch):
    def damaged() -> Any:
        raise SetupError(reason="products.npz is damaged", fix="report_it")

    tab = Tab(url)
    tab.photo(tab.upload("a.jpg", FACE))
    with monkeypatch.context() as now:
        for place in ("beauty.service", "beauty.api.readiness", scene.__name__):
            now.setattr(f"{place}.own_catalogue", damaged)
        told = rest(url, "recommend")
        assert (told.status_code, told.json()["code"]) == (500, "internal")
        assert "products.npz" in told.json()["message"]
        assert rest(url, "analyze").status_code == 200
        assert httpx.get(f"{url}/ready").status_code == 503, "a load balancer takes it out"
        with pytest.raises(AssertionError, match="went wrong on our side"):
            tab.photo(tab.upload("b.jpg", FACE))
    assert rest(url, "recommend").status_code == 200
    assert "ITA" in tab.photo(tab.upload("c.jpg", FACE)), "the tab goes on"
    tab.close()


def test_damaged_weights_end_the_start_with_a_sentence(tmp_path: Path):
    for folder in ("beauty", "weights"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "assets").symlink_to(ASSETS)
    (tmp_path / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
    file = max((tmp_path / "weights").glob("*.pt"), key=lambda one: one.stat().st_size)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "beauty", "serve", "--port", "1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert file.name in done.stderr
    assert "hash" in done.stderr
    assert "Traceback" not in done.stderr
