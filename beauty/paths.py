"""Where the project keeps its data files, found from this file so that any working folder will do."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
WEIGHTS = ROOT / "weights"
