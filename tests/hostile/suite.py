"""All files of the suite, in one list."""

from tests.hostile import bombs, broken, faces, odd
from tests.hostile.case import Hostile


def all_files() -> list[Hostile]:
    """Every hostile file; none is made before it is asked for."""
    return [*bombs.files(), *broken.files(), *odd.files(), *faces.files()]
