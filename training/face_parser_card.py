"""What the face parser is worth, on people it never saw, written on its card."""

import numpy as np

from beauty.predict.lite0 import MEAN, SCALE
from beauty.predict.parser_net import ParserNet
from training.card import Card, Data, Group, Picture, Start
from training.card_page import PAGES, publish
from training.intervals import Figure, pixel_intervals
from training.metrics import pixel_f1
from training.plots import plot_learning, plot_per_label
from training.settings import Settings
from training.ship import ship

NAME = "face_parser"
JUDGED = slice(1, 11)  # skin to neck: the labels whose mean F1 counts
LIMITS = (
    "labels of the training pictures were drawn by others at 512 pixels; hands are not labelled there"
    " and count as background",
    "pictures are celebrities' portraits; tone, age and sex are not labelled, so nothing is known about"
    " them beyond what the pictures of the README show",
    "hair, neck and clothes farther from the face than 2.2 eye distances are outside its crop",
    "veils, masks, painted faces and drawings are rare in the data or missing",
)
CARE = ("it says what a pixel shows, never who somebody is",)


def judge_and_publish(
    shipped: ParserNet,
    labels: tuple[str, ...],
    counts: dict[str, np.ndarray],
    photos: dict[str, tuple[int, int]],
    given: Settings,
) -> None:
    """Write weights, card, page and plots.

    counts: for each group of held-out photos, pixels (people, labels, labels), true by row; photos:
    for each part of the data, how many photos and people.
    """
    terms = "CelebAMask-HQ, research only, non-commercial"
    card = Card(
        **ship(shipped, NAME, given),
        kind="EfficientNet-Lite0 encoder with a narrow feature pyramid, 13 shares a pixel at half side",
        mean=(MEAN,),
        scale=(SCALE,),
        labels=labels,
        data=tuple(Data(name, count, people, terms) for name, (count, people) in photos.items()),
        split="by person (found by likeness, since nobody wrote it down), shuffled by the seed of"
        " training/configs/face_parser.toml",
        metrics=tuple(Group(name, _figures(found), _note(name)) for name, found in counts.items()),
        started_from=(Start("EfficientNet-Lite0, ImageNet (Google)", "Apache-2.0"),),
        limits=LIMITS,
        care=CARE,
        pictures=_plots(labels, counts["test_with_landmarks"], given),
    )
    publish(card)


def _note(name: str) -> str:
    alone = "the network alone, without the landmarks that sharpen lips and eyes"
    return alone if name == "test_network_alone" else "the label map of the segment command"


def _figures(found: np.ndarray) -> dict[str, Figure]:
    """Mean F1 of the judged labels and F1 of each, over all pixels of all whole photos."""

    def measure(counts: np.ndarray) -> np.ndarray:
        each = pixel_f1(counts)
        return np.array([np.nanmean(each[JUDGED]), *each])

    values = measure(found.sum(axis=0))
    low, high = pixel_intervals(found, measure)
    spans = np.column_stack([low, high]).tolist()
    return {
        "people": len(found),
        "mean_f1": float(values[0]),
        "mean_f1_95": spans[0],
        "f1": values[1:].tolist(),
        "f1_95": spans[1:],
    }


def _plots(labels: tuple[str, ...], found: np.ndarray, given: Settings) -> tuple[Picture, ...]:
    folder = PAGES / NAME
    folder.mkdir(parents=True, exist_ok=True)
    plot_learning(given.history(NAME), folder / "learning.png")
    low, high = pixel_intervals(found)
    values = pixel_f1(found.sum(axis=0))
    plot_per_label(labels, values, low, high, "F1 on held-out people", folder / "f1.png")
    return (
        Picture(f"{NAME}/f1.png", "F1 of each label on held-out people, with 95% intervals"),
        Picture(
            f"{NAME}/learning.png", "Training loss and score on the valid part, epoch by epoch"
        ),
    )
