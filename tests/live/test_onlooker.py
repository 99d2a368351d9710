"""What was seen in one frame is carried to the next: laid where the face is now, colours eased."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from beauty import Analysis, Beauty
from beauty.face.crop import CropFrame
from beauty.live.limits import Parsed
from beauty.live.onlooker import Onlooker, carried
from tests.builders import moved

RULES = Parsed(every_s=0.7, ease=0.25)


class Later(ThreadPoolExecutor):
    """Work that waits until it is told to be done, in the caller's own thread."""

    def __init__(self) -> None:
        super().__init__(1)
        self.asked: list[tuple[Any, ...]] = []
        self.futures: list[Future[Any]] = []

    def submit(self, work: Any, *given: Any, **named: Any) -> Future[Any]:  # type: ignore[override]
        self.asked.append((work, *given))
        self.futures.append(Future())
        return self.futures[-1]

    def do(self) -> None:
        work, *given = self.asked[-1]
        self.futures[-1].set_result(work(*given))


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def onlooker(beauty: Beauty, later: Later) -> Onlooker:
    return Onlooker(beauty.networks.parser, RULES, later)


def test_a_carried_parsing_lies_on_the_face_that_moved(analysis: Analysis, beauty: Beauty):
    frame: CropFrame = beauty.networks.parser.card.frame
    there = moved(analysis.face, 40, -25)
    laid = carried(analysis.parsing, there, frame)
    nose = np.append(there.landmarks_px[1], 1)
    before = analysis.parsing.crop.to_crop @ np.append(analysis.face.landmarks_px[1], 1)
    np.testing.assert_allclose(laid.crop.to_crop @ nose, before, atol=1e-3)
    assert laid.shares is analysis.parsing.shares
    assert laid.fits is analysis.parsing.fits  # worked out once, not for every frame


def test_frames_never_wait_and_the_network_is_asked_now_and_then(
    analysis: Analysis, onlooker: Onlooker, later: Later
):
    rgb, face = analysis.photo.rgb, analysis.face
    assert onlooker.sitter(rgb, face, 0.0).parsing is None
    for now_s in (0.03, 0.5, 1.0, 5.0):  # it has not answered: not asked again
        assert onlooker.sitter(rgb, face, now_s).parsing is None
    assert len(later.asked) == 1
    later.do()
    sitter = onlooker.sitter(rgb, face, 5.03)
    assert sitter.parsing is not None
    assert set(sitter.known) == {"skin", "hair", "lips", "cheeks"}
    assert len(later.asked) == 2
    onlooker.sitter(rgb, face, 5.5)
    later.do()
    onlooker.sitter(rgb, face, 5.6)
    assert len(later.asked) == 2  # less than 0.7 s after it was asked
    onlooker.sitter(rgb, face, 5.75)
    assert len(later.asked) == 3


def test_colours_follow_slowly(analysis: Analysis, onlooker: Onlooker, later: Later):
    bright, face = analysis.photo.rgb, analysis.face
    dark = (bright // 2).astype(np.uint8)
    onlooker.sitter(bright, face, 0.0)
    later.do()
    first = onlooker.sitter(dark, face, 1.0).known["skin"][0]
    later.do()
    second = onlooker.sitter(dark, face, 2.0).known["skin"][0]
    assert 3 < first - second < 12  # a quarter of the way to half the light


def test_a_lost_face_is_forgotten(analysis: Analysis, onlooker: Onlooker, later: Later):
    onlooker.sitter(analysis.photo.rgb, analysis.face, 0.0)
    later.do()
    onlooker.forget()
    assert onlooker.sitter(analysis.photo.rgb, analysis.face, 0.1).parsing is None
    assert len(later.asked) == 2
