"""Allergies to things that the lexicon does not know: they are kept by the name that the person gave."""

import re
from collections.abc import Iterator, Sequence

from beauty.words.quantities import Heard
from beauty.words.scope import Stated
from beauty.words.understood import Chip

MOST_WORDS = 3
SEPARATORS = ("and", "or", "和", "跟", "、", "或", "与", ",", "，")
BARE = re.compile(r"(?:^|[，。！？；,.!?;\s])我?([\u4e00-\u9fff]{1,6})过敏")
CHINESE = re.compile(
    r"对([^，。！？；,.!?;\s对]{1,12}?)(?:都|也|有点|比较|容易|会|严重|有|很)*过敏"
)
EVERYTHING = (
    *("everything", "anything", "nothing", "it", "that", "them"),
    *("什么", "任何", "很多", "所有", "东西"),
)
ENDS = (
    *("so", "but", "because", "since", "please", "i", "my", "that", "which", "it"),
    *("when", "here", "with"),
)


def named_allergies(text: str, heard: Heard, stated: Sequence[Stated]) -> Iterator[Chip]:
    """A chip for each unknown thing: behind "allergic to", before "allergy", round 对...过敏."""
    known = {place for one in stated for place in one.match.places}
    saying = [
        one for one in heard.matches if one.of("field") or one.of("operator") or one.of("word")
    ]
    taken = {place for one in saying for place in one.places}
    for operator in heard.matches:
        if "allergic" in operator.of("operator") and heard.tokens[operator.first].kind == "word":
            before = operator.first - 1
            if heard.tokens[operator.first].stem == "allergy" and before not in taken:
                yield from _named(text, heard, [before] if before >= 0 else [])
            else:
                yield from _behind(text, heard, operator.last, known)
    for pattern, not_in in ((CHINESE, known), (BARE, taken)):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            inside = {i for i, one in enumerate(heard.tokens) if start <= one.start < end}
            if not not_in & inside:
                yield from _split(match.group(1), start)


def _split(names: str, start: int) -> Iterator[Chip]:
    for part in re.finditer(r"[^、和跟与或]+", names):
        if not any(word in part.group() for word in EVERYTHING):
            yield Chip(
                "allergies", part.group().strip(), start + part.start(), start + part.end(), True
            )


def _behind(text: str, heard: Heard, first: int, known: set[int]) -> Iterator[Chip]:
    """The next words up to the end of the clause, each name of at most three."""
    words: list[int] = []
    for place in range(first, len(heard.tokens) + 1):
        token = heard.tokens[place] if place < len(heard.tokens) else None
        ends = token is None or token.breaks or token.stem in ENDS or place in known
        if token is not None and token.stem in ("to", "the", "a") and not words:
            continue
        if ends or (token is not None and token.stem in SEPARATORS):
            yield from _named(text, heard, words)
            words = []
            if ends:
                return
            continue
        words.append(place)


def _named(text: str, heard: Heard, words: list[int]) -> Iterator[Chip]:
    if not 0 < len(words) <= MOST_WORDS:
        return
    start, end = heard.tokens[words[0]].start, heard.tokens[words[-1]].end
    name = text[start:end]
    if not any(word in name.lower().split() for word in EVERYTHING):
        yield Chip("allergies", name, start, end, negated=True)
