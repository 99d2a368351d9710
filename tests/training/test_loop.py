"""The training loop learns, goes on after a stop as if nothing had been, and stops when tired."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from training import loop
from training.loop import Lesson, Recipe, Run, fit

RECIPE = Recipe(epochs=6, batch=16, learning_rate=0.02, weight_decay=0.0, half=False, seed=3)
STEPS = 8


class Tiny(nn.Module):
    """Two layers with everything that a real network has: an encoder, normalisation, dropout."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Linear(2, 16)
        self.norm = nn.BatchNorm1d(16)
        self.scores = nn.Sequential(nn.ReLU(), nn.Dropout(0.1), nn.Linear(16, 2))

    def forward(self, x: Tensor) -> Tensor:
        scores: Tensor = self.scores(self.norm(self.encoder(x)))
        return scores


def points(seed: int, count: int) -> tuple[Tensor, Tensor]:
    """Points of the plane; the label says whether they lie in a disc, which no line can tell."""
    generator = torch.Generator().manual_seed(seed)
    x = torch.rand(count, 2, generator=generator) * 4 - 2
    return x, (x.square().sum(1) < 1.6).long()


def batches(epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
    for step in range(STEPS):
        yield points(1000 * epoch + step, RECIPE.batch)


def loss(model: nn.Module, batch: tuple[Tensor, ...]) -> Tensor:
    x, labels = batch
    return functional.cross_entropy(model(x).float(), labels)


@torch.no_grad()
def judge(model: nn.Module) -> dict[str, float]:
    x, labels = points(99, 500)
    return {"score": float((model(x).argmax(1) == labels).float().mean())}


def tiny(seed: int = 0) -> Tiny:
    torch.manual_seed(seed)
    return Tiny()


def same_weights(one: nn.Module, other: nn.Module) -> bool:
    pairs = zip(one.state_dict().values(), other.state_dict().values(), strict=True)
    return all(torch.equal(first, second) for first, second in pairs)


class UnpluggedError(Exception):
    """Somebody pulled the plug."""


def stopping_before(epoch: int) -> loop.Batches:
    def until(now: int) -> Iterator[tuple[Tensor, Tensor]]:
        if now >= epoch:
            raise UnpluggedError
        return batches(now)

    return until


class TestLearning:
    def test_a_toy_problem_is_learnt(self):
        model = tiny()
        before = judge(model)["score"]
        run = fit(model, replace(RECIPE, epochs=25), Lesson(batches, STEPS, loss, judge))
        assert judge(model)["score"] > max(0.9, before + 0.1)
        losses = [row["loss"] for row in run.history]
        assert len(losses) == 25
        assert losses[-1] < 0.5 * losses[0]
        assert not model.training

    def test_half_precision_learns_too(self):
        model = tiny()
        fit(model, replace(RECIPE, epochs=15, half=True), Lesson(batches, STEPS, loss))
        assert judge(model)["score"] > 0.75

    def test_seed_decides(self):
        lesson = Lesson(batches, STEPS, loss)
        first, same, other = tiny(), tiny(), tiny()
        for model, seed in ((first, 3), (same, 3), (other, 4)):
            fit(model, replace(RECIPE, epochs=2, seed=seed), lesson)
        assert same_weights(first, same)
        assert not same_weights(first, other)  # dropout

    def test_frozen_parts_stay(self):
        model = tiny()
        model.encoder.requires_grad_(False)
        before = copy.deepcopy(model.encoder)
        fit(model, RECIPE, Lesson(batches, STEPS, loss))
        assert same_weights(model.encoder, before)

    def test_best_judged_weights_are_kept_not_the_last(self):
        kept: list[dict[str, Tensor]] = []

        def early_is_best(model: nn.Module) -> dict[str, float]:
            kept.append(copy.deepcopy(model.state_dict()))
            return {"score": -abs(len(kept) - 2)}

        model = tiny()
        run = fit(model, RECIPE, Lesson(batches, STEPS, loss, early_is_best))
        assert len(kept) == RECIPE.epochs
        assert run.best == 0
        for name, value in model.state_dict().items():
            assert torch.equal(value, kept[1][name])

    def test_without_a_judge_the_averaged_weights_stay(self):
        model = tiny()
        run = fit(model, RECIPE, Lesson(batches, STEPS, loss))
        assert same_weights(model, run.averaged)
        assert "score" not in run.history[-1]


class TestStoppingAndGoingOn:
    @pytest.mark.parametrize("judged", [judge, None])
    @pytest.mark.parametrize("at", [1, 4])
    def test_interrupted_run_ends_bit_for_bit_like_the_other(
        self, tmp_path: Path, at: int, judged: loop.Judge | None
    ):
        whole = tiny()
        want = fit(whole, RECIPE, Lesson(batches, STEPS, loss, judged))
        path = tmp_path / "run.ckpt"
        with pytest.raises(UnpluggedError):
            fit(tiny(), RECIPE, Lesson(stopping_before(at), STEPS, loss, judged), path)
        resumed = tiny(seed=77)  # whatever it was, the checkpoint counts
        got = fit(resumed, RECIPE, Lesson(batches, STEPS, loss, judged), path)
        assert same_weights(resumed, whole)
        assert same_weights(got.averaged, want.averaged)
        assert got.history == want.history
        assert got.epoch == RECIPE.epochs

    def test_finished_run_is_not_begun_again(self, tmp_path: Path):
        path, lesson = tmp_path / "run.ckpt", Lesson(batches, STEPS, loss, judge)
        model = tiny()
        fit(model, RECIPE, lesson, path)
        again = tiny(seed=5)
        fit(again, RECIPE, replace(lesson, batches=stopping_before(0)), path)
        assert same_weights(again, model)

    def test_checkpoint_holds_numbers_only_and_no_part_stays(self, tmp_path: Path):
        path = tmp_path / "deep" / "run.ckpt"
        fit(tiny(), replace(RECIPE, epochs=1), Lesson(batches, STEPS, loss), path)
        assert torch.load(path, weights_only=True)["epoch"] == 1
        assert [one.name for one in path.parent.iterdir()] == ["run.ckpt"]


class TestPatience:
    def scored(self, *scores: float) -> loop.Judge:
        left = iter(scores)
        return lambda _: {"score": next(left)}

    @pytest.mark.parametrize(
        ("patience", "scores", "epochs"),
        [
            (2, (0.1, 0.5, 0.4, 0.5, 0.9, 0.9), 4),  # as good as before is no better
            (2, (0.1, 0.2, 0.1, 0.3, 0.2, 0.1), 6),
            (1, (0.5, 0.4, 0.9, 0.9, 0.9, 0.9), 2),
            (0, (0.5, 0.4, 0.3, 0.2, 0.1, 0.0), 6),
        ],
    )
    def test_stops_after_so_many_judgements_without_a_better_one(
        self, patience: int, scores: tuple[float, ...], epochs: int
    ):
        recipe = replace(RECIPE, patience=patience)
        run = fit(tiny(), recipe, Lesson(batches, STEPS, loss, self.scored(*scores)))
        assert run.epoch == epochs
        assert run.best == max(scores[:epochs])

    def test_judges_now_and_then_and_at_the_end(self):
        recipe = replace(RECIPE, epochs=5, judge_every=2)
        run = fit(tiny(), recipe, Lesson(batches, STEPS, loss, judge))
        assert [row["epoch"] for row in run.history if "score" in row] == [1, 3, 4]


class TestParts:
    def test_average_moves_by_what_is_not_kept(self):
        model = nn.Linear(1, 1)
        run = Run(model, copy.deepcopy(model), torch.optim.SGD(model.parameters()))
        old = run.averaged.weight.clone()
        with torch.no_grad():
            model.weight += 10
        loop._average(run, 0.9)
        torch.testing.assert_close(run.averaged.weight, old + 1)

    def test_average_counts_batches_but_does_not_mix_counts(self):
        model = nn.BatchNorm1d(2)
        run = Run(model, copy.deepcopy(model), torch.optim.SGD(model.parameters()))
        model.num_batches_tracked += 7
        loop._average(run, 0.9)
        assert run.averaged.num_batches_tracked == 7

    def test_rate_rises_in_a_line_and_falls_along_a_cosine(self):
        recipe = replace(RECIPE, epochs=11, warmup_epochs=1.0)
        rates = [loop._rate(epoch, recipe) for epoch in (0, 0.5, 1, 6, 11, 12)]
        assert rates == pytest.approx([0.0, 0.5, 1, 0.5, 0.0, 0.0], abs=2e-3)
        assert min(rates) > 0

    def test_encoder_moves_slower_and_biases_do_not_decay(self):
        recipe = replace(RECIPE, encoder_rate=0.1, weight_decay=0.5)
        model = tiny()
        groups = loop._optimizer(model, recipe).param_groups
        by_name = dict(zip((name for name, _ in model.named_parameters()), groups, strict=True))
        assert by_name["encoder.weight"]["share"] == 0.1
        assert by_name["scores.2.weight"]["share"] == 1.0
        decays = {name: group["weight_decay"] for name, group in by_name.items()}
        assert decays["encoder.weight"] == decays["scores.2.weight"] == 0.5
        assert decays["encoder.bias"] == decays["norm.weight"] == decays["norm.bias"] == 0

    def test_relative_rates_follow_the_size_of_each_tensor(self):
        recipe = replace(RECIPE, encoder_rate=0.1, relative=True, weight_decay=0.5)
        model = tiny()
        with torch.no_grad():
            model.encoder.weight.fill_(0.02)
        groups = loop._optimizer(model, recipe).param_groups
        assert groups[0]["share"] == pytest.approx(0.1 * 0.0201)
        assert groups[0]["weight_decay"] == 0
