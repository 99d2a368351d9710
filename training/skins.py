"""The skin-type photos as the network takes them."""

from dataclasses import dataclass

import numpy as np
import torch
from tqdm import tqdm

from beauty.face import Regions
from beauty.face.crop import crop_face
from beauty.predict.skin_type import zone_masks
from training.data import Faces
from training.settings import Settings

CPU = torch.device("cpu")


@dataclass(frozen=True, eq=False)
class Skins:
    """crops uint8 (n, s, s, 3); masks uint8 (n, 2, s, s); labels int (n,) into names."""

    crops: np.ndarray
    masks: np.ndarray
    labels: np.ndarray
    sources: np.ndarray
    valid: np.ndarray
    names: tuple[str, ...]

    @classmethod
    def read(cls, faces: Faces, given: Settings) -> "Skins":
        crops, masks = [], []
        for index in tqdm(range(len(faces.rows)), desc="crops"):
            photo = faces.pixels(index)
            face = faces.face(index)
            regions = Regions.of(face, (photo.shape[1], photo.shape[0]))
            crop = crop_face(photo, face.landmarks_px, given.frame)
            crops.append(crop.pixels)
            masks.append(zone_masks(regions, crop))
        labels = faces.column("label")
        names = tuple(sorted(set(labels)))
        return cls(
            np.stack(crops),
            np.stack(masks),
            np.searchsorted(names, labels),
            faces.column("source_image"),
            faces.column("official_split") == "valid",
            names,
        )
