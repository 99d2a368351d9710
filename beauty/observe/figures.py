"""Figures for Prometheus. Labels are from fixed lists, so that they stay few and name nobody.

Kept always, given out only where settings say so (docs/observability.md lists them).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from beauty.errors import BeautyError

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
WAYS = (
    "/v1/analyze",
    "/v1/recommend",
    "/v1/try-on",
    "/v1/looks",
    "/v1/options",
    "/mcp",
    "/ws/live",
)
PAGE = ("upload", "queue/join", "queue/data", "heartbeat", "call", "run", "api")

REGISTRY = CollectorRegistry()
STAGES = Histogram(
    "beauty_stage_seconds",
    "Time a stage of an analysis took",
    ("stage",),
    registry=REGISTRY,
    buckets=SECONDS,
)
REQUESTS = Histogram(
    "beauty_request_seconds", "Time a request took", ("route",), registry=REGISTRY, buckets=SECONDS
)
ANSWERS = Counter(
    "beauty_answers", "Answers by route and status", ("route", "status"), registry=REGISTRY
)
REFUSALS = Counter("beauty_refusals", "Refusals by their code", ("code",), registry=REGISTRY)
RETRIES = Counter(
    "beauty_retries",
    "Tasks sent anew after the process at work on them was lost",
    registry=REGISTRY,
)
QUEUE = Gauge(
    "beauty_desk_requests", "Requests of REST and MCP at work or waiting", registry=REGISTRY
)
VIEWERS = Gauge("beauty_live_viewers", "Viewers at the live mirror", registry=REGISTRY)
BUILD = Info("beauty_build", "Version of the program and hashes of its models", registry=REGISTRY)


def refused(error: BeautyError) -> None:
    """Count a refusal by its code of the contract, once, however many doors it passes."""
    if not vars(error).setdefault("_counted", False):
        vars(error)["_counted"] = True
        REFUSALS.labels(error.code).inc()


@contextmanager
def counted() -> Iterator[None]:
    """Count the refusal that ends what is done inside, if one does."""
    try:
        yield
    except BeautyError as error:
        refused(error)
        raise


def requested(path: str, status: int, seconds: float) -> None:
    """Count an answered request under the way it took."""
    way = way_of(path)
    REQUESTS.labels(way).observe(seconds)
    ANSWERS.labels(way, str(status)).inc()


def way_of(path: str) -> str:
    """A path as a label: one of a fixed list, never what a client made up."""
    known = (
        one
        for one in (*WAYS, *(f"/gradio_api/{what}" for what in PAGE))
        if path == one or path.startswith(f"{one}/")
    )
    return next(known, "page" if path == "/" else "other")


def watch(queue: Callable[[], float], viewers: Callable[[], float]) -> None:
    """Where to look, each time figures are given out, for what waits and who is at the mirror."""
    QUEUE.set_function(queue)
    VIEWERS.set_function(viewers)


def describe(version: str, models: Mapping[str, str]) -> None:
    """Name the program's version and the models that are loaded."""
    BUILD.info({"version": version, **{f"model_{name}": digits for name, digits in models.items()}})


def metrics_page() -> tuple[bytes, str]:
    """Everything in Prometheus' text format, and its media type."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
