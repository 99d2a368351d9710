"""Synthetic portraits with known geometry, rendered in numpy from MakeHuman's CC0 head data.

The one public door is `render(spec) -> Rendered`; `FaceSpec` says what to render.
"""

from synthetic.face_spec import FaceSpec, LightSpec
from synthetic.render import Rendered, render

__all__ = ["FaceSpec", "LightSpec", "Rendered", "render"]
