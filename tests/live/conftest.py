"""What several tests of the mirror send."""

import numpy as np
import pytest

from tests.live.streams import jpeg, scene


@pytest.fixture(scope="session")
def frame(astronaut: np.ndarray) -> bytes:
    """A frame with a face, JPEG."""
    return jpeg(scene(astronaut))
