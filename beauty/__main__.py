"""Entry of `python -m beauty`."""

from beauty.cli import main

if __name__ == "__main__":
    main()
