"""What the page shows, and what each part of it depends on: a part is drawn only when that changed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from beauty.analysis import Analysis
from beauty.catalogue import Catalogue
from beauty.profile import Profile
from beauty.recommend import Plan, own_catalogue, recommend
from beauty.texts import Texts
from beauty.ui.session import Session
from beauty.ui.show_similar import Looked, looked_up

Properties = dict[str, Any]  # new ones of a component


@dataclass(frozen=True, eq=False)
class Drawn:
    """How a component is drawn, and all that this depends on: values that compare quickly."""

    depends: tuple[object, ...]
    draw: Callable[[], Properties]


@dataclass(frozen=True, eq=False)
class Scene:
    """A session, the layer on its picture, and the language. What costs time is worked out once, and only
    where something that is drawn asks for it."""

    session: Session
    layer: str
    texts: Texts

    @property
    def catalogue(self) -> Catalogue:
        return own_catalogue()

    @cached_property
    def profile(self) -> Profile:
        return Profile.of(self.session.analysis, self.session.answers)

    @cached_property
    def plan(self) -> Plan:
        return recommend(self.profile, self.catalogue)

    @cached_property
    def looked(self) -> Looked:
        return looked_up(self.session, self.profile, self.catalogue)

    @property
    def planned(self) -> tuple[object, ...]:
        """What the plan depends on beside the photo."""
        return (self.session.answers,)

    @property
    def with_products(self) -> tuple[object, ...]:
        """What a list of products depends on beside the photo."""
        return (*self.planned, self.session.similar_to, self.session.versus)

    def card(self, draw: Callable[[Analysis], str], *depends: object) -> Drawn:
        """HTML that is empty without a result; it hangs on photo, language and `depends`."""
        seen = self.session.analysis
        changes = (seen, self.texts.language, *depends)
        return Drawn(changes, lambda: {"value": draw(seen) if seen else ""})
