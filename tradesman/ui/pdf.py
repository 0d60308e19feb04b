"""PDFs as pictures: what is shown, printed and looked through is the file itself, drawn by PDFium."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from tradesman.book.errors import BookError

MOST_SIDE = 10_000  # pixels of a page's picture either way: what a printer of 600 dots to the inch asks for, and more
_lock = threading.Lock()  # PDFium serves one at a time


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _lock:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise BookError(
                "This PDF cannot be read. It was not touched. Make it again, or take it from a backup."
            ) from (error)
        try:
            yield document
        finally:
            document.close()


def sizes(content: bytes) -> list[QSizeF]:
    """The size of each page in points; BookError for what is no PDF. In any thread."""
    with _opened(content) as document:
        return [QSizeF(*document.get_page_size(number)) for number in range(len(document))]


def picture(content: bytes, page: int, width: int) -> QImage:
    """A page, counted from 0, drawn so many pixels wide; in any thread."""
    with _opened(content) as document:
        wide, tall = document.get_page_size(page)
        scale = min(max(width, 1) / wide, MOST_SIDE / wide, MOST_SIDE / tall)
        bitmap = document[page].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        image = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()  # the buffer goes with the document
        bitmap.close()
        return image
