"""An engine whose models are elsewhere gives what one with models gives, also when a process is lost."""

from pathlib import Path

import numpy as np
import pytest

from beauty import Analysis, Beauty, service
from beauty.errors import BeautyError, DoorError, FaceError, SetupError, UsageError
from beauty.observe.figures import REFUSALS, RETRIES, STAGES
from beauty.paths import ASSETS
from beauty.photo import Photo
from beauty.scale import far as far_module
from beauty.scale.far import ATTEMPTS, Far
from beauty.tryon import load_looks, render, sit
from beauty.ui.studio import Studio
from tests.builders import encoded
from tests.scale.fake import FakeLine, travelled

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


def test_the_page_can_work_with_an_analysis_from_afar(far: Far, beauty: Beauty, rendered: Analysis):
    photo = far.read(FACE.read_bytes())
    analysis = far.analyze(photo)
    assert analysis.skin == rendered.skin
    assert np.array_equal(analysis.face.landmarks, rendered.face.landmarks)
    assert len(far.find_faces(photo)) == 1
    assert far.explain(analysis, "face_shape") is not None
    assert far.recommend(analysis, {"skin_type": "dry"}).makeup
    here, there = Studio.of(beauty, rendered, {}), Studio.of(far, analysis, {})
    assert np.array_equal(here.wearing(here.planned), there.wearing(there.planned))


def test_stages_of_an_analysis_are_counted_here_and_once(far: Far):
    before = {stage: stage_count(stage) for stage in ("face", "networks")}
    far.analyze(FACE.read_bytes())
    assert {stage: stage_count(stage) - count for stage, count in before.items()} == {
        "face": 1,
        "networks": 1,
    }


def test_a_refusal_is_counted_here_and_once(far: Far):
    code = "unsupported_format"
    before = REFUSALS.labels(code)._value.get()
    with pytest.raises(BeautyError):
        far.read(b"%PDF-1.7 no photo")
    assert REFUSALS.labels(code)._value.get() - before == 2, (
        "the fake line's own engine counts, too"
    )


def stage_count(stage: str) -> float:
    (family,) = STAGES.labels(stage).collect()
    return next(one.value for one in family.samples if one.name.endswith("_count"))


def test_the_make_up_page_is_painted_afar(
    far: Far, beauty: Beauty, rendered: Analysis, line: FakeLine
):
    here, there = (Studio.of(engine, rendered, {}) for engine in (beauty, far))
    assert there.thumbnails == here.thumbnails
    assert there.png(here.planned) == here.png(here.planned)
    assert line.asked == ["paint", "paint"]
    line.asked.clear()
    for look in (here.planned, load_looks()["smoky"], here.planned):
        assert np.array_equal(there.wearing(look), here.wearing(look))
    assert line.asked == ["mix", "mix"], "what is there is not asked for again"


def test_a_sitter_travels_without_what_is_worked_out_of_it(rendered: Analysis):
    sitter = sit(rendered)
    render(sitter, load_looks()["everyday"])
    worked_out = {"logs", "level"}
    assert worked_out <= set(vars(sitter))
    assert worked_out.isdisjoint(vars(travelled(sitter)))


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
