"""Tries the frozen program as a stranger's computer would: its own files only, an empty home, no display."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

# A blank or half-painted window has a handful of colours; text with smooth edges alone has dozens.
FEWEST_COLOURS = 32
SECONDS = 120


class Failed(Exception):
    """What the frozen program did not do."""


def strangers_environment(home: Path) -> dict[str, str]:
    """The least that a program needs to start, so that nothing of the checkout can help it."""
    kept = {"LD_LIBRARY_PATH", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "WINDIR"}
    env = {name: value for name, value in os.environ.items() if name.upper() in kept}
    return env | {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "TRADESMAN_HOME": str(home),
    }


def colours(picture: Path) -> int:
    """How many different colours a picture has."""
    # The environment's Qt, not the frozen one, so that the judge and the judged are apart.
    from PySide6.QtGui import QImage

    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        raise Failed(f"{picture.name} is no picture.")
    return len(set(memoryview(image.constBits()).cast("I")))


class Trial:
    """One frozen program in one empty home."""

    def __init__(self, program: Path, home: Path) -> None:
        self._program = program
        self._home = home
        self._book = home / "Smoke.tradesman"

    def call(self, *arguments: str, program: Path | None = None) -> str:
        """Call the program under the time limit; what it printed."""
        command = [str(program or self._program), *arguments]
        line = f"`{Path(command[0]).name} {' '.join(arguments)}`"
        try:
            done = subprocess.run(
                command,
                cwd=self._home,
                env=strangers_environment(self._home),
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Failed(f"{line} did not end within {SECONDS} seconds.") from None
        if done.returncode != 0:
            raise Failed(f"{line} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def version(self, wanted: str) -> None:
        """The version it prints is the wheel's."""
        printed = self.call("--version").split()
        if printed[-1:] != [wanted]:
            raise Failed(f"--version printed {' '.join(printed)!r}; the wheel is {wanted}.")

    def headless(self) -> None:
        """A sample book can be made, and it is sound."""
        self.call("sample", "--book", str(self._book))
        if not (self._book / "book.sqlite").exists():
            raise Failed("`sample` said nothing and made no book.")
        self.call("check", "--book", str(self._book))

    def window(self) -> None:
        """The window opens on that book, with the shipped resources, font and keyrings, and is painted."""
        picture = self._home / "window.png"
        printed = self.call("--book", str(self._book), "--picture", str(picture))
        if "resources: ok, font: Inter" not in printed:
            raise Failed(f"The window came up without its resources or its font; it printed {printed!r}.")
        if "keyring: ok" not in printed:
            raise Failed(f"The window came up without the ways to a keyring; it printed {printed!r}.")
        self._judge(picture)

    def windowed(self) -> None:
        """On Windows, the program without a console opens the same window."""
        program = self._program.with_name("tradesman.exe")
        if self._program.name != "tradesman-cli.exe":
            return
        picture = self._home / "windowed.png"
        self.call("--book", str(self._book), "--picture", str(picture), program=program)
        self._judge(picture)

    @staticmethod
    def _judge(picture: Path) -> None:
        if not picture.exists():
            raise Failed("The window opened and wrote no picture.")
        found = colours(picture)
        if found < FEWEST_COLOURS:
            raise Failed(f"The window is as good as blank: {found} colours.")


def main(arguments: Sequence[str]) -> int:
    """Try the program given, against the version given; the exit code."""
    program, version = arguments
    with tempfile.TemporaryDirectory(prefix="tradesman-smoke-") as home:
        trial = Trial(Path(program).resolve(), Path(home))
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("version", lambda: trial.version(version)),
            ("sample and check", trial.headless),
            ("window", trial.window),
            ("window without a console", trial.windowed),
        )
        for name, step in steps:
            try:
                step()
            except Failed as failure:
                print(f"smoke: {name}: {failure}", file=sys.stderr)
                return 1
            print(f"smoke: {name}: ok", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
