"""What an operator may set, read once from the environment; docs/settings.md is the table of it.

Every field names its variables (the first that is set wins), how its text is read, and what it does.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

from beauty.observe.log import LEVELS

SPACE = "SPACE_ID"  # set on a Hugging Face Space, which shows the page inside its own
SPACE_FRAMES = "https://huggingface.co https://*.hf.space"
TRUE = ("1", "true", "yes")


def _text(text: str) -> str:
    return text


def _flag(text: str) -> bool:
    return text.lower() in TRUE


def _number(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and low <= int(text) <= high):
            raise ValueError(f"expected a number from {low} to {high}, got {text!r}")
        return int(text)

    return read


def _auth(text: str) -> str:
    user, colon, password = text.partition(":")
    if not (user and colon and password):
        raise ValueError("expected user:password")  # never what came: it may be a password
    return text


def _path(text: str) -> str:
    if not text.startswith("/") or text.endswith("/"):
        raise ValueError(f"expected a path like /beauty, got {text!r}")
    return text


def _level(text: str) -> str:
    if text.lower() not in LEVELS:
        raise ValueError(f"expected one of {', '.join(LEVELS)}, got {text!r}")
    return text.lower()


def _setting(default: Any, read: Callable[[str], Any], names: str, says: str) -> Any:  # noqa: ANN401 - a dataclass field
    return field(default=default, metadata={"names": names.split(), "read": read, "says": says})


@dataclass(frozen=True)
class Settings:
    """The whole configuration. Numbers are checked when they are read."""

    host: str = _setting(
        "127.0.0.1", _text, "BEAUTY_HOST GRADIO_SERVER_NAME", "address to listen on"
    )
    port: int = _setting(
        7860, _number(1, 65535), "BEAUTY_PORT GRADIO_SERVER_PORT", "port to listen on"
    )
    share: bool = _setting(False, _flag, "BEAUTY_SHARE", "ask for a public link as well (1 = yes)")
    auth: str = _setting(
        "", _auth, "BEAUTY_AUTH", "user:password that every visitor and program must give"
    )
    root_path: str = _setting(
        "", _path, "BEAUTY_ROOT_PATH GRADIO_ROOT_PATH", "path that a proxy serves this under"
    )
    trusted_proxies: str = _setting(
        "127.0.0.1",
        _text,
        "BEAUTY_TRUSTED_PROXIES",
        "addresses whose X-Forwarded-For is believed, by commas; * believes all (default on a Space)",
    )
    frame_ancestors: str = _setting(
        "'none'",
        _text,
        "BEAUTY_FRAME_ANCESTORS",
        "sites that may show the page in a frame, as in CSP (on a Space: its own site)",
    )
    workers: int = _setting(2, _number(1, 64), "BEAUTY_WORKERS", "photos worked on at a time")
    waiting: int = _setting(
        32, _number(0, 1000), "BEAUTY_WAITING", "requests that may wait before others hear: busy"
    )
    requests_per_minute: int = _setting(
        240, _number(0, 100_000), "BEAUTY_REQUESTS_PER_MINUTE", "of one client; 0 = without limit"
    )
    max_upload_mb: int = _setting(
        25, _number(1, 25), "BEAUTY_MAX_UPLOAD_MB", "largest photo, in megabytes"
    )
    reading_ms: int = _setting(
        700,
        _number(0, 60_000),
        "BEAUTY_READING_MS",
        "processor time, in milliseconds, that a photo may take to be read; 0 = unguarded, without limit",
    )
    live_viewers: int = _setting(
        4, _number(0, 64), "BEAUTY_LIVE_VIEWERS", "at the live mirror at a time; 0 = no live mirror"
    )
    upload_seconds: int = _setting(
        60,
        _number(1, 600),
        "BEAUTY_UPLOAD_SECONDS",
        "an upload that nobody reads is kept, in memory",
    )
    closed_seconds: int = _setting(
        60, _number(1, 900), "BEAUTY_CLOSED_SECONDS", "a session is kept after its tab was closed"
    )
    idle_seconds: int = _setting(
        900, _number(1, 900), "BEAUTY_IDLE_SECONDS", "a session is kept after the last touch"
    )
    metrics: bool = _setting(
        False, _flag, "BEAUTY_METRICS", "figures for Prometheus at /metrics (1 = yes)"
    )
    log_level: str = _setting(
        "warning", _level, "BEAUTY_LOG_LEVEL", "least that is logged: debug, info, warning or error"
    )
    threads: int = _setting(
        1, _number(0, 256), "BEAUTY_THREADS OMP_NUM_THREADS", "threads a photo; 0 = all cores"
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Defaults, overridden by the environment. Raises ValueError naming a wrong variable."""
        on_space = {"trusted_proxies": "*", "frame_ancestors": SPACE_FRAMES}
        values: dict[str, Any] = on_space if environment.get(SPACE) else {}
        for one in fields(cls):
            values |= _read(one, environment)
        return cls(**values)

    def changed(self, **changes: object) -> "Settings":
        """A copy with every change that is not None."""
        known = {field.name for field in fields(self)}
        wanted = {k: v for k, v in changes.items() if v is not None and k in known}
        return replace(self, **wanted)  # type: ignore[arg-type]

    @property
    def account(self) -> tuple[str, str] | None:
        """User and password, or None where everybody may come in."""
        user, _, password = self.auth.partition(":")
        return (user, password) if self.auth else None

    def __repr__(self) -> str:
        """Without the password: settings end up in logs."""
        return (
            f"Settings(host={self.host!r}, port={self.port}, auth={'set' if self.auth else 'off'})"
        )


def table() -> str:
    """The settings as a table in Markdown."""
    rows = ["| variable | default | what it sets |", "|---|---|---|"]
    for one in fields(Settings):
        names = " or ".join(f"`{name}`" for name in one.metadata["names"])
        default = (
            "off" if one.default is False else f"`{one.default}`" if one.default != "" else "none"
        )
        rows.append(f"| {names} | {default} | {one.metadata['says']} |")
    return "\n".join(rows)


def _read(one: "Field[Any]", environment: Mapping[str, str]) -> dict[str, Any]:
    """The field's value from the first of its variables that is set, by the field's name."""
    for name in one.metadata["names"]:
        if environment.get(name):
            try:
                return {one.name: one.metadata["read"](environment[name])}
            except ValueError as error:
                raise ValueError(f"{one.metadata['names'][0]}: {error}") from None
    return {}


if __name__ == "__main__":
    print(table())
