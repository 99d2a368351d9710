"""The command that opens the page."""

from typing import Annotated

import typer

from beauty.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    share: Annotated[bool, typer.Option(help="Ask for a public link as well.")] = False,
) -> None:
    """Serve the web page."""
    from beauty.ui import serve as serve_page

    serve_page(Settings.from_environment().changed(host=host, port=port, share=share or None))
