"""One file of the suite: how it is made, and what may be answered to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

REFUSED_FILE = frozenset({"unreadable", "unsupported_format", "too_large", "too_small"})
REFUSED_FACE = frozenset(
    {
        *("no_face", "several_faces", "face_too_small", "face_cut_off", "large_angle"),
        *("too_dark", "too_bright", "blurred"),
    }
)
FINE = "ok"
ANY = REFUSED_FILE | REFUSED_FACE | {FINE}  # all of the contract but "internal"


@dataclass(frozen=True, eq=False)
class Hostile:
    """group: what is wrong with it; name: what the client calls it; make: its bytes, made when needed.

    answers: what may come of it, FINE or codes of the contract. quick: `make test` tries it, too.
    """

    group: str
    name: str
    make: Callable[[], bytes]
    answers: frozenset[str] = ANY
    quick: bool = False


def group(
    name: str,
    rows: Iterable[tuple[str, Callable[[], bytes]]],
    answers: frozenset[str] = ANY,
    quick: Iterable[str] = (),
) -> list[Hostile]:
    """Files of one group from (file name, maker); those named in `quick` are marked so."""
    chosen = set(quick)
    return [Hostile(name, file, make, answers, file in chosen) for file, make in rows]
