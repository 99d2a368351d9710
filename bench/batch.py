"""How many photos a second does `analyze` work through with one process, and with two?

    python -m bench.batch [--photos 80]

On a quiet machine with two cores; memory is what all processes hold at the end, shared parts in shares.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from beauty.paths import ASSETS, ROOT
from bench.scale_fleet import below, memory_mb
from tools.table import table

WORKERS = (1, 2)
WARM = 8  # photos after which the models are loaded everywhere


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=80)
    run(parser.parse_args().photos)


def run(photos: int = 80) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        album = Path(place) / "album"
        album.mkdir()
        examples = sorted((ASSETS / "examples").glob("*.jpg"))
        for number in range(photos):
            shutil.copy(examples[number % len(examples)], album / f"{number:04}.jpg")
        measured = [timed(album, Path(place) / f"{workers}.jsonl", workers) for workers in WORKERS]
    first = measured[0][0]
    rows = [
        (workers, f"{rate:.2f}", f"{rate / first:.2f}", f"{memory:.0f}", f"{1e5 / rate / 3600:.1f}")
        for workers, (rate, memory) in zip(WORKERS, measured, strict=True)
    ]
    head = ("processes", "photos a second", "ratio", "memory, MB", "hours for 100,000")
    print(table(head, rows))


def timed(album: Path, out: Path, workers: int) -> tuple[float, float]:
    """Photos a second once all models are loaded, and the memory then, MB."""
    command = [
        sys.executable,
        "-m",
        "beauty",
        "analyze",
        str(album),
        "--resume",
        "--json",
        str(out),
    ]
    told = {**os.environ, "OMP_NUM_THREADS": "1"}
    job = subprocess.Popen([*command, "--workers", str(workers)], cwd=ROOT, env=told)
    times: list[float] = []
    memory = 0.0
    while job.poll() is None:
        lines = out.read_bytes().count(b"\n") if out.exists() else 0
        times += [time.perf_counter()] * (lines - len(times))
        if len(times) > WARM:
            memory = max(memory, memory_mb([job.pid, *below(job.pid)]))
        time.sleep(0.1)
    if job.returncode not in (0, 1):
        raise RuntimeError(f"analyze ended with {job.returncode}")
    return (len(times) - WARM - 1) / (times[-1] - times[WARM]), memory


if __name__ == "__main__":
    main()
