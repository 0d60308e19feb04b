"""The banner that says that the book should be backed up, and does it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from tradesman import paths
from tradesman.services import days
from tradesman.ui import backing_up
from tradesman.ui.desk import Desk
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture

OLD_AFTER = 7  # days
BEGUN_FOR = 1  # days in which a new book needs no backup yet


def _tr(text: str) -> str:
    return QCoreApplication.translate("backup", text)


class BackupBanner(QFrame):
    """Seen when the last backup is more than a week old, or when there is none; the sample book needs none."""

    def __init__(self, desk: Desk, theme: Theme, pick: Pickers | None = None) -> None:
        super().__init__()
        self._desk, self._theme, self._pick = desk, theme, pick or Pickers()
        self._folder = desk.book.folder
        self._is_sample = self._folder.resolve() == paths.sample_book().resolve()
        self._begun = desk.ask(days.begun)
        self.setObjectName("backup_banner")
        self.setProperty("banner", "warn")
        self._title = Label("", theme, "small strong", wrap=True, name="backup_title")
        self._words = Label("", theme, "small", "ink_2", wrap=True, name="backup_words")
        self._button = Button(_tr("Back up"), theme, compact=True, name="backup_now")
        self._button.clicked.connect(self._on_clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 11, 14, 11)
        row.setSpacing(theme.space("s3"))
        row.addWidget(Picture("database-backup", theme, "warn"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def refresh(self) -> None:
        """Comes and goes with the age of the last backup; while one is written, its words stay."""
        if not self._button.isEnabled():
            return
        title = self._due()
        if title:
            self._say(title, _tr("Plug in the stick or pick a folder."))
        self.setVisible(bool(title))

    def _due(self) -> str:
        today, last = self._desk.today(), backing_up.last_backup(self._folder)
        if self._is_sample:
            return ""
        if last is None:
            return _tr("There is no backup yet") if (today - self._begun).days > BEGUN_FOR else ""
        age = (today - last.astimezone(self._desk.zone()).date()).days
        return _tr("Backup is {0} days old").format(age) if age > OLD_AFTER else ""

    def _say(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(f"{title}. {words}")

    def _on_clicked(self) -> None:
        out = backing_up.where(self._desk, self._pick, self)
        if out is not None:
            self.back_up(out)

    def back_up(self, out: Path) -> None:
        """Writes a backup there, beside the window."""
        self._button.setEnabled(False)
        self._say(_tr("The backup is being written"), _tr("You can go on working."))
        backing_up.back_up(self._desk, out, self._on_done, self._on_failed)

    def _on_done(self) -> None:
        if isValid(self):
            self._button.setEnabled(True)
            self.refresh()

    def _on_failed(self, sentence: str) -> None:
        if isValid(self):
            self._button.setEnabled(True)
            self._say(_tr("The backup was not written"), sentence)
