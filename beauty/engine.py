"""`Beauty`: the one public door of the package."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import cv2
import numpy as np

from beauty.analysis import Analysis
from beauty.catalogue import Catalogue
from beauty.errors import CardError, FaceError, QualityError, UsageError
from beauty.face import Face, Landmarker, choose_face
from beauty.face.landmarker import SHA256
from beauty.light import light_from_card
from beauty.light.advice import advise
from beauty.light.constants import load_constants
from beauty.light.evidence import on_body
from beauty.observe import counted, timed
from beauty.photo import Photo, Source, read_photo
from beauty.photo.intake import MAX_PIXELS, MAX_SIDE_PX
from beauty.pipeline import Progress, analyze, in_light, label
from beauty.predict import Explanation, Networks, explain_shape, explain_skin_type
from beauty.profile import Profile
from beauty.recommend import Feedback, Plan, own_catalogue, recommend
from beauty.tryon import Look, Rendered, Sitter, find_look, render, sit, sit_unjudged
from beauty.tryon.reading import read_worn
from beauty.tryon.worn import WornLook

CANNOT_BE_PAINTED = ("no_face", "several_faces")
P = ParamSpec("P")
T = TypeVar("T")
Reader = Callable[[Source, int], Photo]  # like read_photo: a source, and the longest side in pixels


class Beauty:
    """Loads the models once; safe to share between threads."""

    def __init__(
        self,
        landmarker: Landmarker,
        networks: Networks,
        catalogue: Catalogue | None = None,
        reader: Reader = read_photo,
    ) -> None:
        self._landmarker, self.networks, self._catalogue = landmarker, networks, catalogue
        self._reader = reader

    @classmethod
    def load(cls, catalogue: Catalogue | None = None) -> "Beauty":
        """Read and check the model files; products come from `catalogue`, by default our own.

        Raises SetupError where a file is missing or damaged.
        """
        return cls(Landmarker.load(), Networks.load(), catalogue)

    def reading(self, reader: Reader) -> "Beauty":
        """The same models, with photos taken in by another `reader` (see photo.guarded)."""
        return Beauty(self._landmarker, self.networks, self._catalogue, reader)

    def run(
        self, work: Callable[Concatenate["Beauty", P], T], *given: P.args, **named: P.kwargs
    ) -> T:
        """`work(beauty, *given, **named)` where the models are: here. An engine whose models are in other
        processes (scale.far) sends it to one of them; so `work` is a function of a module."""
        return work(self, *given, **named)

    @property
    def replicas(self) -> int:
        """How many processes with the models answer now."""
        return 1

    def read(self, source: Source | Photo, longest_px: int = MAX_SIDE_PX) -> Photo:
        """Take in a photo, its long side at most `longest_px`. Raises PhotoError."""
        with counted():
            return source if isinstance(source, Photo) else self._reader(source, longest_px)

    def analyze(
        self,
        source: Source | Photo,
        wanted: int | None = None,
        progress: Progress = lambda step: None,
    ) -> Analysis:
        """Understand the face in a photo (path, bytes, PIL image, RGB array or `Photo`).

        `wanted` picks one of several faces (0 is the largest). Raises a BeautyError with .code,
        .message and .advice where the photo or the face cannot be used.
        """
        with timed(progress) as told, counted():
            told("photo")
            return analyze(self.read(source), self._landmarker, self.networks, wanted, told)

    def segment(self, source: Source | Photo) -> np.ndarray:
        """What each pixel shows, uint8 (H, W) of the photo as it came, upright: indices into
        face.labels.LABELS. Raises a BeautyError where there is no clear face."""
        photo = self.read(source)
        labels = label(photo, self._landmarker, self.networks)
        full: np.ndarray = cv2.resize(
            labels, photo.original_size_wh, interpolation=cv2.INTER_NEAREST
        )
        return full

    def find_faces(self, photo: Photo) -> tuple[Face, ...]:
        """Every face in a photo, largest first."""
        return self._landmarker.find(photo)

    def calibrate(
        self, analysis: Analysis, xy_px: tuple[float, float], kind: str = "paper"
    ) -> Analysis:
        """Take the tone anew by a white "paper" or a "grey" card that lies in the face's light.

        xy_px: a point on it, in pixels of `analysis.photo.rgb`. Raises CardError where that point shows
        no such card, UsageError for another kind.
        """
        if on_body(analysis.parsing, xy_px):
            raise CardError("card_coloured")
        light = light_from_card(analysis.photo, xy_px, kind)
        light = replace(light, clipped=analysis.light.clipped)
        return in_light(analysis, advise(light, analysis.light.shading, load_constants()))

    def recommend(
        self,
        analysis: Analysis | None,
        answers: Mapping[str, object] | None = None,
        feedback: Feedback | None = None,
    ) -> Plan:
        """A make-up plan and a care routine with products; `feedback` to what an earlier plan showed
        counts beside what the answers hold of it.

        Raises UsageError for an answer not understood.
        """
        catalogue = self._catalogue or own_catalogue()
        return recommend(Profile.of(analysis, answers or {}), catalogue, feedback)

    def try_on(self, source: Source | Photo, look: Look | str | Path) -> np.ndarray:
        """The photo with a look on, uint8 (H, W, 3) of its full size, upright. `look`: a `Look`, the name
        of one of ours, or a look file. Raises a BeautyError where there is no clear face, UsageError for
        a look that is not understood."""
        return self.wear(source, look).rgb

    def wear(self, source: Source | Photo, look: Look | str | Path) -> Rendered:
        """The same, with the mask of all pixels that may have changed."""
        worn = look if isinstance(look, Look) else find_look(look)
        return render(self.sitter(source), worn)

    def read_look(self, source: Source | Photo) -> WornLook:
        """The make-up in a photo as a look for other faces: its layers as far as they can be told from a
        bare face, how sure each is, and why the others are not there. Raises a BeautyError where there
        is no clear face."""
        return read_worn(self.sitter(source))

    def sitter(self, source: Source | Photo) -> Sitter:
        """The face in a photo, ready to be painted at the photo's full size. A face too dark, too small
        or too far turned to be judged can still be painted, with less known about it."""
        full = self.read(source, longest_px=MAX_PIXELS)
        photo = full.at_most(MAX_SIDE_PX)
        try:
            analysis = self.analyze(photo)
        except (QualityError, FaceError) as error:
            if error.code in CANNOT_BE_PAINTED:
                raise
            face = choose_face(self.find_faces(photo), None)
            return sit_unjudged(full, photo, face, self.networks.parser.parse(photo, face))
        return sit(analysis, full, recommend(Profile.of(analysis, {})))

    def explain(self, analysis: Analysis, subject: str) -> Explanation:
        """Why the photo's likeliest "face_shape" or "skin_type" is likeliest: where its network found
        what speaks for it, and which measured ratios weighed. Worked out anew at each call.

        Raises UsageError for any other subject.
        """
        photo, face = analysis.photo, analysis.face
        if subject == "face_shape":
            shape, ratios = analysis.shape.top2[0], analysis.geometry.ratios
            return explain_shape(self.networks.shape, photo, face, ratios, shape)
        if subject == "skin_type":
            skin = analysis.skin_type.whole.top2[0]
            return explain_skin_type(self.networks.skin_type, photo, face, analysis.drawn, skin)
        raise UsageError(
            reason=f"{subject!r} cannot be explained", fix="Ask about face_shape or skin_type."
        )

    @property
    def models(self) -> dict[str, str]:
        """Every model that is loaded -> SHA-256 that its file was found to have."""
        return {**self.networks.hashes, "face_landmarker": SHA256}

    def close(self) -> None:
        """Free the models; not needed at the end of a program."""
        self._landmarker.close()
