import cv2
import numpy as np

from beauty import Analysis
from beauty.face.label_map import LABELS, label_map
from tests.golden import assert_like_golden

# docs/contract: 0 background, 1 skin, 2 brow, 3 eye, 4 nose, 5 upper lip, 6 lower lip, 7 inner mouth, ...
CONTRACT = (
    *("background", "skin", "brow", "eye", "nose", "upper_lip", "lower_lip", "inner_mouth"),
    *("hair", "ear", "neck", "glasses", "other"),
)
COLOURS = np.array(
    [
        *((0, 0, 0), (230, 190, 160), (90, 60, 30), (40, 90, 220)),
        *((250, 150, 90), (220, 40, 60), (150, 20, 80), (255, 255, 255)),
    ],
    np.uint8,
)


def test_numbers_are_those_of_the_contract():
    assert LABELS == CONTRACT


def test_map_has_the_photos_size_and_only_what_landmarks_can_tell(analysis: Analysis):
    labels = label_map(analysis.regions, analysis.photo.size_wh)
    assert labels.dtype == np.uint8
    assert labels.shape == analysis.photo.rgb.shape[:2]
    assert set(np.unique(labels)) == set(range(8))


def test_labels_lie_at_their_landmarks(analysis: Analysis):
    labels = label_map(analysis.regions, analysis.photo.size_wh)
    places = {4: 1, 1: 50, 2: 105, 3: 468, 5: 37, 6: 84, 7: 13}  # label -> a landmark well inside
    for label, landmark in places.items():
        x, y = analysis.face.landmarks_px[landmark]
        if label == 7:  # between the lips, halfway down to the lower one
            x, y = analysis.face.landmarks_px[[13, 14]].mean(axis=0)
        if label == 6:
            x, y = analysis.face.landmarks_px[[14, 17]].mean(axis=0)
        if label == 5:
            x, y = analysis.face.landmarks_px[[0, 13]].mean(axis=0)
        if label == 2:
            x, y = analysis.face.landmarks_px[[105, 52]].mean(axis=0)
        assert labels[round(float(y)), round(float(x))] == label, LABELS[label]
    assert labels[5, 5] == 0


def test_golden(rendered: Analysis):
    labels = label_map(rendered.regions, rendered.photo.size_wh)
    painted = cv2.addWeighted(rendered.photo.rgb, 0.5, COLOURS[labels], 0.5, 0)
    left, top, right, bottom = rendered.face.box_xyxy
    assert_like_golden("label_map", painted[top:bottom, left:right], tolerance=1.0)
