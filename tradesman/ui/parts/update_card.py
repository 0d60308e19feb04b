"""The weekly update: what a customer is told of the work, gathered by itself, with photos, a click from leaving."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.photo import Photo
from tradesman.documents import update_words
from tradesman.services import messages, updates
from tradesman.services.job_sheets import JobSheet
from tradesman.services.updates import Update
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.update_dialog import FIELDS, UpdateDialog, draft_key, labels
from tradesman.ui.parts.photo_words import caption
from tradesman.ui.parts.tile_watch import TileWatch
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import thumbnails_of
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile, Shape

_TILE = Shape(84, 56, worded=False)
_LEAD = 88  # the width of what stands before each line


def _tr(text: str) -> str:
    return QCoreApplication.translate("UpdateCard", text)


class UpdateCard(Card):
    """Done, next, on time, from you; each can be put in other words before it leaves, and each photo left out.

    `send_asked` asks for the message with the fields' words and the files that go along.
    """

    send_asked = Signal(object, object)
    photo_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, _tr("Weekly update"), "-", name="job_update")
        self._desk, self._theme = desk, theme
        self._update: Update | None = None
        self._tiles: list[tuple[PhotoTile, Photo]] = []
        self._shown: tuple[object, ...] = ()
        thumbnails = thumbnails_of(desk)
        self._lines = {key: Label("", theme, "small", "ink_2", wrap=True, name=f"update_{key}") for key in FIELDS}
        self._photos = QHBoxLayout()
        self._photos.setSpacing(theme.space("s2"))
        self._add = AddTile(_tr("Add photo"), theme, shape=_TILE, name="update_photo_add")
        self._add.clicked.connect(self.photo_asked)
        self._send = Button("", theme, "primary", "send", name="update_send")
        self._edit = Button(_tr("Edit"), theme, icon="pencil", name="update_edit")
        self._send.clicked.connect(self._on_send)
        self._edit.clicked.connect(self._on_edit)
        self.body.addWidget(self._table())
        self.body.addLayout(self._photos)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space("s2"))
        foot.addWidget(self._send)
        foot.addWidget(self._edit)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self._watch = TileWatch(self, thumbnails)

    def _table(self) -> QFrame:
        theme = self._theme
        table = QFrame()
        table.setProperty("card", "alt")
        column = QVBoxLayout(table)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for key, words in labels().items():
            if key != FIELDS[0]:
                line = QFrame()
                line.setProperty("role", "separator")
                line.setFixedHeight(1)
                column.addWidget(line)
            lead = Label(words, theme, "small strong")
            lead.setFixedWidth(theme.scaled(_LEAD))
            row = QHBoxLayout()
            row.setContentsMargins(12, 8, 12, 8)
            row.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._lines[key], 1)
            column.addLayout(row)
        return table

    # What it shows

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows the next update of a job that goes on; nothing for one that is over or for another's client."""
        self.setVisible(sheet.job.is_open and not sheet.job.subcontracted)
        if self.isHidden():
            return
        self._update = update = self._desk.ask(updates.of, sheet.job.id)
        self.set_count(self._when(update))
        for key, words in self._words().items():
            self._lines[key].setText(words or _tr("Nothing is noted yet."))
        shown = tuple((photo.id, photo.file) for photo in update.photos)
        if shown != self._shown:
            self._shown = shown
            self._fill_photos(update)
        self._show_send()

    def _words(self) -> dict[str, str]:
        """The fields as they were put in other words, the others as they are gathered."""
        update = self._update
        if update is None:
            return {}
        kept = self._desk.drafts.get(draft_key(update)) or {}
        language = self._desk.ask(messages.language_of, update.customer_id)
        return update_words.fields(update, language) | {key: words for key, words in kept.items() if key in FIELDS}

    def _when(self, update: Update) -> str:
        count = _tr("{0} of {1}").format(update.number, max(update.of, update.number)) if update.of else ""
        due = _tr("due {0}").format(said.day(update.due.due_on, update.today)) if update.due is not None else ""
        return ", ".join(part for part in (count, due) if part)

    def _fill_photos(self, update: Update) -> None:
        self._watch.clear()
        for tile, _photo in self._tiles:
            tile.hide()
            tile.deleteLater()
        while (item := self._photos.takeAt(0)) is not None:
            del item
        self._tiles = []
        for number, photo in enumerate(update.photos):
            tile = PhotoTile(caption(self._desk, photo), self._theme, shape=_TILE, name=f"update_photo_{number}")
            tile.setCheckable(True)
            tile.setChecked(True)
            tile.toggled.connect(self._show_send)
            self._watch.add(tile, photo.file)
            self._tiles.append((tile, photo))
            self._photos.addWidget(tile)
        self._photos.addWidget(self._add)
        self._photos.addStretch(1)

    def _chosen(self) -> list[Photo]:
        return [photo for tile, photo in self._tiles if tile.isChecked()]

    def _show_send(self) -> None:
        count = len(self._chosen())
        words = {0: _tr("Send without photos"), 1: _tr("Send with 1 photo")}
        self._send.setText(words.get(count) or _tr("Send with {0} photos").format(count))

    # What it does

    def _on_send(self) -> None:
        files: list[Path] = [self._desk.book.photos / photo.file for photo in self._chosen()]
        self.send_asked.emit(self._words(), files)

    def _on_edit(self) -> None:
        if self._update is not None:
            window: QWidget = self.window()
            UpdateDialog(window, self._desk, self._theme, self._update, self._words(), self._on_edited).open()

    def _on_edited(self) -> None:
        for key, words in self._words().items():
            self._lines[key].setText(words or _tr("Nothing is noted yet."))
