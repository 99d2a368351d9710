"""A person's own words, understood offline."""

from beauty.words.understand import LONGEST_TEXT, understand
from beauty.words.understood import NOTHING_SAID, Chip, Understood

__all__ = ["LONGEST_TEXT", "NOTHING_SAID", "Chip", "Understood", "understand"]
