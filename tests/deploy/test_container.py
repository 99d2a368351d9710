"""The image and the compose file name what is there: files, port, health path. Needs no Docker."""

import fnmatch
import json
import re
import shlex
from typing import Any

import pytest
import yaml

from beauty.api.guards import OPEN
from beauty.paths import ROOT
from beauty.settings import Settings

Json = dict[str, Any]
MEMORY = {"tmpfs", "shm_size"}
CACHE = "/var/cache/nginx"


def instructions() -> list[tuple[str, str]]:
    """(name, rest) of each instruction, lines that go on joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [
        (name, rest) for name, _, rest in (one.partition(" ") for one in joined.split("\n") if one)
    ]


def told(name: str) -> list[str]:
    return [rest.strip() for one, rest in instructions() if one == name]


def sources() -> list[str]:
    """What is copied from the project."""
    copied = [shlex.split(rest)[:-1] for rest in told("COPY") if not rest.startswith("--from")]
    return [one for some in copied for one in some]


def environment() -> dict[str, str]:
    pairs = (pair.partition("=") for rest in told("ENV") for pair in shlex.split(rest))
    return {name: value for name, _, value in pairs}


@pytest.fixture(scope="module")
def compose() -> Json:
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def ignored(name: str) -> bool:
    """As the builder reads .dockerignore: the last line that matches decides."""
    verdict = False
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        if line and not line.startswith("#") and fnmatch.fnmatch(name, line.removeprefix("!")):
            verdict = not line.startswith("!")
    return verdict


def test_everything_copied_is_there_and_sent_to_the_builder():
    assert len(sources()) >= 8
    for name in sources():
        assert (ROOT / name).exists(), name
        assert not ignored(name), f"{name} stays outside by .dockerignore"
    assert ignored("tests") and ignored(".git") and ignored("docs")


def test_all_that_the_program_reads_is_copied():
    folders = {name for name in sources() if (ROOT / name).is_dir()}
    assert {"beauty", "assets", "weights"} == folders
    assert {"app.py", "pyproject.toml"} <= set(sources())  # /version reads the latter


def test_the_base_is_pinned_and_the_same_in_both_stages():
    bases = {rest.split()[0] for rest in told("FROM")}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.11\.\d+-slim-[a-z]+", bases.pop())


def test_it_does_not_run_as_root():
    (user,) = told("USER")
    assert int(user.split(":")[0]) >= 1000
    names = [name for name, _ in instructions()]
    assert names.index("USER") > max(at for at, name in enumerate(names) if name in ("COPY", "RUN"))


def test_port_health_and_settings_are_the_app_s():
    told_settings = {k: v for k, v in environment().items() if k.startswith("BEAUTY_")}
    settings = Settings.from_environment(told_settings)
    assert (settings.host, [str(settings.port)]) == ("0.0.0.0", told("EXPOSE"))
    (health,) = told("HEALTHCHECK")
    asked = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", health)
    assert asked is not None
    assert (int(asked[1]), asked[2]) == (settings.port, "/health")
    assert asked[2] in OPEN, "answered without an account"
    compile(json.loads(health.partition("CMD ")[2])[2], "health", "exec")


def test_replicas_write_to_memory_alone_and_may_do_nothing_else(compose: Json):
    apps = {name: one for name, one in compose["services"].items() if name != "proxy"}
    assert {"app-1", "app-2"} <= set(apps)
    for one in compose["services"].values():
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in one["security_opt"]
    for one in apps.values():
        assert set(one) >= MEMORY
        assert "volumes" not in one
        known = {
            name
            for field in vars(Settings)["__dataclass_fields__"].values()
            for name in field.metadata["names"]
        }
        assert set(one["environment"]) <= known


def test_the_proxy_is_the_one_believed_and_reaches_the_replicas(compose: Json):
    proxy, config = (
        compose["services"]["proxy"],
        (ROOT / "deploy" / "nginx.conf").read_text("utf-8"),
    )
    address = proxy["networks"]["inside"]["ipv4_address"]
    for name in ("app-1", "app-2"):
        assert compose["services"][name]["environment"]["BEAUTY_TRUSTED_PROXIES"] == address
        assert config.count(f"server {name}:7860 ") == 2
    assert not re.search(r":latest$|^[^:]+$", proxy["image"])
    (volume,) = proxy["volumes"]
    assert (ROOT / volume.split(":")[0]).is_file() and volume.endswith(":ro")
    published = [port for one in compose["services"].values() for port in one.get("ports", ())]
    assert all(port.startswith("127.0.0.1:") for port in published)
    assert "listen 7860;" in config


def test_the_proxy_keeps_photos_in_memory_and_nobody_in_a_log(compose: Json):
    config = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
        assert f"{kind}_temp_path {CACHE}/" in config
    assert "access_log off;" in config and "error_log stderr crit;" in config
    (memory,) = compose["services"]["proxy"]["tmpfs"]
    assert memory.startswith(f"{CACHE}:") and f"pid {CACHE}/" in config
    (most,) = re.findall(r"client_max_body_size (\d+)m", config)
    (held,) = re.findall(r"client_body_buffer_size (\d+)m", config)
    assert int(held) == int(most) > Settings().max_upload_mb * 4 / 3 + 1


def test_a_command_of_the_compose_file_is_one_that_there_is(compose: Json):
    from beauty.scale.__main__ import asked

    command = compose["services"]["fleet"]["command"]
    assert command[:3] == ["python", "-m", "beauty.scale"]
    fleet, _ = asked(command[3:])
    assert (fleet.least, fleet.most) == (2, 4)
