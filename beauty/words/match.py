"""Which phrases of the lexicon stand where in a text: the longest first, none over another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beauty.words.lexicon import GAP, Entry, Lexicon, Node
from beauty.words.tokens import Token

NEW_THOUGHTS = ("because", "since", "but", "while", "i", "但", "因")  # no gap goes past one
LONGEST_GAP = 4  # tokens; a gap never crosses a comma or the end of a sentence


@dataclass(frozen=True)
class Match:
    """The tokens at `places` say `entries`; weight: how many letters they are. Places between them
    that a gap left free may belong to others, for instance to a "not"."""

    places: tuple[int, ...]
    weight: int
    entries: tuple[Entry, ...]

    @property
    def first(self) -> int:
        return self.places[0]

    @property
    def last(self) -> int:
        """One behind its end."""
        return self.places[-1] + 1

    def of(self, group: str) -> tuple[str, ...]:
        """Names of its entries of a group."""
        return tuple(entry.name for entry in self.entries if entry.group == group)


def matches_in(tokens: Sequence[Token], lexicon: Lexicon) -> list[Match]:
    """The phrases of a text, in order."""
    found = [match for first in range(len(tokens)) for match in _from(tokens, first, lexicon.tree)]
    found.sort(key=lambda one: (-one.weight, one.last - one.first, one.first))
    taken: set[int] = set()
    kept = []
    for match in found:
        if taken.isdisjoint(match.places):
            taken.update(match.places)
            kept.append(match)
    return sorted(kept, key=lambda one: one.first)


def _from(tokens: Sequence[Token], first: int, tree: Node) -> Iterator[Match]:
    stack: list[tuple[Node, int, tuple[int, ...]]] = [(tree, first, ())]
    while stack:
        node, place, places = stack.pop()
        if node.entries:
            weight = sum(len(tokens[one].stem) for one in places)
            yield Match(places, weight, node.entries)
        if place == len(tokens):
            continue
        after = node.after.get(tokens[place].stem)
        if after is not None:
            stack.append((after, place + 1, (*places, place)))
        gap = node.after.get(GAP)
        if gap is not None:
            stack += ((gap, later, places) for later in _after_gap(tokens, place))


def _after_gap(tokens: Sequence[Token], place: int) -> Iterator[int]:
    for later in range(place, min(place + LONGEST_GAP, len(tokens) - 1) + 1):
        if tokens[later].breaks:
            return
        yield later
        if tokens[later].stem in NEW_THOUGHTS:
            return
