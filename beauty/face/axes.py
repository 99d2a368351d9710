"""The face's own axes, from the landmarks with their depth; pose and ratios both stand on them.

MediaPipe also gives a transformation matrix, but its angles depend on where in a wide photo the face
stands, since it assumes a camera of its own. The landmarks are
found in a crop round the face, so axes taken from them do not depend on its place.
"""

import numpy as np

# points that mirror each other, the person's right first
MIRRORED = ((234, 454), (127, 356), (33, 263), (133, 362), (61, 291), (172, 397), (58, 288))
TOP, CHIN = 10, 152

# The line from TOP to CHIN leans back by this much on faces that look straight ahead: mean of 52 studio
# portraits (London set), whose spread from face to face is 5 degrees (tools/pose_accuracy.py).
RESTING_LEAN_DEG = 2.3


def face_axes(landmarks: np.ndarray) -> np.ndarray:
    """Axes of a face from landmarks (478, 3): float (3, 3), rows are x (to the person's left), y (down
    the midline) and z (into the head), in the photo's directions x right, y down, z away."""
    right, left = (landmarks[[pair[side] for pair in MIRRORED]] for side in range(2))
    x_axis = _unit((left - right).mean(axis=0))
    down = landmarks[CHIN] - landmarks[TOP]
    y_axis = _unit(down - x_axis * (down @ x_axis))
    return np.stack([x_axis, y_axis, np.cross(x_axis, y_axis)])


def pose_angles(landmarks: np.ndarray) -> tuple[float, float, float]:
    """Yaw, pitch and roll in degrees, with the signs of `Pose`, from landmarks (478, 3)."""
    x_axis, y_axis, _ = face_axes(landmarks)
    yaw = np.arctan2(x_axis[2], x_axis[0])
    pitch = np.radians(RESTING_LEAN_DEG) - np.arctan2(y_axis[2], y_axis[1])
    roll = np.arctan2(x_axis[1], x_axis[0])
    return float(np.degrees(yaw)), float(np.degrees(pitch)), float(np.degrees(roll))


def _unit(vector: np.ndarray) -> np.ndarray:
    unit: np.ndarray = vector / np.linalg.norm(vector)
    return unit
