"""All networks of the app, loaded once."""

from dataclasses import dataclass

import torch

from beauty.predict.device import best_device
from beauty.predict.parser import FaceParser
from beauty.predict.shape import ShapeModel
from beauty.predict.skin_type import SkinTypeModel


@dataclass(frozen=True, eq=False)
class Networks:
    """Each is safe to share between threads."""

    parser: FaceParser
    shape: ShapeModel
    skin_type: SkinTypeModel

    @classmethod
    def load(cls, device: torch.device | None = None) -> "Networks":
        """On `device`, by default the best there is. Raises SetupError where a file is missing,
        damaged or another than its card says."""
        device = device or best_device()
        return cls(FaceParser.load(device), ShapeModel.load(device), SkinTypeModel.load(device))

    @property
    def hashes(self) -> dict[str, str]:
        """Name -> SHA-256 that the network's file was found to have when it was loaded."""
        cards = (self.parser.card, self.shape.card, self.skin_type.card)
        return {card.name: card.sha256 for card in cards}
