"""The page's named endpoints through gradio_client; its own events stay private; nothing is fetched."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gradio_client import Client

from beauty import service
from beauty.ui.temp_files import IN_MEMORY

NAMED = {"/analyze", "/recommend", "/options"}


def test_only_named_endpoints_are_listed(gradio_client: Client):
    info = gradio_client.view_api(return_format="dict", print_info=False)
    assert set(info["named_endpoints"]) >= NAMED
    assert info["unnamed_endpoints"] == {}
    for name in info["named_endpoints"]:
        assert not name.startswith("/_"), "an event of the page"


def test_refusals_are_rows_with_an_error(gradio_client: Client):
    row = gradio_client.predict("http://127.0.0.1/x.png", lang="zh", name="x", api_name="/analyze")
    assert set(row) == {"schema", "photo", "error"}
    assert (row["photo"], row["error"]["code"]) == ("x", "unreadable")
    wrong = gradio_client.predict("AAAA", {"skin_tipe": 1}, api_name="/recommend")
    assert "skin_tipe" in wrong["error"]["message"]
    assert gradio_client.predict(api_name="/options") == service.options()


class Listener:
    """A web server that counts who comes: nobody may."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.visits = self.socket.getsockname()[1], 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.socket.close()


def test_no_address_is_ever_fetched(
    http: httpx.Client, listener: Listener, monkeypatch: pytest.MonkeyPatch
):
    """Not even a public one: names resolve to our listener, and every address counts as public."""
    import safehttpx

    monkeypatch.setattr(safehttpx, "is_public_ip", lambda ip: True)
    target = f"http://localhost:{listener.port}/x.png"
    assert http.get(f"/gradio_api/file={target}").status_code in (403, 404)
    config = http.get("/config").json()
    image = next(
        one["id"] for one in config["components"] if one["props"].get("elem_id") == "photo"
    )
    event = next(
        one["id"]
        for one in config["dependencies"]
        if one["inputs"][:1] == [image] and len(one["inputs"]) > 1
    )
    inputs = config["dependencies"][event]["inputs"]
    forged: list[Any] = [{"path": target, "url": target, "meta": {"_type": "gradio.FileData"}}]
    joined = http.post(
        "/gradio_api/queue/join",
        json={
            "data": [*forged, *[None] * (len(inputs) - 1)],
            "fn_index": event,
            "session_hash": "forged",
        },
    )
    with http.stream("GET", "/gradio_api/queue/data?session_hash=forged") as events:
        told = "".join(events.iter_text())
    assert "process_completed" in told or joined.status_code >= 400
    assert listener.visits == 0


def test_the_listener_would_have_noticed(listener: Listener):
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://127.0.0.1:{listener.port}/")
    assert listener.visits == 1


def test_photos_of_named_endpoints_leave_no_file(gradio_client: Client, photo_text: str):
    before = set(IN_MEMORY.rglob("*"))
    assert "face" in gradio_client.predict(photo_text, api_name="/analyze")
    assert not {path for path in set(IN_MEMORY.rglob("*")) - before if path.suffix}
