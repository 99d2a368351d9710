"""What does starting cost? Seconds until the models are loaded, and memory, in fresh processes.

    python -m bench.start [--runs 5]

Seconds count from the moment the process is asked for, so the interpreter's own start is in them.
Files are in the system's cache: the first start after a boot is slower. Needs Linux's /proc.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
LOAD_BUDGET_S, MEMORY_BUDGET_MB = 4.0, 900.0
ANALYSES, PORTRAIT_SIDE_PX = 10, 1280
ENGINE, PAGE = "engine", "engine + gradio"
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--child", nargs=3, metavar=("WHAT", "ASKED_AT", "PHOTO"))
    args = parser.parse_args()
    if args.child:
        what, asked_at, photo = args.child
        print(json.dumps(measure_here(what, float(asked_at), Path(photo))))
    else:
        run(args.runs)


def run(runs: int = 5) -> None:
    """Print the table of medians and the verdicts on the budgets."""
    from bench.portrait import as_jpeg, portrait
    from tools.table import table

    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "portrait.jpg"
        photo.write_bytes(as_jpeg(portrait(PORTRAIT_SIDE_PX)))
        rounds = [
            {what: measure_in_child(what, photo) for what in (ENGINE, PAGE)} for _ in range(runs)
        ]
    found = {what: median_of([one[what] for one in rounds]) for what in (ENGINE, PAGE)}
    rows = [(name, *(f"{found[what][name]:.2f}" for what in found)) for name in found[ENGINE]]
    print(f"\nmedians of {runs} fresh processes each, taking turns\n")
    print(table(("figure", *found), rows) + "\n")
    engine = found[ENGINE]
    print(verdict("import + load", engine["import + load, s"], LOAD_BUDGET_S, "s"))
    memory = engine[f"memory after {ANALYSES} analyses, MB"]
    print(verdict("memory", memory, MEMORY_BUDGET_MB, "MB"))


def measure_in_child(what: str, photo: Path) -> Figures:
    """Figures of one fresh process. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "bench.start", "--child", what, repr(time.time()), str(photo)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure_here(what: str, asked_at: float, photo: Path) -> Figures:
    """Load the engine in this process and analyse `photo` several times."""
    if what == PAGE:
        import_module("gradio")
    from beauty.engine import Beauty

    imported = time.time()
    beauty = Beauty.load()
    loaded, memory_loaded = time.time(), resident_mb()
    for _ in range(ANALYSES):
        beauty.analyze(photo)
    analysed = time.time()
    return {
        "import, s": imported - asked_at,
        "import + load, s": loaded - asked_at,
        f"{ANALYSES} analyses, s": analysed - loaded,
        "memory after load, MB": memory_loaded,
        f"memory after {ANALYSES} analyses, MB": resident_mb(),
        "highest memory, MB": resident_mb("VmHWM"),
    }


def resident_mb(field: str = "VmRSS") -> float:
    """Resident memory of this process in MB (10^6 bytes): VmRSS now, VmHWM at its highest."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return int(value.split()[0]) * 1024 / 1e6
    raise ValueError(f"/proc/self/status: expected a line {field}, found none")


def median_of(runs: list[Figures]) -> Figures:
    return {name: median(one[name] for one in runs) for name in runs[0]}


def verdict(name: str, value: float, budget: float, unit: str) -> str:
    word = "pass" if value <= budget else "OVER"
    return f"budget {budget:.0f} {unit} for {name}: {value:.2f} {unit}, {word}"


if __name__ == "__main__":
    main()
