"""How many processes hold the models, and what Ray is told of that. Nothing here imports Ray."""

import os
import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from beauty.settings import Settings

AT_ONCE = 2  # tasks a process is handed: one at work, and the next at hand when that is done
STORE_MB = 512  # of shared memory for what travels between the processes
GOODBYE_S = 30  # for work in the hands of a process that is to go
NOTICED_S = 2  # a process that hangs is asked so often
ALL_AT_ONCE_PERCENT = (
    50  # of the processes that a rolling restart adds before it takes as many away
)


@dataclass(frozen=True)
class Fleet:
    """least, most: processes with the models; more than the least only while there is work for them.

    up_s, down_s: how long it must have been busy, or idle, before a process is added or taken away.
    """

    least: int = 2
    most: int = 2
    up_s: float = 5.0
    down_s: float = 300.0

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most:
            raise ValueError(f"{self.least} to {self.most} processes: expected 1 or more, in order")

    @property
    def size(self) -> dict[str, Any]:
        """Of the deployment: a fixed number, or one between two that follows the work."""
        if self.least == self.most:
            return {"num_replicas": self.least}
        return {
            "autoscaling_config": {
                "min_replicas": self.least,
                "max_replicas": self.most,
                "target_ongoing_requests": 1,
                "upscale_delay_s": self.up_s,
                "downscale_delay_s": self.down_s,
                "metrics_interval_s": 1.0,
                "look_back_period_s": 5.0,
            }
        }

    def door(self, settings: Settings) -> Settings:
        """Settings of the page's process: it reads no photo itself, has no models for the mirror, and
        lets in as many as all processes together may have in their hands."""
        return settings.changed(reading_ms=0, live_viewers=0, workers=self.most * AT_ONCE)


def keep_private(environment: MutableMapping[str, str] = os.environ) -> None:
    """What Ray reads when it is imported: no figures of use are sent anywhere, none are gathered, and
    only who knows a token made anew for this run may speak to its processes."""
    environment["RAY_USAGE_STATS_ENABLED"] = "0"
    environment["RAY_enable_metrics_collection"] = "0"
    environment["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = (
        "0"  # its name for: the loopback address alone
    )
    environment["RAY_SERVE_LOG_TO_STDERR"] = "0"
    environment.setdefault("RAY_SERVE_CONTROL_LOOP_INTERVAL_S", "0.5")  # of a core's time, a fifth
    environment.setdefault("RAY_AUTH_MODE", "token")
    if not environment.get("RAY_AUTH_TOKEN"):
        environment["RAY_AUTH_TOKEN"] = secrets.token_hex(32)
