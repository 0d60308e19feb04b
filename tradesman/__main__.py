"""The one entrance: a verb is done without a window, no verb opens it."""

import builtins
import gc
import sys
from pathlib import Path

from tradesman import cli


def _window(book: Path | None, picture: Path | None) -> int:
    bring_qt()
    from tradesman.app import run

    return run(book, picture)


def bring_qt() -> None:
    """Imports Qt, which only a window needs, without what would slow every import after it.

    Qt's import puts an `__import__` of its own in Python's place, for a feature that is not used here. Looking for
    objects to collect would find none before the window stands; from then on ui/collector.py does it.
    """
    gc.disable()
    plain = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = plain


def main() -> int:
    """Does what the command line asks; gives the exit code."""
    return cli.main(sys.argv[1:], _window)


if __name__ == "__main__":
    sys.exit(main())
