"""What many tests share: the loaded engine, a real public-domain portrait, the developers' photos; and
how the tests are dealt out when several processes run them (`make test`, pytest-xdist)."""

# ruff: noqa: E402 - a process has one thread, as the app has by default; said before numpy and torch load
from beauty.settings import Settings
from beauty.threads import settle

settle(Settings())

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import data
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from beauty import Analysis, Beauty
from beauty.paths import ASSETS, ROOT

cv2.setNumThreads(1)
SHARED = ROOT.parent / "shared" / "data"
# Tests that start a Chromium or watch a server against the clock: two at once time out.
TIMED = tuple(f"tests/{room}/" for room in ("browser", "faults", "live", "private", "scale"))


def group_of(nodeid: str) -> str:
    """What one process runs in one go: all timed tests together, every other file by itself."""
    return "timed" if nodeid.startswith(TIMED) else nodeid.partition("::")[0]


class Dealer(LoadScopeScheduling):
    """Deals whole groups. (`--dist loadgroup` should, but pytest-xdist 3.8.0 loses the marks of groups
    with pytest 9.2: its issue 1386.)"""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Dealer:
    config.option.loadscopereorder = False  # keep the order that follows
    return Dealer(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The largest group comes first: begun last, it would leave the other process idle."""
    items.sort(key=lambda item: group_of(item.nodeid) != "timed")


@pytest.fixture(scope="session")
def beauty() -> Iterator[Beauty]:
    engine = Beauty.load()
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def astronaut() -> np.ndarray:
    """uint8 (512, 512, 3): NASA's public-domain portrait of Eileen Collins, from scikit-image."""
    return data.astronaut()


@pytest.fixture(scope="session")
def portrait(astronaut: np.ndarray) -> np.ndarray:
    """uint8 (840, 780, 3): the same portrait, cut to head and shoulders and enlarged three times."""
    return np.ascontiguousarray(np.repeat(np.repeat(astronaut[0:280, 90:350], 3, 0), 3, 1))


@pytest.fixture(scope="session")
def analysis(beauty: Beauty, portrait: np.ndarray) -> Analysis:
    return beauty.analyze(portrait)


@pytest.fixture(scope="session")
def rendered(beauty: Beauty) -> Analysis:
    """A rendered face that belongs to nobody: golden pictures are made of it."""
    return beauty.analyze(ASSETS / "examples" / "fair_oval.jpg")


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("needs the research photos in ../shared/data, which only developers have")
    return SHARED
