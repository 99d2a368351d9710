"""Smart make-up and smart beauty: a photo becomes an understood face and advice with reasons.

from beauty import Beauty
beauty = Beauty.load()
analysis = beauty.analyze("portrait.jpg")
plan = beauty.recommend(analysis, {"skin_type": "oily"})
image = beauty.try_on("portrait.jpg", "everyday")
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beauty.analysis import Analysis
    from beauty.engine import Beauty
    from beauty.errors import BeautyError
    from beauty.recommend import Plan

__all__ = ["Analysis", "Beauty", "BeautyError", "Plan"]

# Loaded when first asked for, so that `threads.settle` can speak before torch is imported.
_HOMES = {
    "Analysis": "beauty.analysis",
    "Beauty": "beauty.engine",
    "BeautyError": "beauty.errors",
    "Plan": "beauty.recommend",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'beauty' has no attribute {name!r}")
