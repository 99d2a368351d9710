"""A process that does nothing but turn bytes into pixels, under limits that the system itself enforces.

`python -m beauty.photo.worker` is started by guarded.py with a socket as its standard input. It knows
no secret, opens no file and no connection; whoever takes it over through a decoder holds one photo.
"""

import contextlib
import json
import os
import resource
import signal
import socket
from typing import Any

from PIL import Image

from beauty.errors import BeautyError, PhotoError
from beauty.photo.guarded import CHANNELS, MESSAGE_BYTES
from beauty.photo.intake import MAX_BYTES, MAX_PIXELS, read_photo
from beauty.texts import load_texts

MEGABYTE = 1024 * 1024
MOST_BYTES = max(MAX_BYTES, CHANNELS * MAX_PIXELS)  # of one thing that is handed over


def main() -> None:
    """Answer question after question, until the other end closes."""
    door = socket.socket(fileno=0)
    limits = json.loads(door.recv(MESSAGE_BYTES))
    _limit(int(limits["memory_mb"]))
    _warm_up()
    door.send(b"{}")  # ready
    with contextlib.suppress(OSError):  # the server has gone
        while _answer(door, float(limits["cpu_s"])):
            pass


def _answer(door: socket.socket, cpu_s: float) -> bool:
    """Read one photo: {"longest_px"} and a file of its bytes in; the sizes and a file of pixels out."""
    question, files, _, _ = socket.recv_fds(door, MESSAGE_BYTES, 1)
    if not question or not files:
        return False
    with os.fdopen(files[0], "rb") as file:
        data = file.read(MAX_BYTES + 1)
    # Processor time, not time by the clock: a crowd slows everybody down, but refuses nobody. The
    # signal is not caught, so that a decoder that never comes back to Python ends by it as well.
    signal.setitimer(signal.ITIMER_PROF, cpu_s)
    answer, pixels = _read(data, int(json.loads(question)["longest_px"]))
    signal.setitimer(signal.ITIMER_PROF, 0)
    out = [] if pixels is None else [pixels]
    socket.send_fds(door, [json.dumps(answer).encode()], out)
    for one in out:
        os.close(one)
    return True


def _read(data: bytes, longest_px: int) -> tuple[dict[str, Any], int | None]:
    try:
        photo = read_photo(data, longest_px)
        pixels = os.memfd_create("pixels")
        with open(pixels, "wb", closefd=False) as file:
            file.write(photo.rgb.data)
    except BeautyError as error:
        return {"code": error.code, "facts": error.facts}, None
    except MemoryError:
        return {"code": "unreadable", "facts": {"reason": "too_costly"}}, None
    return {"size_wh": photo.size_wh, "original_size_wh": photo.original_size_wh}, pixels


def _limit(memory_mb: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the photo
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then hangs up


def _warm_up() -> None:
    """Load what the first photo would wait for: the decoders, and the words of refusals."""
    Image.init()
    load_texts("en")
    with contextlib.suppress(PhotoError):
        read_photo(b"GIF89a")


if __name__ == "__main__":
    main()
