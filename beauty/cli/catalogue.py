"""Commands about products: score."""

from pathlib import Path
from typing import Annotated

import typer

from beauty.cli.given import CatalogueFile, read_answers, read_catalogue
from beauty.cli.out import open_out
from beauty.profile import Profile
from beauty.recommend import own_catalogue, write_scores


def score(
    answers: Annotated[Path, typer.Option(help="Answers in TOML.")],
    out: Annotated[Path, typer.Option(help="CSV file to write.")],
    catalogue: CatalogueFile = None,
) -> None:
    """Score every product of the catalogue for a person without a photo: one CSV row a product."""
    profile = Profile.of(None, read_answers(answers))
    with open_out(str(out)) as file:
        write_scores(profile, read_catalogue(catalogue) or own_catalogue(), file)
