"""Kinds of ingredients: what they help with, what the law allows, which are kept apart."""

from collections.abc import Iterator

from beauty.knowledge import load_ingredient_groups
from beauty.knowledge.groups import OUTCOMES, IngredientGroup
from tools.knowledge.wording import helps, plain, rows, spaced


def groups() -> str:
    """Every kind of ingredient with what follows from finding it."""
    body = [
        (
            f"{spaced(one.id)}" + (f" ({one.note})" if one.note else ""),
            helps(one.helps),
            " ".join(f"[{key}]" for key in one.cite) or "-",
            ", ".join(_marks(one)) or "-",
        )
        for one in load_ingredient_groups().groups.values()
    ]
    head = ("kind of ingredients", "helps with (grade)", "sources", "what follows")
    return "\n\n".join(
        (
            "## Kinds of ingredients (`assets/rules/ingredient_groups.toml`)",
            rows(head, body),
            "### By concern: which kinds count, the better proven the more",
            rows(("concern", "grade A", "grade B", "grade C and less"), by_concern()),
        )
    )


def by_concern() -> Iterator[tuple[str, ...]]:
    """Each concern with the kinds of ingredients that help with it, by grade."""
    known = load_ingredient_groups().groups.values()
    for concern in OUTCOMES:
        graded = [(one.helps[concern], one.id) for one in known if concern in one.helps]
        columns = (
            plain(name for grade, name in graded if grade == "A"),
            plain(name for grade, name in graded if grade == "B"),
            plain(f"{name} ({grade})" for grade, name in graded if grade > "B"),
        )
        yield spaced(concern), *columns


def _marks(one: IngredientGroup) -> Iterator[str]:
    """What follows from a group, in words."""
    if one.pregnancy != "ok":
        said = {"exclude": "left out in pregnancy", "flag": "in pregnancy ask a doctor first"}
        yield said[one.pregnancy]
    if one.time != "any":
        yield f"best in the {one.time}"
    for flag, words in (
        ("strong", "start slowly, one strong kind at a time"),
        ("sensitive", "not for sensitive skin"),
        ("animal", "from an animal"),
    ):
        if getattr(one, flag):
            yield words


def limits() -> str:
    """What EU law allows, and which kinds are kept apart."""
    known = load_ingredient_groups().groups.values()
    law = [
        (
            spaced(one.id),
            "prohibited" if one.eu_prohibited else f"{one.eu_max_percent:g}%",
            one.eu or "-",
        )
        for one in known
        if one.eu_prohibited or one.eu_max_percent is not None
    ]
    how = {"nights": "on different nights", "times": "one in the morning, one in the evening"}
    apart = [
        (spaced(one.id), spaced(other), how[way])
        for one in known
        for other, way in one.apart.items()
        if one.id < other
    ]
    return "\n\n".join(
        (
            "### Limits of EU law for leave-on products of the face",
            rows(("kind", "limit", "where it stands"), law),
            "### Conflicts: not in the same routine",
            rows(("kind", "and", "how they are kept apart"), apart),
        )
    )
