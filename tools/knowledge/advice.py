"""What goes where and when: make-up, forms of eyes, the routine."""

from beauty.knowledge import EXTRAS, STEPS, MakeupRule, load_care, load_makeup_rules
from beauty.measure.eyes import load_eye_rules
from beauty.texts import Texts, load_texts
from tools.knowledge.wording import conditions, helps, plain, rows

TEXTS = load_texts("en")


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
