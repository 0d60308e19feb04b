from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.papers import paper_of, pdf_of, ready
from tradesman.book.errors import BookError
from tradesman.ui import pdf, printing
from tradesman.ui.desk import Desk
from tradesman.ui.printing import Printers


@pytest.fixture
def content(desk: Desk) -> bytes:
    return pdf_of(desk, paper_of(desk, ready(desk)))


def printer_to(file: Path, dots: int = 100) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(dots)
    return printer


def dark(image: QImage) -> float:
    """The share of the picture that is not white, coarsely."""
    small = image.scaled(120, 170)
    places = [(x, y) for x in range(small.width()) for y in range(small.height())]
    return sum(QColor(small.pixel(x, y)).lightness() < 200 for x, y in places) / len(places)


def test_every_page_is_printed_as_it_is_seen(content: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert printing.print_pdf(printer_to(out), content) == len(pdf.sizes(content))
    printed = out.read_bytes()
    assert len(pdf.sizes(printed)) == len(pdf.sizes(content)) >= 2
    for page, (was, now) in enumerate(zip(pdf.sizes(content), pdf.sizes(printed), strict=True)):
        assert now.width() == pytest.approx(was.width(), abs=2)
        assert now.height() == pytest.approx(was.height(), abs=2)
        seen, on_paper = (dark(pdf.picture(each, page, 600)) for each in (content, printed))
        assert seen > 0.01
        assert on_paper == pytest.approx(seen, rel=0.2)


def test_only_the_pages_that_were_asked_for(content: bytes, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "out.pdf")
    printer.setFromTo(2, 2)
    assert printing.print_pdf(printer, content) == 1
    assert len(pdf.sizes((tmp_path / "out.pdf").read_bytes())) == 1


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf", extend=True)
def test_a_printer_that_takes_nothing_is_said(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="printer did not take it"):
        printing.print_pdf(printer_to(tmp_path / "nowhere" / "out.pdf"), content)


def test_what_is_no_pdf_is_said() -> None:
    with pytest.raises(BookError, match="cannot be read"):
        pdf.sizes(b"no PDF at all")


def test_a_picture_is_never_larger_than_memory_allows(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SIDE", 300)
    image = pdf.picture(content, 0, 5000)
    assert max(image.width(), image.height()) <= 301


@pytest.mark.parametrize("answer", [QPrintDialog.DialogCode.Accepted, QPrintDialog.DialogCode.Rejected])
def test_the_systems_dialog_is_asked(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: QPrintDialog.DialogCode
) -> None:
    asked: list[str] = []

    def answered(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        asked.append(dialog.windowTitle())
        return answer

    monkeypatch.setattr(QPrintDialog, "exec", answered)
    parent = QWidget()
    qtbot.addWidget(parent)
    printer = Printers().ask(parent, "Quote 0001", 2)
    assert asked == ["Quote 0001"]
    assert (printer is not None) == (answer == QPrintDialog.DialogCode.Accepted)
