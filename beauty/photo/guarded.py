"""Reading photos of strangers: `read_photo` in processes of their own, which may fail alone.

A decoder that hangs, swallows memory or crashes takes its worker with it, and the photo is refused; the
server goes on and starts another. Bytes and pixels travel in anonymous memory, never through a file.
"""

import contextlib
import json
import logging
import os
import queue
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from beauty.errors import PhotoError
from beauty.paths import ROOT
from beauty.photo.intake import MAX_PIXELS, MAX_SIDE_PX, Source, check_bytes, read_bytes, read_photo
from beauty.photo.photo import Photo

CPU_S = 0.7  # of processor time; docs/hostile.md has the figures of common photos
MEMORY_MB = 1400  # of address space, of which 250 are taken by an idle worker
PATIENCE = 8  # times the processor time that may pass by the clock, on a crowded machine
COMMAND = (sys.executable, "-m", "beauty.photo.worker")
START_S = 30.0
MESSAGE_BYTES = 4096  # no question or answer is longer; pixels travel beside it
CHANNELS = 3


class LostError(Exception):
    """A worker has died, or does not answer."""


class Guarded:
    """So many workers; each is used by one thread at a time, and replaced when it is lost.

    Where the system has no anonymous files (anything but Linux) photos are read in this process.
    """

    def __init__(self, workers: int, cpu_s: float = CPU_S, memory_mb: int = MEMORY_MB) -> None:
        self._limits = {"cpu_s": cpu_s, "memory_mb": memory_mb}
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all: set[_Worker] = set()
        self._lock, self._closed = threading.Lock(), False
        for _ in range(workers if hasattr(os, "memfd_create") else 0):
            self._start()  # each gets ready while nobody waits for it

    def read(self, source: Source, longest_px: int = MAX_SIDE_PX) -> Photo:
        """The same as `read_photo`. A photo that takes more than the limits is refused as unreadable."""
        if not self._all or not isinstance(source, str | Path | bytes):
            return read_photo(source, longest_px)
        data = source if isinstance(source, bytes) else read_bytes(Path(source))
        check_bytes(data)
        worker = self._living()
        try:
            photo = worker.read(data, longest_px)
        except LostError as error:
            self._replace(worker)
            logging.getLogger(__name__).warning("a photo ended its reader: %s", error)
            raise PhotoError("unreadable", reason="too_costly") from error
        except BaseException:
            self._free.put(worker)
            raise
        self._free.put(worker)
        return photo

    @property
    def pids(self) -> list[int]:
        """The processes that read."""
        return [worker.process.pid for worker in self._all]

    def close(self) -> None:
        """End every worker."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.end()
            self._all.clear()

    def _living(self) -> "_Worker":
        """A free worker; one that died while nobody used it is replaced, and costs no photo."""
        while (worker := self._free.get()).process.poll() is not None:
            self._replace(worker)
        return worker

    def _replace(self, worker: "_Worker") -> None:
        worker.end()
        with self._lock:
            self._all.discard(worker)
        self._start()

    def _start(self) -> None:
        """A worker more, unless this is closed."""
        with self._lock:
            if not self._closed:
                worker = _Worker(self._limits)
                self._all.add(worker)
                self._free.put(worker)


class _Worker:
    """One process and our end of its line."""

    def __init__(self, limits: Mapping[str, float]) -> None:
        self.patience_s = limits["cpu_s"] * PATIENCE
        self.ready = False
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # no variable of ours: some are secrets, and none matters to a decoder
        known = {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "PATH": os.defpath}
        with theirs:
            self.process: subprocess.Popen[bytes] = subprocess.Popen(
                COMMAND, stdin=theirs.fileno(), env=known
            )
        self.line.send(json.dumps(dict(limits)).encode())
        self.end = weakref.finalize(self, _end, self.process, self.line)  # also when forgotten

    def read(self, data: bytes, longest_px: int) -> Photo:
        """Raises PhotoError as `read_photo` does, LostError where no answer comes."""
        try:
            self._wait_until_ready()
            with _handed(data) as file:
                question = json.dumps({"longest_px": longest_px}).encode()
                socket.send_fds(self.line, [question], [file])
            self.line.settimeout(self.patience_s)
            answer, files, _, _ = socket.recv_fds(self.line, MESSAGE_BYTES, 1)
        except OSError as error:
            raise LostError(type(error).__name__) from error
        if not answer:
            raise LostError(f"exit {self.process.wait(1)}")
        return told_photo(json.loads(answer), files)

    def _wait_until_ready(self) -> None:
        if not self.ready:
            self.line.settimeout(START_S)
            if not self.line.recv(MESSAGE_BYTES):
                raise LostError("it did not start")
            self.ready = True


def _end(process: subprocess.Popen[bytes], line: socket.socket) -> None:
    process.kill()
    process.wait()
    line.close()


@contextlib.contextmanager
def _handed(data: bytes) -> Iterator[int]:
    """The bytes as an anonymous file in memory."""
    file = os.memfd_create("photo")
    try:
        with open(file, "wb", closefd=False) as opened:
            opened.write(data)
        os.lseek(file, 0, os.SEEK_SET)
        yield file
    finally:
        os.close(file)


def told_photo(told: Mapping[str, Any], files: list[int]) -> Photo:
    """The photo of an answer, or its refusal raised. Copied, not mapped: a worker gone bad could cut a
    mapped file short. Raises LostError for what no sound worker says."""
    try:
        if "code" in told:
            raise PhotoError(str(told["code"]), **told["facts"])
        (width, height), (original_width, original_height) = (
            told["size_wh"],
            told["original_size_wh"],
        )
        if not 0 < width * height <= MAX_PIXELS:
            raise LostError("a size that is none")
        rgb = np.empty((height, width, CHANNELS), np.uint8)
        if os.preadv(files[0], [rgb.data.cast("B")], 0) != rgb.nbytes:
            raise LostError("fewer pixels than announced")
        return Photo(rgb, (original_width, original_height))
    except (LookupError, TypeError, ValueError, OSError) as error:
        raise LostError("an answer that is none") from error
    finally:
        for file in files:
            os.close(file)
