"""The light of a photo: how far off, from where, and how well that is known."""

from beauty.light.card import light_from_card
from beauty.light.estimate import estimate_light, relight
from beauty.light.light import Light, Shading

__all__ = ["Light", "Shading", "estimate_light", "light_from_card", "relight"]
