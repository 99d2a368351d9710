"""The app as an operator runs it, all at once: behind a proxy under a path, with an account, asked for a
public link on a machine without internet. Page, REST, MCP, mirror and static files work all the same."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, expect

from beauty.ui.serve import NO_LINK
from tests.browser.proxy import Proxy, proxied
from tests.browser.test_report import save
from tests.browser.visit import Visit
from tests.private.watched import Running, start, stop

PREFIX, WHO = "/beauty", ("eve", "apple")
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def operated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(
        tmp_path_factory.mktemp("operated"),
        BEAUTY_ROOT_PATH=PREFIX,
        BEAUTY_AUTH=":".join(WHO),
        BEAUTY_SHARE="1",
    )
    yield running
    stop(running)
    assert "Traceback" not in running.log, running.log


@pytest.fixture(scope="module")
def proxy(operated: Running) -> Iterator[Proxy]:
    with proxied(PREFIX, urlsplit(operated.url).port or 0) as made:
        yield made


@pytest.fixture
def guest(chromium: Browser, proxy: Proxy) -> Iterator[Visit]:
    account = {"username": WHO[0], "password": WHO[1]}
    context = chromium.new_context(locale="en-US", permissions=["camera"], http_credentials=account)
    visit = Visit(context.new_page(), proxy.url)
    visit.page.set_default_timeout(15_000)
    visit.open()
    yield visit
    complaints = visit.complaints()
    context.close()
    assert complaints == []


def test_without_a_way_out_the_public_link_is_a_sentence_and_the_page_goes_on(operated: Running):
    first, *said = operated.log.strip().splitlines()
    assert first == f"beauty is open at {operated.url}"
    assert said == [NO_LINK]
    assert operated.connections, "it asked for a link"
    assert operated.process.poll() is None
    assert httpx.get(f"{operated.url}/ready").json()["ready"]


def test_the_page_lives_under_the_path_from_photo_to_report(
    guest: Visit, proxy: Proxy, files: dict[str, Path], tmp_path: Path
):
    guest.upload(files["portrait"])
    expect(guest.at("#picture img").first).to_be_visible(timeout=30_000)
    guest.tab("report")
    assert save(guest, "pdf", tmp_path / "report.pdf").startswith(b"%PDF")
    assert proxy.strays == [], "nothing is asked for beside the path"
    assert f"{PREFIX}/favicon.ico" in proxy.passed
    assert any(re.search(r"\.(js|css)$", urlsplit(path).path) for path in proxy.passed)


def test_the_mirror_runs_under_the_path_and_behind_the_account(guest: Visit, proxy: Proxy):
    guest.tab("live")
    guest.page.click("#live [data-part=start]")
    expect(guest.at("#live .live")).to_have_attribute("data-state", "running", timeout=30_000)
    guest.page.wait_for_function(
        "document.querySelector('#live [data-part=mirror]').width > 300", timeout=15_000
    )
    assert f"{PREFIX}/ws/live" in proxy.passed


def test_programs_come_in_under_the_path_with_the_account(proxy: Proxy, files: dict[str, Path]):
    photo = {"photo": files["portrait"].read_bytes()}
    with httpx.Client(base_url=proxy.url, timeout=60) as http:
        assert http.post("v1/analyze", files=photo).status_code == 401
        http.auth = httpx.BasicAuth(*WHO)
        assert "concerns" in http.post("v1/analyze", files=photo).json()
        assert http.get("openapi.json").json()["servers"] == [{"url": PREFIX}]
        docs = http.get("docs")
        assert docs.status_code == 200
        tools = http.post("mcp", json=LIST, headers=ACCEPT).json()["result"]["tools"]
        assert len(tools) == 3
        health = httpx.get(f"{proxy.url}health")
        assert health.json() == {"status": "ok"}, "without an account"
