"""A person's own words, understood offline."""

from beauty.words.understand import understand
from beauty.words.understood import NOTHING_SAID, Chip, Understood

__all__ = ["NOTHING_SAID", "Chip", "Understood", "understand"]
