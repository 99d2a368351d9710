"""Entry of `python -m beauty`."""

import sys

from beauty.settings import Settings
from beauty.threads import settle, share_memory, switch_often

BAD_USAGE = 2


def run() -> None:
    """Set up threads and memory, then load the engine and run the command line."""
    try:
        settle(Settings.from_environment())
        share_memory()
        switch_often()
    except ValueError as error:  # names the variable and what it may be
        print(error, file=sys.stderr)
        raise SystemExit(BAD_USAGE) from error

    from beauty.cli import main

    main()


if __name__ == "__main__":
    run()
