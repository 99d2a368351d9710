"""Run the repository as a Hugging Face Space does: `python -m tools.space_check --work FOLDER`.

Takes what is committed, installs requirements.txt alone in a new environment, starts app.py there with a
Space's variables as a user who may write neither the project nor its home, and asks page, REST, MCP and
named endpoint. Then adds what a Space adds of its own (build logs show the command) and asks again.
Wants root, to be another user; elsewhere it runs as who calls it. Ends with 1 where a promise is broken.
"""

import argparse
import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from gradio_client import Client  # type: ignore[import-untyped]

from beauty.paths import ROOT
from tools.space import Row, front_matter, pinned, static_rows
from tools.table import table

USER = 1000  # as on a Space
PATIENCE_S = 120.0
PHOTO = "assets/examples/fair_oval.jpg"
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--work", type=Path, required=True, help="folder to work in; kept")
    parser.add_argument(
        "--python", default=sys.executable, help="Python 3.11 that everybody may start"
    )
    args = parser.parse_args()
    work: Path = args.work.resolve()
    root, python = clone(work), environment(work, args.python)
    rows = list(static_rows(root))
    install(python, "-r", str(root / "requirements.txt"))
    rows += [installed(python, root, "alone")]
    rows += run(root, python, work, "alone")
    install(python, "-r", str(root / "requirements.txt"), *added(root))
    rows += [installed(python, root, "with the Space's own")]
    rows += run(root, python, work, "with the Space's own")
    print(
        table(
            ("promise", "kept", "seen"), [(r.what, "yes" if r.kept else "NO", r.seen) for r in rows]
        )
    )
    sys.exit(not all(row.kept for row in rows))


def clone(work: Path) -> Path:
    """The committed files, owned by root, in a folder of their own."""
    shutil.rmtree(work / "app", ignore_errors=True)
    (work / "app").mkdir(parents=True)
    packed = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD"], stdout=-1, check=True)
    subprocess.run(["tar", "-x", "-C", str(work / "app")], input=packed.stdout, check=True)
    return work / "app"


def environment(work: Path, interpreter: str) -> Path:
    """A new virtual environment; its Python."""
    shutil.rmtree(work / "venv", ignore_errors=True)
    subprocess.run([interpreter, "-m", "venv", str(work / "venv")], check=True)
    return work / "venv" / "bin" / "python"


def install(python: Path, *what: str) -> None:
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *what], check=True)


def added(root: Path) -> list[str]:
    """What a Space installs together with our requirements."""
    version = front_matter((root / "README.md").read_text("utf-8"))["sdk_version"]
    return [f"gradio[oauth,mcp]=={version}", "uvicorn>=0.14.0", "websockets>=10.4", "spaces"]


def installed(python: Path, root: Path, when: str) -> Row:
    """Whether the environment agrees with itself and with the pins."""
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    check = subprocess.run([*pip, "check"], capture_output=True, text=True, check=False)
    frozen = subprocess.run([*pip, "freeze"], capture_output=True, text=True, check=True).stdout
    there = {name: version.partition("+")[0] for name, version in pinned(frozen).items()}
    pins = pinned((root / "requirements.txt").read_text("utf-8"))
    wrong = [name for name, version in pins.items() if there.get(name) != version]
    seen = ", ".join(wrong) or f"{len(there)} packages, {megabytes(python.parents[1]):,.0f} MB"
    return Row(f"pip check and pins, {when}", not (check.returncode or wrong), seen)


def run(root: Path, python: Path, work: Path, when: str) -> list[Row]:
    """Start app.py, ask every door, stop it."""
    log = work / f"{when.split()[0]}.log"
    started = time.monotonic()
    with app(root, python, log) as (process, url):
        ready = wait(url)
        seconds = time.monotonic() - started
        rows = [Row(f"ready, {when}", ready, f"after {seconds:.1f} s")]
        if ready:
            rows += [Row(f"{what}, {when}", *told) for what, told in asked(url, root).items()]
            rows += [memory(process.pid, when), libraries(process.pid, python, when)]
    said = log.read_text("utf-8").strip().splitlines()
    return [
        *rows,
        Row(f"nothing but its address is said, {when}", len(said) == 1, " / ".join(said)[:200]),
    ]


@contextlib.contextmanager
def app(root: Path, python: Path, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The running app and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    who: dict[str, Any] = {"user": USER, "group": USER, "extra_groups": []}
    process = subprocess.Popen(
        [str(python), "app.py"],
        cwd=root,
        env=variables(port, python),
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
        **(who if os.geteuid() == 0 else {}),
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def variables(port: int, python: Path) -> dict[str, str]:
    """The whole environment of the process: what a Space sets, and a home that is not there."""
    return {
        "PATH": f"{python.parent}:/usr/bin:/bin",
        "HOME": "/nonexistent",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SYSTEM": "spaces",
        "SPACE_ID": "someone/beauty",
        "SPACE_HOST": "someone-beauty.hf.space",
        "SPACE_AUTHOR_NAME": "someone",
        "SPACE_REPO_NAME": "beauty",
        "GRADIO_ALLOW_FLAGGING": "never",
        "GRADIO_NUM_PORTS": "1",
        "GRADIO_SERVER_NAME": "0.0.0.0",
        "GRADIO_SERVER_PORT": str(port),
        "GRADIO_THEME": "huggingface",
        "GRADIO_SSR_MODE": "true",
    }


def wait(url: str) -> bool:
    """Whether /ready says yes within PATIENCE_S seconds."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/ready").status_code == 200:
                return True
        time.sleep(0.1)
    return False


def asked(url: str, root: Path) -> dict[str, tuple[bool, str]]:
    """Each door's answer to the same photo."""
    photo = (root / PHOTO).read_bytes()
    page = httpx.get(url)
    frames = page.headers.get("content-security-policy", "")
    row = httpx.post(f"{url}/v1/analyze", files={"photo": ("photo", photo)}, timeout=60).json()
    client = Client(url, verbose=False)
    named = client.predict(base64.b64encode(photo).decode(), {}, api_name="/analyze")
    client.close()
    tools = httpx.post(f"{url}/mcp", json=CALL, headers=ACCEPT).json()["result"]["tools"]
    tone = row.get("skin_tone", {})
    return {
        "page": (
            page.status_code == 200 and "https://huggingface.co" in frames,
            f"{len(page.text):,} B",
        ),
        "REST": ("concerns" in row, f"Monk {tone.get('monk', {}).get('best')}"),
        "named endpoint says the same": (
            json.loads(json.dumps(named)) == row,
            f"{len(row)} fields",
        ),
        "MCP": (len(tools) >= 3, ", ".join(tool["name"] for tool in tools)),
    }


def memory(pid: int, when: str) -> Row:
    """Most that was resident, of a Space's 16 GB."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    (peak,) = (int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return Row(f"memory, {when}", peak < 8 * 2**20, f"{peak / 1024:,.0f} MB at most")


def libraries(pid: int, python: Path, when: str) -> Row:
    """Shared libraries of the system that it loaded, which packages.txt would have to name."""
    maps = Path(f"/proc/{pid}/maps").read_text("utf-8").split()
    paths = {
        Path(one) for one in maps if ".so" in one and not one.startswith(str(python.parents[1]))
    }
    names = {path.name.split(".so")[0] for path in paths if path.name.startswith("lib")}
    graphical = [name for name in names if name.startswith(("libGL", "libEGL", "libX", "libxcb"))]
    seen = ", ".join(sorted(graphical)) or f"of {len(names)} of the system"
    return Row(f"no graphical library, {when}", not graphical, seen)


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
