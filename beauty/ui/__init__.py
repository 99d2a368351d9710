"""The page. Importing this does not import gradio; building or serving does."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beauty.settings import Settings

__all__ = ["serve"]


def serve(settings: "Settings") -> None:
    """Load the models, open the page and stay until interrupted."""
    from beauty.ui.serve import serve_page

    serve_page(settings)
