"""The base of every page: it shows some entities, and asks the book again when one of them changes."""

import sys
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.errors import BusyError
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk, Question
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.header import PageHeader


class Page(QWidget):
    """A page.

    `shows` names the tables it draws from, `asks` what it recalls from the book and can be asked before it is made;
    `ticks` says that its words change with each minute; `keys` are those that mean something here alone.
    """

    page_asked = Signal(str, object)
    enquiry_asked = Signal()
    palette_asked = Signal()
    back_asked = Signal()
    book_asked = Signal(Path)

    shows: ClassVar[frozenset[str]] = frozenset()
    asks: ClassVar[tuple[Question, ...]] = ()
    ticks: ClassVar[bool] = False
    keys: ClassVar[PageKeys] = ()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.theme = theme
        self._stale = True
        self._asked_at: datetime | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "canvas")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        desk.changed.connect(self._on_changed)
        desk.refused.connect(self._on_refused)

    def refresh(self) -> None:
        """Asks the book again and shows what it says; pages fill this in."""

    def show_subject(self, subject_id: UUID | None) -> None:
        """Turns a page about one customer, quote or job to that one; other pages ignore it."""

    @property
    def stands(self) -> bool:
        """Whether it shows what the book says."""
        return not self._stale

    def tick(self) -> None:
        """A minute has passed, with which its words change, or a day, with which those of every page do."""
        asked_at = self._asked_at
        if self.ticks or (asked_at is not None and asked_at.astimezone(self.desk.zone()).date() != self.desk.today()):
            self.invalidate()

    def arrive(self) -> None:
        """Somebody goes to it: what was asked in an earlier minute is asked again, as time alone changes answers."""
        if self.ticks or self._asked_at != self.desk.minute:
            self.invalidate()

    def invalidate(self) -> None:
        """Refreshes now when the page is seen, otherwise when it is shown next."""
        self._stale = True
        if self.isVisible():
            self._refresh()

    def take_focus(self) -> None:
        """Takes the keyboard when the page is opened, so that no button is pressed by a key that was meant before."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Puts the keyboard into the page's search field, where it has one."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        try:
            self._asked_at = self.desk.minute
            self.refresh()
            self._name()
        except BusyError as error:
            self._stale = True
            self.desk.unread.emit(str(error), self.invalidate)
        except Exception:  # noqa: BLE001  an error that travels through Qt ends the program; here it is noted and said
            self._stale = True  # shown again, it asks again
            sys.excepthook(*sys.exc_info())

    def _name(self) -> None:
        """What a screen reader says when the page itself has the keyboard."""
        header = self.findChild(PageHeader)
        if header is not None:
            self.setAccessibleName(header.title)

    def _on_changed(self, entities: frozenset[str]) -> None:
        if entities & self.shows:
            self.invalidate()

    def _on_refused(self) -> None:
        """A switch or tick that could not be kept goes back to what the book says."""
        if self.isVisible():
            self.invalidate()
