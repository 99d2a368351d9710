"""Sitters that several tests paint: a real face, an open mouth, and a rendered one."""

import pytest

from beauty import Analysis, Beauty
from beauty.paths import ASSETS
from beauty.tryon import Layer, Sitter, sit
from beauty.tryon.products import load_products

VIVID = "#b0122f"


def layer_of(product: str, opacity: float = 0.9) -> Layer:
    """A strong layer of any kind of make-up."""
    auto = bool(load_products()[product].auto)
    return Layer(product, "auto" if auto and product not in ("lips", "blush") else VIVID, opacity)


@pytest.fixture(scope="session")
def smiling(analysis: Analysis) -> Sitter:
    """The astronaut: she smiles with her teeth, and wears a little make-up."""
    return sit(analysis)


@pytest.fixture(scope="session")
def bare(rendered: Analysis) -> Sitter:
    """A rendered face with closed lips."""
    return sit(rendered)


@pytest.fixture(scope="session")
def deep(beauty: Beauty) -> Sitter:
    """A rendered face of deep skin."""
    return beauty.sitter(ASSETS / "examples" / "deep_oblong.jpg")
