"""What an operator sees of the running service; nothing of it is about a person."""

from beauty.observe.figures import counted, describe, metrics_page, refused, requested, watch
from beauty.observe.log import start_log
from beauty.observe.stages import timed

__all__ = [
    "counted",
    "describe",
    "metrics_page",
    "refused",
    "requested",
    "start_log",
    "timed",
    "watch",
]
