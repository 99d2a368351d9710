"""Every product's score and why it is out, as the CSV of the command `score`."""

import csv
from typing import TextIO

import numpy as np

from beauty.catalogue import Catalogue, load_categories
from beauty.knowledge.scoring import PARTS
from beauty.profile import Profile
from beauty.recommend.candidates import screen
from beauty.recommend.score import score

HEAD = ("product_id", "category", "score", "excluded", *PARTS)
DIGITS = 6


def write_scores(profile: Profile, catalogue: Catalogue, file: TextIO) -> None:
    """One row a product in the catalogue's order; what is not known stays empty.

    `excluded` is empty for a product that may be recommended, else the gravest reason as
    "code: ingredient or number". Excluded products have their scores, too.
    """
    barred, scores = screen(profile, catalogue), score(profile, catalogue)
    categories, own = tuple(load_categories()), catalogue.columns
    columns = [_texts(scores.parts[name]) for name in PARTS]
    totals = _texts(scores.total)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEAD)
    for row, product_id in enumerate(own.ids):
        reason = str(barred.reason(row)) if barred.excluded[row] else ""
        parts = (column[row] for column in columns)
        writer.writerow((product_id, categories[own.category[row]], totals[row], reason, *parts))


def _texts(values: np.ndarray) -> list[str]:
    return ["" if np.isnan(value) else f"{value:.{DIGITS}f}" for value in values.tolist()]
