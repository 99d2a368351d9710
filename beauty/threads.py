"""How many threads the networks use, said before torch is loaded: its threads are set up then."""

import os
from collections.abc import MutableMapping

from beauty.settings import Settings


def settle(
    settings: Settings, environment: MutableMapping[str, str] = os.environ
) -> MutableMapping[str, str]:
    """Write the variables that OpenMP reads, unless the operator has; call before importing torch.

    Threads that have nothing to do sleep: spinning ones, OpenMP's default, take the cores from each
    other, and networks get several times slower on a busy machine (python -m bench.threads).
    """
    environment.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    environment.setdefault("OMP_NUM_THREADS", str(settings.threads or os.cpu_count() or 1))
    return environment
