"""Taking a price list in: its columns are matched, what will happen is seen, and one Undo takes all of it back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget
from shiboken6 import isValid

from tradesman.exchange import price_files, price_imports, tables
from tradesman.exchange.price_files import Fate, Judged, Known
from tradesman.exchange.price_imports import Brought
from tradesman.exchange.tables import Table
from tradesman.ui.desk import Desk
from tradesman.ui.long_step import LongStep
from tradesman.ui.parts.column_matching import ColumnMatching
from tradesman.ui.parts.import_rows import ImportRows
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.parts.progress_line import ProgressLine
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

WIDTH, MATCHING = 1180, 320
ROWS, LEAST, AROUND = 430, 220, 300  # heights: of the rows, wished and least, and of what is around them
_PAUSE = 150  # ms after the last change of the matching, before the rows are gone through again


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportPricesDialog", text)


class ImportPricesDialog(Sheet):
    """Reads, shows what every row would do, and does it; rows with faults are set aside and can be saved."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        words: PriceWords,
        file: Path,
        pickers: Pickers,
    ) -> None:
        super().__init__(window, _tr("Import {0}").format(file.name), theme, width=theme.scaled(WIDTH), name="import")
        self._desk, self._file, self._pickers = desk, file, pickers
        self._table: Table | None = None
        self._known: Known = desk.ask(price_files.known)
        self._judged: Sequence[Judged] = ()
        self._asked = 0
        self._matching: ColumnMatching | None = None
        self._step = LongStep(desk, self)
        self._rows = ImportRows(theme, words)
        self._rows.setMinimumHeight(max(LEAST, min(theme.scaled(ROWS), window.height() - theme.scaled(AROUND))))
        self._state = Label(_tr("Reading the file."), theme, "small", "ink_2", wrap=True, name="import_state")
        self._scroll_matching = QScrollArea()
        self._scroll_matching.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll_matching.setWidgetResizable(True)
        self._scroll_matching.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll_matching.setFixedWidth(theme.scaled(MATCHING))
        self._progress = ProgressLine(self._step, theme, name="import_progress")
        self._lay_out()
        self._listen()
        desk.background.run(partial(tables.read, file), self._on_read, self._on_unreadable)

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(self._theme.space("s5"))
        columns.addWidget(self._scroll_matching)
        columns.addWidget(self._rows, 1)
        self.body.addLayout(columns)
        self.body.addWidget(self._state)
        self.body.addWidget(self._progress)
        self._cancel = Button(_tr("Cancel"), self._theme, "quiet", name="cancel")
        self._cancel.clicked.connect(self.dismiss)
        self.add_left(self._cancel)
        self._save = self.add_button(_tr("Save the rows to check"), icon="file-down", name="import_save")
        self._save.hide()
        self._go = self.set_main(_tr("Import"))
        self._go.setEnabled(False)

    def _listen(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._judge)
        self.accepted.connect(self._on_accepted)
        self._save.clicked.connect(self._on_save)
        self._step.ended.connect(self._on_ended)
        self._step.failed.connect(self._on_failed)

    # Reading and looking through

    def _on_read(self, table: Table) -> None:
        if not isValid(self):
            return
        self._table = table
        self._matching = ColumnMatching(table, self._theme)
        self._matching.changed.connect(self._on_matching_changed)
        self._scroll_matching.setWidget(self._matching)
        self._judge()

    def _on_unreadable(self, sentence: str) -> None:
        if isValid(self):
            self._state.setText("")
            self.set_error(sentence)

    def _on_matching_changed(self) -> None:
        self._go.setEnabled(False)
        self._pause.start()

    def _judge(self) -> None:
        """Goes through the rows beside the window; an answer that comes late is for another matching."""
        if self._table is None or self._matching is None:
            return
        self._asked += 1
        lacking = self._matching.lacking()
        if lacking:
            self._show_judged(self._asked, [])
            self._state.setText(lacking)
            return
        self._state.setText(_tr("Looking through {0} rows.").format(f"{len(self._table.rows):,}"))
        work = partial(price_files.judge, self._table, self._matching.reading(), self._known)
        self._desk.background.run(work, partial(self._show_judged, self._asked), self._on_unreadable)

    def _show_judged(self, asked: int, judged: Sequence[Judged]) -> None:
        if not isValid(self) or asked != self._asked or self._matching is None:
            return
        self._judged = judged
        self._rows.show_rows(judged, self._known)
        count = self._rows.count(Fate.NEW) + self._rows.count(Fate.CHANGED)
        self._go.setText(_tr("Import 1 item") if count == 1 else _tr("Import {0} items").format(f"{count:,}"))
        self._go.setEnabled(count > 0)
        self._save.setVisible(self._rows.count(Fate.FAULTY) > 0)
        written = self._matching.how_written()
        after = _tr("Nothing is saved yet. Nothing is taken out of the price book. One Undo takes all of it back.")
        self._state.setText(f"{written}. {after}")

    # Doing

    def _on_accepted(self) -> None:
        if self._matching is not None and not self._go.isEnabled():
            return
        self.set_error("")
        self._hold(busy=True)
        self._progress.begin(_tr("Importing"))
        self._step.start(partial(_take_in, self._judged), _tr("Price list imported"))

    def _hold(self, *, busy: bool) -> None:
        for widget in (self._scroll_matching, self._cancel, self._save, self._go, self._close):
            widget.setEnabled(not busy)
        self._progress.setVisible(busy)

    def _on_ended(self, brought: Brought) -> None:
        self._hold(busy=False)
        faulty = self._rows.count(Fate.FAULTY)
        if not faulty and not brought.left:
            self.finish()
            return
        parts = [_tr("{0} added, {1} changed.").format(f"{brought.new:,}", f"{brought.changed:,}")]
        if brought.left:
            parts.append(_tr("{0} were left when you stopped.").format(f"{brought.left:,}"))
        if faulty == 1:
            parts.append(_tr("1 row is set aside. Save it, correct it and import it again."))
        elif faulty:
            aside = _tr("{0} rows are set aside. Save them, correct them and import them again.")
            parts.append(aside.format(f"{faulty:,}"))
        self._state.setText(" ".join(parts))
        self._scroll_matching.setEnabled(False)
        self._go.hide()
        self._cancel.setText(_tr("Done"))

    def _on_failed(self, sentence: str) -> None:
        self._hold(busy=False)
        self.set_error(sentence)

    def _on_save(self) -> None:
        if self._table is None:
            return
        name = _tr("{0} to check.csv").format(self._file.stem)
        title, kinds = _tr("Save the rows to check"), _tr("Tables (*.csv)")
        out = self._pickers.new_file(self._window, title, self._file.with_name(name), kinds)
        if out is not None:
            work = partial(price_files.save_faults, out, self._table, self._judged)
            self._desk.background.run(work, partial(self._on_saved, out), self._on_failed)

    def _on_saved(self, out: Path, count: int) -> None:
        self._desk.told.emit(_tr("{0} rows saved.").format(f"{count:,}"), str(out))


def _take_in(judged: Sequence[Judged], session: Any, progress: Any) -> Brought:
    return price_imports.take_in(session, judged, progress)
