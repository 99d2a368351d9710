"""Make-up on a photo."""

from beauty.tryon.look import Layer, Look, find_look, load_looks, look_toml, read_look
from beauty.tryon.render import render
from beauty.tryon.sitter import Sitter
from beauty.tryon.sitting import sit, sit_unjudged
from beauty.tryon.strips import Rendered

__all__ = [
    "Layer",
    "Look",
    "Rendered",
    "Sitter",
    "find_look",
    "load_looks",
    "look_toml",
    "read_look",
    "render",
    "sit",
    "sit_unjudged",
]
