"""Commands that list what may be said: options."""

import json

from beauty import service


def options() -> None:
    """List every answer that --answers understands."""
    print(json.dumps(service.options(), ensure_ascii=False, indent=1))
