"""The make-up plan: one main rule a step, in the order an artist works."""

from collections.abc import Sequence
from dataclasses import replace

from beauty.knowledge import EXTRAS, STEPS, load_makeup_rules
from beauty.knowledge.circumstances import load_circumstances
from beauty.profile import Profile
from beauty.recommend.match import holds
from beauty.recommend.plan import MakeupStep


def plan_makeup(profile: Profile) -> tuple[MakeupStep, ...]:
    """Steps in order; a step for which no rule matches is left out."""
    return tuple(_within_time(_matched(STEPS, profile), profile))


def plan_extras(profile: Profile) -> tuple[MakeupStep, ...]:
    """What goes beside the make-up: frames and hair, where a rule matches."""
    return tuple(_matched(EXTRAS, profile))


def _matched(names: Sequence[str], profile: Profile) -> list[MakeupStep]:
    """The main rule of each of these steps that has one, with the remarks of its others."""
    matching = [rule for rule in load_makeup_rules() if holds(rule.when, profile)]
    steps = []
    for step in names:
        rules = [rule for rule in matching if rule.step == step]
        main = next((rule for rule in rules if not rule.also), None)
        if main is None:
            continue
        remarks = [rule for rule in rules if rule.also]
        zones = dict.fromkeys((*main.zones, *(zone for rule in remarks for zone in rule.zones)))
        steps.append(
            MakeupStep(
                step,
                main.id,
                tuple(zones),
                main.basis,
                tuple(rule.id for rule in remarks),
                products=main.products,
                tools=main.tools,
                source=main.source,
            )
        )
    return steps


def _within_time(steps: list[MakeupStep], profile: Profile) -> list[MakeupStep]:
    """The steps with those marked optional for which the minutes at hand do not reach; the first of
    `minutes` in circumstances.toml are kept first, and one step always."""
    given, kept = profile.get("time_available"), set[str]()
    if not isinstance(given, int | float):
        return steps
    left, planned = float(given), {step.step for step in steps}
    for name, minutes in load_circumstances().minutes.items():
        if name in planned and (minutes <= left or not kept):
            kept.add(name)
            left -= minutes
    return [replace(step, optional=step.step not in kept) for step in steps]
