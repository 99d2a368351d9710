"""What an operator sees of the running service; nothing of it is about a person."""

from beauty.observe.figures import counted, describe, metrics_page, refused, requested, watch
from beauty.observe.log import start_log
from beauty.observe.stages import Stage, noted, timed, took

__all__ = [
    "Stage",
    "counted",
    "describe",
    "metrics_page",
    "noted",
    "refused",
    "requested",
    "start_log",
    "timed",
    "took",
    "watch",
]
