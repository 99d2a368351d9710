"""The doors for programs, to be attached to the app that serves the page."""

from beauty.api.app import new_app
from beauty.api.desk import Desk
from beauty.api.guards import guard
from beauty.api.mcp import attach_mcp
from beauty.api.rest import attach_rest
from beauty.api.turns import Turns
from beauty.api.watched import attach_metrics

__all__ = ["Desk", "Turns", "attach_mcp", "attach_metrics", "attach_rest", "guard", "new_app"]
