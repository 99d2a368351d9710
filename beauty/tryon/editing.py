"""Changing a look by hand: one change after another, each of which can be taken back."""

from dataclasses import dataclass, field, replace
from typing import Any

from beauty.tryon.look import Layer, Look
from beauty.tryon.products import load_products

MOST_STEPS = 60  # changes that can be taken back


@dataclass(frozen=True)
class Draft:
    """look: every layer, also those switched off; off: their numbers from 0."""

    look: Look
    off: frozenset[int] = frozenset()

    @property
    def worn(self) -> Look:
        """The look as it is worn: layers that are off stay in their place with no opacity."""
        layers = (
            replace(layer, opacity=0.0) if number in self.off else layer
            for number, layer in enumerate(self.look.layers)
        )
        return replace(self.look, layers=tuple(layers))


@dataclass(frozen=True)
class Editing:
    """now: the look in hand; past and future: what undo and redo lead to, the nearest last. stroke: what
    the last change was part of: moves of one slider are one change. changed: whether the look in hand
    is no longer the one that was picked. pinned: a look kept aside to compare with."""

    now: Draft
    past: tuple["Editing", ...] = field(default=(), repr=False)
    future: tuple["Editing", ...] = field(default=(), repr=False)
    stroke: str = ""
    changed: bool = False
    pinned: Look | None = None

    @classmethod
    def of(cls, look: Look) -> "Editing":
        return cls(Draft(look))

    def picked(self, look: Look) -> "Editing":
        """With another look in hand; the same one unchanged is no step."""
        if not self.changed and look == self.now.look and not self.now.off:
            return self
        return self._then(Draft(look), changed=False)

    def with_layer(
        self,
        number: int,
        stroke: str = "",
        **changes: Any,  # noqa: ANN401 - fields of Layer
    ) -> "Editing":
        """With other fields in layer `number`, from 0; changes in a row that share a `stroke` are taken
        back as one. Raises UsageError for a value that the product does not have; a number of no layer
        changes nothing."""
        if not 0 <= number < len(self.now.look.layers):
            return self
        look = self.now.look.changed(number, **changes)
        if look == self.now.look:
            return self
        return self._then(replace(self.now, look=look), stroke)

    def colored(self, number: int, color: str, stroke: str = "") -> "Editing":
        """With one colour in a layer, whatever the depth of the skin."""
        return self.with_layer(number, stroke, color=color, by_depth=())

    def switched(self, number: int, on: bool) -> "Editing":
        """With a layer on or off; off, it remembers its strength."""
        off = self.now.off - {number} if on else self.now.off | {number}
        if not 0 <= number < len(self.now.look.layers) or off == self.now.off:
            return self
        return self._then(replace(self.now, off=off))

    def with_product(self, layer: Layer) -> "Editing":
        """With this layer: in place of the one on the same place, else of the first of its product, else
        where its kind goes on."""
        layers = list(self.now.look.layers)
        same = [at for at, one in enumerate(layers) if one.product == layer.product]
        here = [at for at in same if layers[at].placement == layer.placement]
        if not same:
            return self.added(layer)
        at = (here or same)[0]
        layers[at] = layer
        look = replace(self.now.look, layers=tuple(layers))
        if look == self.now.look and at not in self.now.off:
            return self
        return self._then(Draft(look, self.now.off - {at}))

    def added(self, layer: Layer) -> "Editing":
        """With one layer more, after those that go on before or with it. Raises UsageError where a look
        is full."""
        order = list(load_products())
        layers = list(self.now.look.layers)
        later = [
            at
            for at, one in enumerate(layers)
            if order.index(one.product) > order.index(layer.product)
        ]
        at = later[0] if later else len(layers)
        layers.insert(at, layer)
        off = frozenset(one + 1 if one >= at else one for one in self.now.off)
        return self._then(Draft(replace(self.now.look, layers=tuple(layers)), off))

    def undone(self) -> "Editing":
        """One change back, if there is one."""
        if not self.past:
            return self
        here = replace(self, past=(), future=())
        return replace(
            self.past[-1],
            past=self.past[:-1],
            future=(*self.future, here),
            pinned=self.pinned,
        )

    def redone(self) -> "Editing":
        """The change that was taken back last, again."""
        if not self.future:
            return self
        here = replace(self, past=(), future=())
        return replace(
            self.future[-1],
            past=(*self.past, here),
            future=self.future[:-1],
            pinned=self.pinned,
        )

    def pin(self, on: bool) -> "Editing":
        """With the look in hand kept aside, or with none; not a change of the look."""
        return replace(self, pinned=self.now.worn if on else None)

    def _then(self, draft: Draft, stroke: str = "", changed: bool = True) -> "Editing":
        """After a change: what was taken back is gone, and a stroke that goes on is no new step."""
        goes_on = bool(stroke) and stroke == self.stroke and bool(self.past)
        here = replace(self, past=(), future=())
        past = self.past if goes_on else (*self.past, here)[-MOST_STEPS:]
        return Editing(draft, past, (), stroke, changed, self.pinned)
