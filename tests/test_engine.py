"""`Beauty`: one door, the same values through it whatever the photo comes as and whoever asks at once."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from beauty import Analysis, Beauty, BeautyError, Plan
from beauty.errors import UsageError
from beauty.photo import read_photo
from tests.builders import encoded


def described(analysis: Analysis) -> tuple[object, ...]:
    """Everything of an analysis that a result is made of, to compare exactly."""
    return (
        analysis.face.landmarks.tobytes(),
        analysis.face.pose,
        analysis.geometry.ratios,
        analysis.shape,
        analysis.skin_type,
        analysis.parsing.shares.tobytes(),
        analysis.skin,
        analysis.quality,
        len(analysis.faces),
    )


def test_array_path_bytes_and_pil_agree(
    beauty: Beauty, portrait: np.ndarray, analysis: Analysis, tmp_path: Path
):
    file = tmp_path / "portrait.png"
    file.write_bytes(encoded(portrait, "PNG"))
    sources = [file, str(file), file.read_bytes(), Image.fromarray(portrait), read_photo(portrait)]
    for source in sources:
        assert described(beauty.analyze(source)) == described(analysis)


def test_four_threads_share_one_engine(beauty: Beauty, portrait: np.ndarray):
    mirrored = np.ascontiguousarray(portrait[:, ::-1])
    photos = [portrait, mirrored] * 8
    alone = [described(beauty.analyze(photo)) for photo in photos[:2]]
    with ThreadPoolExecutor(4) as pool:
        together = [described(one) for one in pool.map(beauty.analyze, photos)]
    assert together == alone * 8
    assert alone[0] != alone[1]


def test_progress_hears_each_step_in_order(beauty: Beauty, portrait: np.ndarray):
    heard: list[str] = []
    beauty.analyze(portrait, progress=heard.append)
    assert heard == ["photo", "face", "regions", "quality", "measures", "networks"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (np.full((200, 200, 3), 128, np.uint8), "no_face"),
        (np.zeros((20, 20, 3), np.uint8), "too_small"),
        (b"hello", "unsupported_format"),
        (f"nowhere{os.sep}at_all.jpg", "unreadable"),
    ],
)
def test_refusals_carry_code_and_advice(beauty: Beauty, source: object, code: str):
    with pytest.raises(BeautyError) as caught:
        beauty.analyze(source)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert caught.value.advice
    assert caught.value.advice != caught.value.message


def test_wanted_picks_one_of_several_faces(beauty: Beauty, portrait: np.ndarray):
    two = np.hstack([portrait, portrait])
    with pytest.raises(BeautyError) as caught:
        beauty.analyze(two)
    assert caught.value.code == "several_faces"
    faces = beauty.find_faces(read_photo(two))
    assert len(faces) == 2
    for index, face in enumerate(faces):
        chosen = beauty.analyze(two, wanted=index)
        np.testing.assert_array_equal(chosen.face.landmarks, face.landmarks)
        assert "several_faces" in chosen.quality.codes
        assert len(chosen.faces) == 2


def test_recommend_joins_photo_and_answers(beauty: Beauty, analysis: Analysis):
    plan = beauty.recommend(analysis, {"skin_type": "oily", "concerns": ["redness"]})
    assert isinstance(plan, Plan)
    assert plan == beauty.recommend(analysis, {"concerns": ("redness",), "skin_type": "oily"})
    assert "base_oily" in [step.rule for step in plan.makeup]
    assert any(step.ingredient == "azelaic_acid" for step in plan.evening)


def test_recommend_works_without_photo_and_without_answers(beauty: Beauty, analysis: Analysis):
    blind, silent = beauty.recommend(None), beauty.recommend(analysis)
    assert not {"contour", "blush", "brows"} & {step.step for step in blind.makeup}
    assert {"contour", "blush", "brows"} <= {step.step for step in silent.makeup}


def test_recommend_refuses_an_unknown_answer(beauty: Beauty):
    with pytest.raises(UsageError, match="skintype"):
        beauty.recommend(None, {"skintype": "dry"})


def test_input_is_left_as_it_was(beauty: Beauty, portrait: np.ndarray):
    mine = portrait.copy()
    beauty.analyze(mine)
    np.testing.assert_array_equal(mine, portrait)
    mine[:] = 0  # still writable: the engine took a copy


def test_closing_twice_is_fine_and_leaves_other_engines_alone(
    beauty: Beauty, portrait: np.ndarray, analysis: Analysis
):
    engine = Beauty.load()
    assert described(engine.analyze(portrait)) == described(analysis)
    engine.close()
    engine.close()
    assert described(beauty.analyze(portrait)) == described(analysis)
