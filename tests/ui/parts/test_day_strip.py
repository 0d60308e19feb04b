"""The days of a job on its page: dragged with the mouse, moved by keys and by the menu."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.owner import Owner
from tests.ui.stage import Stage
from tradesman.book.job import Job
from tradesman.book.promise import Promise
from tradesman.book.store import Book
from tradesman.services import jobs
from tradesman.ui.pages.job_page import JobPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.sheet import Sheet

MON = date(2026, 11, 23)
DAYS = [MON + timedelta(days=ahead) for ahead in range(3)]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


@pytest.fixture
def job(owner: Owner) -> UUID:
    job = owner.accepted()
    owner.do(jobs.plan, job, DAYS, DAYS[-1])
    for day, words in zip(DAYS, ("Strip", "Tiles", "Clean"), strict=True):
        owner.do(jobs.describe_day, job, day, words)
    return job


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme, job: UUID) -> Stage:
    made = Stage(qtbot, book, now, theme)
    made.show(JobPage, job)
    return made


def words(owner: Owner, job: UUID) -> list[tuple[int, str]]:
    return [(day.day_on.day, day.words) for day in owner.get(Job, job).days]


def drag(stage: Stage, number: int, by: QPoint) -> None:
    cell: Any = stage.find(f"job_day_{number}")
    place = cell.rect().center()
    QTest.mousePress(cell, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(cell, place + by / 2)
    QTest.mouseMove(cell, place + by)
    QTest.mouseRelease(cell, Qt.MouseButton.LeftButton, pos=place + by)
    QApplication.processEvents()


def sheet(stage: Stage) -> str:
    return next((one.objectName() for one in stage.window.findChildren(Sheet) if one.isVisible()), "")


def test_a_day_is_dragged_onto_another(owner: Owner, stage: Stage, job: UUID) -> None:
    wide = stage.find("job_day_0").width()
    drag(stage, 0, QPoint(wide, 0))
    assert words(owner, job) == [(23, "Tiles"), (24, "Strip"), (25, "Clean")]
    assert stage.labels == ["Day moved"]
    assert stage.find("job_day_0").accessibleName().endswith("Tiles")
    stage.desk.undo()
    assert words(owner, job)[0] == (23, "Strip")


def test_behind_the_last_it_ends_later_and_the_promise_is_asked_about(owner: Owner, stage: Stage, job: UUID) -> None:
    wide = stage.find("job_day_0").width()
    drag(stage, 1, QPoint(3 * wide, 0))
    assert words(owner, job) == [(23, "Strip"), (25, "Clean"), (26, "Tiles")]
    assert sheet(stage) == "finish_moved"
    stage.click("main")
    assert owner.all(Promise)[0].due_on == date(2026, 11, 26)
    assert sheet(stage) == "message"


def test_a_click_still_writes_and_a_drag_that_comes_back_does_nothing(owner: Owner, stage: Stage, job: UUID) -> None:
    before = words(owner, job)
    cell = stage.find("job_day_1")
    QTest.mousePress(cell, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    QTest.mouseMove(cell, QPoint(60, 20))
    QTest.mouseRelease(cell, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert (words(owner, job), sheet(stage), stage.labels) == (before, "", [])
    stage.click("job_day_1")
    assert sheet(stage) == "job_day"


def test_keys_and_menu_do_the_same(owner: Owner, stage: Stage, job: UUID) -> None:
    cell = stage.find("job_day_0")
    cell.setFocus()
    QTest.keyClick(cell, Qt.Key.Key_Right, ALT)
    assert words(owner, job) == [(23, "Tiles"), (24, "Strip"), (25, "Clean")]
    cell = stage.find("job_day_1")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(cell, event)
    menu = next(menu for menu in stage.window.findChildren(Menu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.objectName() == "job_day_earlier")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert words(owner, job) == [(23, "Strip"), (24, "Tiles"), (25, "Clean")]


def test_what_cannot_be_is_said(owner: Owner, stage: Stage, job: UUID) -> None:
    before = words(owner, job)
    cell = stage.find("job_day_0")
    cell.setFocus()
    QTest.keyClick(cell, Qt.Key.Key_Left, ALT)
    assert stage.failures == ["The day before has passed. Nothing was changed."]
    assert words(owner, job) == before
