"""Whether the picture can carry a result."""

from beauty.quality.framing import FRAMINGS, framing
from beauty.quality.gate import check_quality
from beauty.quality.issue import Issue, Quality

__all__ = ["FRAMINGS", "Issue", "Quality", "check_quality", "framing"]
