"""Size, framing, angle and expression: everything that the landmarks alone can tell."""

from beauty.errors import FaceError, QualityError
from beauty.face import Face, Pose
from beauty.quality.issue import Issue
from beauty.quality.thresholds import load_limits


def check_size(face: Face) -> Issue | None:
    limits = load_limits()["size"]
    if face.width_px < limits["refuse_below"]:
        raise FaceError("face_too_small", got=round(face.width_px), least=limits["refuse_below"])
    if face.width_px < limits["advise_below"]:
        return Issue("small_face", {"got": round(face.width_px)})
    return None


def check_cut_off(face: Face, size_wh: tuple[int, int]) -> Issue | None:
    limits = load_limits()["cut_off"]
    outside = face.share_outside(size_wh)
    if outside > limits["refuse_above"]:
        raise FaceError("face_cut_off")
    return Issue("cut_off", serious=True) if outside > limits["advise_above"] else None


def check_angle(pose: Pose) -> Issue | None:
    limits = load_limits()["angle"]
    name, angle = max(
        (("yaw", pose.yaw_deg), ("pitch", pose.pitch_deg)), key=lambda pair: abs(pair[1])
    )
    if abs(angle) > limits["refuse_above"]:
        raise QualityError("large_angle", got=round(abs(angle)))
    if abs(angle) > limits["advise_above"]:
        return Issue(f"turned_{name}", {"got": round(abs(angle))}, serious=True)
    if abs(pose.roll_deg) > limits["advise_roll_above"]:
        return Issue("tilted", {"got": round(abs(pose.roll_deg))})
    return None


def check_expression(face: Face) -> Issue | None:
    """The strongest of the expressions that move what is measured."""
    limits = load_limits()["expression"]
    excess = {name: _score(face, name) - limit for name, limit in limits.items()}
    name = max(excess, key=lambda key: excess[key])
    return Issue(f"expression_{name}", regions=_moved(name)) if excess[name] > 0 else None


def _score(face: Face, name: str) -> float:
    """A blendshape's score; for one with two sides, the mean of both."""
    scores = [
        v for key, v in face.blendshapes.items() if key in (name, f"{name}Left", f"{name}Right")
    ]
    return sum(scores) / len(scores) if scores else 0.0


def _moved(name: str) -> tuple[str, ...]:
    if name.startswith("eye"):
        return ("right_eye", "left_eye")
    return ("forehead",) if name.startswith("brow") else ("upper_lip", "lower_lip")
