"""Pictures made from an analysis."""

from beauty.draw.concern_map import close_up, draw_concern, strongest_region
from beauty.draw.faces import draw_faces, numbered
from beauty.draw.guide import draw_guide, load_paint
from beauty.draw.heat import draw_heat, heat_scale
from beauty.draw.layers import draw_measures, draw_plain, draw_regions, region_colors
from beauty.draw.portrait import Portrait, portrait

__all__ = [
    "Portrait",
    "close_up",
    "draw_concern",
    "draw_faces",
    "draw_guide",
    "draw_heat",
    "draw_measures",
    "draw_plain",
    "draw_regions",
    "heat_scale",
    "load_paint",
    "numbered",
    "portrait",
    "region_colors",
    "strongest_region",
]
