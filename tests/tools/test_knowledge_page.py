"""docs/knowledge.md is what the tool makes of the rules, and it keeps none of them back."""

import re

from beauty.knowledge import load_care, load_ingredient_groups, load_makeup_rules, load_sources
from beauty.texts import load_texts
from tools.knowledge.wording import conditions, rows
from tools.knowledge_page import PAGE, page


def test_the_committed_page_is_what_the_tool_makes():
    assert PAGE.read_text("utf-8") == page(), "run `make knowledge`"


def test_every_rule_grade_and_limit_is_on_it():
    said, texts = page(), load_texts("en")
    for rule in load_makeup_rules():
        assert texts.get(f"rule.{rule.id}.how") in said, rule.id
    for care in load_care().rules:
        assert texts.get(f"care.{care.id}.how") in said, care.id
    for group in load_ingredient_groups().groups.values():
        assert f"| {group.id.replace('_', ' ')}" in said
        if group.eu_max_percent is not None:
            assert f"| {group.eu_max_percent:g}% |" in said
    assert "on different nights" in said and "left out in pregnancy" in said


def test_every_key_is_written_out():
    text, sources = page().split("## Sources")
    keys = {*load_sources(), *load_ingredient_groups().sources}
    named = set(re.findall(r"\[(\w+)\](?!\()", text)) - {"brackets"}
    assert len(named) > 20 and named <= keys
    assert all(f"| [{key}] |" in sources for key in keys)


def test_tables_are_whole():
    """A cell never ends its row early, and all rows of a table are of one length."""
    assert rows(("a", "b"), [("x|y", 1)]).splitlines()[-1] == "| x\\|y | 1 |"
    lengths: list[int] = []
    for line in page().splitlines():
        if not line.startswith("|"):
            lengths = []
            continue
        lengths.append(len(re.findall(r"(?<!\\)\|", line)))
        assert lengths[-1] == lengths[0], line


def test_conditions_in_words():
    assert conditions({"face_shape": ("oval", "round"), "glasses": True, "eye_spacing": "<1"}) == (
        "face shape oval or round; glasses yes; eye spacing <1"
    )
    assert conditions({}) == "always"
