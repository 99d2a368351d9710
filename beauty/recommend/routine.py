"""The care routine: basics by skin type, one treatment a time of day by the evidence for the concerns."""

from beauty.knowledge import Ingredient, load_care
from beauty.profile import Profile
from beauty.recommend.match import holds
from beauty.recommend.plan import CareStep, Exclusion

ORDER = ("cleanse", "treat", "moisturise", "protect")
POINTS = {"A": 3, "B": 2, "C": 1}  # weaker grades do not carry a recommendation


def plan_routine(
    profile: Profile,
) -> tuple[tuple[CareStep, ...], tuple[CareStep, ...], tuple[Exclusion, ...]]:
    """Morning steps, evening steps, and the ingredients left out, with the reason."""
    allowed, excluded = _screen(profile)
    evening_treat = _best(allowed, profile, "evening")
    rest = [one for one in allowed if one is not evening_treat]
    if evening_treat and evening_treat.strong and profile.says("sensitive"):
        rest = [one for one in rest if not one.strong]
    morning_treat = None if _short(profile) else _best(rest, profile, "morning")
    return (
        _time("morning", profile, morning_treat),
        _time("evening", profile, evening_treat),
        excluded,
    )


def _time(time: str, profile: Profile, treat: Ingredient | None) -> tuple[CareStep, ...]:
    taken: dict[str, CareStep] = {}
    for rule in load_care().rules:
        if rule.time != time or rule.slot in taken or not holds(rule.when, profile):
            continue
        taken[rule.slot] = CareStep(time, rule.slot, rule=rule.id)
        if _short(profile) and not rule.short:
            del taken[rule.slot]
    if treat:
        grades = tuple(
            (concern, treat.helps[concern])
            for concern in profile.words("concerns")
            if concern in treat.helps
        )
        taken["treat"] = CareStep(time, "treat", ingredient=treat.id, grades=grades)
    return tuple(taken[slot] for slot in ORDER if slot in taken)


def _screen(profile: Profile) -> tuple[list[Ingredient], tuple[Exclusion, ...]]:
    """Ingredients that help with a concern, split into those allowed and those left out."""
    allowed, excluded = [], []
    for ingredient in load_care().ingredients.values():
        if not _score(ingredient, profile):
            continue
        reason = _reason_against(ingredient, profile)
        if reason:
            excluded.append(Exclusion(ingredient.id, reason))
        else:
            allowed.append(ingredient)
    return allowed, tuple(excluded)


def _reason_against(ingredient: Ingredient, profile: Profile) -> str | None:
    if any(_names(word, ingredient) for word in profile.words("avoid")):
        return "avoid"
    if profile.says("pregnant") and ingredient.pregnancy != "ok":
        return "pregnancy" if ingredient.pregnancy == "exclude" else "ask_in_pregnancy"
    if profile.says("retinoid_in_use") and ingredient.strong:
        return "retinoid_in_use"
    return None


def _names(word: str, ingredient: Ingredient) -> bool:
    """Whether a word of the avoid-list means this ingredient (when in doubt, it does)."""
    said = " ".join(word.lower().split())
    return bool(said) and any(said in name or name in said for name in ingredient.names)


def _best(candidates: list[Ingredient], profile: Profile, time: str) -> Ingredient | None:
    fitting = [one for one in candidates if one.time in (time, "any")]
    if profile.says("sensitive"):  # mild ones first, strong ones only where nothing mild helps
        fitting = [one for one in fitting if not one.strong] or fitting
    return max(fitting, key=lambda one: _score(one, profile), default=None)


def _score(ingredient: Ingredient, profile: Profile) -> int:
    return sum(POINTS.get(ingredient.helps.get(c, ""), 0) for c in profile.words("concerns"))


def _short(profile: Profile) -> bool:
    return profile.get("routine_length") == "short"
