"""How pictures come into the book: chosen, dropped or pasted, and copied beside the window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradesman.book import album
from tradesman.book.errors import BookError
from tradesman.services import photos
from tradesman.ui.desk import Desk
from tradesman.ui.pickers import Pickers

_PASTED = "Pasted picture.png"
_SAID = 2  # faults that are told one by one
Source = Path | QImage


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


def sources(mime: QMimeData) -> list[Source]:
    """The files of what was dropped or is on the clipboard, or else its picture."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return list(files)
    image = mime.imageData() if mime.hasImage() else None
    return [image] if isinstance(image, QImage) and not image.isNull() else []


class PhotoAdder(QObject):
    """Adds pictures on a page, each batch as one step; what is no picture is named and left out.

    `target` gives whose they are (None for nobody) and the job, enquiry or finding they show.
    """

    began = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, page: QWidget, target: Callable[[], tuple[UUID | None, dict[str, Any]]]) -> None:
        super().__init__(page)
        self.pickers = Pickers()
        self._desk, self._page, self._target = desk, page, target
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        paste = QShortcut(QKeySequence.StandardKey.Paste, page)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._on_paste)

    def pick(self) -> None:
        """Lets the files be chosen."""
        kinds = _tr("Pictures (*.jpg *.jpeg *.png *.webp *.heic *.heif)")
        self.add(self.pickers.files(self._page.window(), _tr("Add photos"), Path.home(), kinds))

    def add(self, found: Sequence[Source]) -> None:
        """Copies pictures into the book and notes them."""
        customer_id, subject = self._target()
        if not found or customer_id is None:
            return
        folder = self._desk.book.photos

        def kept(result: tuple[list[str], list[str]]) -> None:
            names, faults = result
            if names:
                label = _tr("Photo added") if len(names) == 1 else _tr("{0} photos added").format(len(names))
                self._desk.do(photos.add_all, customer_id, names, label=label, **subject)
            self._end(faults)

        def failed(why: str) -> None:
            self._end([why])

        self.began.emit()
        self._desk.background.run(lambda: _keep(folder, found), kept, failed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            found = sources(event.mimeData())
            if found and self._target()[0] is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.add(found)
                return True
        return False

    def _on_paste(self) -> None:
        self.add(sources(QGuiApplication.clipboard().mimeData()))

    def _end(self, faults: list[str]) -> None:
        more = len(faults) - _SAID
        said = faults[:_SAID] + ([_tr("The same for {0} more.").format(more)] if more > 0 else [])
        if said:
            self._desk.failed.emit(" ".join(said))
        if isValid(self):  # the page may be gone by now
            self.ended.emit()


def _keep(folder: Path, found: Sequence[Source]) -> tuple[list[str], list[str]]:
    """The names of what is kept, and the sentences about what is not."""
    names, faults = [], []
    for source in found:
        try:
            names.append(_keep_image(folder, source) if isinstance(source, QImage) else album.keep(folder, source))
        except BookError as error:
            faults.append(str(error))
    return names, faults


def _keep_image(folder: Path, image: QImage) -> str:
    with TemporaryDirectory() as beside:
        file = Path(beside) / _PASTED
        image.save(str(file))
        return album.keep(folder, file)
