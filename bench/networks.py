"""Would a slimmer form of the networks do? Time, size and answers of each, beside plain float32.

    OMP_WAIT_POLICY=passive python -m bench.networks [--rounds 20] [--threads 2]
        [--data FOLDER --pretrained FOLDER --work FOLDER]

Without --data the faces are the rendered examples and the portrait, int8 is calibrated on their mirror
images, and only times, sizes and agreement are told. With --data (the photo sets that only developers
have; needs requirements-train.txt) the faces are photos, and the parser and skin type are judged on
photos that were not trained on. The shape network that ships has seen every photo of its set, so there
it is agreement that counts. Forms take turns within a round. On a busy machine the processor time, of
all threads together, is what holds still; the setting above keeps waiting threads from being counted.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import torch

from bench.tasks import Task, example_tasks
from bench.variants import MAKERS, PLAIN, Given, Variant
from tools.table import table

WARM_UP_ROUNDS = 3
HEAD = ("form", "median ms", "p10 ms", "x plain", "CPU ms", "x plain", "MB", "mean dp", "same, %")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--threads", type=int, default=0, help="of PyTorch; 0: as it likes")
    parser.add_argument("--data", type=Path, help="folder of all photo sets")
    parser.add_argument("--pretrained", type=Path, help="made by training.pretrained")
    parser.add_argument("--work", type=Path, default=Path(".training"), help="folder of caches")
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    if args.data:
        from bench.photo_tasks import photo_tasks

        report(photo_tasks(args.data, args.pretrained, args.work), args.rounds)
    else:
        run(args.rounds)


def run(rounds: int = 20) -> None:
    """Print one table a network."""
    report(example_tasks(), rounds)


@torch.inference_mode()
def report(tasks: tuple[Task, ...], rounds: int) -> None:
    for task in tasks:
        variants, missing = made(task)
        times = interleaved(variants, task, rounds)
        answers = {name: answered(one, task) for name, one in variants.items()}
        judged = {name: task.judge(one) for name, one in variants.items()} if task.judge else {}
        rows = [
            (
                *row_of(name, variants[name], times),
                *agreement(answers[name], answers[PLAIN]),
                *([f"{judged[name]:.2f}"] if judged else []),
            )
            for name in variants
        ]
        blank = [""] * (len(HEAD) - 1 + bool(judged))
        rows += [(f"{name}: {reason}", *blank) for name, reason in missing.items()]
        print(f"\n{task.asked.name}: {len(task.inputs)} faces, {rounds} rounds, {task.note}\n")
        print(table((*HEAD, *([task.judged_by] if judged else [])), rows), flush=True)


@torch.inference_mode(False)
def made(task: Task) -> tuple[dict[str, Variant], dict[str, str]]:
    """Name -> form, and name -> why there is none."""
    given = Given(task.asked.plain, task.calibration, task.asked.card.file.stat().st_size)
    variants, missing = {}, {}
    for name, make in MAKERS.items():
        try:
            variants[name] = make(given)
        except ModuleNotFoundError:
            missing[name] = "not installed"
        except Exception as error:  # each library refuses networks in its own way
            missing[name] = f"refused ({type(error).__name__})"
    return variants, missing


def interleaved(
    variants: Mapping[str, Variant], task: Task, rounds: int
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Name -> milliseconds on the clock and of the processor, float64 (rounds,) each."""
    found = np.zeros((WARM_UP_ROUNDS + rounds, len(variants), 2))
    for number, row in enumerate(found):
        inputs = task.inputs[number % len(task.inputs)]
        for column, variant in enumerate(variants.values()):
            clock, processor = perf_counter(), process_time()
            variant(*inputs)
            row[column] = (perf_counter() - clock) * 1000, (process_time() - processor) * 1000
    kept = found[WARM_UP_ROUNDS:]
    return {name: (kept[:, i, 0], kept[:, i, 1]) for i, name in enumerate(variants)}


def row_of(
    name: str, variant: Variant, times: Mapping[str, tuple[np.ndarray, np.ndarray]]
) -> tuple[str, ...]:
    clock, processor = times[name]
    plain_clock, plain_processor = times[PLAIN]
    return (
        name,
        f"{np.median(clock):.1f}",
        f"{np.percentile(clock, 10):.1f}",
        f"{np.median(plain_clock / clock):.2f}",
        f"{np.median(processor):.1f}",
        f"{np.median(plain_processor / processor):.2f}",
        f"{variant.size_bytes / 1e6:.1f}",
    )


def answered(variant: Variant, task: Task) -> np.ndarray:
    """Probabilities float32 (faces, ..., labels)."""
    return np.stack([task.asked.probabilities(variant(*inputs)) for inputs in task.inputs])


def agreement(shares: np.ndarray, plain: np.ndarray) -> tuple[str, str]:
    """Mean difference of a probability, and how often the likeliest label is the same."""
    same = (shares.argmax(axis=-1) == plain.argmax(axis=-1)).mean()
    return f"{np.abs(shares - plain).mean():.5f}", f"{same * 100:.2f}"


if __name__ == "__main__":
    main()
