"""Shares of actives that a product's name or list states: "2% BHA", "Retinol (0.3%)"."""

import re

from beauty.knowledge.groups import load_ingredient_groups

SHARE = r"(\d{1,3}(?:\.\d+)?)\s*%"

BEFORE = r"pure |encapsulated |waterless |vitamin a |l-"  # words between share and active
AFTER = r"(?:suspension|serum|solution|emulsion|treatment|booster)"  # between active and share


def stated_shares(name: str, ingredients: str) -> str:
    """Every active's largest stated share as "group=percent", in the order of the groups.

    >>> stated_shares("Skin Perfecting 2% BHA Liquid", "Water, Niacinamide 5%")
    'bha=2 niacinamide=5'
    """
    found: dict[str, float] = {}
    for text in (name, ingredients):
        if "%" not in text:
            continue
        for group in load_ingredient_groups().groups.values():
            for word in group.percent_of:
                for share in _shares(word, text):
                    found[group.id] = max(share, found.get(group.id, 0.0))
    order = load_ingredient_groups().groups
    return " ".join(f"{group}={found[group]:g}" for group in order if group in found)


def _shares(word: str, text: str) -> list[float]:
    spelled = re.escape(word)
    patterns = (
        rf"{SHARE}\s+(?:{BEFORE})?{spelled}(?!\w)",
        rf"(?<!\w){spelled}(?:\s+{AFTER})?\s*[(:]?\s*{SHARE}",
    )
    shares = (float(one) for rule in patterns for one in re.findall(rule, text, re.IGNORECASE))
    return [share for share in shares if share <= 100]
