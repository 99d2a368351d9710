"""The command that opens the page."""

from typing import Annotated

import typer

from beauty.errors import UsageError
from beauty.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
    share: Annotated[bool, typer.Option("--share", help="Ask for a public link as well.")] = False,
    auth: Annotated[
        bool, typer.Option("--auth", help="Insist on the account that BEAUTY_AUTH names.")
    ] = False,
) -> None:
    """Serve the web page with REST and MCP; all settings are in docs/settings.md."""
    from beauty.ui import serve as serve_page

    settings = Settings.from_environment().changed(host=host, port=port, share=share or None)
    if auth and settings.account is None:  # a password on the command line would be seen by others
        raise UsageError(reason="BEAUTY_AUTH is not set", fix="Set it to user:password.")
    serve_page(settings)
