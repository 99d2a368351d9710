"""Long jobs over many files, which go on where they stopped."""

from beauty.batch.journal import Journal
from beauty.batch.pace import Pace
from beauty.batch.pool import in_order

__all__ = ["Journal", "Pace", "in_order"]
