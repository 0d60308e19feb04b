"""Days and times are read as people write them."""

from datetime import date, time

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.dates import DateField, TimeField, read_date, read_time

from .conftest import Shown

TODAY = date(2026, 10, 13)  # a Tuesday
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)

# The offscreen window system says so for every pop-up.
OFFSCREEN_POPUP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16/10", date(2026, 10, 16)),
        ("16.10.", date(2026, 10, 16)),
        ("16", date(2026, 10, 16)),
        ("16/10/26", date(2026, 10, 16)),
        ("16-10-2027", date(2027, 10, 16)),
        ("2026-10-16", date(2026, 10, 16)),
        ("16 Oct", date(2026, 10, 16)),
        ("Fri 16 October", date(2026, 10, 16)),
        ("Fri 16 Oct 2026", date(2026, 10, 16)),
        ("3/1", date(2027, 1, 3)),
        ("1/9", date(2026, 9, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 10, 14)),
        ("fri", date(2026, 10, 16)),
        ("tuesday", date(2026, 10, 20)),
        ("", None),
        ("31/2", None),
        ("16 Nonsense", None),
        ("soon", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_date(text, TODAY, ENGLISH, {"today": 0, "tomorrow": 1}) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("mon", TODAY, date(2026, 10, 12)),
        ("tuesday", TODAY, TODAY),
        ("wed", TODAY, date(2026, 10, 7)),
        ("yesterday", TODAY, date(2026, 10, 12)),
        ("30/12", date(2027, 1, 4), date(2026, 12, 30)),
        ("30 Dec", date(2027, 1, 4), date(2026, 12, 30)),
        ("4/1", date(2027, 1, 4), date(2027, 1, 4)),
        ("28", date(2027, 1, 4), date(2026, 12, 28)),
        ("31", date(2027, 2, 4), date(2027, 1, 31)),
        ("3", date(2026, 11, 29), date(2026, 11, 3)),
        ("16/10/27", TODAY, date(2027, 10, 16)),
    ],
)
def test_days_that_have_been(text: str, today: date, day: date) -> None:
    assert read_date(text, today, ENGLISH, {"yesterday": -1}, past=True) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("3", date(2026, 11, 29), date(2026, 12, 3)),
        ("3", date(2026, 12, 29), date(2027, 1, 3)),
        ("28", date(2026, 11, 29), date(2026, 11, 28)),
        ("31", date(2026, 11, 29), None),
    ],
)
def test_a_bare_day_long_gone_is_the_next_one(text: str, today: date, day: date | None) -> None:
    assert read_date(text, today, ENGLISH, {}) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("9", time(9)),
        ("9:30", time(9, 30)),
        ("930", time(9, 30)),
        ("14.30", time(14, 30)),
        ("24:00", None),
        ("9:75", None),
        ("noon", None),
        ("", None),
    ],
)
def test_times(text: str, moment: time | None) -> None:
    assert read_time(text) == moment


@pytest.fixture
def day(theme: Theme, shown: Shown) -> DateField:
    field = DateField(theme, lambda: TODAY)
    field.setLocale(ENGLISH)
    shown(field)
    return field


def test_a_typed_day_is_shown_in_full_when_left(day: DateField) -> None:
    day.setFocus()
    QTest.keyClicks(day, "16/10")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert day.value() == date(2026, 10, 16)
    assert day.text() == "Fri 16 Oct"


def test_yesterday_is_a_day(day: DateField) -> None:
    day.setText("Yesterday")
    assert day.value() == date(2026, 10, 12)


def test_another_year_is_shown(day: DateField) -> None:
    day.set_value(date(2027, 1, 4))
    assert day.text() == "Mon 4 Jan 2027"
    assert day.value() == date(2027, 1, 4)
    day.set_value(None)
    assert day.value() is None
    assert day.fault() == ""


def test_what_is_no_day_is_kept_and_named(day: DateField) -> None:
    QTest.keyClicks(day, "when he is back")
    assert day.text() == "when he is back"
    assert day.value() is None
    assert day.fault() == "This is not a day. Try 16/10 or Friday."


def calendar(day: DateField) -> QCalendarWidget:
    found = day.findChild(QCalendarWidget)
    assert isinstance(found, QCalendarWidget)
    return found


@OFFSCREEN_POPUP
def test_a_day_from_the_calendar_by_keys(day: DateField) -> None:
    day.setFocus()
    QTest.keyClick(day, Qt.Key.Key_Down)
    pages = calendar(day)
    assert pages.isVisible()
    assert pages.selectedDate() == QDate(2026, 10, 13)
    view = pages.focusProxy() or pages
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert day.value() == date(2026, 10, 14)
    assert not pages.isVisible()


@OFFSCREEN_POPUP
def test_esc_leaves_the_calendar_without_a_day(day: DateField) -> None:
    QTest.mouseClick(day, Qt.MouseButton.LeftButton, pos=QPoint(15, 20))
    popup = calendar(day).window()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert day.value() is None


def test_a_time_is_typed(theme: Theme, shown: Shown) -> None:
    field = TimeField(theme)
    shown(field)
    QTest.keyClicks(field, "930")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "09:30"
    assert field.value() == time(9, 30)
    field.set_value(None)
    QTest.keyClicks(field, "later")
    assert field.fault() == "This is not a time. Try 9:30."
