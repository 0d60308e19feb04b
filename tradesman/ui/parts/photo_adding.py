"""How pictures come into the book: chosen, dropped, pasted or from the camera, and copied beside the window."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradesman.services import photos
from tradesman.services.progress import Progress
from tradesman.ui import clipboard, photo_intake
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.camera_dialog import CameraDialog
from tradesman.ui.dialogs.photo_batch_dialog import PhotoBatchDialog
from tradesman.ui.photo_intake import Source, Taken
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import FOLDER

_SAID = 2  # faults that are told in passing; more are a list
_MANY = 8  # pictures that are worth to be followed


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


def sources(mime: QMimeData) -> list[Source]:
    """The files of what was dropped or is on the clipboard, or else its picture."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return list(files)
    image = mime.imageData() if mime.hasImage() else None
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def is_picture(mime: QMimeData) -> bool:
    """Whether there are pictures in it and no words, which a field would take."""
    return any(url.isLocalFile() for url in mime.urls()) or (mime.hasImage() and not mime.hasText())


class PhotoAdder(QObject):
    """Adds pictures on a page, each batch as one step; what cannot be added is named with the reason, and left out.

    `target` gives whose they are (None for nobody) and the job, enquiry or finding they show.
    """

    began = Signal()
    ended = Signal()

    def __init__(
        self, desk: Desk, theme: Theme, page: QWidget, target: Callable[[], tuple[UUID | None, dict[str, Any]]]
    ) -> None:
        super().__init__(page)
        self.pickers = Pickers()
        self._desk, self._theme, self._page, self._target = desk, theme, page, target
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        paste = QShortcut(QKeySequence.StandardKey.Paste, page)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    def pick(self) -> None:
        """Lets the files be chosen."""
        kinds = _tr("Pictures (*.jpg *.jpeg *.png *.webp *.heic *.heif)")
        self.add(self.pickers.files(self._page.window(), _tr("Add photos"), Path.home(), kinds))

    def from_camera(self) -> None:
        """Offers what is new in the folder into which the camera or the phone puts its pictures."""
        if self._target()[0] is not None:
            sheet = CameraDialog(self._page.window(), self._desk, self._theme, self.pickers)
            sheet.chosen.connect(self.add)
            sheet.open()

    def paste(self) -> None:
        """Adds what is on the clipboard."""
        self.add(sources(clipboard.pasted()))

    def add(self, found: Sequence[Source]) -> None:
        """Copies pictures, and those in folders, into the book and notes them."""
        customer_id, subject = self._target()
        if not found or customer_id is None:
            return
        book, progress = self._desk.book, Progress()
        sheet = self._followed(found, progress)

        def taken(result: Taken) -> None:
            self._end(result, sheet, self._note(result, customer_id, subject))

        def failed(why: str) -> None:
            self._end(Taken(faults=[why]), sheet, 0)

        self.began.emit()
        work = partial(photo_intake.take_all, book.photos, book.folder / FOLDER, found, progress)
        self._desk.background.run(work, taken, failed)

    def _note(self, result: Taken, customer_id: UUID, subject: dict[str, Any]) -> int:
        """Notes what was copied, and says of what was there already that it was left out; gives how many are new."""
        if not result.files:
            return 0
        files = list(result.files)
        fresh = self._desk.ask(photos.not_there, customer_id, files, subject)
        count, there = len(fresh), len(files) - len(fresh)
        label = _tr("Photo added") if count == 1 else _tr("{0} photos added").format(count)
        times = {name: at for name, at in result.files.items() if at is not None}
        done = self._desk.do(photos.add_all, customer_id, files, taken=times, label=label, **subject)
        if done is not None and there:
            only_one = _tr("One is among the photos already. It was not added again.")
            more = _tr("{0} are among the photos already. They were not added again.").format(there)
            self._desk.told.emit(_tr("Nothing is kept twice."), only_one if there == 1 else more)
        return len(done or ())

    def _followed(self, found: Sequence[Source], progress: Progress) -> PhotoBatchDialog | None:
        """The sheet that shows how far it is, where that takes long."""
        if len(found) <= _MANY and not any(isinstance(one, Path) and one.is_dir() for one in found):
            return None
        sheet = self._sheet()
        sheet.follow(progress)
        return sheet

    def _sheet(self) -> PhotoBatchDialog:
        stopping = _tr("Stopping. What is in already stays.")
        return PhotoBatchDialog(self._page.window(), self._theme, _tr("Adding photos"), stopping)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            found = sources(event.mimeData())
            if found and self._target()[0] is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.add(found)
                return True
        return False

    def _end(self, result: Taken, sheet: PhotoBatchDialog | None, added: int) -> None:
        faults, window = list(result.faults), self._page.window() if isValid(self._page) else None
        if result.left:
            faults.append(_tr("{0} more were not tried. Add them again to go on.").format(result.left))
        if sheet is not None and not isValid(sheet):
            sheet = None
        if sheet is None and len(faults) > _SAID and window is not None:
            sheet = self._sheet()
            sheet.open()
        if sheet is not None:
            said = _tr("{0} added. These were not:").format(added)
            sheet.show_end(said, faults)
        elif faults:
            self._desk.failed.emit(" ".join(faults))
        if isValid(self):  # the page may be gone by now
            self.ended.emit()
