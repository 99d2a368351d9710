"""Own words beside the fields of the form: what was taken back, and how the two are joined."""

from collections.abc import Mapping

from beauty.knowledge import Answer, load_answer_fields
from beauty.words import NOTHING_SAID, Understood, understand


def heard(given: Mapping[str, Answer]) -> Understood:
    """What the answer `text` says, without what `taken_back` names."""
    text, back = given.get("text"), given.get("taken_back")
    if not isinstance(text, str) or not text:
        return NOTHING_SAID
    return understand(text).without(back if isinstance(back, tuple) else ())


def joined(given: Mapping[str, Answer], said: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """The form's answers with those of the words where the form has none; lists hold both."""
    both = {**said, **given}
    for name in said.keys() & given.keys():
        mine, theirs = given[name], said[name]
        if isinstance(mine, tuple) and isinstance(theirs, tuple):
            both[name] = tuple(dict.fromkeys((*mine, *theirs)))
    return {name: both[name] for name in load_answer_fields() if name in both}
