"""One start of a window, timed by the process itself: `bare`, or `app` with a book."""

import os
import sys
import time
from itertools import pairwise
from pathlib import Path


def _since_spawn() -> float:
    return (time.monotonic_ns() - int(os.environ["SPAWNED_NS"])) / 1e6


def bare() -> None:
    """A QMainWindow with nothing in it, to its first paint."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: _end(f"{_since_spawn():.1f}"))

    qt = QApplication([])
    window = Window()
    window.resize(1366, 768)
    window.show()
    qt.exec()


def app(folder: Path) -> None:
    """The program on a book: first paint, Today filled, the longest stall in between, and the memory."""
    from tradesman.__main__ import bring_qt

    bring_qt()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tradesman import app as program

    marks: dict[str, float] = {}
    qt = QApplication([])
    made = program.App(qt)
    beats = [time.monotonic_ns()]
    beat = QTimer()
    beat.timeout.connect(lambda: beats.append(time.monotonic_ns()))

    def painted() -> None:
        marks["paint"] = _since_spawn()
        beats.append(time.monotonic_ns())
        beat.start(1)

    def filled(_fault: str = "") -> None:
        rows = made.window.page.list
        if rows.filling and rows.sizeHint().height() < made.window.height():  # what is seen is not full yet
            QTimer.singleShot(0, filled)
            return
        made.window.repaint()
        beats.append(time.monotonic_ns())
        stall = max(later - earlier for earlier, later in pairwise(beats[1:])) / 1e6
        peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
        _end(f"{marks['paint']:.1f} {_since_spawn():.1f} {stall:.1f} {peak:.0f}")

    program.FirstPaint(made.window, painted)
    made.start(folder, filled)
    qt.exec()


def _end(line: str) -> None:
    print(line, flush=True)
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        app(Path(sys.argv[2]))
