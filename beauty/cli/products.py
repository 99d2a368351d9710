"""Commands about single products of the catalogue: similar, versus."""

from typing import Annotated

import typer

from beauty.cli.given import CatalogueFile, JsonOut, read_catalogue
from beauty.cli.out import open_out, print_json
from beauty.recommend import own_catalogue
from beauty.recommend.similar_json import MOST, similar_json, versus_json

ProductId = Annotated[str, typer.Argument(help="product_id, or a shade as PRODUCT_ID:#RRGGBB.")]


def similar(
    product_id: ProductId,
    most: Annotated[int, typer.Option(min=1, max=MOST, help="How many to list.")] = 10,
    json_out: JsonOut = "-",
    catalogue: CatalogueFile = None,
) -> None:
    """List the products most like one, by ingredients, actives and, for a shade, colour."""
    found = similar_json(read_catalogue(catalogue) or own_catalogue(), product_id, most)
    with open_out(json_out) as file:
        print_json(found, file)


def versus(
    first: ProductId,
    second: ProductId,
    json_out: JsonOut = "-",
    catalogue: CatalogueFile = None,
) -> None:
    """Compare two products: what both hold, what only one does, price, and what is stated of them."""
    found = versus_json(read_catalogue(catalogue) or own_catalogue(), first, second)
    with open_out(json_out) as file:
        print_json(found, file)
