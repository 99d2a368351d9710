"""Train the face-shape network and write weights/face_shape.pt with its card.

    python -m training.face_shape --data FOLDER --pretrained FOLDER [--work FOLDER]

FOLDER of data holds face_shape/index.csv (path, label, person, sex, official_split). Networks that
never saw the people they are judged on say how good the recipe is; what ships is trained on everybody.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import torch
from sklearn.model_selection import GroupKFold
from torch import Tensor, nn

from beauty.predict.shape import grey_input
from beauty.predict.shape_net import ShapeNet
from training.augment import Jitter, covered, photographed, wander
from training.data import find_faces
from training.face_shape_card import judge_and_publish
from training.loop import Lesson, fit
from training.settings import Settings, settings
from training.shapes import CPU, Shapes, scores_of

NAME = "face_shape"
RUNS = {"women": "fold", "men": "men"}  # what their checkpoints are called


class Sampler:
    """Batches of jittered crops, a few of each person an epoch."""

    def __init__(self, shapes: Shapes, chosen: np.ndarray, given: Settings, seed: int) -> None:
        self.shapes, self.given, self.seed = shapes, given, seed
        self.pool = given.table("pool")
        self.by_person = [
            np.flatnonzero(chosen & (shapes.people == person))
            for person in np.unique(shapes.people[chosen])
        ]
        most = int(self.pool["photos_a_person"])
        photos = sum(min(len(own), most) for own in self.by_person)
        self.steps = photos // given.recipe.batch

    def __call__(self, epoch: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        rng = np.random.default_rng((self.seed, epoch))
        most, size = int(self.pool["photos_a_person"]), self.given.recipe.batch
        drawn = np.concatenate([rng.permutation(own)[:most] for own in self.by_person])
        order = rng.permutation(drawn)
        for step in range(self.steps):
            yield self._batch(rng, order[step * size : (step + 1) * size])

    def _batch(self, rng: np.random.Generator, chosen: np.ndarray) -> tuple[Tensor, Tensor, Tensor]:
        """Pictures, ratios and soft labels; each is mixed with another's (mixup, Zhang 2018)."""
        crops = np.stack([jittered(rng, self.shapes.crops[i], self.given.jitter) for i in chosen])
        pictures, ratios = grey_input(crops, CPU), torch.from_numpy(self.shapes.ratios[chosen])
        count = len(self.shapes.names)
        spread = float(self.pool["smooth"])
        hot = np.eye(count)[self.shapes.labels[chosen]] * (1 - spread) + spread / count
        labels = torch.from_numpy(hot).float()
        kept = float(rng.beta(self.pool["mixup"], self.pool["mixup"]))
        other = torch.from_numpy(rng.permutation(len(chosen)))
        pictures, ratios, labels = (
            kept * part + (1 - kept) * part[other] for part in (pictures, ratios, labels)
        )
        return pictures, ratios, labels


def jittered(rng: np.random.Generator, crop: np.ndarray, jitter: Jitter) -> np.ndarray:
    """A crop moved, lit, photographed and in part covered otherwise; uint8 (size, size)."""
    moved = cv2.warpAffine(
        crop, wander(rng, len(crop), jitter), crop.shape[::-1], borderMode=cv2.BORDER_REFLECT
    )
    seen = photographed(rng, np.repeat(moved[..., None], 3, axis=2))
    if rng.random() < 0.3:
        seen = covered(rng, seen, 0.35)
    grey: np.ndarray = seen.mean(axis=2).astype(np.uint8)
    return grey


def soft_cross_entropy(model: nn.Module, batch: tuple[Tensor, ...]) -> Tensor:
    pictures, ratios, labels = batch
    scores: Tensor = model(pictures, ratios).float()
    return -(labels * scores.log_softmax(1)).sum(1).mean()


def train(shapes: Shapes, chosen: np.ndarray, given: Settings, run_name: str) -> ShapeNet:
    """One network from the pretrained encoder, on the chosen photos (n,) bool."""
    torch.manual_seed(given.recipe.seed)
    model = ShapeNet(len(shapes.names), len(shapes.ratio_names))
    start = torch.load(given.pretrained / "face_net.pt", weights_only=True)
    model.encoder.load_state_dict(start)
    frozen = (model.encoder.stem, model.encoder.blocks[: int(given.table("pool")["frozen_blocks"])])
    for part in frozen:
        part.requires_grad_(False)
    sampler = Sampler(shapes, chosen, given, given.recipe.seed)

    lesson = Lesson(sampler, sampler.steps, soft_cross_entropy)
    fit(model, given.recipe, lesson, given.work / f"{NAME}_{run_name}.ckpt", given.device)
    return model.to(CPU)


def hold_out(shapes: Shapes, given: Settings, name: str) -> np.ndarray:
    """Scores (n, k) of photos of people that the network which judges them never saw; NaN elsewhere.

    Every woman is judged in one of the folds; of the men, as many folds as configs/face_shape.toml says.
    """
    knobs = given.table("folds")
    found = np.full((len(shapes.labels), len(shapes.names)), np.nan)
    rows = np.flatnonzero(shapes.women if name == "women" else ~shapes.women)
    folds = GroupKFold(int(knobs[name]), shuffle=True, random_state=int(knobs["seed"]))
    splits = list(folds.split(rows, None, shapes.people[rows]))[: int(knobs[f"{name}_judged"])]
    for number, (_, judged) in enumerate(splits):
        held = np.zeros(len(shapes.labels), bool)
        held[rows[judged]] = True
        model = train(shapes, ~held, given, f"{RUNS[name]}{number}")
        found[held] = scores_of(model, shapes, held)
        right = (found[held].argmax(axis=1) == shapes.labels[held]).mean()
        print(f"{name}, fold {number}: {right:.3f} of {held.sum()} photos", flush=True)
    return found


def main() -> None:
    given = settings(__doc__, NAME)
    shapes = Shapes.read(find_faces(given.data, given.work), given)
    women, men = (hold_out(shapes, given, name) for name in ("women", "men"))
    scores = np.where(shapes.women[:, None], women, men)
    shipped = train(shapes, np.ones(len(shapes.labels), bool), given, "final")
    overlap = np.zeros((0, len(shapes.names)))
    if given.table("folds")["official"]:
        seen = train(shapes, shapes.women & ~shapes.official_test, given, "official")
        overlap = scores_of(seen, shapes, shapes.women & shapes.official_test)
    judge_and_publish(shipped, shapes, scores, overlap, given)


if __name__ == "__main__":
    main()
