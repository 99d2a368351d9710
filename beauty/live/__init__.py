"""The live mirror: make-up on a camera's stream."""

from beauty.live.door import attach_live
from beauty.live.mirror import Mirror

__all__ = ["Mirror", "attach_live"]
