"""The web page: `python app.py`, with --share for a public link. Settings come from the environment."""

import argparse

from beauty.settings import Settings
from beauty.ui import serve


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", action="store_true", default=None, help="ask for a public link")
    parser.add_argument("--host", help="address to listen on")
    parser.add_argument("--port", type=int, help="port to listen on")
    serve(Settings.from_environment().changed(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
