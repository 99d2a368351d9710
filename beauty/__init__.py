"""Smart make-up and smart beauty: a photo becomes an understood face and advice with reasons.

from beauty import Beauty
beauty = Beauty.load()
analysis = beauty.analyze("portrait.jpg")
plan = beauty.recommend(analysis, {"skin_type": "oily"})
"""

from beauty.analysis import Analysis
from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.recommend import Plan

__all__ = ["Analysis", "Beauty", "BeautyError", "Plan"]
