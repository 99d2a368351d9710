"""How the suite knocks: REST and the page's own upload, over HTTP, and what was answered."""

import json
import re
import uuid
from functools import cache
from html import unescape
from typing import Any

import httpx

from beauty.texts import load_texts
from tests.hostile.case import ANY, FINE

CRASHED = "crashed"  # no answer, one without a code, or one that is our fault


def rest(http: httpx.Client, name: str, data: bytes) -> str:
    """FINE or the code that /v1/analyze answers."""
    answer = http.post("/v1/analyze", files={"photo": (name, data)})
    if answer.status_code == 200:
        return FINE
    told = answer.json()
    code = told.get("code", "") if answer.status_code < 500 else ""
    return code if code in ANY and told["message"] and told["advice"] else CRASHED


PICTURE = re.compile(
    r"[A-Za-z0-9+/=]{200,}"
)  # in base64; looking for sentences in it takes a second


class Page:
    """A browser's tab as the server sees it: an upload, the event of a new photo, and what is drawn."""

    def __init__(self, http: httpx.Client) -> None:
        self.http, self.session = http, uuid.uuid4().hex
        config = http.get("/config").json()
        photo = next(
            one["id"] for one in config["components"] if one["props"].get("elem_id") == "photo"
        )
        self.event = next(
            one for one in config["dependencies"] if [photo, "input"] in one["targets"]
        )
        self.state = next(one["id"] for one in config["components"] if one["type"] == "state")

    def photo(self, name: str, data: bytes) -> str:
        """FINE or the code whose sentence the page shows after an upload."""
        sent = self.http.post("/gradio_api/upload", files={"files": (name, data)})
        if sent.status_code != 200:
            code = sent.json().get("code", "")
            return code if code in ANY and sent.status_code < 500 else CRASHED
        file = {"path": sent.json()[0], "meta": {"_type": "gradio.FileData"}, "orig_name": name}
        return self._shown(file)

    def clear(self) -> None:
        """Take the photo away: of what a tab shows already, nothing is sent again."""
        self._shown(None)

    def _shown(self, file: dict[str, Any] | None) -> str:
        values: list[Any] = [file, None, "measures", "en"]
        told = {"fn_index": self.event["id"], "data": values, "session_hash": self.session}
        joined = self.http.post("/gradio_api/queue/join", json=told)
        return self._drawn() if joined.status_code == 200 else CRASHED

    def _drawn(self) -> str:
        shown = ""
        where = f"/gradio_api/queue/data?session_hash={self.session}"
        with self.http.stream("GET", where) as stream:
            for line in stream.iter_lines():
                if not line.startswith("data:"):
                    continue
                message = json.loads(line[5:])
                shown += json.dumps(message.get("output", ""), ensure_ascii=False)
                if message["msg"] == "process_completed":
                    return _said(shown) if message["success"] else CRASHED
        return CRASHED


@cache
def _sentences() -> dict[str, re.Pattern[str]]:
    """What each refusal says on the page."""
    texts = load_texts("en")
    found = {}
    for code in ANY - {FINE}:
        said = re.split(r"\{\w+\}", texts.entries[f"error.{code}.message"])
        found[code] = re.compile(".{1,120}?".join(re.escape(part) for part in said))
    return found


def _said(shown: str) -> str:
    text = unescape(PICTURE.sub("", shown))
    codes = [code for code, sentence in _sentences().items() if sentence.search(text)]
    if codes:
        return codes[0]
    return FINE if "ITA" in text else CRASHED
