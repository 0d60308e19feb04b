"""The worksheets by their date, each with the actions in which it ended."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import worksheets
from tradesman.services.worksheets import SheetRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.worksheet_dialog import open_worksheet
from tradesman.ui.parts import plan_words
from tradesman.ui.parts.plan_lines import PlanLines, pop_up
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan", text)


class WorksheetsCard(Card):
    """The newest first."""

    paper_asked = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, _tr("Worksheets"), "-", name="plan_worksheets")
        words = _tr("No worksheet yet. Each takes half an hour once a year, and ends in at most three actions.")
        self._none = Label(words, theme, "small", "ink_2", wrap=True)
        rows = QVBoxLayout()
        rows.setSpacing(theme.space("s3"))
        self._rows: RowPool[SheetRow] = RowPool(rows, lambda number: self._made(desk, number))
        self.body.addWidget(self._none)
        self.body.addLayout(rows)
        self.body.addStretch(1)

    def _made(self, desk: Desk, number: int) -> QWidget:
        box = _SheetBox(desk, self._theme, number)
        box.paper_asked.connect(self.paper_asked)
        return box

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Shows the worksheets."""
        self.set_count(str(len(rows)) if rows else "")
        self._rows.show(rows)
        self._none.setVisible(not rows)


class _SheetBox(QWidget):
    """A worksheet: open it, print it, or delete it."""

    paper_asked = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, number: int) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._row: SheetRow | None = None
        self._name = Label("", theme, "strong", wrap=True, name=f"sheet_title_{number}")
        self._told = Label("", theme, "small", "ink_2", wrap=True, name=f"sheet_told_{number}")
        self._open = Button(_tr("Open"), theme, compact=True, name=f"sheet_open_{number}")
        self._more = IconButton("ellipsis", "", theme, compact=True, name=f"sheet_more_{number}")
        self._lines = PlanLines(desk, theme, f"sheet_action_{number}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._told)
        head = QHBoxLayout()
        head.setSpacing(theme.space("s2"))
        head.addLayout(words, 1)
        head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        line = Separator()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(line)
        column.addLayout(head)
        column.addWidget(self._lines)
        line.setVisible(number > 0)
        self._open.clicked.connect(self._on_open)
        self._more.clicked.connect(self._on_more)

    def show_row(self, row: SheetRow) -> None:
        """Shows a worksheet."""
        self._row = row
        worksheet, today = row.worksheet, self._desk.today()
        kind = worksheets.template(worksheet.kind).title
        told = [kind] if not worksheet.title.startswith(kind) else []
        told.append(say.full_day(worksheet.made_on))
        if worksheet.review_on is not None:
            due = _tr("review due {0}") if worksheet.review_on <= today else _tr("review {0}")
            told.append(due.format(say.day(worksheet.review_on, today)))
        self._name.setText(worksheet.title)
        self._told.setText(" · ".join(told))
        self._lines.show_actions(row.actions)
        self._open.setAccessibleName(_tr("Open “{0}”").format(worksheet.title))
        self._more.set_words(_tr("More for “{0}”").format(worksheet.title))

    def _on_open(self) -> None:
        if self._row is not None:
            open_worksheet(self.window(), self._desk, self._theme, self._row.worksheet.id)

    def _on_more(self) -> None:
        choices = [
            ("sheet_paper", _tr("PDF, to read and print"), "file-down", lambda: self.paper_asked.emit(self._row)),
            ("sheet_delete", _tr("Delete it"), "trash-2", self._delete),
        ]
        pop_up(self._theme, self._more, "sheet_menu", choices)

    def _delete(self) -> None:
        if self._row is not None:
            label = plan_words.went_along(_tr("Worksheet deleted"), len(self._row.actions))
            self._desk.do(worksheets.remove, self._row.worksheet.id, label=label)
