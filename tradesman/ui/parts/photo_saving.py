"""How all photos of a customer or a job leave the book: into a folder that a person picks."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradesman.services.progress import Progress
from tradesman.ui import photo_copies
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.photo_batch_dialog import PhotoBatchDialog
from tradesman.ui.photo_copies import Copied
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


class PhotoSaver(QObject):
    """Asks for the folder, follows the copies into it, and says what is there and what was left out.

    `asked` is the service that names the photos of whomever or whatever `save` is given.
    """

    ended = Signal()

    def __init__(self, desk: Desk, theme: Theme, page: QWidget, asked: Callable[..., Any]) -> None:
        super().__init__(page)
        self.pickers = Pickers()
        self._desk, self._theme, self._page, self._asked = desk, theme, page, asked

    def save(self, subject_id: UUID | None) -> None:
        """Writes the photos of a customer or a job."""
        if subject_id is None:
            return
        target = self.pickers.folder(self._page.window(), _tr("Save all photos in a folder"), Path.home())
        if target is None:
            return
        if target.resolve().is_relative_to(self._desk.book.folder.resolve()):
            self._desk.failed.emit(_tr("This folder is the book's own. Nothing was written. Choose another folder."))
            return
        found, progress = self._desk.ask(self._asked, subject_id), Progress()
        stopping = _tr("Stopping. What is written already stays.")
        sheet = PhotoBatchDialog(self._page.window(), self._theme, _tr("Saving photos"), stopping)
        sheet.follow(progress)

        def ended(result: Copied) -> None:
            self._end(sheet, target, result)

        work = partial(photo_copies.write_all, self._desk.book.photos, target, found, _tr("Photo"), progress)
        self._desk.background.run(work, ended, lambda why: ended(Copied(faults=[why], left=len(found))))

    def _end(self, sheet: PhotoBatchDialog, target: Path, result: Copied) -> None:
        faults = list(result.faults)
        if result.left:
            one, more = _tr("1 more was not written."), _tr("{0} more were not written.")
            faults.append((one if result.left == 1 else more).format(result.left) + " " + _tr("Save again to go on."))
        if isValid(sheet):
            sheet.show_end(_said(target, result), faults, stays=True)
        if isValid(self):
            self.ended.emit()


def _said(target: Path, result: Copied) -> str:
    """How many are in the folder now."""
    if not result.written:
        said = _tr("Nothing new was written.")
    elif result.written == 1:
        said = _tr("1 photo is in {0}, without what tells where it was taken.").format(target)
    else:
        said = _tr("{0} photos are in {1}, without what tells where they were taken.")
        said = said.format(f"{result.written:,}", target)
    there = _tr("{0} were there already.").format(f"{result.there:,}") if result.there else ""
    return f"{said} {there}".strip()
