"""Labels of `skin-tone-classifier` 1.2.6 for photos, from an interpreter of its own.

Its pins clash with ours, so it lives elsewhere: a fresh environment with skin-tone-classifier==1.2.6 and
opencv-python-headless==4.14.0.94 in place of the OpenCV 5 that it draws in and cannot use.
"""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

SCRIPT = """
import json, sys, stone
for path in sys.stdin.read().splitlines():
    try:
        faces = stone.process(path, image_type="color", tone_palette="perla")["faces"]
        print(json.dumps([face.get("tone_label") for face in faces]), flush=True)
    except Exception as error:
        print(json.dumps([]), flush=True)
"""


def stone_labels(interpreter: Path, pictures: Sequence[np.ndarray]) -> list[str | None]:
    """Its label ("CA" lightest to "CK") of each picture uint8 (h, w, 3); None where it gives none.

    Raises RuntimeError with its own words where it does not run at all.
    """
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{index:04d}.png" for index in range(len(pictures))]
        for path, rgb in zip(paths, pictures, strict=True):
            cv2.imwrite(str(path), rgb[..., ::-1])
        done = subprocess.run(
            [str(interpreter), "-c", SCRIPT],
            input="\n".join(map(str, paths)),
            capture_output=True,
            text=True,
            check=False,
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith("[")]
    if len(lines) != len(pictures):
        raise RuntimeError(f"{interpreter} gave {len(lines)} answers: {done.stderr[-400:]}")
    return [next(iter(json.loads(line)), None) for line in lines]
