"""Open the page: on this machine, in a Space, or through a public link as well."""

import contextlib
import io
import os
import signal

from beauty.engine import Beauty
from beauty.paths import ASSETS
from beauty.settings import Settings
from beauty.ui.temp_files import PhotoFolder

NO_LINK = (
    "A public link could not be made (the tunnel server was not reached). "
    "The page goes on at the local address above."
)
MAX_UPLOAD = "26mb"  # a little above our own limit, so that our own words refuse a larger photo


def serve_page(settings: Settings) -> None:
    """Load the models, open the page, print its address and stay until interrupted."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    PhotoFolder().open()

    from beauty.ui.layout import build_app  # after the folder: Gradio reads it when imported
    from beauty.ui.theme import make_theme

    app = build_app(Beauty.load())
    with contextlib.redirect_stdout(io.StringIO()):  # our own sentences say it shorter
        _, _, link = app.queue(default_concurrency_limit=2).launch(
            server_name=settings.host,
            server_port=settings.port,
            share=settings.share,
            theme=make_theme(),
            css_paths=[ASSETS / "page" / "style.css"],
            prevent_thread_lock=True,
            run_history=False,  # its default keeps photos in the visitor's browser
            ssr_mode=False,
            max_file_size=MAX_UPLOAD,
            show_error=True,
            footer_links=[],
        )
    print(f"beauty is open at http://{settings.host}:{settings.port}", flush=True)
    if settings.share:
        print(f"Public link: {link}" if link else NO_LINK, flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being stopped cleans up, too
    app.block_thread()
