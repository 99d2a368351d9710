"""Slips of the pen: an unknown English word one letter away from a known one is taken for it."""

from collections.abc import Sequence
from dataclasses import replace

from beauty.words.lexicon import Lexicon
from beauty.words.tokens import Token

SHORTEST = 6  # letters; shorter words have too many honest neighbours
LONG = 9  # from here on two slips are forgiven


def spelt(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The same tokens, the misspelt ones with the stem that was meant."""
    return [_meant(token, lexicon) for token in tokens]


def _meant(token: Token, lexicon: Lexicon) -> Token:
    word = token.stem
    if token.kind != "word" or len(word) < SHORTEST or word in lexicon.stems:
        return token
    slips = 2 if len(word) >= LONG else 1
    near = [
        (distance, known)
        for known in lexicon.stems
        if known[0] == word[0]
        and abs(len(known) - len(word)) <= slips
        and len(known) >= SHORTEST - 1
        if (distance := _slips(word, known, slips)) <= slips
    ]
    near.sort()
    best = [known for distance, known in near if distance == near[0][0]]
    unclear = any(
        not known.startswith(best[0]) for known in best
    )  # glitter, glittery: either will do
    return token if unclear or not best else replace(token, stem=best[0])


def _slips(word: str, known: str, most: int) -> int:
    """Letters left out, added, changed or swapped (optimal string alignment); above `most`: any more."""
    before: list[int] = []
    row = list(range(len(known) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(known, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == known[j - 2] and word[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
