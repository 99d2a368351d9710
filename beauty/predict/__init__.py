"""The networks: face parsing, face shape, skin type."""

from beauty.predict.explain import Explanation, RatioReason, explain_shape, explain_skin_type
from beauty.predict.networks import Networks
from beauty.predict.parser import Parsing
from beauty.predict.reliability import right_when_given
from beauty.predict.segment import segment
from beauty.predict.sight import seen_regions

__all__ = [
    "Explanation",
    "Networks",
    "Parsing",
    "RatioReason",
    "explain_shape",
    "explain_skin_type",
    "right_when_given",
    "seen_regions",
    "segment",
]
