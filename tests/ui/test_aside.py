from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tradesman.book.store import Session
from tradesman.services import customers
from tradesman.ui import aside
from tradesman.ui.aside import Aside
from tradesman.ui.desk import Desk

ABOUT = frozenset({"customer"})


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "SOON_MS", 0)
    monkeypatch.setattr(aside, "REST", 0)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    desk.background.wait()


class Asked:
    """A question that counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, session: Session) -> str:
        self.times += 1
        if self.times < 0:
            raise ValueError
        return f"{session.now:%d} {self.times}"


def test_it_is_asked_once_until_the_book_or_the_day_changes(
    qtbot: QtBot, desk: Desk, page: QWidget, clock: Any
) -> None:
    asked = Asked()
    beside = Aside(desk, asked, ABOUT, page)
    for _ in range(2):
        with qtbot.waitSignal(beside.answered) if beside.answer is None else qtbot.assertNotEmitted(beside.answered):
            beside.want()
    assert beside.answer == "20 1"
    desk.changed.emit(frozenset({"photo"}))
    beside.want()
    assert asked.times == 1
    desk.do(customers.add, "Ruth Okafor", label="Added")
    with qtbot.waitSignal(beside.answered):
        beside.want()
    assert beside.answer == "20 2"
    clock.later(days=1)
    with qtbot.waitSignal(beside.answered):
        beside.want()
    assert beside.answer == "21 3"


def test_a_page_that_is_hidden_asks_when_it_is_shown(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    asked = Asked()
    beside = Aside(desk, asked, ABOUT, page)
    page.hide()
    beside.want()
    qtbot.waitUntil(lambda: not beside._soon.isActive())
    assert asked.times == 0
    page.show()
    with qtbot.waitSignal(beside.answered):
        beside.want()
    assert asked.times == 1


def test_what_changes_meanwhile_is_asked_for_again(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    asked = Asked()
    beside = Aside(desk, asked, ABOUT, page)
    beside._on_timeout()
    desk.changed.emit(ABOUT)
    beside.want()  # it is under way: nothing more is started
    assert not beside._soon.isActive()
    qtbot.waitUntil(lambda: asked.times == 2)
    qtbot.waitUntil(lambda: beside.answer == "20 2")


def test_a_question_that_fails_says_so(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    asked = Asked()
    asked.times = -5
    beside = Aside(desk, asked, ABOUT, page)
    with qtbot.waitSignal(beside.answered):
        beside.want()
    assert beside.failed
    assert beside.answer is None


def test_an_answer_to_a_page_that_is_gone_is_left(qtbot: QtBot, desk: Desk) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    for times in (0, -5):
        asked = Asked()
        asked.times = times
        beside = Aside(desk, asked, ABOUT, page)
        beside._on_timeout()
        beside.setParent(None)
        beside.deleteLater()
        qtbot.waitUntil(lambda asked=asked, times=times: asked.times == times + 1)  # type: ignore[misc]
        desk.background.wait()
        qtbot.wait(0)
