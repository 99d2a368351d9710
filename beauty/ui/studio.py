"""One analysed face and all that the make-up page shows of it, each made once, when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np

from beauty.analysis import Analysis
from beauty.engine import Beauty
from beauty.markup import data_uri
from beauty.profile import Profile
from beauty.recommend import Plan, own_catalogue, recommend
from beauty.recommend.shade_pick import ShadePick
from beauty.tryon import Look, Sitter, load_looks, sit
from beauty.tryon.coat import Coat
from beauty.tryon.gallery import made_small
from beauty.tryon.look import Layer
from beauty.tryon.palette import Swatch, palette
from beauty.tryon.planned import look_of
from beauty.tryon.strips import lay_on
from beauty.tryon.tasks import mix, paint

SHOWN_PX = 600  # width of the head that is shown; the file that is saved has the photo's own size
THUMBNAIL_PX = 168
FAMILIES = ("natural", "western", "chinese", "korean", "glam", "editorial", "grooming")
MOST_COATS = 64  # layers whose coats are kept: a change of one layer paints that one alone anew


@dataclass(frozen=True, eq=False)
class Studio:
    """beauty: the engine that paints, here or elsewhere; analysis, answers: what it was made for; plan:
    of both. In memory only, as long as the session."""

    beauty: Beauty
    analysis: Analysis
    answers: Mapping[str, object]
    plan: Plan
    sitter: Sitter
    small: Sitter
    _coats: dict[Layer, tuple[Coat, ...]] = field(default_factory=dict)
    _palettes: dict[str, tuple[Swatch, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, beauty: Beauty, analysis: Analysis, answers: Mapping[str, object]) -> "Studio":
        """The face with the places of the plan that these answers give, and its eyes as the person named
        them."""
        profile = Profile.of(analysis, answers)
        plan = recommend(profile, own_catalogue())
        eyes = profile.facts.get("eye_shape")
        stated = str(eyes.value) if eyes is not None and eyes.source != "photo" else ""
        sitter = sit(analysis, None, plan, stated)
        return cls(beauty, analysis, answers, plan, sitter, made_small(sitter, SHOWN_PX))

    def serves(self, analysis: Analysis | None, answers: Mapping[str, object]) -> bool:
        """Whether it is still of this face and these answers."""
        return analysis is self.analysis and answers == self.answers

    @cached_property
    def bare(self) -> str:
        """The head without make-up, as an address that holds the picture."""
        return data_uri(self.small.rgb)

    @cached_property
    def planned(self) -> Look:
        return look_of(self.plan, self.sitter)

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """The plan's look, then all of ours, family by family."""
        rank = {style: number for number, style in enumerate(FAMILIES)}
        own = sorted(load_looks().values(), key=lambda look: rank.get(look.style, len(rank)))
        return (self.planned, *own)

    @cached_property
    def thumbnails(self) -> Mapping[str, str]:
        """Look -> the head with it on, small, as an address that holds the picture."""
        pictures = self.beauty.run(paint, made_small(self.sitter, THUMBNAIL_PX), self.looks)
        return {look.name: data_uri(rgb) for look, rgb in zip(self.looks, pictures, strict=True)}

    def wearing(self, look: Look) -> np.ndarray:
        """The head with a look on, uint8 (h, SHOWN_PX, 3)."""
        worn = [layer for layer in look.layers if layer.opacity > 0]
        if len(self._coats) > MOST_COATS:
            self._coats.clear()
        fresh = [layer for layer in dict.fromkeys(worn) if layer not in self._coats]
        if fresh:
            self._coats.update(zip(fresh, self.beauty.run(mix, self.small, fresh), strict=True))
        return lay_on(self.small, [coat for layer in worn for coat in self._coats[layer]]).rgb

    def png(self, look: Look) -> bytes:
        """The whole photo with a look on at the size that was worked with: pixels and nothing beside."""
        (rgb,) = self.beauty.run(paint, self.sitter, [look])
        _, packed = cv2.imencode(".png", np.ascontiguousarray(rgb[..., ::-1]))
        return packed.tobytes()

    def palette(self, product: str) -> tuple[Swatch, ...]:
        if product not in self._palettes:
            self._palettes[product] = palette(product, self.sitter, self.plan)
        return self._palettes[product]

    def shade(self, step: str, shade_id: str) -> ShadePick | None:
        """A shade of the plan by the step it is named at and its id."""
        for one in self.plan.makeup:
            if one.step == step:
                picks = (*one.colors.shades, *one.colors.elsewhere)
                return next((pick for pick in picks if pick.shade_id == shade_id), None)
        return None
