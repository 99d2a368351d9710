"""Products with their ingredients, shades and colours, read from tables."""

from beauty.catalogue.catalogue import Catalogue, Product
from beauty.catalogue.shades import PLACES, Shades
from beauty.catalogue.shelves import Category, Tag, load_categories, load_tags
from beauty.catalogue.table import IngredientTable

__all__ = [
    "PLACES",
    "Catalogue",
    "Category",
    "IngredientTable",
    "Product",
    "Shades",
    "Tag",
    "load_categories",
    "load_tags",
]
