"""Would several people's faces in one go of a network pay? Processor time a face at 1 to 8 at once.

    python -m bench.batching [--rounds 40]

One thread, the form of the networks that the app runs, packed anew for each number. Numbers take turns
within a round; the fastest round is told, for other programs empty the processor's caches. In a crowd
both cores are busy with faces anyway: only work that gets less by being done together would raise what
they carry.
"""

import argparse
from time import process_time

import torch

from bench.tasks import Inputs, Task, example_tasks
from bench.variants import Given, Variant, packed
from tools.table import table

TOGETHER = (1, 2, 4, 8)
WARM_UP = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=40)
    run(parser.parse_args().rounds)


@torch.inference_mode()
def run(rounds: int = 40) -> None:
    """Print the table: a row a network, and one of all together."""
    torch.set_num_threads(1)
    rows = {task.asked.name: processor_ms(task, rounds) for task in example_tasks()}
    rows["all three"] = {number: sum(row[number] for row in rows.values()) for number in TOGETHER}
    head = ("network", *(f"{number} at once, ms a face" for number in TOGETHER), "best, x alone")
    print(table(head, [row_of(name, ms) for name, ms in rows.items()]))


def row_of(name: str, ms: dict[int, float]) -> tuple[str, ...]:
    return (name, *(f"{one:.1f}" for one in ms.values()), f"{ms[1] / min(ms.values()):.2f}")


def processor_ms(task: Task, rounds: int) -> dict[int, float]:
    """Faces at once -> milliseconds of the processor a face, in the fastest round."""
    nets = {number: _packed(task) for number in TOGETHER}
    found: dict[int, list[float]] = {number: [] for number in TOGETHER}
    for turn in range(WARM_UP + rounds):
        for number, net in nets.items():
            faces = together(task, turn, number)
            began = process_time()
            net(*faces)
            if turn >= WARM_UP:
                found[number].append((process_time() - began) * 1000 / number)
    return {number: min(times) for number, times in found.items()}


@torch.inference_mode(False)
def _packed(task: Task) -> Variant:
    return packed(Given(task.asked.plain, task.calibration, task.asked.card.file.stat().st_size))


def together(task: Task, first: int, number: int) -> Inputs:
    """The inputs of so many faces as one."""
    faces = [task.inputs[(first + one) % len(task.inputs)] for one in range(number)]
    return tuple(torch.cat(parts) for parts in zip(*faces, strict=True))


if __name__ == "__main__":
    main()
