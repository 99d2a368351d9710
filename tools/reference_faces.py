"""What the skin colours of studio faces are: `python -m tools.reference_faces --table FILE.csv`.

FILE has one studio face a line with its CIELAB lightness and hue (columns lum, hue). Prints the
percentiles that assets/face/monk.toml stands on, and how far faces lie from the usual hue at their
lightness, on which the words for undertones in beauty/color/tone.py stand.
"""

import argparse
import csv
from pathlib import Path

import numpy as np

from beauty.color.tone import PLAUSIBLE_RESIDUAL_DEG, SURE_RESIDUAL_DEG, undertone
from tools.table import table

PERCENTILES = (5, 33, 50, 67, 95)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--table", type=Path, required=True)
    with parser.parse_args().table.open(encoding="utf-8") as file:
        faces = [(float(row["lum"]), float(row["hue"])) for row in csv.DictReader(file)]
    lightness, hue = np.array(faces).T
    residuals = np.array([residual(*face) for face in faces])
    print(f"{len(faces)} faces\n")
    values = {"L*": lightness, "hue, degrees": hue, "hue minus usual, degrees": residuals}
    head = ("", *(f"{percent}%" for percent in PERCENTILES))
    print(table(head, [(name, *spread(column)) for name, column in values.items()]))
    for limit in (SURE_RESIDUAL_DEG, PLAUSIBLE_RESIDUAL_DEG):
        print(f"within {limit:.0f} degrees of the usual: {(abs(residuals) <= limit).mean():.1%}")


def residual(lightness: float, hue_deg: float) -> float:
    """Distance to the usual hue, as the app computes it from CIELAB."""
    angle = np.radians(hue_deg)
    return undertone((lightness, float(np.cos(angle)), float(np.sin(angle)))).residual_deg


def spread(values: np.ndarray) -> list[str]:
    return [f"{value:.1f}" for value in np.percentile(values, PERCENTILES)]


if __name__ == "__main__":
    main()
