"""Train the face parser and write weights/face_parser.pt with its card.

    python -m training.face_parser --data FOLDER --pretrained FOLDER [--work FOLDER]

FOLDER of data holds face_parsing/index.csv (path, mask); masks are one-channel label maps with the
labels of `segment`. Photos of one person stay on one side of the split.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from beauty.face import Face, Regions
from beauty.face.crop import CropFrame, crop_face
from beauty.face.labels import LABELS
from beauty.photo import Photo, read_photo
from beauty.predict.parser import Parsing, as_input, parse_crop
from beauty.predict.parser_net import ParserNet
from beauty.predict.segment import LANDMARK_WEIGHT, segment
from training.augment import Jitter, after, covered, photographed, wander
from training.data import Faces, find_faces, split_groups
from training.face_parser_card import JUDGED, judge_and_publish
from training.loop import Lesson, fit
from training.metrics import pixel_f1
from training.people import group_people
from training.settings import Settings, settings

NAMES = tuple(LABELS)
OTHER, GLASSES = NAMES.index("other"), NAMES.index("glasses")
HALF = np.array(
    [[0.5, 0, -0.25], [0, 0.5, -0.25]]
)  # pixel centres of a crop to those of half its side


@dataclass(frozen=True, eq=False)
class Pairs:
    """Photos with one face each and their label maps uint8 (h, w); to_crop: photo to crop (2, 3)."""

    photos: list[Photo]
    faces: list[Face]
    masks: list[np.ndarray]
    to_crop: list[np.ndarray]

    @classmethod
    def read(cls, faces: Faces, frame: CropFrame) -> "Pairs":
        photos, found, masks, places = [], [], [], []
        for index, row in enumerate(faces.rows):
            photos.append(read_photo(faces.data / row["path"]))
            found.append(faces.face(index))
            mask = cv2.imread(str(faces.data / row["mask"]), cv2.IMREAD_GRAYSCALE)
            masks.append(np.asarray(mask))
            places.append(crop_face(photos[-1].rgb, found[-1].landmarks_px, frame).to_crop)
        return cls(photos, found, masks, places)

    def cut(self, index: int, to_crop: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
        """A crop and, at the half side of the network's answer, its labels; 255 outside the photo."""
        photo = cv2.warpAffine(
            self.photos[index].rgb, to_crop, (side, side), borderMode=cv2.BORDER_REPLICATE
        )
        mask = cv2.warpAffine(
            self.masks[index],
            after(HALF, to_crop),
            (side // 2, side // 2),
            flags=cv2.INTER_NEAREST,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=255,
        )
        return photo, mask

    def batches(self, rng: np.random.Generator, given: Settings) -> Iterator[tuple[Tensor, Tensor]]:
        """One epoch of jittered crops, those with glasses several times."""
        side = given.frame.size_px
        often = int(given.table("loss")["oversample_glasses"])
        has = [int((mask == GLASSES).sum()) > 200 for mask in self.masks]
        order = rng.permutation(
            [i for i, one in enumerate(has) for _ in range(often if one else 1)]
        )
        size = given.recipe.batch
        for start in range(0, len(order) - size + 1, size):
            cuts = [self._jittered(rng, i, side, given.jitter) for i in order[start : start + size]]
            yield (
                as_input(np.stack([photo for photo, _ in cuts]), torch.device("cpu")),
                torch.from_numpy(np.stack([mask for _, mask in cuts]).astype(np.int64)),
            )

    def steps(self, given: Settings) -> int:
        often = int(given.table("loss")["oversample_glasses"])
        count = sum(often if int((mask == GLASSES).sum()) > 200 else 1 for mask in self.masks)
        return count // given.recipe.batch

    def _jittered(
        self, rng: np.random.Generator, index: int, side: int, jitter: Jitter
    ) -> tuple[np.ndarray, np.ndarray]:
        place = after(wander(rng, side, jitter), self.to_crop[index])
        photo, mask = self.cut(index, place, side)
        photo = photographed(rng, photo)
        if rng.random() < 0.1:
            photo = covered(rng, photo, 0.2)  # the labels below stay: it must guess from around
        return photo, mask


class ParsingLoss:
    """Cross-entropy with borders and rare labels up-weighted, plus soft Dice over labels present."""

    def __init__(self, masks: list[np.ndarray], knobs: dict[str, float]) -> None:
        counts = np.bincount(np.concatenate([m.ravel()[::7] for m in masks]), minlength=len(NAMES))
        shares = counts[: len(NAMES)] / counts[: len(NAMES)].sum()
        weights = (shares + 1e-5) ** -knobs["rare"]
        self.weights = torch.tensor(weights / weights.mean(), dtype=torch.float32)
        self.boundary, self.dice = knobs["boundary"], knobs["dice"]

    def __call__(self, model: nn.Module, batch: tuple[Tensor, ...]) -> Tensor:
        photos, labels = batch
        scores = model(photos.contiguous(memory_format=torch.channels_last)).float()
        plain = functional.cross_entropy(
            scores, labels, self.weights.to(scores.device), ignore_index=255, reduction="none"
        )
        known = (labels != 255).float()
        weighted = known * (1 + self.boundary * _borders(labels))
        entropy = (plain * weighted).sum() / weighted.sum()
        return entropy + self.dice * _dice_loss(scores.softmax(1), labels, known)


def _borders(labels: Tensor) -> Tensor:
    """1 within one pixel of a place where two labels meet."""
    values = labels.float()[:, None]
    high = functional.max_pool2d(values, 3, 1, 1)
    low = -functional.max_pool2d(-values, 3, 1, 1)
    return (high != low).float()[:, 0]


def _dice_loss(shares: Tensor, labels: Tensor, known: Tensor) -> Tensor:
    hot = (
        functional.one_hot(labels.clamp(max=len(NAMES) - 1), len(NAMES)).permute(0, 3, 1, 2).float()
    )
    hot, shares = hot * known[:, None], shares * known[:, None]
    both, each = (hot * shares).sum((0, 2, 3)), (hot + shares).sum((0, 2, 3))
    there = hot.sum((0, 2, 3)) > 0
    return 1 - (2 * both / (each + 1.0))[there].mean()


def confusions(
    model: nn.Module, pairs: Pairs, frame: CropFrame, landmarks: float = LANDMARK_WEIGHT
) -> np.ndarray:
    """Pixels (n, labels, labels) of whole photos, true by row, found by column, by the run-time path."""
    device, count = next(model.parameters()).device, len(NAMES)
    found = np.zeros((len(pairs.photos), count * count), np.int64)
    for index, (photo, face) in enumerate(zip(pairs.photos, pairs.faces, strict=True)):
        crop = crop_face(photo.rgb, face.landmarks_px, frame)
        parsing = Parsing(NAMES, crop, parse_crop(model, crop.pixels, device))
        labels = segment(photo, Regions.of(face, photo.size_wh), parsing, landmarks)
        pairs_of_labels = pairs.masks[index].astype(np.int64) * count + labels
        found[index] = np.bincount(pairs_of_labels.ravel(), minlength=count * count)
    return found.reshape(-1, count, count)


def sum_people(counts: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Pixels (n, k, k) of photos summed over the photos of each person."""
    return np.stack([counts[people == person].sum(axis=0) for person in np.unique(people)])


def main() -> None:
    given = settings(__doc__, "face_parser")
    faces = find_faces(given.data, given.work)
    groups = group_people(faces, given.pretrained)
    split = given.table("split")
    parts = split_groups(groups, (split["test"], split["valid"]), int(split["seed"]))
    test, valid, train = (Pairs.read(faces.chosen(part), given.frame) for part in parts)
    held_out = [row["path"] for row in faces.chosen(parts[0] | parts[1]).rows]
    (given.work / "face_parser_held_out.txt").write_text("\n".join(held_out) + "\n", "utf-8")
    model = ParserNet(len(NAMES))
    model.encoder.load_state_dict(torch.load(given.pretrained / "lite0.pt", weights_only=True))

    def judge(candidate: nn.Module) -> dict[str, float]:
        scores = pixel_f1(confusions(candidate, valid, given.frame).sum(axis=0))
        return {"score": float(scores[JUDGED].mean()), "glasses": float(scores[GLASSES])}

    def batches(epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        return train.batches(np.random.default_rng((given.recipe.seed, epoch)), given)

    lesson = Lesson(
        batches, train.steps(given), ParsingLoss(train.masks, given.table("loss")), judge
    )
    fit(model, given.recipe, lesson, given.work / "face_parser.ckpt", given.device)
    counts = {
        "test_with_landmarks": confusions(model, test, given.frame),
        "test_network_alone": confusions(model, test, given.frame, landmarks=0.0),
    }
    people = groups[parts[0]]
    judge_and_publish(
        model,
        NAMES,
        {name: sum_people(found, people) for name, found in counts.items()},
        {
            name: (int(part.sum()), len(np.unique(groups[part])))
            for name, part in zip(("test", "valid", "train"), parts, strict=True)
        },
        given,
    )


if __name__ == "__main__":
    main()
