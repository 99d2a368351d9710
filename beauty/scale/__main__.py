"""`python -m beauty.scale`: the page, and several processes with the models behind it."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from beauty.errors import UsageError
from beauty.observe import start_log
from beauty.scale.fleet import Fleet, keep_private
from beauty.settings import Settings
from beauty.signals import ENDS, heard
from beauty.threads import ARENAS, settle, share_memory

BAD_USAGE = 2
NO_RAY = "Ray is not installed: pip install -r requirements-scale.txt (docs/scale.md)."
NO_MEMORY = "There is no /dev/shm, the folder in memory that keeps photos off the disk."
IN_MEMORY, PREFIX = Path("/dev/shm"), "beauty-ray-"


def main() -> None:
    """Start, print the address, stay. SIGHUP restarts the models one by one; SIGINT or SIGTERM ends."""
    fleet, settings = asked(sys.argv[1:])
    settle(settings)
    share_memory()
    os.environ.setdefault("MALLOC_ARENA_MAX", str(ARENAS))  # for the processes that Ray starts
    keep_private()
    signals = heard(signal.SIGHUP, *ENDS)
    try:
        from beauty.scale import served
    except ImportError as error:
        print(NO_RAY, file=sys.stderr)
        raise SystemExit(BAD_USAGE) from error
    from beauty.scale.far import Far
    from beauty.ui.serve import Server, build_server, listen, no_core_dumps
    from beauty.ui.temp_files import janitor

    start_log(settings.log_level)
    no_core_dumps()
    try:
        listener = listen(settings)
    except UsageError as error:
        print(f"{error.message} {error.advice}", file=sys.stderr)
        raise SystemExit(BAD_USAGE) from error
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=in_memory()))
    cleaner = janitor(folder)  # also where this process is killed
    try:
        served.start_ray(folder, fleet)
        served.open_models(fleet, settings)
        door = fleet.door(settings)
        server = Server(build_server(Far(served.ServeLine()), door), door, listener)
        server.start()
        print(f"beauty is open at http://{settings.host}:{settings.port}", flush=True)
        while server.stay(signals) == signal.SIGHUP:
            served.open_models(fleet, settings)
            print("the models were restarted", flush=True)
        server.stop()
    finally:
        served.stop_ray()
        shutil.rmtree(folder, ignore_errors=True)
        if cleaner is not None:
            cleaner.communicate()


def asked(arguments: list[str]) -> tuple[Fleet, Settings]:
    """What the command line and the environment say. Exits 2 where that cannot be."""
    parser = argparse.ArgumentParser("python -m beauty.scale", description=__doc__)
    parser.add_argument("--replicas", type=int, default=2, help="processes with the models")
    parser.add_argument("--most", type=int, help="as many while there is work for them")
    parser.add_argument("--host", help="address to listen on")
    parser.add_argument("--port", type=int, help="port to listen on")
    given = parser.parse_args(arguments)
    try:
        fleet = Fleet(given.replicas, given.most or given.replicas)
        return fleet, Settings.from_environment().changed(host=given.host, port=given.port)
    except ValueError as error:
        parser.error(str(error))


def in_memory() -> Path:
    """The folder in memory that Ray is given. Exits 2 where there is none: a photo could reach a disk."""
    if not IN_MEMORY.is_dir():
        print(NO_MEMORY, file=sys.stderr)
        raise SystemExit(BAD_USAGE)
    return IN_MEMORY


if __name__ == "__main__":
    main()
