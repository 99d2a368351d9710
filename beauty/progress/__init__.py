"""Two analyses compared: what changed beyond the doubt of both."""

from beauty.progress.compare import Change, Changes, ConcernChange, compare
from beauty.progress.diary import MOST_ENTRIES, Entry, diary_json, read_diary
from beauty.progress.saved import MAX_BYTES, Measured, read_saved

__all__ = [
    "MAX_BYTES",
    "MOST_ENTRIES",
    "Change",
    "Changes",
    "ConcernChange",
    "Entry",
    "Measured",
    "compare",
    "diary_json",
    "read_diary",
    "read_saved",
]
