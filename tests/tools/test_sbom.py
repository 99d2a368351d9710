"""The bill of materials: complete, the same each time, and without licences that we may not use."""

import hashlib
import json
from importlib.metadata import requires

from beauty.paths import ROOT, WEIGHTS
from tools.sbom import against_pins, bill, needed, pins


def test_it_holds_what_the_app_needs_and_what_that_brings_along():
    made = bill()
    names = {one["name"] for one in made["components"]}
    assert {"gradio", "torch", "mediapipe", "prometheus-client", "starlette", "pydantic"} <= names
    assert not {"pytest", "ruff", "mypy", "playwright"} & names, "tools of ours are not in the app"
    refs = {one["bom-ref"] for one in made["components"]}
    for row in made["dependencies"]:
        assert set(row["dependsOn"]) <= refs
    gradio = next(row for row in made["dependencies"] if "/gradio@" in row["ref"])
    assert any(line.startswith("pydub") for line in requires("gradio") or ())
    assert any("/pydub@" in ref for ref in gradio["dependsOn"])


def test_models_have_the_hash_of_their_files():
    models = [one for one in bill()["components"] if one["type"] == "machine-learning-model"]
    assert len(models) == 4
    for one in models:
        (file,) = (p for p in WEIGHTS.glob(f"{one['name']}.*") if p.suffix in (".pt", ".task"))
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert one["hashes"] == [{"alg": "SHA-256", "content": digest}]


def test_the_same_installation_gives_the_same_bytes():
    assert json.dumps(bill()) == json.dumps(bill())


def test_a_package_that_is_not_pinned_or_pinned_otherwise_is_told():
    needs = needed(ROOT / "requirements.txt")
    packages = {name: needs[name] for name in ("pillow", "numpy")}
    assert against_pins(packages, pins()) == []
    (line,) = against_pins(packages, {**pins(), "numpy": "1.0"})
    assert line.startswith("numpy ") and "1.0" in line
    assert len(against_pins(packages, {})) == 2


def test_no_licence_asks_for_our_source():
    for one in bill()["components"]:
        told = json.dumps(one.get("licenses", [])).upper()
        assert "AGPL" not in told and "AFFERO" not in told, one["name"]
        strong = told.replace("LGPL", "").replace("LESSER GENERAL", "")
        assert "GPL" not in strong or "MIT" in strong or "BSD" in strong, (one["name"], told)
