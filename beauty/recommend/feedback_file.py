"""Feedback as a file that a person keeps: TOML, which is also what `--answers` reads."""

import json
import tomllib

from beauty.catalogue import Catalogue
from beauty.errors import UsageError
from beauty.knowledge import check_answers
from beauty.recommend.feedback import Feedback, can_be_said, product_row, shade_rows

MAX_BYTES = 64 * 1024


def feedback_file(feedback: Feedback, catalogue: Catalogue) -> str:
    """Feedback as TOML, which `--answers` understands and the page reads in again."""
    lines = ["# beauty: feedback to products and shades; nothing of it is kept by the app"]
    for verdict, ids in feedback.answers().items():
        named = [f"  {_quoted(one)}, # {name_of(one, catalogue)}" for one in ids]
        lines += [f"{verdict} = [", *named, "]"]
    return "\n".join(lines) + "\n"


def read_feedback(content: str, catalogue: Catalogue) -> Feedback:
    """Feedback from such a file; ids that the catalogue does not have are left out.

    Raises UsageError for a file that is none.
    """
    try:
        answers = check_answers(tomllib.loads(content[:MAX_BYTES]))
    except (ValueError, RecursionError, UsageError) as error:
        raise UsageError(reason="not_feedback", fix="give_feedback") from error
    found = Feedback()
    for verdict, ids in Feedback.from_answers(answers).answers().items():
        for one in ids:
            if can_be_said(verdict, one, catalogue) and one not in found.ids(verdict):
                found = found.pressed(verdict, one)
    return found


def name_of(one: str, catalogue: Catalogue) -> str:
    """A product or shade in words, on one line."""
    row, shades = product_row(one, catalogue), shade_rows(one, catalogue)
    own, table = catalogue.columns, catalogue.shades
    words = [] if row is None else [own.brands[row], own.names[row]]
    if shades and row is None:
        words = [table.brands[shades[0]], table.lines[shades[0]]]
    words += [table.names[shades[0]]] if shades else []
    return "".join(letter for letter in " ".join(words) if letter.isprintable())


def _quoted(one: str) -> str:
    """A TOML string: JSON's are, but for a character that JSON leaves as it is."""
    return json.dumps(one, ensure_ascii=False).replace("\x7f", "\\u007f")
