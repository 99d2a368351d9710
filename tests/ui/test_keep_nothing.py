"""Sessions go: soon after their tab was closed, or when nothing was touched for so long."""

import datetime
import threading
import time
from collections import OrderedDict
from types import SimpleNamespace

import pytest
from gradio import queueing
from gradio.state_holder import SessionState

from beauty.ui.keep_nothing import Forgetter, keep_no_copies
from tests.ui.conftest import loops_closed

NOW = datetime.datetime(2026, 1, 1)


def later(seconds: float) -> datetime.datetime:
    return NOW + datetime.timedelta(seconds=seconds)


@pytest.fixture
def blocks() -> SimpleNamespace:
    """What of Gradio's page the forgetter looks at, with an open and a closed session."""
    sessions = {name: SimpleNamespace(is_closed=name == "closed") for name in ("open", "closed")}
    holder = SimpleNamespace(
        session_data=OrderedDict(sessions),
        time_last_used=dict.fromkeys(sessions, NOW),
        lock=threading.Lock(),
    )
    queue = SimpleNamespace(pending_messages_per_session={"closed": "pictures"})
    return SimpleNamespace(state_holder=holder, upload_file_set={"eve.png"}, _queue=queue)


def test_a_closed_session_goes_first_and_an_idle_one_later(blocks: SimpleNamespace):
    forgetter, holder = Forgetter(blocks, closed_s=60, idle_s=900), blocks.state_holder
    assert forgetter.look(NOW) == 0
    assert blocks.upload_file_set == set()
    assert forgetter.look(later(59)) == 0
    assert forgetter.look(later(60)) == 1
    assert list(holder.session_data) == list(holder.time_last_used) == ["open"]
    assert blocks._queue.pending_messages_per_session == {}
    assert forgetter.look(later(899)) == 0
    assert forgetter.look(later(900)) == 1
    assert not holder.session_data


def test_a_touch_keeps_a_session(blocks: SimpleNamespace):
    forgetter, holder = Forgetter(blocks, closed_s=60, idle_s=900), blocks.state_holder
    forgetter.look(NOW)
    holder.time_last_used["closed"] = holder.time_last_used["open"] = later(880)
    assert forgetter.look(later(930)) == 0
    assert forgetter.look(later(940)) == 1


def test_it_looks_by_itself(blocks: SimpleNamespace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("beauty.ui.keep_nothing.LOOK_EVERY_SECONDS", 0.01)
    forgetter = Forgetter(blocks, closed_s=0, idle_s=1e12)
    forgetter.start()
    for _ in range(500):
        if len(blocks.state_holder.session_data) == 1:
            break
        threading.Event().wait(0.01)
    forgetter.stop()
    assert list(blocks.state_holder.session_data) == ["open"]


def test_shown_values_are_not_copied_and_traces_go_to_the_log(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setattr(
        SessionState, "_update_value_in_config", SessionState._update_value_in_config
    )
    monkeypatch.setattr(queueing, "traceback", queueing.traceback)
    keep_no_copies()
    state = SimpleNamespace(config_values={1: {"props": {"value": "before"}}})
    SessionState._update_value_in_config(state, 1, "a picture")  # type: ignore[arg-type]
    assert state.config_values == {1: {"props": {"value": "before"}}}
    try:
        raise ValueError("eve@example.org")
    except ValueError:
        queueing.traceback.print_exc()
    assert capsys.readouterr().err == ""
    assert [record.getMessage() for record in caplog.records] == ["an event of the page failed"]


def test_no_table_of_touches_is_kept_and_worked_through(monkeypatch: pytest.MonkeyPatch):
    """Gradio's own would be made anew after each touch, of up to 10,000."""
    monkeypatch.setenv("GRADIO_ANALYTICS_MAX_EVENTS", "10000")
    keep_no_copies()
    with loops_closed():  # Gradio makes one for the queue's lock
        queue = queueing.Queue(True, 2, 1.0, None, SimpleNamespace(), 2)  # type: ignore[arg-type]
    assert queue.ANALYTICS_MAX_EVENTS == 1
    assert queue.compute_analytics_summary([{"no": "table"}]) == {"functions": {}}


def test_a_clean_up_looks_for_what_sessions_left(
    blocks: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
):
    done: list[str] = []
    monkeypatch.setattr("beauty.ui.keep_nothing.gc.collect", lambda: done.append("collected"))
    monkeypatch.setattr(
        "beauty.ui.keep_nothing.give_memory_back", lambda: done.append("given back")
    )
    monkeypatch.setattr("beauty.ui.keep_nothing.LOOK_EVERY_SECONDS", 0.001)
    forgetter = Forgetter(blocks, closed_s=0, idle_s=1e12)
    forgetter.clean_up()
    assert done == ["given back"], "nobody was here"
    forgetter.start()
    patience = time.monotonic() + 10
    while not forgetter.forgotten and time.monotonic() < patience:
        time.sleep(0.01)
    forgetter.stop()
    forgetter.clean_up()
    forgetter.clean_up()
    assert done == ["given back", "collected", "given back", "given back"]
