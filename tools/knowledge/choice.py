"""How products and colours are chosen, which words are not, and where all of it comes from."""

from beauty.knowledge import load_ingredient_groups, load_sources
from beauty.knowledge.circumstances import load_circumstances
from beauty.knowledge.claims import load_claims
from beauty.knowledge.scoring import load_scoring
from beauty.recommend.harmony_rules import load_harmony
from tools.knowledge.wording import conditions, plain, rows, spaced


def scoring() -> str:
    """What counts in a product's score, and what circumstances ask for."""
    rules, circumstances = load_scoring(), load_circumstances()
    weights = [(spaced(part), f"{weight:g}") for part, weight in rules.weights.items()]
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
    minutes = [(spaced(step), f"{needed:g}") for step, needed in circumstances.minutes.items()]
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
