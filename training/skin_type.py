"""Fit the skin-type network and write weights/skin_type.pt with its card.

    python -m training.skin_type --data FOLDER --pretrained FOLDER [--work FOLDER]

FOLDER of data holds skin_type/index.csv (path, label, source_image, official_split). Copies of one
picture stay on one side; of the train part, copies of pictures of the valid part are left out.

The encoder stays as ImageNet left it and only the last layer is fitted: with labels this weak, training
the encoder as well was right for 36% of held-out pictures in a trial that is not kept, less than always
saying the most frequent label.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from tqdm import tqdm

from beauty.predict.parser import as_input
from beauty.predict.skin_net import SkinNet
from training.data import find_faces
from training.settings import Settings, settings
from training.skin_type_card import judge_and_publish
from training.skins import CPU, Skins

NAME = "skin_type"
BATCH = 32


def main() -> None:
    given = settings(__doc__, NAME)
    skins = Skins.read(find_faces(given.data, given.work), given)
    usable = ~skins.valid & ~np.isin(skins.sources, skins.sources[skins.valid])
    model = SkinNet(len(skins.names)).eval()
    model.encoder.load_state_dict(torch.load(given.pretrained / "lite0.pt", weights_only=True))
    features = _kept(given.work / f"{NAME}_features.npy", lambda: features_of(model, skins))
    model.norm.mean[:] = torch.from_numpy(features[usable].mean(axis=(0, 1)))
    model.norm.scale[:] = torch.from_numpy(features[usable].std(axis=(0, 1)) + 1e-6)
    standard = (features - model.norm.mean.numpy()) / model.norm.scale.numpy()
    scores, strength = hold_out(standard, skins, usable, given)
    last = fit(standard, skins, usable, strength)
    state = {"weight": torch.from_numpy(last.coef_), "bias": torch.from_numpy(last.intercept_)}
    model.scores[-1].load_state_dict(state)
    scores[skins.valid] = standard[skins.valid] @ last.coef_.T + last.intercept_
    judge_and_publish(model, skins, scores, usable, given)


def _kept(path: Path, make: Callable[[], np.ndarray]) -> np.ndarray:
    """An array from the cache, or made and cached: the encoder is frozen, so once is enough."""
    if not path.exists():
        np.save(path, make())
    return np.asarray(np.load(path))


@torch.inference_mode()
def features_of(model: SkinNet, skins: Skins) -> np.ndarray:
    """What the encoder sees of each zone, float32 (n, zones, width)."""
    found = []
    for start in tqdm(range(0, len(skins.crops), BATCH), desc="features"):
        part = slice(start, start + BATCH)
        zones = torch.from_numpy(skins.masks[part]).float() / 255
        found.append(model.features(as_input(skins.crops[part], CPU), zones).numpy())
    return np.concatenate(found)


def fit(
    standard: np.ndarray, skins: Skins, chosen: np.ndarray, strength: float
) -> LogisticRegression:
    """The last layer on the chosen photos: the mean of a face's zones has to say its label. Copies of
    one source picture count together as one."""
    _, of_source, copies = np.unique(skins.sources[chosen], return_inverse=True, return_counts=True)
    return LogisticRegression(C=strength, max_iter=1000).fit(
        standard[chosen].mean(axis=1), skins.labels[chosen], sample_weight=1 / copies[of_source]
    )


def hold_out(
    standard: np.ndarray, skins: Skins, usable: np.ndarray, given: Settings
) -> tuple[np.ndarray, float]:
    """Scores (n, zones, k) of the usable photos, each by a layer that never saw that picture, zero
    elsewhere; and the strength that told most of them rightly (least surprise: log loss)."""
    rows, knobs = np.flatnonzero(usable), given.table("folds")
    folds = GroupKFold(int(knobs["count"]), shuffle=True, random_state=int(knobs["seed"]))
    splits = list(folds.split(rows, None, skins.sources[rows]))
    best, least, chosen = np.zeros(()), np.inf, 0.0
    for strength in given.table("fit")["strengths"]:
        found = np.zeros((*standard.shape[:2], len(skins.names)))
        for kept, judged in splits:
            part = np.isin(np.arange(len(usable)), rows[kept])
            last = fit(standard, skins, part, strength)
            found[rows[judged]] = standard[rows[judged]] @ last.coef_.T + last.intercept_
        whole = found[rows].mean(axis=1)
        shares = np.exp(whole) / np.exp(whole).sum(axis=1, keepdims=True)
        surprise = -np.log(shares[np.arange(len(rows)), skins.labels[rows]]).mean()
        right = (whole.argmax(axis=1) == skins.labels[rows]).mean()
        print(f"strength {strength:g}: surprise {surprise:.4f}, right {right:.3f}")
        if surprise < least:
            best, least, chosen = found, surprise, strength
    return best, chosen


if __name__ == "__main__":
    main()
