"""Synthetic portraits with known geometry, rendered in numpy from MakeHuman's CC0 head data.

The public door is `render(spec) -> Rendered`; `FaceSpec` says what to render, its `skin` what is
painted on the skin. `Studio.of(spec).repaint(spec)` gives the same pixels and repaints quickly.
"""

from synthetic.face_spec import FaceSpec, LightSpec
from synthetic.render import render
from synthetic.rendered import Rendered
from synthetic.skin_spec import CONCERNS, SkinSpec, puffy_targets
from synthetic.studio import Studio

__all__ = [
    "CONCERNS", "FaceSpec", "LightSpec", "Rendered", "SkinSpec", "Studio", "puffy_targets",
    "render",
]  # fmt: skip
