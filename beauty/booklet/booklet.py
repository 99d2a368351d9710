"""A whole report as one value, before it becomes a page or a PDF."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from beauty.analysis import Analysis
from beauty.booklet.blocks import Cover, Section
from beauty.booklet.face import cover, face_section
from beauty.booklet.plan import care_section, makeup_section
from beauty.booklet.skin import concerns_section, skin_section
from beauty.booklet.told import Told
from beauty.booklet.trust import trust_section
from beauty.profile import Profile
from beauty.recommend import Plan
from beauty.texts import Texts

SECTIONS = (
    face_section,
    skin_section,
    concerns_section,
    makeup_section,
    care_section,
    trust_section,
)


@dataclass(frozen=True, eq=False)
class Booklet:
    """A report in one language. dated: the day in words; promise: what it is not, said on every page."""

    texts: Texts
    day: date
    cover: Cover
    sections: tuple[Section, ...]

    @classmethod
    def of(
        cls,
        analysis: Analysis,
        profile: Profile,
        plan: Plan,
        texts: Texts,
        look_image: np.ndarray | None = None,
        day: date | None = None,
    ) -> "Booklet":
        """look_image: the photo with a look tried on, uint8 (h, w, 3), or None; day: today if None."""
        told = Told.of(analysis, profile, plan, texts, look_image)
        chapters = tuple(make(told) for make in SECTIONS)
        return cls(texts, day or date.today(), cover(told), chapters)

    @property
    def title(self) -> str:
        return self.texts.get("booklet.title")

    @property
    def dated(self) -> str:
        month = self.texts.get(f"booklet.month.{self.day.month}")
        return self.texts.get("booklet.date", year=self.day.year, month=month, day=self.day.day)

    @property
    def promise(self) -> str:
        return self.texts.get("booklet.promise")

    @property
    def file_stem(self) -> str:
        """What a file of it is called, without its ending."""
        return f"beauty-report-{self.day.isoformat()}"
