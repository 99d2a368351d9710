"""A saved file is a stranger's: whatever is in it, a clear sentence comes out, or numbers."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.errors import UsageError
from beauty.progress import MAX_BYTES, compare, read_saved
from beauty.progress.saved import Numbers
from beauty.texts import load_texts

GOOD: dict[str, Any] = {
    "schema": 1,
    "concerns": {"redness": {"score": 20.0, "interval": [15, 25], "regions": {"nose": 20.0}}},
    "skin_tone": {"ita_deg": 30.0, "ita_interval_deg": [24.0, 36.0]},
}
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["schema", "concerns", "redness", "score", "interval", "regions"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def changed(path: str, value: object) -> dict[str, Any]:
    """GOOD with another value at a dotted path."""
    row = json.loads(json.dumps(GOOD))
    *folders, last = path.split(".")
    place = row
    for folder in folders:
        place = place[folder]
    place[last] = value
    return row


def refused(row: object, name: str = "old.json") -> str:
    with pytest.raises(UsageError) as caught:
        Numbers.of(row, name)
    error = caught.value
    for language in ("en", "zh"):
        said = error.said("message", language)
        texts = load_texts(language)
        assert name in said
        assert texts.get("error.fix.give_saved_numbers") == error.said("advice", language)
    return str(error.facts["reason"])


def test_good_numbers_are_read():
    numbers = Numbers.of(GOOD, "x")
    redness = numbers.concerns["redness"]
    assert (redness.whole.value, redness.whole.half_width) == (20.0, 5.0)
    assert dict(redness.regions) == {"nose": 20.0}
    assert numbers.ita_deg is not None
    assert numbers.ita_deg.half_width == 6
    assert numbers.missing["pores"] == "absent"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([], "other_schema"),
        (None, "other_schema"),
        ({}, "other_schema"),
        (changed("schema", 2), "other_schema"),
        (changed("schema", None), "other_schema"),
        ({"schema": 1, "photo": "x", "error": {"code": "no_face"}}, "photo_was_refused"),
        (changed("concerns", {}), "no_concerns"),
        (changed("concerns", None), "no_concerns"),
        (changed("concerns", {"dryness": {"score": 3}}), "no_concerns"),
        (changed("concerns.redness.score", "20"), "no_number"),
        (changed("concerns.redness.score", True), "no_number"),
        (changed("concerns.redness.score", float("nan")), "no_number"),
        (changed("concerns.redness.score", float("inf")), "no_number"),
        (changed("concerns.redness.score", 101), "no_number"),
        (changed("concerns.redness.score", 30.0), "no_number"),
        (changed("concerns.redness.score", 10**400), "no_number"),
        (changed("concerns.redness.interval", [25, 15]), "no_number"),
        (changed("concerns.redness.interval", None), "no_number"),
        (changed("concerns.redness.interval", [15]), "no_number"),
        (changed("concerns.redness.regions.nose", -1), "no_number"),
        (changed("concerns.redness.regions", [1]), "no_number"),
        (changed("concerns.redness", 7), "no_number"),
        (changed("concerns", [1]), "no_number"),
        (changed("skin_tone.ita_interval_deg", None), "no_number"),
        (changed("skin_tone.ita_deg", "pale"), "no_number"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_its_reason(row: object, reason: str):
    assert refused(row) == reason


def test_refusal_names_the_side_that_is_wrong():
    with pytest.raises(UsageError, match=r"later\.json holds no skin scores"):
        compare(GOOD, changed("concerns", {}), ("earlier.json", "later.json"))
    with pytest.raises(UsageError, match=r"earlier\.json was not written"):
        compare(changed("schema", 9), GOOD, ("earlier.json", "later.json"))


@given(JUNK)
def test_any_json_is_read_or_refused(row: object):
    try:
        Numbers.of(row, "x")
    except UsageError:
        return
    assert isinstance(row, dict)


@given(st.binary(max_size=200) | JUNK.map(lambda row: json.dumps(row).encode()))
def test_any_bytes_are_read_or_refused(content: bytes):
    try:
        assert isinstance(read_saved(content, "x"), dict)
    except UsageError as error:
        assert "x" in error.message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not_numbers"),
        (b"\xff\xfe\x00", "not_numbers"),
        (b"[1, 2]", "not_numbers"),
        (b"[" * 100_000, "not_numbers"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not_numbers"),
        (b" " * (MAX_BYTES + 1), "not_numbers"),
        (b'{"schema": 1}\n{"schema": 1}\n', "several_analyses"),
    ],
)
def test_what_is_no_saved_file_is_refused(content: bytes, reason: str):
    with pytest.raises(UsageError) as caught:
        read_saved(content, "x.json")
    assert caught.value.facts["reason"] == reason


def test_one_line_of_analyze_and_a_whole_file_are_both_read():
    line = json.dumps(GOOD).encode()
    assert read_saved(line + b"\n", "x") == read_saved(json.dumps(GOOD, indent=1).encode(), "x")


def test_a_name_with_braces_is_said_as_it_is():
    with pytest.raises(UsageError) as caught:
        read_saved(b"", "{reason}.json")
    assert "{reason}.json holds no saved numbers" in caught.value.message
