"""Write the example portraits of specs.toml: `python -m synthetic.make_examples [--out FOLDER]`."""

import argparse
import time
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2

from synthetic.arrays import Bytes
from synthetic.face_spec import FaceSpec, spec_from_table
from synthetic.render import render

SPECS_FILE = Path(__file__).with_name("specs.toml")
JPEG_QUALITY = 88


def load_specs(path: Path = SPECS_FILE) -> dict[str, FaceSpec]:
    """The designed people by name, in the file's order."""
    with path.open("rb") as file:
        tables: Mapping[str, dict[str, object]] = tomllib.load(file)
    return {name: spec_from_table({"name": name, **table}) for name, table in tables.items()}


def save_jpeg(rgb: Bytes, path: Path) -> None:
    """Write an RGB picture as JPEG."""
    quality = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
    done, coded = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), quality)
    if not done:
        raise RuntimeError(f"expected a picture to encode, got {rgb.shape}; check its size")
    path.write_bytes(coded.tobytes())


def main(arguments: Sequence[str] | None = None) -> None:
    """Render every example (or those named) with one progress line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("assets/examples"))
    parser.add_argument("--only", nargs="*", default=None, help="names of specs.toml")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    specs = load_specs()
    names = list(specs) if options.only is None else options.only
    for number, name in enumerate(names, 1):
        start = time.perf_counter()
        path = options.out / f"{name}.jpg"
        save_jpeg(render(specs[name]).rgb, path)
        size_kb = path.stat().st_size // 1000
        spent = time.perf_counter() - start
        print(f"[{number}/{len(names)}] {path} {size_kb} kB, {spent:.1f} s", flush=True)


if __name__ == "__main__":
    main()
