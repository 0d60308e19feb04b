"""Backing the book up from the window, making a book out of a backup, and opening another one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradesman.ui import backing_up
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.parts.settings_section import Section
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label, LeadLabel
from tradesman.ui.widgets.layouts import clear


class BackupSection(Section):
    """The work runs beside the window; a failure stands below the buttons until something else is tried."""

    book_asked = Signal(Path)

    def __init__(self, desk: Desk, theme: Theme, pick: Pickers) -> None:
        super().__init__(desk, theme, name="section_backup")
        self._pick = pick
        self._folder = desk.book.folder
        self._restored: Path | None = None
        self._back_up = Button(self.tr("Back up"), theme, "primary", "database-backup", name="back_up")
        self._restore = Button(self.tr("Restore into a new book"), theme, icon="rotate-ccw", name="restore")
        self._open = Button(self.tr("Open another book"), theme, icon="folder-open", name="open_book")
        self._back_up.clicked.connect(self._on_back_up)
        self._restore.clicked.connect(self._on_restore)
        self._open.clicked.connect(self._on_open)
        self._last = LeadLabel("", "", theme, lead_role="strong", name="backup_last")
        self._backup_state = self._state("backup_state")
        self._restore_state = self._state("restore_state")
        self._banner_place = QVBoxLayout()
        self.column.addWidget(self._build_backup())
        self.column.addWidget(self._build_restore())
        self.column.addWidget(self._build_book())

    # How it is made

    def _state(self, name: str) -> Label:
        label = Label("", self.theme, "small", "ink_2", wrap=True, name=name)
        label.hide()
        return label

    def _build_backup(self) -> Card:
        words = self.tr(
            "One file with everything in it, the photos too. It is read back before it counts."
            " Keep it on a stick or on another computer."
        )
        card = Card(self.theme, self.tr("Backup"), name="card_backup")
        for part in (self._last, self.note(words), self._row(self._back_up), self._backup_state):
            card.body.addWidget(part)
        return card

    def _build_restore(self) -> Card:
        words = self.tr("A backup becomes a book of its own. The book that is open now stays as it is.")
        card = Card(self.theme, self.tr("Restore"), name="card_restore")
        for part in (self.note(words), self._row(self._restore), self._restore_state):
            card.body.addWidget(part)
        card.body.addLayout(self._banner_place)
        return card

    def _build_book(self) -> Card:
        card = Card(self.theme, self.tr("This book"), name="card_book")
        card.body.addWidget(self.note(self.tr("It lies at %s") % self._folder))
        card.body.addWidget(self._row(self._open))
        return card

    def _row(self, button: Button) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        return holder

    # What it shows

    def refresh(self) -> None:
        found = backing_up.last(self._folder)
        if found is None:
            self._last.set_words(self.tr("Last backup: never."), "")
        else:
            self._last.set_words(self.tr("Last backup: %s,") % self._ago(found.at), self.tr("to %s") % found.file)

    def _ago(self, at: datetime) -> str:
        day, today = at.astimezone(self.desk.zone()).date(), self.desk.today()
        days = (today - day).days
        if days > 1:
            return self.tr("%s days ago") % days
        return f"{said.day(day, today)} {said.clock(at, self.desk.zone())}"

    def _say(self, label: Label, words: str, *, fault: bool = False) -> None:
        label.set_tone("danger" if fault else "ink_2")
        label.setText(words)
        label.setVisible(bool(words))
        busy = bool(words) and not fault
        for button in (self._back_up, self._restore, self._open):
            button.setEnabled(not busy)

    # What is asked of it

    def _on_back_up(self) -> None:
        out = backing_up.where(self.desk, self._pick, self)
        if out is not None:
            self.back_up(out)

    def back_up(self, out: Path) -> None:
        """Writes a backup there, beside the window."""

        def done() -> None:
            if isValid(self):
                self._say(self._backup_state, "")
                self.refresh()

        self._say(self._backup_state, self.tr("The backup is being written. You can go on working."))
        backing_up.back_up(self.desk, out, done, self._failed(self._backup_state))

    def _failed(self, label: Label) -> Callable[[str], None]:
        def failed(sentence: str) -> None:
            if isValid(self):
                self._say(label, sentence, fault=True)

        return failed

    def _on_restore(self) -> None:
        found = backing_up.last(self._folder)
        beside = found.file.parent if found is not None else Path.home()
        window, title = self.window(), self.tr("Restore into a new book")
        file = self._pick.file(window, self.tr("Choose a backup"), beside, self.tr("Backups (*.zip)"))
        if file is None:
            return
        into = self._pick.new_file(window, title, backing_up.proposed_book(file), self.tr("Books (*.tradesman)"))
        if into is not None:
            self.restore(file, into)

    def restore(self, file: Path, into: Path) -> None:
        """Makes a book out of a backup, beside the window, and offers to open it."""
        now = self.desk.now

        def work() -> Path:
            from tradesman.book import backup

            backup.restore(file, into, now)
            return into

        def done(folder: Path) -> None:
            if isValid(self):
                self._say(self._restore_state, "")
                self._offer(folder)

        self._clear_offer()
        self._say(self._restore_state, self.tr("The book is being restored. You can go on working."))
        self.desk.background.run(work, done, self._failed(self._restore_state))

    def _offer(self, folder: Path) -> None:
        words, action = self.tr("The book was restored."), self.tr("Open it")
        banner = Banner("info", words, self.tr("It lies at %s") % folder, self.theme, action, name="restored")
        banner.acted.connect(lambda: self.book_asked.emit(folder))
        self._banner_place.addWidget(banner)

    def _clear_offer(self) -> None:
        clear(self._banner_place)

    def _on_open(self) -> None:
        folder = self._pick.folder(self.window(), self.tr("Choose a book"), self._folder.parent)
        if folder is not None and folder != self._folder:
            self.book_asked.emit(folder)
