"""A visitor's tab as the server sees it: what the page's script sends, without a browser."""

import json
import secrets
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]
SHOWN = ("measures", "en")  # layer of the picture, and language


class Tab:
    """One session of the page. `close` ends it as closing the tab does."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=60)
        self.session = secrets.token_hex(6)
        self.config: Json = self.http.get("/config").json()
        self.ids = {one["props"].get("elem_id"): one["id"] for one in self.config["components"]}
        heartbeat = self.http.build_request("GET", f"/gradio_api/heartbeat/{self.session}")
        self.heartbeat = self.http.send(heartbeat, stream=True)

    def upload(self, name: str, content: bytes) -> str:
        """Send a file as the photo box does; its path on the server."""
        sent = self.http.post("/gradio_api/upload", files={"files": (name, content)})
        return str(sent.raise_for_status().json()[0])

    def photo(self, path: str) -> str:
        """Hand the uploaded photo over; what the page is sent to show, as text."""
        file = {"path": path, "orig_name": Path(path).name, "meta": {"_type": "gradio.FileData"}}
        return self.touch("photo", "input", [file, None, *SHOWN])

    def delete(self) -> str:
        return self.touch("delete", "click", [None, *SHOWN])

    def report(self, kind: str) -> str:
        return self.touch("show-report", "click", [None, *SHOWN], {"report": kind})

    def touch(self, element: str, event: str, data: list[Any], told: Json | None = None) -> str:
        """What the server sends after an event of an element."""
        target = [self.ids[element], event]
        which = next(one for one in self.config["dependencies"] if target in one["targets"])
        body = {
            "fn_index": which["id"],
            "data": data,
            "session_hash": self.session,
            "event_data": told,
            "trigger_id": target[0],
        }
        self.http.post("/gradio_api/queue/join", json=body).raise_for_status()
        said = []
        asked = {"session_hash": self.session}
        with self.http.stream("GET", "/gradio_api/queue/data", params=asked) as stream:
            for line in stream.iter_lines():
                said.append(line)
                if line.startswith("data:") and json.loads(line[5:])["msg"] == "close_stream":
                    break
        text = "\n".join(said)
        assert '"success":true' in text.rpartition("process_completed")[2], text[-500:]
        return text

    def close(self) -> None:
        self.heartbeat.close()
        self.http.close()
