"""What takes too long for every frame: where hair, hands and teeth are, which colours the person has.

A network looks now and then, in a thread of its own; in between its answer is carried along.
"""

from collections.abc import Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from beauty.face import Face
from beauty.face.crop import Crop, CropFrame, upright
from beauty.live.limits import Parsed
from beauty.photo import Photo
from beauty.predict import Parsing
from beauty.predict.parser import FaceParser
from beauty.tryon import Sitter
from beauty.tryon.colors import own
from beauty.tryon.sitter import Lab

OWN = ("skin", "hair", "lips", "cheeks")


@dataclass(frozen=True, eq=False)
class Seen:
    """parsing: of an earlier frame. known: CIELAB of skin, hair, lips and cheeks, as far as known."""

    parsing: Parsing
    known: Mapping[str, Lab]


class Onlooker:
    """One stream's. `sitter` for every frame; it never waits for the network."""

    def __init__(self, parser: FaceParser, rules: Parsed, threads: Executor) -> None:
        self._parser, self._rules, self._threads = parser, rules, threads
        self._seen: Seen | None = None
        self._due_s = float("-inf")
        self._looking: Future[Seen] | None = None

    def sitter(self, rgb: np.ndarray, face: Face, now_s: float) -> Sitter:
        """The face in this frame uint8 (h, w, 3), with what is known about it so far."""
        self._take_news()
        if self._looking is None and now_s >= self._due_s:
            self._due_s = now_s + self._rules.every_s
            known = self._seen.known if self._seen else {}
            self._looking = self._threads.submit(self._look, rgb, face, known)
        if self._seen is None:
            return Sitter.of(rgb, face)
        parsing = carried(self._seen.parsing, face, self._parser.card.frame)
        return replace(Sitter.of(rgb, face, parsing), known=self._seen.known)

    def forget(self) -> None:
        """The face was lost: what was seen says nothing about the next one."""
        self._seen, self._looking, self._due_s = None, None, float("-inf")

    def _take_news(self) -> None:
        if self._looking is not None and self._looking.done():
            self._seen = self._looking.result()
            self._looking = None

    def _look(self, rgb: np.ndarray, face: Face, known: Mapping[str, Lab]) -> Seen:
        parsing = self._parser.parse(Photo(rgb, (rgb.shape[1], rgb.shape[0])), face)
        sitter = Sitter.of(rgb, face, parsing)
        now = {what: own(sitter, what) for what in OWN}
        eased = {what: _eased(known.get(what), now[what], self._rules.ease) for what in OWN}
        return Seen(parsing, MappingProxyType(eased))


def carried(parsing: Parsing, face: Face, frame: CropFrame) -> Parsing:
    """The parsing of an earlier frame, laid where the face is now (it moved, came nearer or tilted)."""
    crop = Crop(parsing.crop.pixels, upright(face.landmarks_px, frame))
    return replace(parsing, crop=crop)


def _eased(before: Lab | None, now: Lab, ease: float) -> Lab:
    """A colour that follows slowly, so that noise and auto-exposure do not make it flicker."""
    if before is None:
        return now
    lightness, a_star, b_star = (x + ease * (y - x) for x, y in zip(before, now, strict=True))
    return lightness, a_star, b_star
