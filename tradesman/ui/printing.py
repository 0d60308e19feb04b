"""Printing: the pages of a PDF as pictures in the printer's resolution, so that paper and window cannot differ."""

from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tradesman.book.direction import unturned
from tradesman.book.errors import BookError
from tradesman.ui import pdf

MOST_DOTS = 600  # to the inch; more needs much memory, and no eye sees it
_POINTS = 72


class Printers:
    """The system's own dialog for printers; a test hands over another."""

    def ask(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        """The printer that was chosen, or None."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(unturned(title))
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def print_pdf(printer: QPrinter, content: bytes) -> int:
    """Prints the pages that the printer was asked for and gives their number; beside the window.

    BookError when the printer does not begin, or a page cannot be sent on.
    """
    sizes = pdf.sizes(content)
    first, last = printer.fromPage() or 1, printer.toPage() or len(sizes)
    wanted = list(range(first - 1, min(last, len(sizes))))
    dots = min(printer.resolution(), MOST_DOTS)
    printer.setFullPage(True)
    painter = QPainter()
    for place, page in enumerate(wanted):
        _fit(printer, sizes[page])
        started = painter.begin(printer) if place == 0 else printer.newPage()
        if not started:
            raise BookError("The printer did not take it. Nothing was changed. See whether it is on, then print again.")
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        image = pdf.picture(content, page, round(sizes[page].width() * dots / _POINTS))
        size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(paper.topLeft(), size), image)
    painter.end()
    return len(wanted)


def _fit(printer: QPrinter, points: QSizeF) -> None:
    """Asks for the paper that the page is made for; the printer may have another one."""
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
