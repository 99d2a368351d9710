"""REST over a real socket: the contract's JSON, refusals as problems, limits, and nothing on disk."""

import hashlib
import json
import tempfile
import tomllib
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import httpx
import pytest
from skimage import data

from beauty import Beauty, service
from beauty.api.models import Analysis, Recommendation
from beauty.api.problems import STATUS
from beauty.paths import WEIGHTS
from tests.builders import encoded

Json = dict[str, Any]
PROBLEM = "application/problem+json"


def post(http: httpx.Client, path: str, photo: bytes, name: str = "me.jpg", **fields: str):
    return http.post(path, files={"photo": (name, photo)}, data=fields)


def test_analyze_gives_what_python_gives(http: httpx.Client, beauty: Beauty, photo: Path):
    answers = {"skin_type": "oily"}
    said = post(http, "/v1/analyze", photo.read_bytes(), answers=json.dumps(answers))
    assert (said.status_code, said.headers["content-type"]) == (200, "application/json")
    assert said.json() == json.loads(json.dumps(service.analyzed(beauty, photo, "me.jpg", answers)))
    assert said.json()["skin_type"]["sources"] == ["answers"]


def test_landmarks_and_language_are_asked_for_in_the_query(http: httpx.Client, photo: Path):
    said = post(http, "/v1/analyze?landmarks=true&lang=zh", photo.read_bytes()).json()
    assert len(said["face"]["landmarks_px"]) == 478
    advice = " ".join(one["advice"] for one in said["quality"]["issues"])
    assert any("\u4e00" <= character <= "\u9fff" for character in advice)


def test_rows_are_of_the_types_that_openapi_promises(http: httpx.Client, photo: Path):
    """Checked strictly, and every field of a type is there: an optional one is no excuse."""
    row = post(http, "/v1/recommend", photo.read_bytes()).json()
    for model in (Analysis, Recommendation):
        read = model.model_validate(row)
        named = {field.alias or name for name, field in model.model_fields.items()}
        assert named <= set(row)
        assert read.model_dump(by_alias=True, mode="json", exclude_unset=True) == row


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("coffee", "no_face"),
        ("text", "unsupported_format"),
        ("cut", "unreadable"),
        ("tiny", "too_small"),
    ],
)
def test_a_refused_photo_is_a_problem_with_the_contracts_code(
    name: str, code: str, http: httpx.Client, photo: Path
):
    content = {
        "coffee": lambda: encoded(data.coffee(), "PNG"),
        "text": lambda: b"no picture",
        "cut": lambda: photo.read_bytes()[:2000],
        "tiny": lambda: encoded(data.coffee()[:20, :20], "PNG"),
    }[name]()
    for language in ("en", "zh"):
        said = post(http, f"/v1/analyze?lang={language}", content)
        told = said.json()
        assert said.headers["content-type"] == PROBLEM
        assert (said.status_code, told["status"]) == (STATUS[code], STATUS[code])
        assert told["code"] == code
        assert told["type"].endswith(code)
        assert told["title"] == told["message"] != told["advice"] == told["detail"]
        assert ("\u4e00" <= told["message"][0] <= "\u9fff") == (language == "zh")


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        ({"content": b"x" * 10}, 400, "multipart"),
        ({"data": {"answers": "{}"}}, 400, "multipart"),
        ({"files": {"picture": b"x"}}, 400, "photo"),
        ({"files": {"photo": b"x", "more": b"y"}}, 400, "Too many files"),
        ({"files": {"photo": b"x"}, "data": {"answers": "{"}}, 400, "JSON"),
        ({"files": {"photo": b"x"}, "data": {"answers": "[" * 5000}}, 400, "JSON"),
        ({"files": {"photo": b"x"}, "data": {"answers": "[]"}}, 400, "object"),
        ({"files": {"photo": b"x"}, "data": {"answers": '{"skin_tipe": 1}'}}, 400, "skin_tipe"),
        (
            {"files": {"photo": b"x"}, "data": {"answers": '{"budget_total": NaN}'}},
            400,
            "budget_total",
        ),
        ({"files": {"photo": b"x"}, "data": {"answers": "x" * 70_000}}, 400, "Part exceeded"),
        ({"files": {"photo": b"x"}, "params": {"lang": "tlh"}}, 400, "lang"),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "boundary"),
    ],
)
def test_a_malformed_request_is_told_what_is_wrong(
    request_: Json, status: int, said: str, http: httpx.Client
):
    answer = http.post("/v1/analyze", **request_)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    assert answer.json()["code"] == "usage"
    assert said in answer.json()["message"]


def test_other_addresses_and_methods_are_problems_too(http: httpx.Client):
    nothing = http.get("/v1/nothing")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "not_found")
    wrong = http.get("/v1/analyze")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "not_allowed")
    assert wrong.headers["allow"] == "POST"


def test_a_photo_never_touches_the_disk(
    http: httpx.Client, photo: Path, monkeypatch: pytest.MonkeyPatch
):
    """Above 1 MB the framework's own form parser would make a temporary file: here none may be made."""

    def forbidden(*ignored: object, **also: object) -> None:
        raise AssertionError("a temporary file")

    for maker in ("TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, maker, forbidden)
    large = photo.read_bytes() + bytes(5_000_000)  # JPEG ends before; what follows is ignored
    assert post(http, "/v1/analyze", large).status_code == 200


def test_the_disk_test_can_fail(monkeypatch: pytest.MonkeyPatch):
    with tempfile.SpooledTemporaryFile(max_size=1_000_000) as spool:
        monkeypatch.setattr(tempfile, "TemporaryFile", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            spool.write(bytes(2_000_000))


def test_too_large_is_refused_by_length_and_while_it_streams(http: httpx.Client):
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
    streamed = http.post(
        "/v1/analyze",
        content=(head if number == 0 else bytes(2**20) for number in range(40)),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert (streamed.status_code, streamed.headers["content-type"]) == (413, PROBLEM)
    assert streamed.json()["code"] == "too_large"
    plain = HTTPConnection(http.base_url.host, http.base_url.port or 80, timeout=10)
    plain.putrequest("POST", "/v1/analyze")
    plain.putheader("Content-Length", str(40 * 2**20))
    plain.endheaders()  # not one byte of it is sent: the announcement is enough
    announced = plain.getresponse()
    assert (announced.status, json.load(announced)["code"]) == (413, "too_large")
    plain.close()


def test_a_bug_of_ours_shows_no_trace(
    http: httpx.Client,
    photo: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    def stumbling(*ignored: object, **also: object) -> Json:
        raise ZeroDivisionError("secret /home/somebody")

    monkeypatch.setattr(service, "analysis_json", stumbling)
    answer = post(http, "/v1/analyze", photo.read_bytes(), "private-name.jpg")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" in caplog.text
    assert "private-name" not in caplog.text


def test_lists_and_state(http: httpx.Client):
    assert http.get("/v1/options").json() == service.options()
    assert http.get("/health").json() == {"status": "ok"}
    ready = http.get("/ready").json()
    assert (ready["ready"], ready["inside"]) == (True, 0)
    assert ready["products"] > 4000
    for name, digits in ready["models"].items():  # of what is loaded, against the files themselves
        card = tomllib.loads((WEIGHTS / f"{name}.toml").read_text("utf-8"))
        content = (WEIGHTS / card.get("file", f"{name}.task")).read_bytes()
        assert hashlib.sha256(content).hexdigest().startswith(digits)
    assert len(ready["models"]) == 4
    version = http.get("/version").json()
    assert version["version"][0].isdigit()
    assert set(version["models"]) == {path.stem for path in WEIGHTS.glob("*.toml")}


def test_documentation_loads_nothing_and_names_every_route(http: httpx.Client):
    openapi, page = http.get("/openapi.json").json(), http.get("/docs").text
    for path in openapi["paths"]:
        assert f"<code>{path}</code>" in page
    assert "<script" not in page
    assert "http" not in page.replace("application/", "")
    assert set(openapi["paths"]["/v1/analyze"]["post"]["requestBody"]["content"]) == {
        "multipart/form-data"
    }
    for name in openapi["components"]["schemas"]:
        assert f'id="{name}"' in page


def test_page_stands_behind_the_doors(http: httpx.Client):
    page = http.get("/")
    assert page.status_code == 200
    assert "gradio" in page.text.lower()
