"""Open the page with all its doors: on this machine, in a Space, or through a public link as well."""

import os
import resource
import secrets
import socket
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from beauty.api import Desk, Turns, attach_mcp, attach_metrics, attach_rest, guard, new_app
from beauty.engine import Beauty
from beauty.errors import UsageError
from beauty.live import attach_live
from beauty.live.limits import load_rules
from beauty.observe import start_log, watch
from beauty.paths import ASSETS
from beauty.photo.guarded import Guarded
from beauty.settings import Settings
from beauty.signals import ENDS, end_at_once, heard
from beauty.ui.temp_files import PhotoFolder

if TYPE_CHECKING:
    import gradio as gr

NO_LINK = (
    "A public link could not be made (the tunnel server was not reached). "
    "The page goes on at the local address above."
)
MAX_UPLOAD = "26mb"  # a little above our own limit, so that our own words refuse a larger photo
ICON = '<link rel="icon" type="image/svg+xml" href="favicon.ico">'  # else asked for beside a proxy's path
CLEAN_UP_S = 10
# Gradio's queue looks a thousand times a second for work and a hundred times for progress, also where
# nobody touches the page (bench.load says what that takes); a touch waits half of the first more
LOOK_FOR_WORK_S, LOOK_FOR_PROGRESS_S = 0.01, 0.05
LAST_WORK_S = 20  # for requests that are here when the server is stopped
GOODBYE_S = 5  # then, for their answers, and for tabs, whose streams end with the server
# every door beside the page: attach(app, desk) adds its routes
DOORS = (attach_rest, attach_mcp)


def serve_page(settings: Settings) -> None:
    """Load the models, open the page, print its address and stay until interrupted."""
    start_log(settings.log_level)
    no_core_dumps()
    listener = listen(settings)
    server = Server(build_server(Beauty.load(), settings), settings, listener)
    server.start()
    signals = heard(*ENDS)
    print(f"beauty is open at http://{settings.host}:{settings.port}", flush=True)
    if settings.share:
        print(_public_link(settings), flush=True)
    server.stay(signals)
    end_at_once()
    server.stop()


def build_server(beauty: Beauty, settings: Settings) -> FastAPI:
    """The page and every door as one app, behind the guards."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    folder = PhotoFolder(keep_s=settings.upload_seconds)
    folder.open()

    # after the folder, which Gradio reads when it is imported
    from beauty.ui.crowd import Crowd
    from beauty.ui.endpoints import add_endpoints
    from beauty.ui.keep_nothing import Forgetter, keep_no_copies
    from beauty.ui.layout import build_app
    from beauty.ui.no_fetch import fetch_nothing

    fetch_nothing()
    keep_no_copies()
    if settings.reading_ms:
        beauty = beauty.reading(Guarded(settings.workers, settings.reading_ms / 1000).read)
    turns = Turns(settings.workers)
    app, desk = new_app(), Desk(beauty, settings.workers, settings.waiting, turns)
    app.state.desk = desk
    for attach in DOORS:
        attach(app, desk)
    live = attach_live(app, beauty, settings)
    attach_metrics(app, desk, settings)
    watch(lambda: desk.inside, lambda: live.line.viewers if live else 0)
    most = settings.workers + settings.waiting
    app.add_middleware(Crowd, waiting=lambda: len(page._queue), most=most)
    guard(app, settings)
    page: gr.Blocks = build_app(beauty, turns)
    with page:
        add_endpoints(beauty, turns)
    page.queue(default_concurrency_limit=settings.workers, max_size=most)
    page._queue.sleep_when_free = LOOK_FOR_WORK_S
    page._queue.progress_update_sleep_when_free = LOOK_FOR_PROGRESS_S
    folder.waiting = lambda: turns.waiting + len(page._queue)
    app.state.forgetter = Forgetter(page, settings.closed_seconds, settings.idle_seconds)
    app.state.forgetter.start()
    return _with_page(app, page, settings)


def _with_page(app: FastAPI, page: "gr.Blocks", settings: Settings) -> FastAPI:
    """The app with the page on it, told to keep nothing and to load nothing from elsewhere."""
    import gradio as gr

    from beauty.ui.crowd import no_room
    from beauty.ui.theme import make_theme

    served: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=settings.root_path or None,
        theme=make_theme(),
        css_paths=[ASSETS / "page" / name for name in ("style.css", "look.css")],
        run_history=False,  # its default keeps photos in the visitor's browser
        ssr_mode=False,
        favicon_path=str(ASSETS / "page" / "icon.svg"),
        head=ICON,
        max_file_size=MAX_UPLOAD,
        show_error=True,
        footer_links=[],
        app_kwargs={"exception_handlers": {OSError: no_room}},
    )
    return served


class Server:
    """uvicorn in a thread, so that the main one can print, make a link and hear signals."""

    def __init__(self, app: FastAPI, settings: Settings, listener: socket.socket) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,  # what start_log set up
            log_level="warning",
            access_log=False,  # addresses of people are nobody's business
            server_header=False,
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=GOODBYE_S,
            ws_max_size=load_rules().limits.frame_bytes,
            ws_max_queue=4,
            ws_per_message_deflate=False,  # JPEG is packed already
        )
        self.uvicorn = uvicorn.Server(config)
        self.desk: Desk = app.state.desk
        self.clean_up: Callable[[], None] = app.state.forgetter.clean_up
        run = {"sockets": [listener]}
        self.thread = threading.Thread(target=self.uvicorn.run, kwargs=run, daemon=True)

    def start(self) -> None:
        """Return when requests are answered. Raises RuntimeError when the server ends instead."""
        self.thread.start()
        while not self.uvicorn.started:
            if not self.thread.is_alive():
                raise RuntimeError("the server ended while it started; its reason stands above")
            time.sleep(0.02)

    def stay(self, signals: "SimpleQueue[int]") -> int | None:
        """Clean up now and then until a signal comes, and say which; None when the server ended."""
        while self.thread.is_alive():
            try:
                return signals.get(timeout=CLEAN_UP_S)
            except Empty:
                self.clean_up()
        return None

    def stop(self) -> None:
        """Take no more photos, finish those that are here, then end."""
        self.desk.finish(LAST_WORK_S)
        self.uvicorn.should_exit = True
        self.thread.join(GOODBYE_S + 5)


def no_core_dumps() -> None:
    """What a crash would write to a file holds photos."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def listen(settings: Settings) -> socket.socket:
    """The port, taken before models are loaded. Raises UsageError where it is not free."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise UsageError(reason="port_taken", fix="other_port", where=where) from error
    # asyncio does this only for sockets of its own; without, the second of two answers waits 40 ms for
    # the other side to confirm the first (Nagle's algorithm and delayed acknowledgements)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _public_link(settings: Settings) -> str:
    """A sentence with the public address, or why there is none."""
    from gradio.networking import setup_tunnel

    try:
        link = setup_tunnel(settings.host, settings.port, secrets.token_urlsafe(32), None, None)
    except Exception:  # whatever stands between here and the tunnel server, the page goes on
        return NO_LINK
    return f"Public link: https://{link.partition('://')[2] or link}"
