"""Real processes on Ray: what they answer, what stays of a photo, what losing one costs.

Skipped where Ray is not installed (requirements-scale.txt); takes about a minute.
"""

import asyncio
import importlib.util
import io
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image

from beauty import Beauty, service
from beauty.paths import ASSETS
from bench.scale_fleet import FleetProcess, Load, below, cpu_s, title
from bench.visitor import KINDS, Visitor, page_map, photos

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="needs Ray: requirements-scale.txt"
)
FACE = ASSETS / "examples" / "fair_oval.jpg"
PLACES = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path.home() / ".cache")
BACK_S = 60.0
PAINTED_S = 0.1  # of a core, at least, for nineteen looks on a face
LOOPBACK = ("127.", "[::1]:", "[::ffff:127.")
# made anew, so that no other run's are found
WORDS, NAME, WISH = (f"{what}-{secrets.token_hex(8)}" for what in ("canary", "name", "wish"))


@pytest.fixture(scope="module")
def fleet() -> Iterator[FleetProcess]:
    with FleetProcess(free_port(), "--replicas", "2") as running:
        yield running


def ask(fleet: FleetProcess, way: str, photo: bytes, **fields: str) -> httpx.Response:
    url = f"http://127.0.0.1:{fleet.port}{way}"
    return httpx.post(url, files={"photo": (NAME, photo)}, data=fields, timeout=90)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def marked(rgb: np.ndarray) -> bytes:
    """TIFF without compression whose first pixels are the words, so that they stand in the file, and in
    memory when it is read, as they are."""
    copy = rgb.copy()
    copy[0].reshape(-1)[: len(WORDS)] = np.frombuffer(WORDS.encode(), np.uint8)
    file = io.BytesIO()
    Image.fromarray(copy).save(file, "TIFF")
    assert WORDS.encode() in file.getvalue()
    return file.getvalue()


def wait_until_back(fleet: FleetProcess, replicas: int) -> None:
    end = time.monotonic() + BACK_S
    while f'"replicas":{replicas}' not in fleet.get("/ready"):
        assert time.monotonic() < end, fleet.get("/ready")
        time.sleep(0.2)


def test_it_answers_as_one_process_does(fleet: FleetProcess, beauty: Beauty):
    photo = FACE.read_bytes()
    wait_until_back(fleet, 2)
    assert ask(fleet, "/v1/analyze", photo).json() == service.analyzed(beauty, photo, NAME, {})
    advice = ask(fleet, "/v1/recommend", photo, answers='{"skin_type": "oily"}')
    assert advice.json() == service.recommended(beauty, photo, NAME, {"skin_type": "oily"})
    refused = ask(fleet, "/v1/analyze", b"no photo")
    assert (refused.status_code, refused.json()["code"]) == (415, "unsupported_format")
    assert '"status":"ok"' in fleet.get("/health")
    assert len(fleet.replicas) == 2


def test_the_page_works_with_models_from_afar(fleet: FleetProcess):
    async def visit(url: str) -> None:
        async with Visitor(url, await page_map(url), photos()) as visitor:
            for kind in ("page: photo", "page: look"):
                await KINDS[kind](visitor)
            before = cpu_s(fleet.replicas)
            await KINDS["page: gallery"](visitor)
            assert cpu_s(fleet.replicas) - before >= PAINTED_S, "replicas paint"

    analyses = figure(fleet, 'beauty_stage_seconds_count{stage="networks"}')
    asyncio.run(visit(f"http://127.0.0.1:{fleet.port}"))
    assert 'code="internal"' not in fleet.get("/metrics")
    assert figure(fleet, 'beauty_stage_seconds_count{stage="networks"}') > analyses


def figure(fleet: FleetProcess, name: str) -> float:
    """One of /metrics; 0 where it was never counted."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", fleet.get("/metrics"), re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_no_word_of_a_photo_is_in_any_file(fleet: FleetProcess, portrait: np.ndarray):
    since, answers = time.time(), f'{{"text": "I love {WISH}"}}'
    for _ in range(4):  # each of the replicas has had some
        assert ask(fleet, "/v1/analyze", marked(portrait), answers=answers).status_code == 200
        assert ask(fleet, "/v1/try-on", marked(portrait), look="everyday").status_code == 200
    (ray,) = Path("/dev/shm").glob("beauty-ray-*")
    # what the search has to find, so that finding nothing else says something
    planted = ray / "planted"
    planted.write_bytes(b"before " + WISH.encode() + b" behind")
    words = tuple(one.encode() for one in (WORDS, WISH, NAME))
    assert [path for path in young_files(since) if holds(path, words)] == [planted]


def holds(path: Path, words: tuple[bytes, ...]) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return any(word in content for word in words)


def young_files(since: float) -> Iterator[Path]:
    """Files written since then, in every place where a program leaves some."""
    for place in PLACES:
        for folder, _, names in os.walk(place, onerror=lambda error: None):
            for path in (Path(folder) / name for name in names):
                try:
                    if path.is_file() and path.stat().st_mtime >= since:
                        yield path
                except OSError:
                    continue


def test_ray_writes_to_memory_alone_and_holds_no_file_elsewhere(fleet: FleetProcess):
    for pid in fleet.all:
        for fd in Path(f"/proc/{pid}/fd").glob("*"):
            try:
                target, flags = fd.readlink(), (Path(f"/proc/{pid}/fdinfo") / fd.name).read_text()
            except OSError:
                continue
            writes = int(re.search(r"flags:\s+(\d+)", flags).group(1), 8) & os.O_ACCMODE
            if writes and str(target).startswith("/") and not str(target).startswith("/proc/"):
                assert str(target).startswith("/dev/"), (pid, target)


def test_only_this_machine_can_reach_it_but_for_ports_that_ask_for_the_token(fleet: FleetProcess):
    """Serve opens one port a replica to all (its gRPC server, which checks Ray's token)."""
    said = subprocess.run(["ss", "-ltnp"], capture_output=True, text=True)
    if said.returncode:
        pytest.skip("needs ss")
    pids = {f"pid={pid}," for pid in fleet.all}
    ours = [line.split() for line in said.stdout.splitlines() if any(one in line for one in pids)]
    open_to_all = [line for line in ours if not line[3].startswith(LOOPBACK)]
    assert len(ours) > 5
    assert len(open_to_all) <= 2
    assert all("ServeRepli" in line[5] for line in open_to_all)


def test_who_does_not_know_the_token_is_not_let_in(fleet: FleetProcess):
    (address,) = {
        found[1]
        for pid in fleet.all
        if (found := re.search(r"--gcs-address=([\d.:]+)", title(pid).replace("\0", " ")))
    }
    known = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    known |= {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_USAGE_STATS_ENABLED": "0"}
    code = f"import ray; ray.init(address={address!r})"
    tried = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True)
    assert tried.returncode != 0
    assert "InvalidAuthToken" in tried.stderr


def test_a_killed_replica_costs_nobody_anything(fleet: FleetProcess):
    before = fleet.retries
    with Load(fleet.port, clients=4) as load:
        time.sleep(3)
        lost = fleet.replicas[0]
        os.kill(lost, signal.SIGKILL)
        time.sleep(3)
    assert load.failed == []
    assert fleet.retries - before >= 1, "it had work in its hands"
    wait_until_back(fleet, 2)
    assert lost not in fleet.replicas


def test_a_rolling_restart_costs_nobody_anything(fleet: FleetProcess):
    before = fleet.replicas
    with Load(fleet.port, clients=3) as load:
        time.sleep(2)
        fleet.restart()
        time.sleep(2)
    assert load.failed == []
    assert len(load.times_s) > 5
    assert not set(before) & set(fleet.replicas)


def test_it_goes_without_a_trace():
    """Also when it is killed: its folders, and all that held a photo. (Two helpers of Ray's, which
    hold no photo, end some minutes later.)"""
    before = set(Path("/dev/shm").glob("beauty-ray-*"))
    with FleetProcess(free_port(), "--replicas", "1") as fleet:
        folders = set(Path("/dev/shm").glob("beauty-ray-*")) - before
        folders |= set(Path("/dev/shm").glob(f"beauty-photos-{fleet.all[0]}-*"))
        holders = [fleet.all[0], *(pid for one in fleet.replicas for pid in (one, *below(one)))]
        assert (len(folders), len(holders)) >= (2, 3)
        os.kill(fleet.all[0], signal.SIGKILL)
        end = time.monotonic() + BACK_S
        while any(path.exists() for path in folders) or alive(holders):
            assert time.monotonic() < end, (folders, alive(holders))
            time.sleep(0.2)


def alive(pids: list[int]) -> list[int]:
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        found += [pid] if state != "Z" else []
    return found
