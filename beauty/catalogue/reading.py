"""One printed ingredient list as ingredient ids: the same reading for our tables and for a shop's."""

from collections.abc import Mapping
from dataclasses import dataclass

from beauty.catalogue.inci import HEADING, NOISE, key, split_list, words
from beauty.catalogue.matching import BRACKET, Match
from beauty.catalogue.table import COMMON, IngredientTable, belongs
from beauty.knowledge.groups import load_ingredient_groups

# Never missed for a misprint: looked for inside whatever was not understood as it stands, and a name of
# which a part only was understood is kept as printed, too, when its letters say such a group.
WATCHED = (
    *("retinoid", "hydroquinone", "benzoyl_peroxide", "bha", "willow", "fragrance_allergen"),
    *("fragrance", "essential_oil", "paraben", "isothiazolinone", "formaldehyde_donor", "lanolin"),
    *("nut", "soy", "wheat", "sesame", "propolis", "bee", "carmine", "animal"),
    *("aha", "l_ascorbic_acid", "eu_prohibited"),
)
# Words from which a name is rather a list that lost its commas, by how it was understood.
LONGEST_NAME = 1000
RUN_ON_FROM = {"unknown": 8, "parts": 20}
SHORTEST_NAME = 4  # letters a name nobody knows needs to be kept: "A2" names a shade


@dataclass(frozen=True)
class ReadList:
    """ids: ingredients in the list's order, each once. unmatched: names that stand for none of them.

    hows: for every printed name how it was understood, see Match.how.
    """

    ids: tuple[int, ...]
    unmatched: tuple[str, ...]
    hows: tuple[tuple[str, str], ...]


def read_list(text: str, table: IngredientTable, watched: Mapping[str, int]) -> ReadList:
    """What a printed list holds. Names nobody knows come back as printed, never dropped."""
    ids: dict[int, None] = {}
    unmatched: dict[str, None] = {}
    hows = []
    for name in split_list(text):
        match = table.matcher.match(name)
        hows.append((name, match.how))
        found = match.ids if match.how == "exact" else _closer(name, match, table, watched)
        ids.update(dict.fromkeys(found))
        nameless = not match.ids and len(key(name)) >= SHORTEST_NAME
        if nameless or (match.how != "exact" and _says_more(name, found, table)):
            unmatched[name] = None
    for heading in HEADING.findall(NOISE.sub(" ", text)):
        ids.update(dict.fromkeys(_inside(words(heading), watched)))
    return ReadList(tuple(ids), tuple(unmatched), tuple(hows))


def _closer(
    name: str, match: Match, table: IngredientTable, watched: Mapping[str, int]
) -> tuple[int, ...]:
    """What a name holds that was not understood as it stands, with and without its brackets."""
    found = list(match.ids)
    for run in (words(name), words(BRACKET.sub(" ", name))):
        found += _inside(run, watched)
        if len(run) >= RUN_ON_FROM.get(match.how, LONGEST_NAME):
            found += table.matcher.inside(run)
    return tuple(dict.fromkeys(found))


def _says_more(name: str, found: tuple[int, ...], table: IngredientTable) -> bool:
    """Whether the letters of a name say a watched group that nothing found in it belongs to."""
    groups = load_ingredient_groups().groups
    return any(
        belongs(name, "", groups[group]) and not table.groups[group][list(found)].any()
        for group in WATCHED
    )


def watched_names(table: IngredientTable) -> dict[str, int]:
    """Name of a watched ingredient, word by word -> its id."""
    rows: dict[str, int] = {}
    for group in WATCHED:
        for row in (table.groups[group] & table.known).nonzero()[0]:
            rows.setdefault(" ".join(words(table.names[row])), int(row))
    return {name: row for name, row in rows.items() if name not in COMMON}


def _inside(run: list[str], watched: Mapping[str, int]) -> list[int]:
    found = []
    for start in range(len(run)):
        for end in range(start + 1, min(start + 5, len(run)) + 1):
            hit = watched.get(" ".join(run[start:end]))
            if hit is not None:
                found.append(hit)
    return found
