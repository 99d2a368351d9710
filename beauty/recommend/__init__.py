"""Advice with reasons."""

from beauty.recommend.plan import CareStep, Exclusion, MakeupStep, Plan
from beauty.recommend.recommend import recommend

__all__ = ["CareStep", "Exclusion", "MakeupStep", "Plan", "recommend"]
