"""What /ready and /version answer: what is loaded in this process, not what should be."""

import functools
import logging
import tomllib

from beauty.api import models
from beauty.api.desk import Desk
from beauty.errors import SetupError
from beauty.paths import ROOT
from beauty.recommend import own_catalogue
from beauty.report import SCHEMA

DIGITS = 12  # of a hash, enough to tell model files apart


def readiness(desk: Desk) -> models.Ready:
    """Whether the next request would be worked on. May read the catalogue, once: call off the loop."""
    products, replicas = _products(), desk.beauty.replicas
    return models.Ready(
        ready=products > 0 and replicas > 0 and not desk.full,
        inside=desk.inside,
        replicas=replicas,
        models=loaded(desk),
        products=products,
    )


def version(desk: Desk) -> models.Version:
    return models.Version(version=program_version(), schema_version=SCHEMA, models=loaded(desk))


def loaded(desk: Desk) -> dict[str, str]:
    """Model -> first digits of the SHA-256 that its file was found to have when it was loaded."""
    return {name: digest[:DIGITS] for name, digest in sorted(desk.beauty.models.items())}


@functools.cache
def program_version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _products() -> int:
    """Products that can be recommended from; 0 where the catalogue is damaged."""
    try:
        return len(own_catalogue())
    except SetupError:
        logging.getLogger(__name__).exception("the catalogue cannot be used")
        return 0
