"""From a text to answers: tokens, phrases, numbers, scopes, and what is left over."""

from collections.abc import Iterator, Sequence

from beauty.knowledge import AnswerField, load_answer_fields
from beauty.words.lexicon import Lexicon, load_lexicon
from beauty.words.match import matches_in
from beauty.words.named import named_allergies
from beauty.words.numbers import numbers_in
from beauty.words.quantities import Heard, Quantity, clauses_of, quantities_in
from beauty.words.rest import rest_of
from beauty.words.scope import Stated, states_of
from beauty.words.spelling import spelt
from beauty.words.tokens import Token, tokens_of
from beauty.words.understood import Chip, Understood, answers_of

LONGEST_TEXT = 2000  # characters; what comes after is not read, and said to be so


def understand(text: str, language: str | None = None) -> Understood:
    """What a person's own words say, in English, Chinese or both at once.

    language: "en" or "zh" to read by that lexicon alone, None for both. Nothing is ever refused: what
    is not understood is in `rest`. Of two values for one choice the first counts. Offline, about
    1 ms for a sentence.
    """
    lexicon = load_lexicon(language)
    tokens = spelt(tokens_of(text[:LONGEST_TEXT]), lexicon)
    heard = Heard(tokens, matches_in(tokens, lexicon), clauses_of(tokens))
    quantities = quantities_in(heard, numbers_in(tokens))
    taken = {place for one in quantities for place in one.places}
    free = [one for one in heard.matches if not (one.of("field") and taken & set(one.places))]
    heard = Heard(tokens, free, heard.clauses)
    stated = states_of(heard)
    chips = [
        *(_quantity_chip(one, tokens) for one in quantities),
        *(chip for one in stated for chip in _chips(one, tokens, lexicon)),
        *named_allergies(text, heard, stated),
    ]
    kept = _one_each(_together(sorted(chips, key=lambda one: one.start), lexicon))
    covered = [(one.start, one.end) for one in kept]
    rest = (*rest_of(text[:LONGEST_TEXT], heard, covered, lexicon), *_unread(text))
    return Understood(answers_of(kept), tuple(kept), rest)


def _unread(text: str) -> Iterator[str]:
    if len(text) > LONGEST_TEXT:
        yield text[LONGEST_TEXT:].strip()


def _quantity_chip(quantity: Quantity, tokens: Sequence[Token]) -> Chip:
    return Chip(quantity.field, quantity.value, *_span(quantity.places, tokens))


def _span(places: Sequence[int], tokens: Sequence[Token]) -> tuple[int, int]:
    return tokens[min(places)].start, tokens[max(places)].end


def _chips(stated: Stated, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Chip]:
    """What one phrase gives in its state; understood without an answer where that is nothing."""
    fields = load_answer_fields()
    negated = stated.state in ("not", "unwanted", "allergic")
    start, end = _span((*stated.match.places, *stated.operator), tokens)
    for entry in stated.match.entries:
        if entry.group != "field":
            continue
        pairs = lexicon.outcomes[entry.name, entry.value][stated.state]
        for name, value in pairs:
            yield Chip(name, _typed(fields[name], value), start, end, negated)
        if negated and not pairs and entry.name in fields:
            value_ = _typed(fields[entry.name], entry.value)
            yield Chip(entry.name, value_, start, end, negated=True, gives=False)


def _typed(field: AnswerField, value: str) -> str | float | bool:
    if field.kind == "flag":
        return value == "true"
    return float(value) if field.kind == "number" else value


def _together(chips: list[Chip], lexicon: Lexicon) -> list[Chip]:
    """Several values of a field that mean one together: oily and dry are combination skin."""
    for name, joint in lexicon.together.items():
        parts = [one for one in chips if one.field == name and one.gives]
        if len({one.value for one in parts}) > 1:
            start, end = min(one.start for one in parts), max(one.end for one in parts)
            chips = [one for one in chips if one not in parts]
            chips.append(Chip(name, joint, start, end))
    return sorted(chips, key=lambda one: one.start)


def _one_each(chips: Sequence[Chip]) -> list[Chip]:
    """The first of equal ones; of a choice or number only the first value; a yes before a no, for both
    are said of what is safer to know."""
    kept: dict[str, Chip] = {}
    fields = load_answer_fields()
    for chip in sorted(chips, key=lambda one: (not one.gives, one.value is False)):
        several = fields[chip.field].kind in ("choices", "words")
        key = f"{chip.field}={chip.value}" if several or not chip.gives else chip.field
        if chip.gives or chip.field not in kept:
            kept.setdefault(key, chip)
    disliked = {one.value for one in kept.values() if one.field == "colours_disliked"}
    return sorted(
        (c for c in kept.values() if c.field != "colours_liked" or c.value not in disliked),
        key=lambda one: (one.start, one.end),
    )
