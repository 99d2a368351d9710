"""Tone, undertone and contrast of a face, freed from the light as far as that is known."""

from beauty.skin.as_json import tone_json
from beauty.skin.coloring import Coloring, measure_coloring
from beauty.skin.season import Season, season_of
from beauty.skin.tone import SkinTone, measure_tone

__all__ = [
    "Coloring",
    "Season",
    "SkinTone",
    "measure_coloring",
    "measure_tone",
    "season_of",
    "tone_json",
]
