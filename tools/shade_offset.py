"""How foundation swatches differ from faces: `python -m tools.shade_offset --faces FILE.csv`.

FILE has one studio face a line, columns red, green, blue (0..1 sRGB). No open table says which shade a
face was matched to, so lightness is laid quantile on quantile: a range of many shades is made to reach
from the fairest to the deepest customer, and the faces were picked to reach as far. Prints the tables of
assets/recommend/shades.toml as TOML, then what else is worth knowing as comments.
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from beauty.catalogue import Catalogue, Shades
from beauty.color import to_lab
from beauty.color.tone import undertone

PERCENTS = (5, 25, 50, 75, 95)
MANY = 30  # shades of a product that is made for everybody
CURVE_AT = np.arange(25.0, 96.0, 5.0)  # L* at which the usual chroma and hue of swatches are told
REACH = 4.0  # L*: standard deviation of the weights of the running median
DRAWS = 300
DEPTHS = ("fair", "light", "medium", "tan", "dark", "deep")
UNDERTONES = ("cool", "neutral", "warm")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--faces", type=Path, required=True)
    faces = read_faces(parser.parse_args().faces)
    shades = Catalogue.load().shades
    print("\n".join((*toml_lines(faces, shades), *remarks(faces, shades))))


def read_faces(path: Path) -> np.ndarray:
    """CIELAB float64 (n, 3)."""
    with path.open(encoding="utf-8") as file:
        rows = [
            [float(row[name]) for name in ("red", "green", "blue")] for row in csv.DictReader(file)
        ]
    rgb = np.round(np.array(rows) * 255).astype(np.uint8)
    lab: np.ndarray = to_lab(rgb[None])[0].astype(np.float64)
    return lab


def toml_lines(faces: np.ndarray, shades: Shades) -> Iterator[str]:
    """The three tables."""
    rows = shades.rows_at("base")
    swatches = shades.lab[rows].astype(np.float64)
    ranges = wide_ranges(shades, rows)
    face, swatch = quantiles(faces, ranges)
    yield "[offset]"
    yield f"faces = {len(faces)}"
    yield f"products = {len(ranges)}"
    yield f"face_lightness = {listed(face)}"
    yield f"swatch_lightness = {listed(swatch)}"
    yield f"error = {float(offset_error(faces, ranges)):.1f}"
    yield "\n[swatch]"
    yield f"shades = {len(rows)}"
    yield f"lightness = {listed(CURVE_AT)}"
    yield f"chroma = {listed(running_median(swatches[:, 0], chroma(swatches), CURVE_AT))}"
    yield f"hue_deg = {listed(running_median(swatches[:, 0], hue(swatches), CURVE_AT))}"
    yield "\n[lean_deg]"
    for name, lean in leans(shades, rows).items():
        yield f"{name} = {lean:.1f}"
    yield "\n[depth]"
    for name, lightness in depths(shades, rows).items():
        yield f"{name} = {lightness:.1f}"


def remarks(faces: np.ndarray, shades: Shades) -> Iterator[str]:
    """What the tables rest on and what they leave open."""
    rows = shades.rows_at("base")
    swatches, ranges = shades.lab[rows].astype(np.float64), wide_ranges(shades, rows)
    at = np.array([np.percentile(one, PERCENTS) for one in ranges])
    yield f"\n# L* between the {len(ranges)} products, standard deviation: {listed(at.std(axis=0))}"
    middle = np.arange(37.5, 65.0, 5.0)
    above = running_median(swatches[:, 0], chroma(swatches), middle) - running_median(
        faces[:, 0], chroma(faces), middle
    )
    yield f"# chroma of swatches above that of faces at L* {listed(middle)}: {listed(above)}"
    residual = np.array([undertone((face[0], face[1], face[2])).residual_deg for face in faces])
    yield f"# hue of faces about the usual, standard deviation: {residual.std():.1f} degrees"
    tints = residual_of(swatches)
    outer = residual[residual > np.percentile(residual, 200 / 3)]
    said = np.array([shades.depths[row] for row in rows])
    within = [float(swatches[said == name, 0].std()) for name in DEPTHS]
    yield f"# L* of swatches within one word for depth, standard deviation: {np.mean(within):.1f}"
    yield f"# within the outer third of them: {outer.std():.1f}; of swatches: {tints.std():.1f} degrees"


def wide_ranges(shades: Shades, rows: np.ndarray) -> list[np.ndarray]:
    """L* of each product that has MANY shades or more."""
    found: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        found.setdefault((shades.brands[row], shades.lines[row]), []).append(shades.lab[row, 0])
    return [np.array(one, np.float64) for one in found.values() if len(one) >= MANY]


def quantiles(faces: np.ndarray, ranges: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """L* of faces at PERCENTS, and the median over products of L* of swatches there."""
    at = [np.percentile(one, PERCENTS) for one in ranges]
    return np.percentile(faces[:, 0], PERCENTS), np.median(at, axis=0)


def offset_error(faces: np.ndarray, ranges: list[np.ndarray]) -> float:
    """Standard error of swatch L*, mean over the quantiles: faces and products drawn anew."""
    draw = np.random.default_rng(0)
    moves = []
    for _ in range(DRAWS):
        some = faces[draw.integers(len(faces), size=len(faces))]
        others = [ranges[one] for one in draw.integers(len(ranges), size=len(ranges))]
        face, swatch = quantiles(some, others)
        moves.append(np.interp(quantiles(faces, ranges)[0], face, swatch))
    return float(np.std(moves, axis=0).mean())


def running_median(x: np.ndarray, values: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Median of values near each place, weighted by a normal curve of width REACH."""
    order = np.argsort(values, kind="stable")
    weights = np.exp(-0.5 * ((x[order, None] - at) / REACH) ** 2).cumsum(axis=0)
    middle = (weights >= weights[-1] / 2).argmax(axis=0)
    found: np.ndarray = values[order][middle]
    return found


def residual_of(swatches: np.ndarray) -> np.ndarray:
    """Hue minus the usual hue of swatches as light as this, degrees."""
    curve = running_median(swatches[:, 0], hue(swatches), CURVE_AT)
    apart: np.ndarray = hue(swatches) - np.interp(swatches[:, 0], CURVE_AT, curve)
    return apart


def leans(shades: Shades, rows: np.ndarray) -> dict[str, float]:
    """Median of that for shades which their makers call cool, neutral or warm."""
    residual = residual_of(shades.lab[rows].astype(np.float64))
    said = np.array([shades.undertones[row] for row in rows])
    return {name: float(np.median(residual[said == name])) for name in UNDERTONES}


def depths(shades: Shades, rows: np.ndarray) -> dict[str, float]:
    """Median L* of swatches that their makers call fair, light and so on."""
    said = np.array([shades.depths[row] for row in rows])
    return {name: float(np.median(shades.lab[rows][said == name, 0])) for name in DEPTHS}


def chroma(lab: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.hypot(lab[:, 1], lab[:, 2])
    return found


def hue(lab: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.degrees(np.arctan2(lab[:, 2], lab[:, 1]))
    return found


def listed(values: np.ndarray) -> str:
    return "[" + ", ".join(f"{value:.1f}" for value in values) + "]"


if __name__ == "__main__":
    main()
