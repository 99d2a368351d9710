"""What the face-shape network is worth, on people it never saw, written on its card."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from beauty.predict.face_net import MEAN, SCALE
from beauty.predict.shape import ShapeModel
from beauty.predict.shape_net import ShapeNet
from training.calibration import apply_temperature, cross_calibrate, fit_temperature
from training.card import (
    Calibration,
    Card,
    Data,
    Group,
    Picture,
    Ratios,
    Start,
)
from training.card_page import PAGES, publish
from training.intervals import Figure, summary
from training.metrics import Judged, accuracy, confusion, top2_accuracy
from training.plots import plot_confusion, plot_learning, plot_reliability, plot_risk_coverage
from training.repeat import other_expression, other_light
from training.selective import threshold_for
from training.settings import Settings
from training.shapes import CPU, Shapes
from training.ship import ship

NAME = "face_shape"
OVERLAP = (
    "people overlap: most people of this test part are in its train part, so this measures recognition,"
    " not skill"
)
LIMITS = (
    "labels are one annotator's taste: two annotators agreed on 14 of 20 men, so about 70% is all that"
    " anybody can reach",
    "photos of women are grey celebrity pictures of 190x250 pixels, mostly smiling; men were labelled"
    " by others, helped in training and are judged only where a group men_held_out stands below",
    "age, ethnicity and beards are not labelled in the data, so nothing is known about them beyond the"
    " consistency check below; people under 18 were not looked at",
    "hair over forehead or jaw hides what it should see; heads turned by more than 20 degrees are rare"
    " in the data",
)
CARE = (
    "a shape is a habit of stylists, not a property of a person; the plan never rests on it alone",
    "its encoder began as a network that tells people apart; only five probabilities leave it, and no"
    " template of a face is made or kept",
)


KIND = (
    "29-layer residual face encoder on a grey crop and its mirror image, beside measured ratios;"
    " multinomial"
)
SPLIT = (
    "by person; the shipped network was then trained on everybody by the same recipe, its temperature"
    " and threshold come from the held-out folds"
)
STARTED_FROM = (Start("dlib_face_recognition_resnet_model_v1 (davisking/dlib-models)", "CC0 1.0"),)


def judge_and_publish(
    shipped: ShapeNet, shapes: Shapes, scores: np.ndarray, overlap: np.ndarray, given: Settings
) -> None:
    """Calibrate on held-out people, choose the threshold, write weights, card, page and plots.

    scores (n, k): of photos by networks that never saw the person, NaN for men not judged; overlap
    (m, k): of the official test part by one that saw most of its people, empty where none was trained.
    """
    women = shapes.women
    logs = _log_softmax(scores)
    temperature = fit_temperature(logs[women], shapes.labels[women])
    raw = _judged(shapes, women, np.exp(logs[women]))
    held = cross_calibrate(raw)  # each photo with a temperature fitted on other people
    threshold = threshold_for(held, float(given.table("answer")["wanted_accuracy"]))
    softened = apply_temperature(logs, temperature)
    late = apply_temperature(_log_softmax(overlap), temperature)
    groups = (
        Group("women_held_out", summary(held, threshold) | _by_fold(held, shapes, given)),
        *_beside(shapes, softened, late, threshold, given),
    )
    card = Card(
        **ship(shipped, NAME, given),
        kind=KIND,
        mean=MEAN,
        scale=(SCALE,),
        labels=shapes.names,
        data=_data(shapes),
        split=SPLIT,
        metrics=groups,
        started_from=STARTED_FROM,
        limits=LIMITS,
        care=CARE,
        calibration=Calibration(temperature=temperature),
        threshold=threshold,
        wanted_accuracy=float(given.table("answer")["wanted_accuracy"]),
        pictures=_plots(held, threshold, given),
        ratios=_ratios(shapes),
    )
    publish(card)
    guess = ShapeModel.load(CPU).guess  # what was just written, as the app uses it
    publish(
        replace(
            card, metrics=(*groups, *other_expression(given, guess), *other_light(given, guess))
        )
    )


def _ratios(shapes: Shapes) -> Ratios:
    """What the network was told of the ratios it gets."""
    mean, scale = (tuple(map(float, one)) for one in (shapes.ratio_mean, shapes.ratio_scale))
    return Ratios(shapes.ratio_names, mean, scale)


def _beside(
    shapes: Shapes, softened: np.ndarray, overlap: np.ndarray, threshold: float, given: Settings
) -> Iterator[Group]:
    """What the main figure is read beside: ratios alone, men, the official split, as far as judged.

    softened (n, k): probabilities of held-out photos; overlap (m, k): of the official test part.
    """
    note = "the same folds, logistic regression on the measured ratios, for comparison"
    yield Group("ratios_alone", _ratios_alone(shapes, given), note)
    men = ~shapes.women & np.isfinite(softened[:, 0])
    if men.any():
        judged = _judged(shapes, men, softened[men])
        note = "labelled by other people than the women; half of the men, never seen"
        yield Group("men_held_out", summary(judged, threshold), note)
    if len(overlap):
        judged = _judged(shapes, shapes.women & shapes.official_test, overlap)
        yield Group("official_split", summary(judged, threshold), OVERLAP)


def _judged(shapes: Shapes, chosen: np.ndarray, probabilities: np.ndarray) -> Judged:
    return Judged(shapes.names, probabilities, shapes.labels[chosen], shapes.people[chosen])


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    top = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(top - np.log(np.exp(top).sum(axis=1, keepdims=True)))


def _by_fold(held: Judged, shapes: Shapes, given: Settings) -> dict[str, Figure]:
    """Means over folds, as the bars of the issue ask."""
    rows = np.flatnonzero(shapes.women)
    folds = _folds(given).split(rows, None, shapes.people[rows])
    parts = [held.chosen(judged) for _, judged in folds]
    return {
        "accuracy_mean_of_folds": float(np.mean([accuracy(part) for part in parts])),
        "top2_accuracy_mean_of_folds": float(np.mean([top2_accuracy(part) for part in parts])),
        "accuracy_worst_fold": float(min(accuracy(part) for part in parts)),
    }


def _folds(given: Settings) -> GroupKFold:
    knobs = given.table("folds")
    return GroupKFold(int(knobs["women"]), shuffle=True, random_state=int(knobs["seed"]))


def _ratios_alone(shapes: Shapes, given: Settings) -> dict[str, Figure]:
    women = shapes.women
    found = cross_val_predict(
        LogisticRegression(C=0.01, max_iter=3000),
        shapes.ratios[women],
        shapes.labels[women],
        groups=shapes.people[women],
        cv=_folds(given),
        method="predict_proba",
    )
    return summary(_judged(shapes, women, found), 0.5)


def _data(shapes: Shapes) -> tuple[Data, ...]:
    terms = "collected on the web by others; research only"
    return tuple(
        Data(name, int(chosen.sum()), len(np.unique(shapes.people[chosen])), terms)
        for name, chosen in (("women", shapes.women), ("men", ~shapes.women))
    )


def _plots(held: Judged, threshold: float, given: Settings) -> tuple[Picture, ...]:
    folder = PAGES / NAME
    folder.mkdir(parents=True, exist_ok=True)
    plot_learning(given.history(f"{NAME}_final"), folder / "learning.png")
    plot_confusion(held.labels, confusion(held), folder / "confusion.png")
    plot_reliability(held, folder / "reliability.png")
    plot_risk_coverage(held, threshold, folder / "risk_coverage.png")
    return (
        Picture(f"{NAME}/confusion.png", "Held-out women: true shape by row, found by column"),
        Picture(f"{NAME}/reliability.png", "Held-out women: how sure it was, how often right"),
        Picture(f"{NAME}/risk_coverage.png", "Held-out women: the surer, the more often right"),
        Picture(f"{NAME}/learning.png", "The shipped network's training loss, epoch by epoch"),
    )
