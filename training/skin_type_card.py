"""What the skin-type network is worth, on pictures it never saw, written on its card."""

import numpy as np

from beauty.predict.lite0 import MEAN, SCALE
from beauty.predict.skin_net import SkinNet
from training.calibration import apply_temperature, cross_calibrate, fit_temperature
from training.card import Calibration, Card, Data, Group, Picture, Start
from training.card_page import PAGES, publish
from training.intervals import Figure, summary
from training.metrics import Judged, confusion
from training.plots import plot_confusion, plot_reliability, plot_risk_coverage
from training.selective import threshold_for
from training.settings import Settings
from training.ship import ship
from training.skins import Skins

NAME = "skin_type"
NEVER = 1.0  # no probability reaches it
LIMITS = (
    "labels are the words by which pictures were found on the web, adverts and models included: nobody"
    " measured any sebum, and published networks reach 47 to 49% on the official test part",
    "alone it never names a type: however sure it was, its answers on held-out pictures were right less"
    " often than was asked for; its probabilities only join those of the questionnaire",
    "camera, light and make-up decide how shiny skin looks; the network cannot know them apart",
    "zones are judged by a network that was only told the label of the whole picture",
    "tone, age and sex are not labelled in the data, so nothing is known about them",
)
CARE = (
    "the questionnaire comes first and this second, with a small weight (assets/skin_type_quiz.toml)",
    "cosmetic skin type, never a diagnosis",
)


def judge_and_publish(
    shipped: SkinNet, skins: Skins, scores: np.ndarray, usable: np.ndarray, given: Settings
) -> None:
    """Calibrate and choose the threshold on the folds of the train part, judge on the valid part.

    scores (n, zones, k): of usable photos by networks that never saw the picture, of the valid part by
    the shipped network, which never saw it either.
    """
    whole = scores.mean(axis=1)
    logs = whole - whole.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    temperature = fit_temperature(logs[usable], skins.labels[usable])
    folds = cross_calibrate(_judged(skins, usable, np.exp(logs[usable])))
    wanted = float(given.table("answer")["wanted_accuracy"])
    threshold = _threshold(folds, wanted)
    valid = _judged(skins, skins.valid, apply_temperature(logs[skins.valid], temperature))
    groups = (
        Group(
            "official_valid",
            summary(valid, threshold) | _majority(skins),
            "pictures of this part that also have copies in the train part were left out of training",
        ),
        Group("train_part_held_out", summary(folds, threshold), "5 folds by source picture"),
    )
    card = Card(
        **ship(shipped, NAME, given),
        kind="EfficientNet-Lite0 as ImageNet left it, features pooled over the skin of the T-zone and of"
        " the U-zone, one fitted layer",
        mean=(MEAN,),
        scale=(SCALE,),
        labels=skins.names,
        data=_data(skins, usable),
        split="the official one; folds of the train part by source picture; people are not known",
        metrics=groups,
        started_from=(Start("EfficientNet-Lite0, ImageNet (Google)", "Apache-2.0"),),
        limits=LIMITS,
        care=CARE,
        calibration=Calibration(temperature=temperature),
        threshold=threshold,
        wanted_accuracy=wanted,
        pictures=_plots(valid, threshold),
    )
    publish(card)


def _threshold(folds: Judged, wanted: float) -> float:
    """From where on answers are right often enough; NEVER where they are not, however sure."""
    try:
        return threshold_for(folds, wanted)
    except ValueError as error:
        print(f"It never answers alone: {error}")
        return NEVER


def _judged(skins: Skins, chosen: np.ndarray, probabilities: np.ndarray) -> Judged:
    return Judged(skins.names, probabilities, skins.labels[chosen], skins.sources[chosen])


def _majority(skins: Skins) -> dict[str, Figure]:
    """How often the most frequent label of the part is right: what always saying it would reach."""
    counts = np.bincount(skins.labels[skins.valid])
    return {"majority_share": float(counts.max() / counts.sum())}


def _data(skins: Skins, usable: np.ndarray) -> tuple[Data, ...]:
    terms = "search-engine pictures collected by others; research only"
    parts = (("train, official", usable), ("valid, official", skins.valid))
    return tuple(Data(name, int(part.sum()), None, terms) for name, part in parts)


def _plots(valid: Judged, threshold: float) -> tuple[Picture, ...]:
    folder = PAGES / NAME
    folder.mkdir(parents=True, exist_ok=True)
    plot_confusion(valid.labels, confusion(valid), folder / "confusion.png")
    plot_reliability(valid, folder / "reliability.png")
    plot_risk_coverage(valid, threshold, folder / "risk_coverage.png")
    return (
        Picture(
            f"{NAME}/confusion.png", "Official valid part: searched word by row, found by column"
        ),
        Picture(f"{NAME}/reliability.png", "Official valid part: how sure it was, how often right"),
        Picture(
            f"{NAME}/risk_coverage.png", "Official valid part: the surer, the more often right"
        ),
    )
