"""The whole analysis opens no connection: with Python's sockets shut, and with no network."""

import ast
import shutil
import socket
import subprocess
import sys

import numpy as np
import pytest

from beauty import Analysis, Beauty
from beauty.paths import ROOT

SCRIPT = """
import numpy as np
from skimage import data
from beauty import Beauty
rgb = np.repeat(np.repeat(data.astronaut()[0:280, 90:350], 3, 0), 3, 1)
print(Beauty.load().analyze(rgb).face.box_xyxy)
"""


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the doors that somebody tried; nobody should."""
    tried: list[str] = []

    def refuse(name: str):
        def door(*_args: object, **_kwargs: object):
            tried.append(name)
            raise OSError(f"{name}: the network is shut in this test")

        return door

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse(name))
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse(name))
    return tried


def test_the_doors_are_really_shut(shut: list[str]):
    with pytest.raises(OSError, match="shut"):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises(OSError, match="shut"), socket.socket() as door:
        door.connect(("127.0.0.1", 9))
    assert shut == ["create_connection", "connect"]


def test_loading_and_analysing_open_no_connection(shut: list[str], portrait: np.ndarray):
    beauty = Beauty.load()
    assert beauty.analyze(portrait).face.width_px > 200
    beauty.close()
    assert shut == []


def test_analysis_works_where_there_is_no_network(analysis: Analysis):
    """MediaPipe's native code does not go through Python's sockets: a namespace without network does."""
    fence = ["unshare", "-rn"]
    works = shutil.which("unshare") and subprocess.run([*fence, "true"], capture_output=True)
    if not works or works.returncode:
        pytest.skip("needs `unshare -rn`, which this machine does not have or does not allow")
    done = subprocess.run(
        [*fence, sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert ast.literal_eval(done.stdout) == pytest.approx(analysis.face.box_xyxy, abs=2)
