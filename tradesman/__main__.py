"""The one entrance: a verb is done without a window, no verb opens it."""

import sys
from pathlib import Path

from tradesman import cli


def _window(book: Path | None, picture: Path | None) -> int:
    from tradesman.app import run  # Qt comes only when a window is wanted

    return run(book, picture)


def main() -> int:
    """Does what the command line asks; gives the exit code."""
    return cli.main(sys.argv[1:], _window)


if __name__ == "__main__":
    sys.exit(main())
