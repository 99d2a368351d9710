"""The training loop that every network here goes through: AdamW, warm-up and cosine, averaged weights.

What it does in an epoch follows from the seed and the epoch's number alone, so a run that was stopped
goes on from its last checkpoint as if it had not been.
"""

import copy
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from tqdm import tqdm

Batches = Callable[[int], Iterable[tuple[Tensor, ...]]]
Loss = Callable[[nn.Module, tuple[Tensor, ...]], Tensor]
LONGEST_STEP = 5.0  # gradients longer than this are shortened to it
Judge = Callable[[nn.Module], dict[str, float]]


@dataclass(frozen=True)
class Recipe:
    """Knobs of one run, from a TOML file in training/configs.

    encoder_rate: learning rate of parameters named encoder.*, as a share of the others'; with
    `relative` also times the size (root mean square) of each tensor, for encoders whose filters are
    tiny, and without weight decay. average: share of the old in the moving average of weights, a step;
    patience: judged epochs without a better score before stopping early (0: never); half: bfloat16
    products, twice as fast on new CPUs.
    """

    epochs: int
    batch: int
    learning_rate: float
    weight_decay: float = 1e-2
    encoder_rate: float = 1.0
    relative: bool = False
    warmup_epochs: float = 1.0
    average: float = 0.99
    patience: int = 0
    judge_every: int = 1
    half: bool = True
    seed: int = 0


@dataclass
class Run:
    """Where a run stands: everything a checkpoint holds."""

    model: nn.Module
    averaged: nn.Module
    optimizer: torch.optim.Optimizer
    epoch: int = 0
    best: float = -math.inf
    best_weights: dict[str, Tensor] = field(default_factory=dict)
    history: list[dict[str, float]] = field(default_factory=list)

    def save(self, path: Path) -> None:
        state = {name: getattr(self, name) for name in ("epoch", "best", "best_weights", "history")}
        for name in ("model", "averaged", "optimizer"):
            state[name] = getattr(self, name).state_dict()
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def restore(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        for name in ("model", "averaged", "optimizer"):
            getattr(self, name).load_state_dict(state.pop(name))
        for name, value in state.items():
            setattr(self, name, value)


@dataclass(frozen=True)
class Lesson:
    """What is learnt: batches(epoch) gives `steps` batches; judge(model)["score"] is what "best" means.

    Without a judge nothing is chosen by looking: the last epoch's averaged weights stay.
    """

    batches: Batches
    steps: int
    loss: Loss
    judge: Judge | None = None


def fit(
    model: nn.Module,
    recipe: Recipe,
    lesson: Lesson,
    checkpoint: Path | None = None,
    device: torch.device | None = None,
) -> Run:
    """Train; the model's weights afterwards are the averaged ones of the best judged epoch."""
    device = device or torch.device("cpu")
    torch.manual_seed(recipe.seed)
    model = model.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    run = Run(model, copy.deepcopy(model), _optimizer(model, recipe))
    if checkpoint and checkpoint.exists():
        run.restore(checkpoint)
    while run.epoch < recipe.epochs and not _tired(run, recipe):
        torch.manual_seed(recipe.seed * 1000 + run.epoch)
        _one_epoch(run, recipe, lesson, device)
        run.epoch += 1
        if lesson.judge and (run.epoch % recipe.judge_every == 0 or run.epoch == recipe.epochs):
            _judge(run, lesson.judge)
        if checkpoint:
            run.save(checkpoint)
    model.load_state_dict(run.best_weights or run.averaged.state_dict())
    model.eval()
    return run


def _one_epoch(run: Run, recipe: Recipe, lesson: Lesson, device: torch.device) -> None:
    run.model.train()
    total, done = 0.0, run.epoch * lesson.steps
    bar = tqdm(lesson.batches(run.epoch), total=lesson.steps, leave=False)
    for step, batch in enumerate(bar):
        share = _rate(run.epoch + step / lesson.steps, recipe)
        for group in run.optimizer.param_groups:
            group["lr"] = recipe.learning_rate * group["share"] * share
        moved = tuple(part.to(device) for part in batch)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=recipe.half):
            value = lesson.loss(run.model, moved)
        run.optimizer.zero_grad(set_to_none=True)
        value.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(run.model.parameters(), LONGEST_STEP)
        run.optimizer.step()
        _average(run, min(recipe.average, (1 + done + step) / (10 + done + step)))
        total += float(value.detach())
    run.history.append({"epoch": run.epoch, "loss": total / lesson.steps})


def _judge(run: Run, judge: Judge) -> None:
    run.averaged.eval()
    seen = judge(run.averaged)
    run.history[-1].update(seen)
    tqdm.write(" ".join(f"{name}={value:.4g}" for name, value in run.history[-1].items()))
    if seen["score"] > run.best:
        run.best = seen["score"]
        run.best_weights = copy.deepcopy(run.averaged.state_dict())


def _tired(run: Run, recipe: Recipe) -> bool:
    scores = [row["score"] for row in run.history if "score" in row]
    if not recipe.patience or not scores:
        return False
    return len(scores) - 1 - scores.index(max(scores)) >= recipe.patience


def _rate(epoch: float, recipe: Recipe) -> float:
    """Share of the learning rate: up in a line, then down along half a cosine."""
    if epoch < recipe.warmup_epochs:
        return epoch / recipe.warmup_epochs + 1e-3
    left = (epoch - recipe.warmup_epochs) / max(recipe.epochs - recipe.warmup_epochs, 1e-6)
    return 0.5 * (1 + math.cos(math.pi * min(left, 1.0))) + 1e-3


def _optimizer(model: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """Pretrained encoders move more slowly; scales, shifts and biases are not pulled to zero."""
    groups = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        encoder = name.startswith("encoder")
        share = recipe.encoder_rate if encoder else 1.0
        if encoder and recipe.relative:
            share *= float(parameter.detach().square().mean().sqrt()) + 1e-4
        decays = parameter.ndim > 1 and not (encoder and recipe.relative)
        decay = recipe.weight_decay if decays else 0.0
        groups.append({"params": [parameter], "share": share, "weight_decay": decay})
    return torch.optim.AdamW(groups, lr=recipe.learning_rate)


@torch.no_grad()
def _average(run: Run, kept: float) -> None:
    for mean, new in zip(
        run.averaged.state_dict().values(), run.model.state_dict().values(), strict=True
    ):
        if mean.dtype.is_floating_point:
            mean.lerp_(new.to(mean.dtype), 1 - kept)
        else:
            mean.copy_(new)
