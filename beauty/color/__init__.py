"""Colour science on plain numbers."""

from beauty.color.spaces import delta_e, from_linear, to_hex, to_lab, to_linear
from beauty.color.tone import MonkRange, Undertone, ita_class, ita_deg, suggest_monk, undertone

__all__ = [
    "MonkRange",
    "Undertone",
    "delta_e",
    "from_linear",
    "ita_class",
    "ita_deg",
    "suggest_monk",
    "to_hex",
    "to_lab",
    "to_linear",
    "undertone",
]
