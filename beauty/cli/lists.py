"""Commands that list what may be said: options."""

from beauty import service
from beauty.cli.given import JsonOut
from beauty.cli.out import write_list


def options(json_out: JsonOut = None) -> None:
    """List every answer that --answers understands."""
    write_list(service.options(), ("name", "kind", "choices"), json_out)
