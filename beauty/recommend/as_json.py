"""The products of a plan as JSON in one language."""

from typing import Any

from beauty.catalogue.inci import key
from beauty.knowledge.groups import load_ingredient_groups
from beauty.recommend.candidates import Reason
from beauty.recommend.choice import PassedOver, Pick, ProductChoice, Why
from beauty.texts import Texts

Json = dict[str, Any]
ACRONYM = 3  # letters up to which a group's everyday name is one: AHA


def products_json(choices: tuple[ProductChoice, ...], texts: Texts) -> list[Json]:
    """What to buy, in the order of use; see docs/recommender.md for the fields."""
    return [choice_json(choice, texts) for choice in choices]


def choice_json(choice: ProductChoice, texts: Texts) -> Json:
    """One purchase. product is null where nothing fits, and `missing` then says why."""
    start = []
    if choice.start:
        start = [texts.find(f"start.{choice.start}") or texts.get("start.other")]
        start += [texts.get("start.second")] if choice.order == 2 else []
    return {
        "need": choice.need,
        "slot": choice.slot,
        "times": list(choice.times),
        "ingredient": choice.ingredient,
        "product": _pick(choice.best, texts) if choice.best else None,
        "start": ("" if texts.language == "zh" else " ").join(start) or None,
        "alternatives": [_pick(pick, texts) for pick in choice.others],
        "not_chosen": [passed_json(one, texts) for one in choice.passed_over],
        "missing": texts.get(f"product.missing_{choice.missing}") if choice.missing else None,
    }


def group_name(group: str, language: str) -> str:
    """The everyday name of a kind of ingredients in a language."""
    known = load_ingredient_groups().groups[group].known_as
    own = [name for name in known if name.isascii() == (language != "zh")]
    name = own[0] if own else group.replace("_", " ")
    return name.upper() if name.isascii() and len(name) <= ACRONYM else name


def _pick(pick: Pick, texts: Texts) -> Json:
    return {
        "product_id": pick.product_id,
        "brand": pick.brand,
        "name": pick.name,
        "category": pick.category,
        "price": pick.price,
        "currency": pick.currency,
        "score": pick.score,
        "parts": dict(pick.parts),
        "why": [_why(why, texts) for why in pick.why],
        "feedback": list(pick.feedback),
    }


def _why(why: Why, texts: Texts) -> str:
    concern = texts.get(f"answer.concerns.{why.concern}").lower() if why.concern else ""
    skin_type = texts.get(f"answer.skin_type.{why.skin_type}").lower() if why.skin_type else ""
    return texts.get(
        f"why.{why.code}",
        ingredient=group_name(why.group, texts.language) if why.group else "",
        grade=why.grade,
        concern=concern,
        skin_type=skin_type,
        number=f"{why.number:.0f}",
    )


def passed_json(one: PassedOver, texts: Texts) -> Json:
    """A product that is not part of the plan, and why not."""
    return {
        "product_id": one.product_id,
        "brand": one.brand,
        "name": one.name,
        "reason": reason_text(one.reason, texts),
    }


def reason_text(reason: Reason, texts: Texts) -> str:
    """Why a product is out, in words."""
    groups = load_ingredient_groups().groups
    detail = " / ".join(
        group_name(part, texts.language) if part in groups else part.strip()
        for part in reason.detail.split(" / ")
    )
    return texts.get(f"barred.{reason.code}", detail=detail if key(detail) else "")
