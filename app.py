"""The web page: `python app.py`, the same as `python -m beauty serve`. A Space starts it, too."""

import sys

from beauty.__main__ import run

if __name__ == "__main__":
    sys.argv.insert(1, "serve")
    run()
