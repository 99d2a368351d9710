"""What Gradio remembers of a visitor, forgotten in time.

It keeps a session for the life of the process: its state for an hour after the tab was closed, and a
copy of every value that was shown or sent, pictures included, until 10,000 others have come. Here a
session goes as a whole: soon after its tab was closed, or when nothing was touched for so long.
"""

import datetime
import gc
import logging
import os
import threading
import traceback
from types import SimpleNamespace
from typing import Any

from gradio import queueing, routes
from gradio.state_holder import SessionState, StateHolder

from beauty.threads import give_memory_back

LOOK_EVERY_SECONDS = 1.0


class Forgetter:
    """Looks through the sessions of a page again and again. closed_s: from when it was seen that the
    tab is closed; idle_s: from the last touch."""

    def __init__(self, blocks: Any, closed_s: float, idle_s: float) -> None:  # noqa: ANN401 - Gradio's
        self._blocks, self._closed_s, self._idle_s = blocks, closed_s, idle_s
        self._closed: dict[str, datetime.datetime] = {}
        self.forgotten = 0  # since the last clean-up
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="forgetter", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def look(self, now: datetime.datetime) -> int:
        """Forget what is due; how many sessions that were."""
        holder: StateHolder = self._blocks.state_holder
        self._blocks.upload_file_set.clear()  # names that visitors gave their files
        due = [name for name in list(holder.session_data) if self._due(holder, name, now)]
        for name in due:
            with holder.lock:
                holder.session_data.pop(name, None)
                holder.time_last_used.pop(name, None)
            self._blocks._queue.pending_messages_per_session.pop(name, None)
        self._closed = {k: v for k, v in self._closed.items() if k in holder.session_data}
        return len(due)

    def clean_up(self) -> None:
        """Free what sessions left behind, and the memory itself. A session holds itself by its own parts,
        so that its pictures would stay until Python looks for such things the next time."""
        if self.forgotten:
            self.forgotten = 0
            gc.collect()
        give_memory_back()

    def _due(self, holder: StateHolder, name: str, now: datetime.datetime) -> bool:
        session, used = holder.session_data.get(name), holder.time_last_used.get(name, now)
        if session is None:
            return False
        if session.is_closed:
            closed = self._closed.setdefault(name, now)
            return bool((now - max(closed, used)).total_seconds() >= self._closed_s)
        return bool((now - used).total_seconds() >= self._idle_s)

    def _run(self) -> None:
        while not self._stop.wait(LOOK_EVERY_SECONDS):
            try:
                self.forgotten += self.look(datetime.datetime.now())
            except Exception:  # the page changed its sessions meanwhile: the next look finds them
                logging.getLogger(__name__).exception("sessions could not be looked through")


def keep_no_copies() -> None:
    """No copies of shown values, which serve links into a session that this page does not have; and no
    traces of errors on the console, which quote what a visitor typed: they go to the log, which does not;
    and no table of the last 10,000 touches, which Gradio would work through anew after every touch.
    For the rest of this process; call before the page's queue is made."""
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    queueing.Queue.compute_analytics_summary = _no_summary
    SessionState._update_value_in_config = _keep_nothing
    for module in (queueing, routes):
        module.traceback = SimpleNamespace(**{**vars(traceback), "print_exc": _log_trace})


def _keep_nothing(state: SessionState, key: int, value: object) -> None:
    """Stands where Gradio would keep a value."""


def _no_summary(queue: object, touches: object) -> dict[str, Any]:
    """Stands where Gradio would count touches by kind, for a page of its own that is closed here."""
    return {"functions": {}}


def _log_trace(*ignored: object, **also: object) -> None:
    logging.getLogger(__name__).exception("an event of the page failed")
