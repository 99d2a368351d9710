"""What a person at a terminal sees instead of JSON: one table, in the language asked for."""

from typing import Any

from rich.console import Console
from rich.table import Table

from beauty.report import SCHEMA
from beauty.texts import Texts

Json = dict[str, Any]
MOST_CONCERNS = 3


def show_photos(rows: list[Json], texts: Texts, console: Console | None = None) -> None:
    """One row a photo; under them what was advised, where there is a plan."""
    table = Table(
        *(texts.get(f"cli.{column}") for column in ("photo", "shape", "skin", "tone", "concerns"))
    )
    for row in rows:
        cells = _refused(row) if "error" in row else _analysed(row, texts)
        table.add_row(str(row["photo"]), *cells)
    out = console or Console()
    out.print(table)
    for row in rows:
        for line in _advised(row, texts):
            out.print(line, markup=False, highlight=False)


def show_list(rows: list[Json], columns: tuple[str, ...], console: Console | None = None) -> None:
    """Rows of a list as a table of some of their fields."""
    table = Table(*columns)
    for row in rows:
        table.add_row(*(_plain(row[column]) for column in columns))
    (console or Console()).print(table)


def _analysed(row: Json, texts: Texts) -> tuple[str, ...]:
    if row.get("schema") != SCHEMA:  # of another command: a file was written, say
        return (", ".join(f"{name}: {value}" for name, value in row.items() if name != "photo"),)
    unsure = texts.get("cli.unsure")
    shape, skin, monk = (
        row["face_shape"]["label"],
        row["skin_type"]["label"],
        row["skin_tone"]["monk"],
    )
    scores = {
        name: one["score"] for name, one in row["concerns"].items() if one["score"] is not None
    }
    strongest = sorted(scores, key=lambda name: -scores[name])[:MOST_CONCERNS]
    return (
        texts.get(f"shape.{shape}") if shape else unsure,
        texts.get(f"answer.skin_type.{skin}") if skin else unsure,
        f"Monk {monk['low']}-{monk['high']}",
        ", ".join(f"{texts.get(f'answer.concerns.{one}')} {scores[one]:.0f}" for one in strongest),
    )


def _refused(row: Json) -> tuple[str, ...]:
    return (f"{row['error']['message']} {row['error']['advice']}",)


def _advised(row: Json, texts: Texts) -> list[str]:
    lines = [f"{step['title']}: {step['how']}" for step in row.get("makeup_plan", ())]
    for time, steps in row.get("routine", {}).items():
        lines += ["", texts.get(f"page.{time}")]
        lines += [f"  {step['title']}: {step['how']}" for step in steps]
    return lines


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
