"""The whole server, page and doors, on a free port in this process; one for all tests of this folder."""

import base64
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from gradio_client import Client

from beauty import Beauty
from beauty.paths import ASSETS
from beauty.settings import Settings
from beauty.ui.serve import Server, build_server, listen
from tests.ui.conftest import loops_closed

FACE = ASSETS / "examples" / "fair_oval.jpg"


@pytest.fixture(scope="session")
def url(beauty: Beauty) -> Iterator[str]:
    """Address of the running server."""
    listener = listen(Settings(host="127.0.0.1", port=0))
    settings = Settings(requests_per_minute=0)  # tests ask often
    with loops_closed():
        server = Server(build_server(beauty, settings), settings, listener)
        server.uvicorn.config.timeout_graceful_shutdown = 0  # clients may keep their streams open
        server.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.stop()


@pytest.fixture(scope="session")
def http(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def photo() -> Path:
    """A rendered face that belongs to nobody."""
    return FACE


@pytest.fixture(scope="session")
def photo_text(photo: Path) -> str:
    return base64.b64encode(photo.read_bytes()).decode()


@pytest.fixture(scope="session")
def gradio_client(url: str) -> Iterator[Client]:
    made = Client(url, verbose=False)
    yield made
    made.close()
