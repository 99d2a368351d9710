"""Writes docs/knowledge.md from the files that the app itself reads: `python -m tools.knowledge_page`.

Everything on the page is a row of assets/; the sources that rows name by key are written out at its end.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from beauty.knowledge import (
    EXTRAS,
    STEPS,
    Condition,
    MakeupRule,
    load_care,
    load_ingredient_groups,
    load_makeup_rules,
    load_sources,
)
from beauty.knowledge.circumstances import load_circumstances
from beauty.knowledge.claims import load_claims
from beauty.knowledge.groups import OUTCOMES, IngredientGroup
from beauty.knowledge.scoring import load_scoring
from beauty.measure.eyes import load_eye_rules
from beauty.paths import ROOT
from beauty.recommend.harmony_rules import load_harmony
from beauty.texts import Texts, load_texts

PAGE = ROOT / "docs" / "knowledge.md"
TEXTS = load_texts("en")
HEAD = """# What the app knows

Made by `make knowledge` from the files named in each heading, which a beautician may edit; do not edit
this page. A rule says on what ground it stands: *tradition* is passed on by make-up artists and was not
tested, *geometry* follows from a measured ratio, *answer* from what the person said. Grades run from A
(strongest) to F; they are the Vallydia register's, which says itself that it is not peer-reviewed. Keys
in [brackets] are written out under [Sources](#sources)."""


def main() -> None:
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(page().splitlines())} lines")


def page() -> str:
    """The whole page, Markdown."""
    parts = (
        makeup(),
        eyes(),
        care(),
        groups(),
        limits(),
        scoring(),
        harmony(),
        claims(),
        sources(),
    )
    return "\n\n".join((HEAD, *parts)) + "\n"


def rows(head: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """A Markdown table, all columns to the left; a bar inside a cell is kept from ending it."""
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def makeup() -> str:
    """The rules of each step, with their words."""
    parts = ["## Make-up: what goes where (`assets/rules/makeup.toml`)"]
    parts.append(
        "Within a step the first row whose condition holds is the plan's; rows marked + add a remark."
    )
    for step in (*STEPS, *EXTRAS):
        body = [_rule(rule, TEXTS) for rule in load_makeup_rules() if rule.step == step]
        head = ("when", "where", "how", "with", "ground")
        parts += [f"### {TEXTS.get(f'step.{step}')}", rows(head, body)]
    return "\n\n".join(parts)


def _rule(rule: MakeupRule, texts: Texts) -> tuple[str, ...]:
    products = [texts.get(f"product_kind.{one}") for one in rule.products]
    tools = [texts.get(f"tool.{one}") for one in rule.tools]
    taken = "; ".join(filter(None, (", ".join(products), ", ".join(tools))))
    said = f"{texts.get(f'rule.{rule.id}.how')} *{texts.get(f'rule.{rule.id}.why')}*"
    when = ("+ " if rule.also else "") + conditions(rule.when)
    return when, plain(rule.zones), said, taken or "-", f"{rule.basis} [{rule.source}]"


def conditions(when: Mapping[str, Condition]) -> str:
    """Conditions in words: "face shape: oval"."""
    return (
        "; ".join(f"{_plain(name)} {_condition(value)}" for name, value in when.items()) or "always"
    )


def _condition(value: Condition) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else " or ".join(_plain(one) for one in value)


def plain(names: Iterable[str]) -> str:
    """Names of the files in a row, without their underscores."""
    return ", ".join(_plain(name) for name in names) or "-"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def eyes() -> str:
    """When an eye gets which name."""
    rules = load_eye_rules()
    name, error = rules["name"], rules["error"]
    body = (
        (
            "hooded",
            f"crease lower than {name['hooded_below']} widths of the eye",
            error["lid_height"],
        ),
        ("upturned", f"tilt of {name['upturned_from']}° or more", error["tilt_deg"]),
        ("downturned", f"tilt under {name['downturned_below']}°", error["tilt_deg"]),
        ("round", f"opening at least {name['round_from']} of the width", error["aspect"]),
        ("almond", "none of these", "-"),
        ("monolid", "only the person can say: a photo without a crease may show a hooded lid", "-"),
    )
    head = ("form, in the order asked", "when", "error within a person")
    return "## Eyes: which form is named (`assets/face/eyes.toml`)\n\n" + rows(head, body)


def care() -> str:
    """The routine's steps and the ingredients that may treat, by concern."""
    known = load_care()
    steps = [
        (
            step.time,
            step.slot,
            conditions(step.when),
            f"{TEXTS.get(f'care.{step.id}.how')} *{TEXTS.get(f'care.{step.id}.why')}*",
            "" if step.short else "left out of a short routine",
        )
        for step in known.rules
    ]
    found = [
        (
            TEXTS.get(f"ingredient.{one.id}.name"),
            helps(one.helps),
            one.time,
            one.pregnancy,
            "yes" if one.strong else "",
            TEXTS.get(f"ingredient.{one.id}.how"),
        )
        for one in known.ingredients.values()
    ]
    return "\n\n".join(
        (
            "## Care: the routine (`assets/rules/care.toml`)",
            "Of the steps that share time and slot, the first that fits is taken.",
            rows(("time", "step", "when", "how", ""), steps),
            "### What each ingredient is used for, and how well that is shown",
            rows(("ingredient", "concern (grade)", "time", "in pregnancy", "strong", "how"), found),
        )
    )


def helps(grades: Mapping[str, str]) -> str:
    """ "wrinkles A, spots B"."""
    return ", ".join(f"{_plain(concern)} {grade}" for concern, grade in grades.items()) or "-"


def groups() -> str:
    """Every kind of ingredient with what follows from finding it."""
    body = [
        (
            f"{_plain(one.id)}" + (f" ({one.note})" if one.note else ""),
            helps(one.helps),
            " ".join(f"[{key}]" for key in one.cite) or "-",
            ", ".join(_marks(one)) or "-",
        )
        for one in load_ingredient_groups().groups.values()
    ]
    head = ("kind of ingredients", "helps with (grade)", "sources", "what follows")
    return "\n\n".join(
        (
            "## Kinds of ingredients (`assets/rules/ingredient_groups.toml`)",
            rows(head, body),
            "### By concern: which kinds count, the better proven the more",
            rows(("concern", "grade A", "grade B", "grade C and less"), by_concern()),
        )
    )


def by_concern() -> Iterator[tuple[str, ...]]:
    """Each concern with the kinds of ingredients that help with it, by grade."""
    known = load_ingredient_groups().groups.values()
    for concern in OUTCOMES:
        graded = [(one.helps[concern], one.id) for one in known if concern in one.helps]
        columns = (
            plain(name for grade, name in graded if grade == "A"),
            plain(name for grade, name in graded if grade == "B"),
            plain(f"{name} ({grade})" for grade, name in graded if grade > "B"),
        )
        yield _plain(concern), *columns


def _marks(one: IngredientGroup) -> Iterator[str]:
    """What follows from a group, in words."""
    if one.pregnancy != "ok":
        said = {"exclude": "left out in pregnancy", "flag": "in pregnancy ask a doctor first"}
        yield said[one.pregnancy]
    if one.time != "any":
        yield f"best in the {one.time}"
    for flag, words in (
        ("strong", "start slowly, one strong kind at a time"),
        ("sensitive", "not for sensitive skin"),
        ("animal", "from an animal"),
    ):
        if getattr(one, flag):
            yield words


def limits() -> str:
    """What EU law allows, and which kinds are kept apart."""
    known = load_ingredient_groups().groups.values()
    law = [
        (
            _plain(one.id),
            "prohibited" if one.eu_prohibited else f"{one.eu_max_percent:g}%",
            one.eu or "-",
        )
        for one in known
        if one.eu_prohibited or one.eu_max_percent is not None
    ]
    how = {"nights": "on different nights", "times": "one in the morning, one in the evening"}
    apart = [
        (_plain(one.id), _plain(other), how[way])
        for one in known
        for other, way in one.apart.items()
        if one.id < other
    ]
    return "\n\n".join(
        (
            "### Limits of EU law for leave-on products of the face",
            rows(("kind", "limit", "where it stands"), law),
            "### Conflicts: not in the same routine",
            rows(("kind", "and", "how they are kept apart"), apart),
        )
    )


def scoring() -> str:
    """What counts in a product's score, and what circumstances ask for."""
    rules, circumstances = load_scoring(), load_circumstances()
    weights = [(_plain(part), f"{weight:g}") for part, weight in rules.weights.items()]
    grades = [(grade, f"{points:g}") for grade, points in rules.grades.items()]
    suiting = [
        (
            conditions(one.when),
            plain(one.categories),
            _known_by(one.for_),
            _known_by(one.against),
            f"[{one.source}]",
        )
        for one in circumstances.suiting
    ]
    minutes = [(_plain(step), f"{needed:g}") for step, needed in circumstances.minutes.items()]
    return "\n\n".join(
        (
            "## How products are weighed (`assets/rules/score.toml`)",
            rows(("part of the score", "weight"), weights),
            rows(("evidence grade for a concern", "points"), grades),
            "### Circumstances (`assets/rules/circumstances.toml`)",
            rows(("when", "shelves", "speaks for it", "speaks against it", "source"), suiting),
            rows(("make-up step, most wanted first", "minutes"), minutes),
        )
    )


def _known_by(marks: object) -> str:
    named = [
        f"{kind}: {', '.join(getattr(marks, kind))}"
        for kind in ("words", "tags", "groups")
        if getattr(marks, kind)
    ]
    return "; ".join(named) or "-"


def harmony() -> str:
    """How colours are chosen."""
    rules = load_harmony()
    wanted = [
        (part, value, f"{strength:g}")
        for part, values in rules.strength.items()
        for value, strength in values.items()
    ]
    return "\n\n".join(
        (
            "## Colours of lips, eyes and cheeks (`assets/recommend/harmony.toml`)",
            "Tradition of make-up artists, save `depth`: one study of 12 faces (Perrett and Sprengelmeyer"
            " 2021), which therefore counts little. Seasons are a tradition of stylists as well.",
            rows(("part", "weight"), [(name, f"{one:g}") for name, one in rules.weight.items()]),
            rows(("part", "value", "strength wanted, 0 quiet to 1 strong"), wanted),
        )
    )


def claims() -> str:
    """What a text may not say, and why."""
    body = [(one.id, one.reason, f"[{one.source}]") for one in load_claims()]
    head = ("kind of wording", "why it is kept out", "source")
    return "## Words that are kept out of every text (`assets/rules/claims.toml`)\n\n" + rows(
        head, body
    )


def sources() -> str:
    """Every key of this page written out."""
    body = [(f"[{one.key}]", one.kind, one.text) for one in load_sources().values()]
    body += [
        (f"[{one.key}]", "study", one.text + (f", doi {one.doi}" if one.doi else ""))
        for one in load_ingredient_groups().sources.values()
    ]
    further = (
        "What photos, colours and weights stand on is in `assets/SOURCES.md` and"
        " `assets/catalogue/SOURCES.md`."
    )
    return f"## Sources\n\n{rows(('key', 'kind', 'source'), body)}\n\n{further}"


if __name__ == "__main__":
    main()
