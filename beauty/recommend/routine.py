"""The care routine: basics by skin type, one treatment a time of day by the evidence for the concerns."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from beauty.knowledge import CareRule, Ingredient, load_care
from beauty.knowledge.circumstances import Matter, load_circumstances
from beauty.profile import Profile
from beauty.recommend.match import holds
from beauty.recommend.plan import CareStep, Exclusion

ORDER = ("cleanse", "treat", "eye", "moisturise", "protect")
POINTS = {"A": 3, "B": 2, "C": 1}  # weaker grades do not carry a recommendation
ALL_ALIKE: Mapping[str, float] = MappingProxyType({})


def plan_routine(
    profile: Profile,
) -> tuple[tuple[CareStep, ...], tuple[CareStep, ...], tuple[Exclusion, ...]]:
    """Morning steps, evening steps, and the ingredients left out, with the reason."""
    allowed, excluded = _screen(profile)
    evening_treat = _best(allowed, profile, "evening", profile.words("concerns"))
    morning_treat = None
    if not _short(profile):
        morning_treat = _second(allowed, profile, evening_treat)
    return (
        _time("morning", profile, morning_treat),
        _time("evening", profile, evening_treat),
        excluded,
    )


def _second(
    allowed: list[Ingredient], profile: Profile, first: Ingredient | None
) -> Ingredient | None:
    """A treatment for the morning: for the concerns that the evening leaves open, else for any."""
    rest = [one for one in allowed if one is not first]
    if first and first.strong and profile.says("sensitive"):
        rest = [one for one in rest if not one.strong]
    concerns = profile.words("concerns")
    still_open = tuple(c for c in concerns if not first or c not in first.helps)
    return _best(rest, profile, "morning", still_open) or _best(rest, profile, "morning", concerns)


def _time(time: str, profile: Profile, treat: Ingredient | None) -> tuple[CareStep, ...]:
    taken: dict[str, CareRule] = {}
    for rule in load_care().rules:
        if rule.time != time or rule.slot in taken or not holds(rule.when, profile):
            continue
        taken[rule.slot] = rule
    steps = {
        slot: CareStep(time, slot, rule=rule.id)
        for slot, rule in taken.items()
        if rule.short or not _short(profile)
    }
    if treat:
        grades = tuple(
            (concern, treat.helps[concern])
            for concern in profile.words("concerns")
            if concern in treat.helps
        )
        steps["treat"] = CareStep(time, "treat", ingredient=treat.id, grades=grades)
    return tuple(_remarked(steps[slot], profile) for slot in ORDER if slot in steps)


def _remarked(step: CareStep, profile: Profile) -> CareStep:
    """The step with what climate or season add to it."""
    for row in load_circumstances().remarks:
        if (row.time, row.slot) == (step.time, step.slot) and holds(row.when, profile):
            return replace(step, remark=row.id)
    return step


def _screen(profile: Profile) -> tuple[list[Ingredient], tuple[Exclusion, ...]]:
    """Ingredients that help with a concern, split into those allowed and those left out."""
    allowed, excluded = [], []
    for ingredient in load_care().ingredients.values():
        if not _score(ingredient, profile.words("concerns")):
            continue
        reason = _reason_against(ingredient, profile)
        if reason:
            excluded.append(Exclusion(ingredient.id, reason))
        else:
            allowed.append(ingredient)
    return allowed, tuple(excluded)


def _reason_against(ingredient: Ingredient, profile: Profile) -> str | None:
    if any(_names(word, ingredient) for word in profile.words("allergies")):
        return "allergy"
    if any(_names(word, ingredient) for word in profile.words("avoid")):
        return "avoid"
    if profile.says("pregnant") and ingredient.pregnancy != "ok":
        return "pregnancy" if ingredient.pregnancy == "exclude" else "ask_in_pregnancy"
    if ingredient.strong and (profile.says("retinoid_in_use") or profile.says("acne_treatment")):
        return "retinoid_in_use"
    out = [row for row in _matters(profile) if row.ingredient == ingredient.id]
    return "not_yet" if out else None


def _matters(profile: Profile) -> list[Matter]:
    return [row for row in load_circumstances().matters if holds(row.when, profile)]


def _names(word: str, ingredient: Ingredient) -> bool:
    """Whether a word of the avoid-list means this ingredient (when in doubt, it does)."""
    said = _plain(word)
    names = [_plain(name) for name in ingredient.names]
    return bool(said) and any(said in name or name in said for name in names)


def _plain(word: str) -> str:
    """Lower case, without the spaces and hyphens that people set differently."""
    return "".join(word.lower().replace("-", " ").split())


def _best(
    candidates: list[Ingredient], profile: Profile, time: str, concerns: tuple[str, ...]
) -> Ingredient | None:
    """The best-proven for these concerns at this time of day; None where nothing helps with them."""
    fitting = [one for one in candidates if one.time in (time, "any") and _score(one, concerns)]
    if profile.says("sensitive"):  # mild ones first, strong ones only where nothing mild helps
        fitting = [one for one in fitting if not one.strong] or fitting
    times = {row.concern: row.times for row in _matters(profile) if row.concern}
    return max(fitting, key=lambda one: _score(one, concerns, times), default=None)


def _score(
    ingredient: Ingredient, concerns: tuple[str, ...], times: Mapping[str, float] = ALL_ALIKE
) -> float:
    """Points for the concerns, each counted as many times as it matters, once where nothing is said."""
    return sum(
        times.get(concern, 1) * POINTS.get(ingredient.helps.get(concern, ""), 0)
        for concern in concerns
    )


def _short(profile: Profile) -> bool:
    return profile.get("routine_length") == "short"
