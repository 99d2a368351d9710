"""Only the routes that the page needs are open, and no way round leads to a file of this machine."""

import os
from pathlib import Path

import httpx
import pytest

from beauty.api.page_routes import is_needed
from beauty.paths import ROOT

SECRET = ROOT / "pyproject.toml"
ABSOLUTE = (
    "/etc/passwd",
    "//etc/passwd",
    "/proc/self/environ",
    "/proc/self/cwd/pyproject.toml",
    "/dev/shm",
    str(SECRET),
    f"file://{SECRET}",
)
RELATIVE = (
    "pyproject.toml",
    "./pyproject.toml",
    "../../../../../../../../../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252f..%252f..%252f..%252f..%252f..%252fetc%252fpasswd",
    "..\\..\\..\\..\\etc\\passwd",
    "%00/etc/passwd",
    "~/.bashrc",
    "http://127.0.0.1:1/x.png",
    "http:/127.0.0.1:1/x.png",
)
DOORS = (
    "/gradio_api/file=",
    "/gradio_api/file/",
    "/gradio_api//file=",
    "/file=",
    "/file/",
    "/static/",
    "/assets/",
    "/svelte/",
    "/custom_component/",
    "/gradio_api/proxy=",
    "/proxy=",
    "/gradio_api/stream/",
)
SIGNS = (b"root:", b"[project]", b"PATH=", b"requires-python")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", [*ABSOLUTE, *RELATIVE])
def test_no_file_of_this_machine_is_given_out(http: httpx.Client, door: str, name: str):
    answer = http.get(f"{door}{name}")
    assert answer.status_code in (400, 403, 404, 405), answer.text[:80]
    assert not [sign for sign in SIGNS if sign in answer.content]


def upload(http: httpx.Client, name: str) -> httpx.Response:
    return http.post("/gradio_api/upload", files={"files": (name, b"not yet a photo")})


def test_an_upload_is_given_to_who_knows_its_name_and_kept_by_no_browser(http: httpx.Client):
    path = upload(http, "a.png").json()[0]
    shown = http.get(f"/gradio_api/file={path}")
    assert (shown.status_code, shown.content) == (200, b"not yet a photo")
    assert shown.headers["cache-control"] == "no-store"
    folder = Path(os.environ["GRADIO_TEMP_DIR"])
    for way in (
        f"{folder}/../{folder.name}/../../etc/passwd",
        str(folder),
        f"{path}/..",
        f"{path}/x",
    ):
        assert http.get(f"/gradio_api/file={way}").status_code == 404


@pytest.mark.parametrize(
    "name", ["../../evil.png", "/etc/evil.png", "..\\evil.png", "a\0b.png", "."]
)
def test_an_upload_cannot_choose_where_it_lies(http: httpx.Client, name: str):
    answer = upload(http, name)
    if answer.status_code == 200:
        lies = Path(answer.json()[0]).resolve()
        assert lies.is_relative_to(Path(os.environ["GRADIO_TEMP_DIR"]).resolve())
    else:
        assert answer.status_code in (400, 404, 422, 500)


def test_a_link_in_the_folder_leads_nowhere(http: httpx.Client):
    link = Path(os.environ["GRADIO_TEMP_DIR"]) / "link.png"
    link.symlink_to(SECRET)
    assert http.get(f"/gradio_api/file={link}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("deep_link?session_hash=a", "process_recording", "vibe-edit", "vibe-code", "token"),
        *("run-history/records", "runs", "dev/reload", "user", "login_check", "proxy=http://x"),
    ],
)
def test_ways_that_the_page_does_not_need_are_closed(http: httpx.Client, path: str):
    for answer in (http.get(f"/gradio_api/{path}"), http.post(f"/gradio_api/{path}")):
        assert answer.status_code == 404
        assert answer.json()["code"] == "not_found"


def test_nothing_tells_of_other_visitors(http: httpx.Client):
    for path in ("/monitoring", "/monitoring/summary", "/gradio_api/monitoring"):
        assert http.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        *(("/", True), ("/v1/looks", True), ("/config", True), ("/gradio_api/queue/join", True)),
        *(("/gradio_api/heartbeat/x", True), ("/gradio_api/queue_", False), ("/login", False)),
        *(("/gradio_api/", False), ("/gradio_api/file=", False), ("/assets/index.js", True)),
    ],
)
def test_the_list_itself(path: str, needed: bool):
    assert is_needed(path) is needed
