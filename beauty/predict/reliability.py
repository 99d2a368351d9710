"""How often a network is right, as its card tells."""

import math
from functools import cache

from beauty.predict.weights import ModelCard


@cache
def right_when_given(name: str) -> float | None:
    """Of the answers that the network weights/NAME.pt gives on people it never saw, the share that is
    right; None where its card does not tell or it never gives one. Of several groups of photos the
    card's first counts: the one it is meant to be judged by."""
    groups = ModelCard.load(name).values.get("metrics", {})
    told = (group.get("accuracy_when_given") for group in groups.values())
    known = (float(share) for share in told if share is not None)
    return next((share for share in known if math.isfinite(share)), None)
