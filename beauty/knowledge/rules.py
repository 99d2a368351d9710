"""Make-up rules and care rules, read from assets/rules and checked row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beauty.knowledge.groups import load_ingredient_groups
from beauty.knowledge.rows import (
    Condition,
    flag,
    needed,
    one_of,
    read_rows,
    refuse_double,
    refuse_unknown,
    when,
    words,
    words_of,
    wrong,
)
from beauty.knowledge.sources import load_sources
from beauty.paths import ASSETS

STEPS = ("base", "conceal", "contour", "blush", "highlight", "brows", "eyes", "lips")
EXTRAS = ("frames", "hair")  # no make-up, but beside it: glasses and how the hair falls
BASES = ("tradition", "geometry", "answer")
TIMES = ("morning", "evening")
SLOTS = ("cleanse", "treat", "eye", "moisturise", "protect")
PREGNANCY = ("ok", "flag", "exclude")
GRADES = "ABCDEF"
PRODUCTS = (
    *("foundation", "corrector", "concealer", "contour", "blush", "highlighter", "brow_pencil"),
    *("eyeshadow", "eyeliner", "mascara", "lip_tint", "lipstick", "lip_liner", "powder", "spray"),
)
TOOLS = (
    *("fingers", "sponge", "puff", "powder_brush", "angled_brush", "fan_brush", "eye_brush"),
    *("fine_brush", "lip_brush", "spoolie", "lash_curler"),
)
RULE_FIELDS = (*("id", "step", "when", "zones", "basis", "also", "products", "tools", "source"),)
CARE_FIELDS = ("id", "time", "slot", "when", "short")


@dataclass(frozen=True)
class MakeupRule:
    """One row of makeup.toml; see the grammar there."""

    id: str
    step: str
    when: Mapping[str, Condition]
    zones: tuple[str, ...]
    basis: str
    also: bool
    products: tuple[str, ...]
    tools: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class CareRule:
    """One [[step]] of care.toml."""

    id: str
    time: str
    slot: str
    when: Mapping[str, Condition]
    short: bool


@dataclass(frozen=True)
class Ingredient:
    """One [ingredient] of care.toml. group: of ingredient_groups.toml; helps: concern -> grade A..F."""

    id: str
    group: str
    names: tuple[str, ...]
    time: str
    helps: Mapping[str, str]
    pregnancy: str
    strong: bool


@dataclass(frozen=True)
class CareKnowledge:
    """Everything in care.toml."""

    rules: tuple[CareRule, ...]
    ingredients: Mapping[str, Ingredient]


@cache
def load_makeup_rules(path: Path = ASSETS / "rules" / "makeup.toml") -> tuple[MakeupRule, ...]:
    """Rules in the file's order. Raises SetupError naming file, row and field."""
    rules: list[MakeupRule] = []
    for number, row in enumerate(needed(read_rows(path), "rule", path.name), 1):
        where = f"{path.name}, rule {number} ({row.get('id', 'no id')})"
        rule = _makeup_rule(row, where)
        refuse_double(rule.id, rules, where)
        rules.append(rule)
    return tuple(rules)


@cache
def load_care(path: Path = ASSETS / "rules" / "care.toml") -> CareKnowledge:
    """Care rules and ingredients. Raises SetupError naming file, row and field."""
    tree = read_rows(path)
    rules: list[CareRule] = []
    for number, row in enumerate(needed(tree, "step", path.name), 1):
        where = f"{path.name}, step {number} ({row.get('id', 'no id')})"
        refuse_unknown(row, CARE_FIELDS, where)
        rule = CareRule(
            id=needed(row, "id", where),
            time=one_of(row, "time", TIMES, where),
            slot=one_of(row, "slot", SLOTS, where),
            when=when(row, where),
            short=flag(row, "short", True, where),
        )
        refuse_double(rule.id, rules, where)
        rules.append(rule)
    ingredients = {
        name: _ingredient(name, row, f"{path.name}, ingredient {name}")
        for name, row in needed(tree, "ingredient", path.name).items()
    }
    return CareKnowledge(tuple(rules), MappingProxyType(ingredients))


def _makeup_rule(row: Mapping[str, Any], where: str) -> MakeupRule:
    refuse_unknown(row, RULE_FIELDS, where)
    rule = MakeupRule(
        id=needed(row, "id", where),
        step=one_of(row, "step", (*STEPS, *EXTRAS), where),
        when=when(row, where),
        zones=words(row, "zones", where),
        basis=one_of(row, "basis", BASES, where),
        also=flag(row, "also", False, where),
        products=words_of(row, "products", PRODUCTS, where),
        tools=words_of(row, "tools", TOOLS, where),
        source=one_of(row, "source", tuple(load_sources()), where),
    )
    if rule.step in STEPS and not rule.also:
        for name, value in (("products", rule.products), ("tools", rule.tools)):
            if not value:
                raise wrong(where, name, "at least one, for it is a step's main rule", [])
    return rule


def _ingredient(name: str, row: Mapping[str, Any], where: str) -> Ingredient:
    helps = dict(needed(row, "helps", where))
    for concern, grade in helps.items():
        if grade not in GRADES:
            raise wrong(where, f"helps.{concern}", f"one of {', '.join(GRADES)}", grade)
    return Ingredient(
        id=name,
        group=one_of(row, "group", tuple(load_ingredient_groups().groups), where),
        names=tuple(word.lower() for word in words(row, "names", where)),
        time=one_of(row, "time", (*TIMES, "any"), where),
        helps=MappingProxyType(helps),
        pregnancy=one_of(row, "pregnancy", PREGNANCY, where),
        strong=flag(row, "strong", False, where),
    )
