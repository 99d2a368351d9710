"""The last value of the flow: what to do, in which order and why, as keys into assets/texts."""

from dataclasses import dataclass

from beauty.recommend.choice import PassedOver, ProductChoice
from beauty.recommend.shade_pick import NO_SHADES, StepShades


@dataclass(frozen=True)
class MakeupStep:
    """One step of the make-up. rule: words under rule.<rule>.how / .why; zones: where on the face;
    basis: tradition, geometry or answer; remarks: further rules that apply to the same step; colors:
    what to wear, empty without a catalogue and for steps that wear no colour; optional: the time at
    hand does not reach for it; products, tools: kinds of product and what they are put on with (words
    under product_kind. and tool.); source: what the rule stands on, a key of sources.toml."""

    step: str
    rule: str
    zones: tuple[str, ...]
    basis: str
    remarks: tuple[str, ...] = ()
    colors: StepShades = NO_SHADES
    optional: bool = False
    products: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class CareStep:
    """One step of the routine. rule: words under care.<rule>; a treatment has an ingredient instead
    (words under ingredient.<ingredient>) with the evidence grade for each concern it is meant for.
    remark: words under remark.<remark> about climate or season."""

    time: str
    slot: str
    rule: str | None = None
    ingredient: str | None = None
    grades: tuple[tuple[str, str], ...] = ()
    remark: str | None = None


@dataclass(frozen=True)
class Exclusion:
    """An ingredient that would have fitted but was left out. reason: words under exclusion.<reason>."""

    ingredient: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """notes: words under note.<note>. products: in the order of use, () where no catalogue was asked;
    unread: words of the lists of allergies and of things to avoid that name no ingredient we know.
    unused: products at home that serve no step, and why; strangers: ids of feedback that this catalogue
    does not have. extras: glasses and hair, by the same rules; signs: what the
    person wrote of that a doctor should see, choices of the answer see_doctor."""

    makeup: tuple[MakeupStep, ...]
    morning: tuple[CareStep, ...]
    evening: tuple[CareStep, ...]
    excluded: tuple[Exclusion, ...]
    notes: tuple[str, ...]
    products: tuple[ProductChoice, ...] = ()
    unread: tuple[str, ...] = ()
    unused: tuple[PassedOver, ...] = ()
    strangers: tuple[str, ...] = ()
    extras: tuple[MakeupStep, ...] = ()
    signs: tuple[str, ...] = ()

    def product_for(self, step: CareStep) -> ProductChoice | None:
        """The choice that serves a step of the routine, if it needs a product."""
        return next((one for one in self.products if (step.time, step.slot) in one.serves), None)
