"""Names are matched as they stand, by parts, by one slip and by words; never by a guess between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.catalogue.inci import key
from beauty.catalogue.matching import Matcher, slips

NAMES = (
    *(
        "AQUA",
        "PARFUM",
        "BUTYROSPERMUM PARKII BUTTER",
        "CI 77491",
        "CI 77492",
        "LINALOOL",
        "CITRAL",
    ),
    *("METHYLPARABEN", "ETHYLPARABEN", "PEG-40 STEARATE", "PEG-50 STEARATE", "RETINOL", "RETINAL"),
    *("SODIUM HYALURONATE", "STEARETH-2", "STEARETH-3"),
)
MATCHER = Matcher({key(name): row for row, name in enumerate(NAMES)})


@pytest.mark.parametrize(
    ("printed", "how", "found"),
    [
        ("Linalool", "exact", ("LINALOOL",)),
        ("Butyrospermum Parkii (Shea) Butter", "parts", ("BUTYROSPERMUM PARKII BUTTER",)),
        ("Iron Oxides (CI 77491, CI 77492)", "parts", ("CI 77491", "CI 77492")),
        ("Aqua/Water/Eau", "parts", ("AQUA",)),
        ("Linalol", "fuzzy", ("LINALOOL",)),
        ("Sodium Hyalurnate", "fuzzy", ("SODIUM HYALURONATE",)),
        ("Sodum Hyalurnate", "fuzzy", ("SODIUM HYALURONATE",)),
        ("Retinl", "unknown", ()),
        ("Linalool Citral", "words", ("LINALOOL", "CITRAL")),
        ("PEG-45 Stearate", "unknown", ()),  # other numbers are another substance
        ("Propylparaben", "unknown", ()),
        ("Moonlight", "unknown", ()),
    ],
)
def test_how_names_are_understood(printed: str, how: str, found: tuple[str, ...]):
    match = MATCHER.match(printed)
    assert (match.how, tuple(NAMES[row] for row in match.ids)) == (how, found)


def test_a_slip_between_two_names_is_not_decided():
    matcher = Matcher({"dimethicona": 0, "dimethicone": 1})
    assert matcher.match("Dimethiconx").how == "unknown"
    same = Matcher({"dimethicona": 1, "dimethicone": 1})
    assert same.match("Dimethiconx").ids == (1,)


LETTERS = st.text(alphabet="abc", max_size=7)


def reference(first: str, second: str) -> int:
    """Damerau's distance with neighbours swapped once, written the long way."""
    cost = {(i, 0): i for i in range(len(first) + 1)} | {(0, j): j for j in range(len(second) + 1)}
    for i in range(1, len(first) + 1):
        for j in range(1, len(second) + 1):
            ways = [cost[i - 1, j] + 1, cost[i, j - 1] + 1]
            ways.append(cost[i - 1, j - 1] + (first[i - 1] != second[j - 1]))
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                ways.append(cost[i - 2, j - 2] + 1)
            cost[i, j] = min(ways)
    return cost[len(first), len(second)]


@given(LETTERS, LETTERS, st.integers(0, 3))
def test_slips_are_counted_up_to_the_limit(first: str, second: str, limit: int):
    assert slips(first, second, limit) == min(reference(first, second), limit + 1)


@given(st.text(max_size=60))
def test_any_name_gets_known_ids_only(name: str):
    match = MATCHER.match(name)
    assert set(match.ids) <= set(range(len(NAMES)))
    assert bool(match.ids) == (match.how != "unknown")
