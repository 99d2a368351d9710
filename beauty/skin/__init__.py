"""Tone, undertone and contrast of a face, freed from the light as far as that is known."""

from beauty.skin.as_json import tone_json
from beauty.skin.tone import SkinTone, measure_tone

__all__ = ["SkinTone", "measure_tone", "tone_json"]
