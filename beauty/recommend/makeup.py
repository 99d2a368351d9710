"""The make-up plan: one main rule a step, in the order an artist works."""

from beauty.knowledge import STEPS, load_makeup_rules
from beauty.profile import Profile
from beauty.recommend.match import holds
from beauty.recommend.plan import MakeupStep


def plan_makeup(profile: Profile) -> tuple[MakeupStep, ...]:
    """Steps in order; a step for which no rule matches is left out."""
    matching = [rule for rule in load_makeup_rules() if holds(rule.when, profile)]
    steps = []
    for step in STEPS:
        rules = [rule for rule in matching if rule.step == step]
        main = next((rule for rule in rules if not rule.also), None)
        if main is None:
            continue
        remarks = [rule for rule in rules if rule.also]
        zones = dict.fromkeys((*main.zones, *(zone for rule in remarks for zone in rule.zones)))
        steps.append(
            MakeupStep(step, main.id, tuple(zones), main.basis, tuple(rule.id for rule in remarks))
        )
    return tuple(steps)
