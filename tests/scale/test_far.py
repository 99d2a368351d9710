"""An engine whose models are elsewhere gives what one with models gives, also when a process is lost."""

from pathlib import Path

import numpy as np
import pytest

from beauty import Analysis, Beauty, service
from beauty.errors import BeautyError, DoorError, FaceError, SetupError, UsageError
from beauty.observe.figures import RETRIES
from beauty.paths import ASSETS
from beauty.photo import Photo
from beauty.scale import far as far_module
from beauty.scale.far import ATTEMPTS, Far
from beauty.tryon import load_looks
from beauty.ui.studio import Studio
from tests.builders import encoded
from tests.scale.fake import FakeLine

FACE = ASSETS / "examples" / "fair_oval.jpg"


@pytest.fixture
def line(beauty: Beauty) -> FakeLine:
    return FakeLine(beauty)


@pytest.fixture
def far(line: FakeLine, monkeypatch: pytest.MonkeyPatch) -> Far:
    monkeypatch.setattr(far_module, "PAUSE_S", 0.001)
    return Far(line)


def retries() -> float:
    return float(RETRIES._value.get())


def test_every_door_gives_the_same_from_afar(far: Far, beauty: Beauty, line: FakeLine):
    photo, answers = FACE.read_bytes(), {"skin_type": "oily"}
    for work in (service.analyzed, service.recommended):
        given = (photo, "me.jpg", answers, "zh")
        assert far.run(work, *given) == beauty.run(work, *given)
    look = load_looks()["everyday"]
    assert far.run(service.tried_on, photo, look) == beauty.run(service.tried_on, photo, look)
    assert line.asked == ["analyzed", "recommended", "tried_on"]  # as one task each


def test_the_page_can_work_with_an_analysis_from_afar(far: Far, rendered: Analysis):
    photo = far.read(FACE.read_bytes())
    analysis = far.analyze(photo)
    assert analysis.skin == rendered.skin
    assert np.array_equal(analysis.face.landmarks, rendered.face.landmarks)
    assert len(far.find_faces(photo)) == 1
    assert far.explain(analysis, "face_shape") is not None
    assert far.recommend(analysis, {"skin_type": "dry"}).makeup
    here, there = (Studio.of(one, {}) for one in (rendered, analysis))
    assert np.array_equal(here.wearing(here.planned), there.wearing(there.planned))


def test_pictures_from_afar_are_the_same_pixel_by_pixel(far: Far, beauty: Beauty):
    photo = FACE.read_bytes()
    there, here = far.wear(photo, "everyday"), beauty.wear(photo, "everyday")
    assert np.array_equal(there.rgb, here.rgb)
    assert np.array_equal(there.changed, here.changed)
    assert np.array_equal(far.try_on(photo, "everyday"), here.rgb)
    assert np.array_equal(far.segment(photo), beauty.segment(photo))


def test_a_refusal_comes_back_as_it_was(far: Far):
    with pytest.raises(FaceError) as refusal:
        far.analyze(encoded(np.full((600, 600, 3), 130, np.uint8), "PNG"))
    assert refusal.value.code == "no_face"
    with pytest.raises(UsageError, match="cannot be explained"):
        far.run(Beauty.explain, far.analyze(FACE.read_bytes()), "nothing")


def spoiled(beauty: Beauty) -> None:
    raise ValueError("what a person wrote")


def test_a_bug_is_told_without_what_it_says(far: Far, caplog: pytest.LogCaptureFixture):
    with pytest.raises(SetupError) as refusal:
        far.run(spoiled)
    assert refusal.value.code == "internal"
    assert "what a person wrote" not in str(refusal.value)


@pytest.mark.parametrize("losses", range(1, ATTEMPTS))
def test_what_a_lost_process_had_in_hand_is_sent_anew(far: Far, line: FakeLine, losses: int):
    before, line.losses = retries(), losses
    assert far.read(FACE.read_bytes()).size_wh == (900, 1100)
    assert retries() - before == losses


@pytest.mark.parametrize("trouble", [{"losses": ATTEMPTS}, {"full": True}])
def test_or_else_the_client_hears_busy(far: Far, line: FakeLine, trouble: dict[str, int]):
    vars(line).update(trouble)
    with pytest.raises(DoorError) as refusal:
        far.read(FACE.read_bytes())
    assert refusal.value.code == "busy"


def test_models_are_known_once_a_process_was_there(far: Far, line: FakeLine, beauty: Beauty):
    line.up = 0
    assert (far.models, far.replicas, line.asked) == ({}, 0, [])
    line.up = 2
    assert far.models == beauty.models
    line.up = 0
    assert far.models == beauty.models


def test_whoever_works_with_photos_finds_the_method_that_sends_them_away(beauty: Beauty):
    """Beauty's own methods that use a model are all replaced."""
    local = {"calibrate", "recommend", "load", "try_on"}  # try_on asks wear, the others no model
    public = {name for name, one in vars(Beauty).items() if not name.startswith("_")}
    assert public - local <= set(vars(Far))


def test_a_photo_already_read_is_not_sent_to_be_read(far: Far, line: FakeLine):
    photo = Photo(np.zeros((8, 8, 3), np.uint8), (8, 8))
    assert far.read(photo) is photo
    assert far.reading(lambda source, most: photo) is far
    assert line.asked == []


def test_other_errors_of_the_tree_travel_too(far: Far, tmp_path: Path):
    with pytest.raises(BeautyError) as refusal:
        far.read(b"%PDF-1.7 no photo")
    assert refusal.value.code == "unsupported_format"
    assert refusal.value.said("message", "zh") != refusal.value.message
