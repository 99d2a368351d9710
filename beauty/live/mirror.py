"""One viewer's mirror: a frame goes in, the same frame with the look on comes out."""

from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np

from beauty.face import Face, Tracker
from beauty.live.bare import without_metadata
from beauty.live.frames import jpeg_of, read_frame
from beauty.live.limits import Rules, load_rules
from beauty.live.onlooker import Onlooker
from beauty.live.pace import Pace, Step
from beauty.live.steady import Steady
from beauty.predict.parser import FaceParser
from beauty.tryon import Look, render


@dataclass(frozen=True, eq=False)
class Shown:
    """jpeg: the frame to show; face: whether one was found."""

    jpeg: bytes
    face: bool


class Mirror:
    """Keeps the face's track, not its pictures. One call at a time; `wear` may come from elsewhere."""

    def __init__(self, parser: FaceParser, threads: Executor, rules: Rules | None = None) -> None:
        self._rules = rules or load_rules()
        self._tracker = Tracker.load()
        self._onlooker = Onlooker(parser, self._rules.parsing, threads)
        self._steady: Steady | None = None
        self._look: Look | None = None
        self.pace = Pace(self._rules.pace)

    @property
    def step(self) -> Step:
        """What frames are wanted like from now on."""
        return self.pace.step

    def wear(self, look: Look | None, strength: float = 1.0) -> None:
        """Put another look on, every layer at this share (0..1) of its opacity; None: bare."""
        self._look = faded(look, strength) if look else None

    def show(self, data: bytes, now_s: float) -> Shown:
        """The next frame of the stream, taken at a time that rises. A frame without a face comes back as
        it is. Raises FrameError for what is no such frame."""
        step = self.step
        rgb = read_frame(data, self._rules.limits, step.side_px)
        face = self._follow(rgb, now_s)
        if face is None or self._look is None:
            bare = without_metadata(data) or jpeg_of(rgb, step.quality)
            return Shown(bare, face is not None)
        sitter = self._onlooker.sitter(rgb, face, now_s)
        return Shown(jpeg_of(render(sitter, self._look).rgb, step.quality), True)

    def close(self) -> None:
        """Free the model and forget the face."""
        self._onlooker.forget()
        self._tracker.close()

    def _follow(self, rgb: np.ndarray, now_s: float) -> Face | None:
        found = self._tracker.follow(rgb, now_s)
        if found is None:
            self._steady = None
            self._onlooker.forget()
            return None
        if self._steady is None:
            self._steady = Steady(self._rules.place, self._rules.shape)
        return self._steady(found, now_s)


def faded(look: Look, strength: float) -> Look:
    """The look with every layer at this share of its opacity, 0..1."""
    share = min(max(strength, 0.0), 1.0)
    layers = tuple(replace(layer, opacity=share * layer.opacity) for layer in look.layers)
    return replace(look, layers=layers)
