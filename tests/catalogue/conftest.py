"""Our own catalogue, loaded once, and a shop's file to be spoilt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from beauty.catalogue import Catalogue

HEAD = "product_id,name,brand,category,price,currency,ingredients,tags,shade_hex"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.fixture
def shop(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: str, head: str = HEAD) -> Path:
        path = tmp_path / "shop.csv"
        path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
        return path

    return write
