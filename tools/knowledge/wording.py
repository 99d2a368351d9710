"""How the page says things: tables, conditions and names of the files in words."""

from collections.abc import Iterable, Mapping, Sequence

from beauty.knowledge import Condition


def rows(head: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """A Markdown table, all columns to the left; a bar inside a cell is kept from ending it."""
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def conditions(when: Mapping[str, Condition]) -> str:
    """Conditions in words: "face shape: oval"."""
    return (
        "; ".join(f"{spaced(name)} {_condition(value)}" for name, value in when.items()) or "always"
    )


def _condition(value: Condition) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else " or ".join(spaced(one) for one in value)


def plain(names: Iterable[str]) -> str:
    """Names of the files in a row, without their underscores."""
    return ", ".join(spaced(name) for name in names) or "-"


def spaced(name: str) -> str:
    """A name of the files without its underscores."""
    return name.replace("_", " ")


def helps(grades: Mapping[str, str]) -> str:
    """ "wrinkles A, spots B"."""
    return ", ".join(f"{spaced(concern)} {grade}" for concern, grade in grades.items()) or "-"
