"""Colour science on plain numbers."""

from beauty.color.spaces import delta_e, to_hex, to_lab
from beauty.color.tone import MonkRange, Undertone, ita_class, ita_deg, suggest_monk, undertone

__all__ = [
    "MonkRange",
    "Undertone",
    "delta_e",
    "ita_class",
    "ita_deg",
    "suggest_monk",
    "to_hex",
    "to_lab",
    "undertone",
]
