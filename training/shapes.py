"""The face-shape photos as the network takes them."""

from dataclasses import dataclass

import numpy as np
import torch
from tqdm import tqdm

from beauty.predict.shape import FARTHEST, grey_crop, shape_scores
from beauty.predict.shape_net import ShapeNet
from training.data import Faces
from training.settings import Settings

CPU = torch.device("cpu")


@dataclass(frozen=True, eq=False)
class Shapes:
    """crops uint8 (n, size, size); ratios float32 (n, r), standardised; labels int (n,) into names."""

    crops: np.ndarray
    ratios: np.ndarray
    labels: np.ndarray
    people: np.ndarray
    women: np.ndarray
    official_test: np.ndarray
    names: tuple[str, ...]
    ratio_names: tuple[str, ...]
    ratio_mean: np.ndarray
    ratio_scale: np.ndarray

    @classmethod
    def read(cls, faces: Faces, given: Settings) -> "Shapes":
        crops = [
            grey_crop(faces.pixels(i), faces.landmarks[i, :, :2], given.frame).pixels
            for i in tqdm(range(len(faces.rows)), desc="crops")
        ]
        ratios = np.stack(list(faces.ratios.values()), axis=1)
        mean, scale = ratios.mean(axis=0), ratios.std(axis=0)
        labels, people = faces.column("label"), faces.column("person")
        names = tuple(sorted(set(labels)))
        return cls(
            np.stack(crops),
            np.clip((ratios - mean) / scale, -FARTHEST, FARTHEST).astype(np.float32),
            np.searchsorted(names, labels),
            people,
            faces.column("sex") == "f",
            faces.column("official_split") == "test",
            names,
            tuple(faces.ratios),
            mean,
            scale,
        )


def scores_of(model: ShapeNet, shapes: Shapes, chosen: np.ndarray) -> np.ndarray:
    """Scores (n, k) of the chosen photos, in their order."""
    indices = np.flatnonzero(chosen)
    parts = np.array_split(indices, max(len(indices) // 64, 1))
    return np.concatenate(
        [shape_scores(model, shapes.crops[part], shapes.ratios[part], CPU) for part in parts]
    )
