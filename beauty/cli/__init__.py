"""`python -m beauty`: the engine on the command line, with the same values as everywhere else."""

from beauty.cli.main import app, main
from beauty.cli.photos import PHOTO_SUFFIXES

__all__ = ["PHOTO_SUFFIXES", "app", "main"]
