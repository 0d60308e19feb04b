"""A PDF is shown page by page, in the width there is or as large as on paper."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.papers import paper_of, pdf_of, ready, settle
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.pdf_view import FIT, WHOLE, PdfView


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme) -> PdfView:
    made = PdfView("Quote 0001", desk.background, theme, name="view")
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def content(desk: Desk) -> bytes:
    return pdf_of(desk, paper_of(desk, ready(desk)))


def inks(view: PdfView) -> int:
    """How much is written on what is seen."""
    image = view.viewport().grab().toImage().scaled(175, 125)
    return sum(
        QColor(image.pixel(x, y)).lightness() < 190 for x in range(4, image.width() - 4) for y in range(image.height())
    )


def test_it_shows_the_first_page_and_counts_them(view: PdfView, content: bytes, desk: Desk) -> None:
    said: list[tuple[int, int]] = []
    view.page_changed.connect(lambda page, pages: said.append((page, pages)))
    assert (view.pages, inks(view)) == (0, 0)
    view.set_pdf(content)
    settle(desk)
    assert view.pages >= 2
    assert said[-1] == (1, view.pages)
    assert view.accessibleName() == f"Quote 0001, page 1 of {view.pages}"
    assert inks(view) > 100


def test_keys_go_to_the_last_page_and_back(view: PdfView, content: bytes, desk: Desk) -> None:
    view.set_pdf(content)
    settle(desk)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    settle(desk)
    assert view.page == view.pages - 1
    assert inks(view) > 20
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() < view.verticalScrollBar().maximum()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert (view.page, view.verticalScrollBar().value()) == (0, 0)


def test_as_large_as_on_paper_it_scrolls_sideways_too(view: PdfView, content: bytes, desk: Desk) -> None:
    view.set_pdf(content)
    settle(desk)
    fitted = view.verticalScrollBar().maximum()
    assert view.horizontalScrollBar().maximum() == 0
    view.set_zoom(WHOLE)
    settle(desk)
    assert view.horizontalScrollBar().maximum() > 0
    assert view.verticalScrollBar().maximum() > fitted
    assert inks(view) > 50
    view.set_zoom(FIT)
    view.set_zoom(FIT)
    settle(desk)
    assert view.verticalScrollBar().maximum() == fitted


def test_in_another_width_it_is_drawn_anew(view: PdfView, content: bytes, desk: Desk) -> None:
    view.set_pdf(content)
    settle(desk)
    view.resize(1000, 500)
    QApplication.processEvents()
    settle(desk)
    left = view.viewport().grab().toImage()
    assert QColor(left.pixel(QPoint(500, 30))) == QColor("white")
    assert inks(view) > 50


def test_what_is_no_pdf_is_told(view: PdfView, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.failed) as heard:
        view.set_pdf(b"no PDF")
    assert "cannot be read" in heard.args[0]


def test_of_two_pdfs_the_later_one_is_shown(view: PdfView, content: bytes, desk: Desk) -> None:
    other = pdf_of(desk, paper_of(desk, ready(desk, options=1, name="Tom Hale")))
    view.set_pdf(content)
    view.set_pdf(other)
    settle(desk)
    assert inks(view) > 50
    assert view._content is other
