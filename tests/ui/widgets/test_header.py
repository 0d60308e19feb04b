"""The header says where one is and leads back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Badge

from .conftest import Shown


def part(header: PageHeader, name: str) -> QWidget:
    found = header.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def test_a_page_of_the_rail(theme: Theme, shown: Shown) -> None:
    header = PageHeader("Customers", theme, "42")
    action = Button("Import", theme, icon="download")
    header.add_action(action)
    shown(header)
    assert header.height() == 60
    assert not part(header, "back").isVisible()
    assert part(header, "sub").x() > part(header, "title").geometry().right()
    assert action.geometry().right() == header.width() - 21
    header.set_title("Testimonials")
    header.set_sub("")
    title = part(header, "title")
    assert isinstance(title, QLabel)
    assert title.text() == "Testimonials"
    assert not part(header, "sub").isVisible()


def test_a_page_with_a_way_back(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    header = PageHeader("Replace water heater", theme, "Marion Ellis, 14 Mill Lane", back=True)
    badge = Badge("Quote 0214", "info", theme)
    header.add_badge(badge)
    shown(header)
    assert part(header, "sub").y() > part(header, "title").y()
    assert badge.x() > part(header, "title").geometry().right()
    with qtbot.waitSignal(header.back_asked):
        QTest.mouseClick(part(header, "back"), Qt.MouseButton.LeftButton)
