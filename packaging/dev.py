#!/usr/bin/env python3
"""The one command for contributors; any Python can read this file, if only to say that it is too old."""

import os
import sys

OLDEST = (3, 11)


def complaint(version):
    # type: (tuple[int, int]) -> str
    """Say in a sentence that this Python is too old, or nothing when it will do."""
    if version >= OLDEST:
        return ""
    return (
        "Tradesman needs Python %d.%d or newer, and this is Python %d.%d.\n"
        "Install a newer Python, then call the same command with it: python%d.%d packaging/dev.py"
    ) % (OLDEST + version + OLDEST)


def main():
    # type: () -> int
    """Hand over to tasks.py, which may be written for today's Python."""
    problem = complaint((sys.version_info[0], sys.version_info[1]))
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import tasks

    return tasks.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
