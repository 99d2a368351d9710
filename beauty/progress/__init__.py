"""Two analyses compared: what changed beyond the doubt of both."""

from beauty.progress.compare import Change, Changes, ConcernChange, compare
from beauty.progress.saved import MAX_BYTES, read_saved

__all__ = ["MAX_BYTES", "Change", "Changes", "ConcernChange", "compare", "read_saved"]
