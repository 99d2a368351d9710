"""What REST costs over the Python call: the same photo, in this process and through a socket, in turns.

    python -m bench.api [--rounds 30]

The bar is 25 ms. Engine and server share this process, so both are as warm as each other; the turns
alternate, so that whatever else the machine does falls on both.
"""

import argparse
import json
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import httpx

from beauty import Beauty, service
from beauty.paths import ASSETS
from beauty.settings import Settings
from beauty.ui.serve import Server, build_server, listen
from tools.table import table

WORK: dict[str, Callable[..., dict[str, Any]]] = {
    "analyze": service.analyzed,
    "recommend": service.recommended,
}
PHOTO = ASSETS / "examples" / "fair_oval.jpg"
BAR_MS = 25.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30, help="calls of each kind")
    run(parser.parse_args().rounds)


def run(rounds: int = 30) -> None:
    """Print the table."""
    settings = Settings.from_environment().changed(requests_per_minute=0)
    listener = listen(Settings(host="127.0.0.1", port=0))
    beauty = Beauty.load()
    server = Server(build_server(beauty, settings), settings, listener)
    server.start()
    with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=60) as http:
        rows = [row(kind, beauty, http, rounds) for kind in WORK]
    server.stop()
    head = ("call", "Python, ms", "REST, ms", "over, median ms", f"at most {BAR_MS:.0f} ms")
    print(table(head, rows))


def row(kind: str, beauty: Beauty, http: httpx.Client, rounds: int) -> tuple[str, ...]:
    """Medians of both, and of the difference between neighbours in time."""
    content = PHOTO.read_bytes()

    def python() -> object:
        return json.dumps(WORK[kind](beauty, content, "x", {}))

    def rest() -> object:
        return http.post(f"/v1/{kind}", files={"photo": ("x", content)}).raise_for_status()

    python(), rest()  # the first ones are slower
    pairs = [(timed_ms(python), timed_ms(rest)) for _ in range(rounds)]
    over = median(through - direct for direct, through in pairs)
    direct, through = (median(column) for column in zip(*pairs, strict=True))
    verdict = "pass" if over <= BAR_MS else "OVER"
    return kind, f"{direct:.0f}", f"{through:.0f}", f"{over:.1f}", verdict


def timed_ms(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
