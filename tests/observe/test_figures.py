"""Figures: what is counted, under labels from fixed lists."""

import time

import pytest

from beauty.errors import FaceError
from beauty.observe import counted, describe, metrics_page, refused, requested, timed, watch
from beauty.observe.figures import way_of


def figure(line: str) -> float:
    """The value of the line that begins so; 0 where there is none."""
    page = metrics_page()[0].decode().splitlines()
    return next((float(one.split()[-1]) for one in page if one.startswith(line + " ")), 0.0)


def test_stages_are_timed_until_the_next_begins_and_passed_on():
    told: list[str] = []
    names = ("slow-test", "fast-test")
    with timed(told.append) as stage:
        stage(names[0])
        time.sleep(0.03)
        stage(names[1])
    slow, fast = (figure(f'beauty_stage_seconds_sum{{stage="{name}"}}') for name in names)
    assert told == list(names)
    assert slow >= 0.03
    assert fast < slow


def test_a_stage_that_fails_is_timed_and_its_refusal_counted_once():
    line = 'beauty_refusals_total{code="no_face"}'
    before = figure(line)
    with pytest.raises(FaceError) as caught, counted(), timed(lambda stage: None) as stage:
        stage("failing-test")
        raise FaceError("no_face")
    refused(caught.value)  # a second door on its way out
    assert figure(line) == before + 1
    assert figure('beauty_stage_seconds_count{stage="failing-test"}') == 1


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/", "page"),
        ("/v1/analyze", "/v1/analyze"),
        ("/v1/analyze/eve@example.org", "/v1/analyze"),
        ("/gradio_api/heartbeat/abc123", "/gradio_api/heartbeat"),
        ("/gradio_api/file=/dev/shm/eve.png", "other"),
        ("/eve@example.org", "other"),
    ],
)
def test_no_label_is_made_by_a_client(path: str, way: str):
    assert way_of(path) == way


def test_requests_viewers_queue_and_models_are_told():
    requested("/v1/looks", 200, 0.2)
    watch(lambda: 3, lambda: 2)
    describe("0.1.0", {"parser": "abc"})
    assert figure('beauty_answers_total{route="/v1/looks",status="200"}') >= 1
    assert (figure("beauty_desk_requests"), figure("beauty_live_viewers")) == (3, 2)
    assert 'beauty_build_info{model_parser="abc",version="0.1.0"} 1.0' in metrics_page()[0].decode()
    assert metrics_page()[1].startswith("text/plain")
