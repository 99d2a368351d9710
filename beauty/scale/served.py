"""The models as an application of Ray Serve; the only file that imports Ray."""

import asyncio
import logging
import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import ray
from ray import serve
from ray.exceptions import RayActorError
from ray.serve.exceptions import BackPressureError

from beauty.engine import Beauty
from beauty.observe import start_log
from beauty.paths import ROOT
from beauty.photo.guarded import Guarded
from beauty.scale.far import FullError, LostError
from beauty.scale.fleet import ALL_AT_ONCE_PERCENT, AT_ONCE, GOODBYE_S, NOTICED_S, STORE_MB, Fleet
from beauty.scale.parcel import Outcome, Task, allow_parcels, done
from beauty.settings import Settings
from beauty.ui.serve import no_core_dumps

MODELS = "models"
QUIET = {"enable_access_log": False, "log_level": "WARNING"}
ANSWER_S = 60.0  # a task is given up after; a process that starts anew takes about 10


def start_ray(folder: Path, fleet: Fleet) -> None:
    """Ray on this machine alone, without anything of it that listens for visitors.

    Whatever it would write to disk, its logs and what its memory for objects cannot hold, goes to
    `folder`, which lies in memory; and it may not move objects there.
    """
    ray.init(
        address="local",
        num_cpus=2 * fleet.most,
        include_dashboard=False,
        object_store_memory=STORE_MB * 2**20,
        log_to_driver=False,
        logging_level=logging.ERROR,
        _node_ip_address="127.0.0.1",
        _temp_dir=str(folder),
        _system_config={
            "automatic_object_spilling_enabled": False,
            "kill_child_processes_on_worker_exit": False,  # one of them cleans up after its parent
        },
        runtime_env={"env_vars": {"PYTHONPATH": str(ROOT)}},
    )
    serve.start(proxy_location="Disabled", logging_config=QUIET)
    allow_parcels()


def stop_ray() -> None:
    """End everything that was started."""
    ray.shutdown()


class Replica:
    """One process with the models. It does one task at a time, for it is meant to have one core, and in
    one thread: each that ever looked at a photo keeps memory of its own."""

    def __init__(self, settings: Settings) -> None:
        start_log(settings.log_level)
        no_core_dumps()
        allow_parcels()
        self._beauty = Beauty.load()
        if settings.reading_ms:
            reader = Guarded(1, settings.reading_ms / 1000)
            self._beauty = self._beauty.reading(reader.read)
        self._thread = ThreadPoolExecutor(1)

    async def do(self, task: Task) -> Outcome:
        work = asyncio.get_running_loop().run_in_executor(self._thread, done, self._beauty, task)
        return await work


class ServeLine:
    """The way to the replicas. Not for an event loop: who asks waits."""

    def __init__(self) -> None:
        self._do: Any = serve.get_deployment_handle(MODELS, MODELS).do

    def ask(self, task: Task) -> Outcome:
        try:
            outcome: Outcome = self._do.remote(task).result(timeout_s=ANSWER_S)
            return outcome
        except RayActorError as error:
            raise LostError from error
        except (BackPressureError, TimeoutError) as error:
            raise FullError from error

    def replicas(self) -> int:
        return running()


def running() -> int:
    """Replicas that answer now."""
    models = serve.status().applications.get(MODELS)
    deployment = models.deployments.get(MODELS) if models else None
    states = deployment.replica_states if deployment else {}
    return sum(number for state, number in states.items() if state == "RUNNING")


def open_models(fleet: Fleet, settings: Settings) -> None:
    """Start the replicas and wait for them; where they run already, replace them one after the other:
    a new one answers before an old one goes, which first ends what is in its hands."""
    named = {"BEAUTY_ROUND": secrets.token_hex(4)}  # another one each time: what makes them anew
    deployment = serve.deployment(
        Replica,
        name=MODELS,
        max_ongoing_requests=AT_ONCE,
        ray_actor_options={"num_cpus": 1, "runtime_env": {"env_vars": named}},
        graceful_shutdown_timeout_s=GOODBYE_S,
        health_check_period_s=NOTICED_S,
        max_surge_percent=ALL_AT_ONCE_PERCENT,
        logging_config=QUIET,
        **fleet.size,
    )
    serve.run(deployment.bind(settings), name=MODELS, route_prefix=None)
