"""What the app is made of, as CycloneDX 1.6 JSON: `make sbom` (python -m tools.sbom [--out FILE]).

Components are the packages that requirements.txt names and all that these bring along, at the versions
that are installed, and the model files with their hashes. The same installation gives the same bytes: no
time, no random number. Ends with 1 where something is installed otherwise than it is pinned.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from beauty.paths import ROOT, WEIGHTS

Json = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    text = json.dumps(bill(), indent=1, ensure_ascii=False) + "\n"
    if args.out:
        args.out.write_text(text, "utf-8")
        print(f"{args.out}: {len(json.loads(text)['components'])} components")
    else:
        print(text, end="")
    wrong = against_pins(needed(ROOT / "requirements.txt"), pins())
    if wrong:
        sys.exit(f"installed otherwise than pinned: {', '.join(wrong)}; run `make setup`")


def bill() -> Json:
    """The whole document, of what is installed."""
    packages = needed(ROOT / "requirements.txt")
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    own = f"pkg:generic/{project['name']}@{project['version']}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [*map(package, packages.values()), *models()],
        "dependencies": [
            {"ref": own, "dependsOn": sorted(map(purl, roots(packages)))},
            *(
                {"ref": purl(one), "dependsOn": sorted(below(one, packages))}
                for one in packages.values()
            ),
        ],
    }


def needed(requirements: Path) -> Mapping[str, Distribution]:
    """Canonical name -> what is installed, of every package that the file's lines lead to."""
    found: dict[str, Distribution] = {}
    left = [(Requirement(line), "") for line in lines_of(requirements)]
    while left:
        wanted, extra = left.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        if name not in found:
            found[name] = distribution(name)
            left += [(one, "") for one in requires(found[name])]
        left += [(one, extra) for extra in wanted.extras for one in requires(found[name])]
    return dict(sorted(found.items()))


def pins() -> dict[str, str]:
    """Canonical name -> version, of both files of pins."""
    lines = [
        *lines_of(ROOT / "requirements.txt"),
        *lines_of(ROOT / "constraints.txt"),
    ]
    pairs = (line.split(";")[0].partition("==") for line in lines if "==" in line)
    return {canonicalize_name(name.split("[")[0]): version.strip() for name, _, version in pairs}


def against_pins(packages: Mapping[str, Distribution], pinned: Mapping[str, str]) -> list[str]:
    """Packages that are not pinned, or installed in another version; builds (+cpu) count as the same."""
    return [
        f"{name} {one.version} (pinned: {pinned.get(name, 'not at all')})"
        for name, one in packages.items()
        if pinned.get(name, "").partition("+")[0] != one.version.partition("+")[0]
    ]


def lines_of(requirements: Path) -> Iterator[str]:
    for line in requirements.read_text("utf-8").splitlines():
        if line.split("#")[0].strip():
            yield line.split("#")[0].strip()


def requires(one: Distribution) -> list[Requirement]:
    return [Requirement(line) for line in one.requires or ()]


def roots(packages: Mapping[str, Distribution]) -> list[Distribution]:
    names = (
        canonicalize_name(Requirement(line).name) for line in lines_of(ROOT / "requirements.txt")
    )
    return [packages[name] for name in names]


def below(one: Distribution, packages: Mapping[str, Distribution]) -> set[str]:
    """References of the packages that this one asks for by itself, without extras."""
    wanted = (r for r in requires(one) if r.marker is None or r.marker.evaluate({"extra": ""}))
    names = (canonicalize_name(r.name) for r in wanted)
    return {purl(packages[name]) for name in names if name in packages}


def purl(one: Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(one.name)}@{one.version}"


def package(one: Distribution) -> Json:
    row: Json = {
        "type": "library",
        "bom-ref": purl(one),
        "name": canonicalize_name(one.name),
        "version": one.version,
        "purl": purl(one),
    }
    told = licence(one)
    return {**row, "licenses": [{"license": {"name": told}}]} if told else row


def licence(one: Distribution) -> str:
    """As the package itself states it: an expression, a classifier, or the first line of the text."""
    classified = [
        line.rpartition(":: ")[2]
        for line in one.metadata.get_all("Classifier") or ()
        if "License ::" in line
    ]
    text = _field(one, "License-Expression") or ", ".join(classified) or _field(one, "License")
    return re.sub(r"\s+", " ", text.strip().splitlines()[0])[:120] if text.strip() else ""


def _field(one: Distribution, name: str) -> str:
    return str((one.metadata.get_all(name) or [""])[0])


def models() -> Iterator[Json]:
    """The networks' files, with the hash that they are checked by before use."""
    for path in sorted(WEIGHTS.glob("*.toml")):
        card = tomllib.loads(path.read_text("utf-8"))
        yield {
            "type": "machine-learning-model",
            "bom-ref": f"model:{path.stem}",
            "name": path.stem,
            "version": str(card["sha256"])[:12],
            "hashes": [{"alg": "SHA-256", "content": card["sha256"]}],
        }


if __name__ == "__main__":
    main()
