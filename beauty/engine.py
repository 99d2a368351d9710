"""`Beauty`: the one public door of the package."""

from collections.abc import Mapping

from beauty.analysis import Analysis
from beauty.face import Face, Landmarker
from beauty.photo import Photo, Source, read_photo
from beauty.pipeline import Progress, analyze
from beauty.profile import Profile
from beauty.recommend import Plan, recommend


class Beauty:
    """Loads the models once; safe to share between threads."""

    def __init__(self, landmarker: Landmarker) -> None:
        self._landmarker = landmarker

    @classmethod
    def load(cls) -> "Beauty":
        """Read and check the model files. Raises SetupError where one is missing or damaged."""
        return cls(Landmarker.load())

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
        progress("photo")
        photo = source if isinstance(source, Photo) else read_photo(source)
        return analyze(photo, self._landmarker, wanted, progress)

    def find_faces(self, photo: Photo) -> tuple[Face, ...]:
        """Every face in a photo, largest first."""
        return self._landmarker.find(photo)

    def recommend(
        self, analysis: Analysis | None, answers: Mapping[str, object] | None = None
    ) -> Plan:
        """A make-up plan and a care routine. Raises UsageError for an answer not understood."""
        return recommend(Profile.of(analysis, answers or {}))

    def close(self) -> None:
        """Free the models; not needed at the end of a program."""
        self._landmarker.close()
