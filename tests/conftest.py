"""What many tests share: the loaded engine, a real public-domain portrait, the developers' photos."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from skimage import data

from beauty import Analysis, Beauty
from beauty.paths import ASSETS, ROOT

SHARED = ROOT.parent / "shared" / "data"


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
