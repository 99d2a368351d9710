"""Which photos show the same person, where nobody wrote it down: only to keep splits honest."""

from pathlib import Path

import numpy as np
import torch
from scipy.sparse.csgraph import connected_components
from tqdm import tqdm

from beauty.face.crop import CropFrame, crop_face
from beauty.predict.face_net import MEAN, SCALE, FaceNet
from training.data import Faces

FRAME = CropFrame(150, 2.9, 0.5)
# two photos of one person of the London set differ by 0.37 at most, of two people by 0.60 at least;
# this errs on the side of calling strangers one person
SAME_PERSON = 0.45


def group_people(faces: Faces, pretrained: Path) -> np.ndarray:
    """A group number for each photo (n,): likenesses within SAME_PERSON, chained."""
    likeness = likenesses(faces, pretrained)
    apart = np.linalg.norm(likeness[:, None] - likeness[None], axis=-1)
    _, groups = connected_components(apart < SAME_PERSON)
    return np.asarray(groups)


@torch.inference_mode()
def likenesses(faces: Faces, pretrained: Path) -> np.ndarray:
    """dlib's 128 numbers that tell people apart, float32 (n, 128)."""
    net = FaceNet().eval()
    net.load_state_dict(torch.load(pretrained / "face_net.pt", weights_only=True))
    last = torch.load(pretrained / "face_net_likeness.pt", weights_only=True)
    found = []
    for index in tqdm(range(len(faces.rows)), desc="likenesses"):
        crop = crop_face(faces.pixels(index), faces.landmarks[index, :, :2], FRAME).pixels
        values = (crop.astype(np.float32) - np.array(MEAN, np.float32)) / SCALE
        found.append(net(torch.from_numpy(values).permute(2, 0, 1)[None]) @ last)
    return torch.cat(found).numpy()
