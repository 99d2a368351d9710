from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from beauty import Analysis, Beauty
from beauty.predict import Networks, Parsing
from tests.builders import parsing_of

TRUTH = Path(__file__).parent / "data" / "fair_oval_labels.png"
CPU = torch.device("cpu")


@pytest.fixture(scope="session")
def networks(beauty: Beauty) -> Networks:
    return beauty.networks


@pytest.fixture(scope="session")
def truth() -> np.ndarray:
    """uint8 (1100, 900): what each pixel of the rendered face shows, known from its making."""
    return np.asarray(cv2.imread(str(TRUTH), cv2.IMREAD_UNCHANGED))


@pytest.fixture(scope="session")
def faultless(rendered: Analysis, truth: np.ndarray) -> Parsing:
    """The rendered face as a parser that is always right would see it."""
    return parsing_of(rendered.photo, rendered.face, truth)
