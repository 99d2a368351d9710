"""The parts of a text that were not understood, as the person wrote them."""

from collections.abc import Iterator, Sequence

from beauty.words.lexicon import Lexicon
from beauty.words.match import Match
from beauty.words.quantities import Heard
from beauty.words.tokens import Token

JOINING = ("and", "but", "so", "also")
LEAST_HAN = 2  # a single Chinese character left over is no part worth naming


def rest_of(
    text: str, heard: Heard, covered: Sequence[tuple[int, int]], lexicon: Lexicon
) -> tuple[str, ...]:
    """Clauses of which nothing was understood, and pieces of the others that say something more."""
    found: list[str] = []
    for clause in dict.fromkeys(heard.clauses):
        places = [
            i for i, one in enumerate(heard.clauses) if one == clause and not heard.tokens[i].breaks
        ]
        found += (
            text[heard.tokens[a].start : heard.tokens[b].end]
            for a, b in _runs(heard, places, covered, lexicon)
        )
    return tuple(found)


def _runs(
    heard: Heard, places: Sequence[int], covered: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """First and last place of each run of tokens that no chip came from."""
    inside = [any(a <= heard.tokens[i].start < b for a, b in covered) for i in places]
    if not any(inside):
        while places and heard.tokens[places[0]].stem in JOINING:
            places = places[1:]
        if places and _says_something([heard.tokens[i] for i in places], lexicon):
            yield places[0], places[-1]
        return
    known = {place for one in heard.matches if _shields(one) for place in one.places}
    run: list[int] = []
    for place, read in [*zip(places, inside, strict=True), (-1, True)]:
        if not read:
            run.append(place)
            continue
        while run and (run[0] in known or _small(heard.tokens[run[0]], lexicon)):
            run.pop(0)
        while run and (run[-1] in known or _small(heard.tokens[run[-1]], lexicon)):
            run.pop()
        if run and _says_something([heard.tokens[i] for i in run], lexicon):
            yield run[0], run[-1]
        run = []


def _shields(match: Match) -> bool:
    """Whether a phrase says nothing by itself, so that it need not be reported either."""
    return not match.of("field") and "known" not in match.of("word")


def _small(token: Token, lexicon: Lexicon) -> bool:
    return token.stem in lexicon.small or token.kind in ("sign", "range")


def _says_something(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    left = [one for one in tokens if not _small(one, lexicon)]
    return any(one.kind in ("word", "number") for one in left) or len(left) >= LEAST_HAN
