"""What requests cost without a server: the same work by Python calls in one process, one at a time."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from statistics import mean

from beauty import Beauty, service
from beauty.photo.guarded import Guarded
from beauty.settings import Settings
from beauty.texts import load_texts
from beauty.ui import look_panel
from beauty.ui.layout import PANELS
from beauty.ui.look_state import LookState
from beauty.ui.page import drawn
from beauty.ui.scene import Scene
from beauty.ui.session import Session, Tab
from bench.served import Served
from bench.visitor import ANSWERS, LOOK, NO_PHOTO, photos

Work = Callable[[bytes], object]
WARM_UP = 2


def compute_s(deck: Sequence[str], rounds: int) -> dict[str, float]:
    """Kind of request -> mean seconds of the processor, photos read as the server reads them."""
    reader = Guarded(1, Settings().reading_ms / 1000)
    found = list(_timed(deck, works(Beauty.load().reading(reader.read)), rounds))
    reader.close()
    return {kind: mean(took for one, took in found if one == kind) for kind in deck}


def _timed(deck: Sequence[str], work: dict[str, Work], rounds: int) -> Iterator[tuple[str, float]]:
    """Each kind with its seconds, without the first rounds, which fill caches."""
    here, given = Served("", os.getpid()), photos()
    for number in range(WARM_UP + rounds):
        for place, kind in enumerate(deck):
            began = here.processor_s()
            work[kind](given[(number + place) % len(given)])
            if number >= WARM_UP:
                yield kind, here.processor_s() - began


def works(beauty: Beauty) -> dict[str, Work]:
    """What the server does at each kind of request, by its names in visitor.KINDS."""
    tab, answers = Tab(), json.loads(ANSWERS)
    return {
        "analyze": lambda photo: json.dumps(service.analyzed(beauty, photo, "", {})),
        "recommend": lambda photo: json.dumps(service.recommended(beauty, photo, "", answers)),
        "try-on": lambda photo: service.tried_on(beauty, photo, service.chosen_look(LOOK, None)),
        **_page_works(beauty, tab),
    }


def _page_works(beauty: Beauty, tab: Tab) -> dict[str, Work]:
    def after(change: Callable[[Session], Session]) -> None:
        tab.session = change(tab.session)
        _draw(tab)

    wishes = iter(range(10**9))
    return {
        "page: photo": lambda photo: after(lambda now: now.with_photo(beauty, photo)),
        "page: wish": lambda photo: after(
            lambda now: now.with_answers({"concerns": ["redness"] if next(wishes) % 2 else []})
        ),
        "page: look": lambda photo: after(lambda now: now.with_look(beauty, lambda look: look)),
        "page: gallery": lambda photo: after(
            lambda now: now.with_look(beauty, LookState.with_gallery)
        ),
        "page: refused": lambda photo: after(lambda now: now.with_photo(beauty, NO_PHOTO)),
    }


def _draw(tab: Tab) -> None:
    """As the page draws: what differs, into text."""
    scene = Scene(tab.session, "measures", load_texts("en"))
    for name, one in drawn(scene, (*PANELS, look_panel)).items():
        if tab.is_stale(name, one.depends):
            tab.is_news(name, str(one.draw()))
