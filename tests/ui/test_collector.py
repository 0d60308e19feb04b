import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tradesman.ui import collector
from tradesman.ui.collector import Collector


class Knot:
    """Holds itself, so that only a collection ends it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def owner(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QObject]:
    monkeypatch.setattr(collector, "EVERY_MS", 1)
    yield QObject()
    gc.enable()


def test_what_nobody_holds_is_ended_by_the_window_alone(owner: QObject, qtbot: QtBot) -> None:
    made = Collector(owner)
    knot = weakref.ref(Knot())
    assert not gc.isenabled()
    crowd = [[] for _ in range(2_000)]  # type: list[list[int]]
    qtbot.waitUntil(lambda: knot() is None)
    assert len(crowd) == 2_000
    made.stop()


def test_what_has_settled_is_not_looked_at_again(owner: QObject) -> None:
    made = Collector(owner)
    made.settle()
    assert gc.get_freeze_count() > 10_000
    made.stop()
    assert gc.get_freeze_count() == 0


def test_python_collects_again_when_the_window_is_gone(owner: QObject) -> None:
    Collector(owner).stop()
    assert gc.isenabled()
