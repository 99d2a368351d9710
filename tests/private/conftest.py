"""One watched server for all tests of this folder, and the photos with the words in them."""

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from beauty.paths import ASSETS
from tests.private.canary import canary_jpeg, canary_png
from tests.private.watched import Running, start, stop

SETTINGS = {
    "BEAUTY_LOG_LEVEL": "debug",
    "BEAUTY_METRICS": "1",
    "BEAUTY_UPLOAD_SECONDS": "4",
    "BEAUTY_CLOSED_SECONDS": "2",
    "BEAUTY_IDLE_SECONDS": "60",
    "BEAUTY_REQUESTS_PER_MINUTE": "0",
}


@pytest.fixture(scope="session")
def face() -> np.ndarray:
    """uint8 (H, W, 3): a rendered face that belongs to nobody."""
    return np.asarray(Image.open(ASSETS / "examples" / "fair_oval.jpg").convert("RGB"))


@pytest.fixture(scope="session")
def png(face: np.ndarray) -> bytes:
    return canary_png(face)


@pytest.fixture(scope="session")
def jpeg(face: np.ndarray) -> bytes:
    return canary_jpeg(face)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = start(tmp_path_factory.mktemp("private"), **SETTINGS)
    yield server
    stop(server)
