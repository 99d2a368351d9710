"""What a person may spend, in the catalogue's currency."""

from beauty.catalogue import Catalogue
from beauty.knowledge.scoring import load_scoring
from beauty.profile import Profile


def allowance(profile: Profile, catalogue: Catalogue) -> float | None:
    """The most for one product; None where nothing was said."""
    return _converted(profile, "budget_each", catalogue)


def total_allowance(profile: Profile, catalogue: Catalogue) -> float | None:
    """The most for all products together; None where nothing was said."""
    return _converted(profile, "budget_total", catalogue)


def fair_share(profile: Profile, catalogue: Catalogue) -> float | None:
    """What one product of several should cost: the smaller of both budgets' shares."""
    each, whole = allowance(profile, catalogue), total_allowance(profile, catalogue)
    shares = [each, None if whole is None else whole / load_scoring().price_slots]
    return min((share for share in shares if share is not None), default=None)


def _converted(profile: Profile, answer: str, catalogue: Catalogue) -> float | None:
    """An amount in the person's currency, by default the catalogue's, at the rates of score.toml."""
    amount = profile.get(answer)
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return None
    rates = load_scoring().usd
    own = str(profile.get("currency") or catalogue.currency)
    if own == catalogue.currency or own not in rates or catalogue.currency not in rates:
        return float(amount)
    return float(amount) * rates[own] / rates[catalogue.currency]
