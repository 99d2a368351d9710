"""Advice with reasons."""

from beauty.recommend.as_json import products_json
from beauty.recommend.candidates import screen
from beauty.recommend.choice import ProductChoice
from beauty.recommend.feedback import Feedback
from beauty.recommend.plan import CareStep, Exclusion, MakeupStep, Plan
from beauty.recommend.recommend import own_catalogue, recommend
from beauty.recommend.score import score
from beauty.recommend.table import write_scores

__all__ = [
    "CareStep",
    "Exclusion",
    "Feedback",
    "MakeupStep",
    "Plan",
    "ProductChoice",
    "own_catalogue",
    "products_json",
    "recommend",
    "score",
    "screen",
    "write_scores",
]
