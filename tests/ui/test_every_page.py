"""Every page, with nothing in the book and with a year in it, light and dark, on a large screen and a small one."""

import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import tradesman.ui
from tests.loop import settle
from tests.shots import scenes
from tests.ui.conftest import NOW
from tradesman.book import store
from tradesman.book.store import Book
from tradesman.ui import catalogue
from tradesman.ui.desk import Desk
from tradesman.ui.main_window import MainWindow
from tradesman.ui.page import Page
from tradesman.ui.present_window import PresentWindow
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.draw_pad import DrawPad
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.month_grid import MonthGrid
from tradesman.ui.widgets.pdf_view import PdfView
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.signature_pad import SignaturePad
from tradesman.ui.widgets.switches import CheckField
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.text import text_width
from tradesman.ui.widgets.time_grid import TimeGrid

SIZES = ((1366, 768), (1093, 614))
SUBJECTS = ("customer", "quote", "job")
LARGEST, NARROWEST = 130, (1093, 614)
TIGHT = (
    *("today", "customers", "quotes", "quote", "jobs", "job", "partners", "calendar", "sheet-book"),
    *("settings-business", "settings-money"),
    *("sheet-accept", "sheet-best-value", "sheet-plan", "sheet-promise", "sheet-recommend", "sheet-partner"),
    *("sheet-finding", "sheet-handover", "sheet-remind-partner", "sheet-statement", "sheet-done-for"),
    *("sheet-take-on", "sheet-put-right"),
    *("testimonials-asking", "sheet-three-months-kind", "sheet-release-again", "sheet-release-naming"),
    *("followups", "followups-own", "sheet-rule-yearly", "sheet-rule-own", "sheet-rule-off", "sheet-rule-side"),
    *("sheet-playbook-turn", "followups-messages"),
    *("scorecard", "scorecard-year", "sheet-cases", "sheet-cases-together", "sheet-cases-scores"),
    *("sheet-win-backs-asked", "sheet-win-back", "sheet-win-back-call"),
    *("plan", "sheet-why", "sheet-goal", "sheet-worksheet", "sheet-worksheet-chain"),
)
ROLES = {
    *(QAccessible.Role.Button, QAccessible.Role.ButtonMenu, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton),
    *(QAccessible.Role.EditableText, QAccessible.Role.ComboBox, QAccessible.Role.Slider),
    *(QAccessible.Role.List, QAccessible.Role.Table),
}
DRAWN = (Page, PresentWindow, PdfView, DrawPad, SignaturePad, MonthGrid, TimeGrid)
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


class Opened:
    """A window over a book, as the program's pictures take it."""

    def __init__(self, book: Book, theme: Theme, now: datetime) -> None:
        self.desk = Desk(book, lambda: now)
        self.theme = theme
        self.window = MainWindow(theme)
        self.window.set_pages(catalogue.makers(self.desk, theme))


@pytest.fixture(scope="module")
def sample_book(rowan: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One for all tests, which leave it as it is."""
    folder = tmp_path_factory.mktemp("looked_at") / rowan.name
    shutil.copytree(rowan, folder)
    book = store.open_book(folder, NOW)
    yield book
    book.close()


@pytest.fixture
def open_on(qtbot: QtBot, theme: Theme) -> Iterator[Callable[..., Opened]]:
    kept: list[Opened] = []

    def opened(book: Book, scheme: str, size: tuple[int, int], now: datetime = NOW) -> Opened:
        theme.set_scheme(scheme)
        made = Opened(book, theme, now)
        kept.append(made)
        qtbot.addWidget(made.window)
        made.window.resize(*size)
        with qtbot.waitExposed(made.window):
            made.window.show()
        return made

    yield opened
    theme.set_scheme("light")
    kept.clear()


def shown(page: QWidget) -> QImage:
    QApplication.processEvents()
    return page.grab().toImage()


def colours(image: QImage) -> int:
    """How many colours are on every 16th pixel; a page that was not painted has one or two."""
    places = ((x, y) for x in range(0, image.width(), 16) for y in range(0, image.height(), 8))
    return len({QColor(image.pixel(x, y)).rgb() for x, y in places})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_an_empty_book_says_something(
    book: Book, now: datetime, open_on: Callable[..., Opened], scheme: str
) -> None:
    opened = open_on(book, scheme, SIZES[0], now)
    for key in (key for key in catalogue.PAGES if key not in SUBJECTS):
        opened.window.open_page(key)
        for _ in sizes(opened):
            assert colours(shown(opened.window)) > 4, key
        words = [label.text() for label in opened.window.page.findChildren(QLabel) if label.isVisible()]
        assert any(len(text) > 12 for text in words), f"{key} is silent"


def test_every_page_and_sheet_of_the_sample_book_fits_its_window_and_names_its_controls(
    sample_book: Book, open_on: Callable[..., Opened], qapp: QApplication
) -> None:
    opened = open_on(sample_book, "light", SIZES[0])
    strays, models = Strays(qapp, opened.window), Models()
    faults: list[str] = []
    for name, show in scenes(opened).items():
        leave = show()
        models.watch(opened.window)
        for size in sizes(opened):
            assert colours(shown(opened.window)) > 8, name
            assert (opened.window.width(), opened.window.height()) == size, f"{name} does not fit"
        faults += [f"{name}: {fault}" for fault in _nameless(opened.window)]
        faults += [f"{name}: {fault}" for fault in _without_role(opened.window)]
        if leave is not None:
            leave()
            settle()
        faults += [f"{name}: {stray} was a window of its own" for stray in strays.taken()]
    assert not faults, "\n".join(sorted(set(faults)))
    assert models.watched == _kinds(QAbstractItemModel), "a model is in no picture, and was not tested"


def test_every_page_and_sheet_of_the_sample_book_is_painted_in_the_dark(
    sample_book: Book, open_on: Callable[..., Opened]
) -> None:
    opened = open_on(sample_book, "dark", SIZES[0])
    for name, show in scenes(opened).items():
        leave = show()
        # Colours move nothing: what fits in light, and has its name there, does so in dark.
        assert colours(shown(opened.window)) > 8, name
        assert (opened.window.width(), opened.window.height()) == SIZES[0], f"{name} does not fit"
        if leave is not None:
            leave()
            settle()


class Strays(QObject):
    """Notes what opens a window beside the main one: it would take the keyboard away."""

    def __init__(self, qapp: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._seen: list[str] = []
        qapp.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            of_a_window = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if watched is not self._window and not of_a_window:
                self._seen.append(f"{type(watched).__name__} {watched.objectName()!r}")
        return False

    def taken(self) -> list[str]:
        seen, self._seen = self._seen, []
        return seen


class Models:
    """Holds every list and table against Qt's rules for models, whatever happens to it while it is seen."""

    def __init__(self) -> None:
        self.watched: set[str] = set()
        self._testers: dict[Any, QAbstractItemModelTester] = {}

    def watch(self, window: QWidget) -> None:
        for view in window.findChildren(QAbstractItemView):
            model: Any = view.model()
            if type(model).__module__.startswith("tradesman.") and model not in self._testers:
                mode = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails the test
                self._testers[model] = QAbstractItemModelTester(model, mode)
                self.watched.add(type(model).__name__)


def _kinds(base: Any) -> set[str]:
    """The classes of the program's own below one of Qt's."""
    for module in pkgutil.walk_packages(tradesman.ui.__path__, "tradesman.ui."):
        importlib.import_module(module.name)
    found, left = set(), [base]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind.__module__.startswith("tradesman."):
            found.add(kind.__name__)
    return found


def _without_role(window: QWidget) -> Iterator[str]:
    """What takes the keyboard and cannot tell a screen reader what it is; a page and what is drawn tell their names."""
    for widget in window.findChildren(QWidget):
        takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if not takes_keys or not widget.isVisible() or not widget.isEnabled() or _is_qts_own(widget):
            continue
        role = QAccessible.queryAccessibleInterface(widget).role()
        if role not in ROLES and not (isinstance(widget, DRAWN) and role == QAccessible.Role.Client):
            yield f"{type(widget).__name__} {widget.objectName()!r} is read as {role.name}"
        if not widget.accessibleName() and role == QAccessible.Role.Client:
            yield f"{type(widget).__name__} {widget.objectName()!r} takes the keyboard without a name"


def sizes(opened: Opened) -> Iterator[tuple[int, int]]:
    """The window in one size after the other, beginning with the one that it has."""
    has = (opened.window.width(), opened.window.height())
    for size in sorted(SIZES, key=lambda size: size != has):
        opened.window.resize(*size)
        yield size


def _nameless(window: QWidget) -> Iterator[str]:
    buddies = {label.buddy() for label in window.findChildren(QLabel)}
    for control in window.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible() or _is_qts_own(control):
            continue
        text = control.text() if isinstance(control, QAbstractButton) else ""
        if not (control.accessibleName() or text or control in buddies):
            yield f"{type(control).__name__} {control.objectName()!r} has no name for people"
        if not control.objectName():
            yield f"{type(control).__name__} {control.accessibleName() or text!r} has no objectName"
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.accessibleName() and label.accessibleName() != label.text():
            yield f"label {label.text()!r} hides its value behind {label.accessibleName()!r}"


def _is_qts_own(control: QWidget) -> bool:
    """Parts that Qt makes inside a control: the line of a combo box, the header of a table, a scroll bar's corner."""
    parent: Any = control.parentWidget()
    return control.objectName().startswith("qt_") or isinstance(parent, CONTROLS)


@pytest.fixture
def largest_text(theme: Theme) -> Iterator[None]:
    theme.set_text_percent(LARGEST)
    yield
    theme.set_text_percent(100)


@pytest.mark.usefixtures("largest_text")
def test_the_largest_text_has_room_in_a_narrow_window(sample_book: Book, open_on: Callable[..., Opened]) -> None:
    opened = open_on(sample_book, "light", NARROWEST)
    shows = scenes(opened)
    faults: list[str] = []
    for name in TIGHT:
        leave = shows[name]()
        settle()
        sheets = [sheet for sheet in opened.window.findChildren(Sheet) if sheet.isVisible()]
        faults += [f"{name}: {fault}" for fault in _cut((sheets or [opened.window.page])[-1], opened.theme)]
        assert (opened.window.width(), opened.window.height()) == NARROWEST, f"{name} does not fit"
        if leave is not None:
            leave()
            settle()
    assert not faults, "\n".join(faults)


def _cut(root: QWidget, theme: Theme) -> Iterator[str]:
    """What has less room than it needs; only words that give way with a tooltip may."""
    for widget in (found for found in root.findChildren(QWidget) if found.isVisible()):
        fault = ""
        if isinstance(widget, (Label, Badge, Button)):
            fault = f"is cut: {widget.text()}" if _is_cut(widget) else ""
        elif isinstance(widget, CheckField):
            longest = max(text_width(word, theme.font("small")) for word in widget.text().split())
            fault = f"breaks inside a word: {widget.text()}" if widget.width() < longest + theme.scaled(32) else ""
        elif isinstance(widget, Table):
            fault = ", ".join(_cut_cells(widget))
        if fault:
            yield f"{type(widget).__name__} {widget.objectName()!r} {fault}, {widget.size().toTuple()}"


def _is_cut(widget: Label | Badge | Button) -> bool:
    if isinstance(widget, ElidedLabel):
        return widget.width() < widget.sizeHint().width() and widget.toolTip() != widget.text()
    if isinstance(widget, Label) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    return not widget.rect().contains(QRect(QPoint(), widget.sizeHint()))


def _cut_cells(table: Table) -> Iterator[str]:
    heading: Any = table.horizontalHeader()
    delegate: Any = table.itemDelegate()
    if heading.length() > table.viewport().width():
        yield "the last columns are out of sight"
    for number, column in enumerate(table.rows.columns):
        if table.isColumnHidden(number):
            continue
        title = heading.least_width(column)
        for place in range(min(table.rows.rowCount(), 100)):
            cut = delegate.cut_words(number, table.rows.row(place), table.columnWidth(number))
            if cut and column.width and not column.gives_way:
                yield f"the cell is cut: {cut}"
        if table.columnWidth(number) < title:
            yield f"the heading is cut: {column.title}"
