from collections.abc import Iterator

import pytest

from beauty.face import Landmarker


@pytest.fixture(scope="session")
def landmarker() -> Iterator[Landmarker]:
    loaded = Landmarker.load()
    yield loaded
    loaded.close()
