"""Whether a rule's conditions hold for a profile."""

from collections.abc import Mapping

from beauty.knowledge import Condition
from beauty.profile import Profile


def holds(when: Mapping[str, Condition], profile: Profile) -> bool:
    """True when every condition holds; a fact that is not known fulfils none."""
    return all(_fulfils(profile.get(name), condition) for name, condition in when.items())


def _fulfils(value: object, condition: Condition) -> bool:
    if value is None:
        return False
    if isinstance(condition, bool):
        return value is condition
    if isinstance(condition, str):  # "<1.0" or ">1.0"
        if not isinstance(value, int | float):
            return False
        bound = float(condition[1:])
        return value < bound if condition[0] == "<" else value > bound
    if isinstance(value, tuple):
        return bool(set(value) & set(condition))
    return value in condition
