"""The light of a photo: how far off, from where, and how well that is known."""

from beauty.light.estimate import estimate_light, relight
from beauty.light.light import Light, Shading

__all__ = ["Light", "Shading", "estimate_light", "relight"]
