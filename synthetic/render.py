"""render(spec): the whole story from a FaceSpec to a picture with its ground truth."""

from synthetic.face_spec import FaceSpec
from synthetic.rendered import Rendered
from synthetic.studio import Studio

__all__ = ["Rendered", "render"]


def render(spec: FaceSpec) -> Rendered:
    """Draw the portrait that spec describes. Same spec, same pixels."""
    return Studio.of(spec).repaint(spec)
