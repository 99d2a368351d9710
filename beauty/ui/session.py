"""What one visitor's tab remembers on the server, in memory only."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from beauty.analysis import Analysis
from beauty.catalogue import Catalogue
from beauty.concerns.concern import NAMES
from beauty.engine import Beauty
from beauty.errors import BeautyError, FaceError
from beauty.face import Face
from beauty.photo import Photo, Source
from beauty.pipeline import Progress
from beauty.predict import Explanation
from beauty.recommend.feedback import VERDICTS, Feedback, can_be_said, known
from beauty.recommend.feedback_file import read_feedback
from beauty.ui.look_state import LookState
from beauty.words import understand

SESSION_SECONDS = 15 * 60
SIMILAR, VERSUS = "similar", "versus"  # what a button may ask for, beside the verdicts


@dataclass(frozen=True)
class Saved:
    """A file of numbers that the visitor chose to compare with: its name and its text."""

    name: str
    text: str


@dataclass(frozen=True, eq=False)
class CardTap:
    """Where the visitor tapped a card, as shares of the photo's sides, what kind of card it is, and why
    it could not be read, if so."""

    x_share: float
    y_share: float
    kind: str
    error: BeautyError | None = None


@dataclass(frozen=True, eq=False)
class Session:
    """photo: as taken in; faces: all in it; analysis or error: what came of it; chosen: which face.

    explanations: by subject, those that were asked for; None where one could not be worked out.
    concern: whose map is shown; saved: numbers of an earlier photo to compare with.
    card: the last tap on a white paper or grey card; estimated: the analysis before it.
    answers: with feedback to products; file_error: of a file with feedback; similar_to: product or shade
    whose look-alikes are shown; versus: that one of them beside which it is shown. notice: key of what is
    told where there is no photo. look: the make-up
    page, None until it is opened.
    """

    photo: Photo | None = None
    faces: tuple[Face, ...] = ()
    chosen: int | None = None
    analysis: Analysis | None = None
    error: BeautyError | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    explanations: Mapping[str, Explanation | None] = field(default_factory=dict)
    concern: str = NAMES[0]
    saved: Saved | None = None
    card: CardTap | None = None
    estimated: Analysis | None = None
    file_error: BeautyError | None = None
    similar_to: str = ""
    versus: str = ""
    notice: str = ""
    look: LookState | None = None

    def without_photo(self) -> "Session":
        """What stays when another photo comes: all that is not about the old one."""
        look = self.look.without_face() if self.look else None
        return Session(answers=self.answers, concern=self.concern, saved=self.saved, look=look)

    def with_photo(
        self, beauty: Beauty, source: Source, progress: Progress = lambda step: None
    ) -> "Session":
        """Take in a new photo and understand it; `progress` is told each step as it begins."""
        progress("photo")
        try:
            photo = beauty.read(source)
        except BeautyError as error:
            return replace(self.without_photo(), error=error)
        return replace(self.without_photo(), photo=photo).with_face(beauty, None, progress)

    def with_face(
        self, beauty: Beauty, chosen: int | None, progress: Progress = lambda step: None
    ) -> "Session":
        """Understand face number `chosen` (None: the clearly largest) of the photo that is here."""
        if self.photo is None:
            return self
        try:
            analysis = beauty.analyze(self.photo, chosen, progress)
        except BeautyError as error:
            several = isinstance(error, FaceError) and error.code == "several_faces"
            faces = beauty.find_faces(self.photo) if several else self.faces
            return replace(self, error=error, analysis=None, faces=faces, chosen=chosen)
        return replace(
            self,
            analysis=analysis,
            error=None,
            faces=analysis.faces,
            chosen=chosen or 0,
            explanations={},
            card=None,
            estimated=None,
        )

    def with_card(self, beauty: Beauty, tap: CardTap | None) -> "Session":
        """Take the tone anew by the card at that point, or None: by the estimate again. A point that
        shows no card changes nothing but what is said of it."""
        before = self.estimated or self.analysis
        if before is None:
            return self
        if tap is None:
            return replace(self, analysis=before, card=None, estimated=None)
        width, height = before.photo.size_wh
        try:
            point = (tap.x_share * width, tap.y_share * height)
            analysis = beauty.calibrate(before, point, tap.kind)
        except BeautyError as error:
            return replace(self, analysis=before, card=replace(tap, error=error), estimated=None)
        return replace(self, analysis=analysis, card=tap, estimated=before)

    def with_answers(self, answers: Mapping[str, object]) -> "Session":
        """With these inputs; what was taken back stays so as long as it is read from the own words."""
        kept = [key for key in self.taken_back if key in _keys(answers)]
        back: dict[str, object] = {"taken_back": kept} if kept else {}
        return replace(self, answers={**answers, **back, **self.feedback.answers()})

    def with_kept(self, answers: Mapping[str, object]) -> "Session":
        """With answers that the visitor's browser kept, feedback and what was taken back among them."""
        return replace(self, answers={**self.answers, **answers})

    @property
    def feedback(self) -> Feedback:
        return Feedback.from_answers(self.answers)

    def with_feedback(self, feedback: Feedback) -> "Session":
        """With this instead of what was said of products before."""
        rest = {name: value for name, value in self.answers.items() if name not in VERDICTS}
        return replace(self, answers={**rest, **feedback.answers()}, file_error=None)

    def with_press(self, told: Mapping[str, object], catalogue: Catalogue) -> "Session":
        """After a button at a product or shade: a verdict, or something to look up, which pressing again
        takes back; or with a file of feedback. What a forged event says of nothing changes nothing."""
        say, one = str(told.get("say", "")), str(told.get("id", ""))
        if "text" in told:
            return self._with_file(str(told["text"]), catalogue)
        if can_be_said(say, one, catalogue):
            return self.with_feedback(self.feedback.pressed(say, one))
        if say == SIMILAR and known(one, catalogue):
            return replace(self, similar_to="" if one == self.similar_to else one, versus="")
        if say == VERSUS and self.similar_to and catalogue.row_of(one) is not None:
            return replace(self, versus="" if one == self.versus else one)
        return self

    def _with_file(self, content: str, catalogue: Catalogue) -> "Session":
        """With the feedback of a file in place of today's, or with what is wrong with the file."""
        try:
            return self.with_feedback(read_feedback(content, catalogue))
        except BeautyError as error:
            return replace(self, file_error=error)

    def with_taken_back(self, key: str) -> "Session":
        """Without what the own words gave by this key; a forged event's unknown key changes nothing."""
        if key not in _keys(self.answers) or key in self.taken_back:
            return self
        return replace(self, answers={**self.answers, "taken_back": [*self.taken_back, key]})

    @property
    def taken_back(self) -> list[str]:
        back = self.answers.get("taken_back")
        return [str(key) for key in back] if isinstance(back, list) else []

    def with_concern(self, name: object) -> "Session":
        """With the map of this concern; a forged event's unknown name changes nothing."""
        return replace(self, concern=str(name)) if name in NAMES else self

    def with_look(self, beauty: Beauty, change: Callable[[LookState], LookState]) -> "Session":
        """After a change to its look, which is opened for the face and the answers that are here."""
        if self.analysis is None:
            return replace(self, look=self.look.without_face() if self.look else None)
        opened = LookState.opened(self.look, beauty, self.analysis, self.answers)
        return replace(self, look=change(opened))

    def with_saved(self, saved: Saved | None) -> "Session":
        return replace(self, saved=saved)

    def with_explanation(self, beauty: Beauty, subject: str | None) -> "Session":
        """With the reason for the photo's "face_shape" or "skin_type", worked out once an analysis.

        A failure is only logged: a picture of reasons is no reason to lose the rest of the page.
        """
        if self.analysis is None or subject is None or subject in self.explanations:
            return self
        why: Explanation | None = None
        try:
            why = beauty.explain(self.analysis, subject)
        except Exception:
            logging.getLogger(__name__).exception("%s could not be explained", subject)
        return replace(self, explanations={**self.explanations, subject: why})


def _keys(answers: Mapping[str, object]) -> set[str]:
    """The keys of all that the own words among these answers give."""
    return {chip.key for chip in understand(str(answers.get("text", ""))).chips}


class Tab:
    """One visitor's tab: its session now, and a lock, for a second touch may come while a photo is
    still being looked at, and neither may undo what the other did."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.session = Session()
        self.touches = 0  # how many touches of answers the browser had counted at the newest one
        self.shown: dict[str, int] = {}  # component -> hash of what the browser was sent last
        self.depends: dict[str, tuple[object, ...]] = {}  # component -> what that was drawn from
        self.others: dict[
            str, dict[str, Any]
        ] = {}  # component -> all it was sent last but the value

    def is_news(self, name: str, value: str) -> bool:
        """Whether a component's value differs from the last one. What is open in the page stays open,
        and close-ups are not sent again, when it does not."""
        before, self.shown[name] = self.shown.get(name), hash(value)
        return before != self.shown[name]

    def is_stale(self, name: str, depends: tuple[object, ...]) -> bool:
        """Whether a component was drawn from something else, or never. Arrays compare by identity here:
        what holds them is replaced, never changed."""
        before, self.depends[name] = self.depends.get(name), depends
        return before != depends

    def forget_shown(self, *names: str) -> None:
        """Send these components again at the next touch, however little changed; without names, all."""
        for name in names or tuple(self.depends):
            self.depends.pop(name, None)
            self.shown.pop(name, None)
            self.others[name] = {}  # unlike anything

    def __deepcopy__(self, memo: object) -> "Tab":
        """Gradio copies the first one for each visitor, who then starts with nothing."""
        return Tab()
