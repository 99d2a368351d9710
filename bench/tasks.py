"""What each network is asked in bench/networks.py: faces as it takes them, and what its answers mean."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from beauty.face import Face, Landmarker, Regions, choose_face
from beauty.face.crop import crop_face
from beauty.measure import measure_geometry
from beauty.paths import ASSETS
from beauty.photo import Photo, read_photo
from beauty.predict.parser import as_input
from beauty.predict.parser_net import ParserNet
from beauty.predict.shape import ShapeModel, grey_crop, grey_input, softened
from beauty.predict.shape_net import ShapeNet
from beauty.predict.skin_net import SkinNet
from beauty.predict.skin_type import zone_masks
from beauty.predict.weights import ModelCard, read_weights
from bench.portrait import portrait

CPU = torch.device("cpu")
SIDE_PX = 1280
Inputs = tuple[Tensor, ...]


class Asked(ABC):
    """One network in its plain form. plain: not packed, on the processor."""

    name: str

    def __init__(self) -> None:
        self.card = ModelCard.load(self.name)
        self.plain = read_weights(self.made(), self.card)
        self.plain.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    @abstractmethod
    def made(self) -> nn.Module:
        """The network without its weights."""

    @abstractmethod
    def take(self, photo: Photo, face: Face) -> Inputs:
        """One face as the run-time path gives it."""

    @abstractmethod
    def probabilities(self, answer: Tensor) -> np.ndarray:
        """Float (..., labels), sum 1, of the answer to one face."""


class AskedParser(Asked):
    name = "face_parser"

    def made(self) -> nn.Module:
        return ParserNet(len(self.card.labels))

    def take(self, photo: Photo, face: Face) -> Inputs:
        return (
            as_input(crop_face(photo.rgb, face.landmarks_px, self.card.frame).pixels[None], CPU),
        )

    def probabilities(self, answer: Tensor) -> np.ndarray:
        return np.asarray(answer.softmax(1)[0].permute(1, 2, 0).numpy())


class AskedShape(Asked):
    name = "face_shape"

    def made(self) -> nn.Module:
        return ShapeNet(len(self.card.labels), len(self.card.values["ratios"]["names"]))

    def take(self, photo: Photo, face: Face) -> Inputs:
        model = ShapeModel(self.card, self.plain, CPU)  # type: ignore[arg-type]
        crop = grey_crop(photo.rgb, face.landmarks_px, self.card.frame).pixels
        told = torch.from_numpy(model.scale.standard(measure_geometry(face).ratios))
        return grey_input(np.stack([crop, crop[:, ::-1]]), CPU), torch.stack([told, told])

    def probabilities(self, answer: Tensor) -> np.ndarray:
        temperature = float(self.card.values["calibration"]["temperature"])
        return softened(answer.double().mean(0).numpy(), temperature)


class AskedSkin(Asked):
    name = "skin_type"

    def made(self) -> nn.Module:
        return SkinNet(len(self.card.labels))

    def take(self, photo: Photo, face: Face) -> Inputs:
        crop = crop_face(photo.rgb, face.landmarks_px, self.card.frame)
        zones = torch.from_numpy(zone_masks(Regions.of(face, photo.size_wh), crop)[None])
        return as_input(crop.pixels[None], CPU), zones.float() / 255

    def probabilities(self, answer: Tensor) -> np.ndarray:
        temperature = float(self.card.values["calibration"]["temperature"])
        return softened(answer.double()[0].mean(0).numpy(), temperature)


@dataclass(frozen=True, eq=False)
class Task:
    """A network and faces for it, each the inputs of one call.

    judge: a figure in percent on photos with a known truth, named by judged_by; note: what a reader of
    the table must know.
    """

    asked: Asked
    inputs: Sequence[Inputs]
    calibration: Sequence[Inputs]
    note: str
    judge: Callable[[nn.Module], float] | None = None
    judged_by: str = ""


def example_tasks() -> tuple[Task, ...]:
    """The rendered examples and the portrait; int8 is calibrated on their mirror images."""
    paths = sorted((ASSETS / "examples").glob("*.jpg"))
    photos = [read_photo(portrait(SIDE_PX, path)) for path in (None, *paths)]
    mirrored = [Photo(np.ascontiguousarray(one.rgb[:, ::-1]), one.size_wh) for one in photos]
    landmarker = Landmarker.load()
    try:
        faces, others = (
            [(photo, choose_face(landmarker.find(photo), 0)) for photo in some]
            for some in (photos, mirrored)
        )
    finally:
        landmarker.close()
    return tuple(
        Task(
            asked,
            [asked.take(*one) for one in faces],
            [asked.take(*one) for one in others],
            "rendered examples and a portrait",
        )
        for asked in (AskedParser(), AskedShape(), AskedSkin())
    )
