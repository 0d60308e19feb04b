"""A worksheet: one form with the cells of its template, at most three actions, and the day to look at it again."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from tradesman.book.plan import Worksheet, WorksheetKind
from tradesman.services import worksheets
from tradesman.services.worksheets import Shape, SheetRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.goal_dialog import next_review
from tradesman.ui.parts.action_fields import ActionFields
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.dates import DateField
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField, TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

_WIDTHS = {Shape.SQUARE: 920, Shape.COLUMNS: 1240, Shape.LIST: 720}
_ALL_COLUMNS = 1080  # width from which the columns of the journey stand in one row
_LINES = {Shape.SQUARE: 5, Shape.COLUMNS: 7, Shape.LIST: 3}


def _tr(text: str) -> str:
    return QCoreApplication.translate("WorksheetDialog", text)


class WorksheetDialog(Sheet):
    """What is typed is kept in one step, the actions with it; a new sheet can start from the last of its kind."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, kind: WorksheetKind, row: SheetRow | None = None
    ) -> None:
        self._template = worksheets.template(kind)
        shape = self._template.shape
        super().__init__(window, self._template.title, theme, width=theme.scaled(_WIDTHS[shape]), name="worksheet")
        self._desk, self._kind, self._row = desk, kind, row
        self._last = desk.ask(worksheets.last_of, kind) if row is None else None
        self._name = LineField(theme, name="worksheet_title")
        self._cells = {
            cell.key: TextField(theme, lines=_LINES[shape], name=f"cell_{cell.key}") for cell in self._template.cells
        }
        self._boxes = [
            FieldBox(cell.label, self._cells[cell.key], theme, cell.question) for cell in self._template.cells
        ]
        self._doing = ActionFields(desk, theme, row.actions if row is not None else ())
        self._day = DateField(theme, desk.today, name="worksheet_review")
        self._review = FieldBox(_tr("Look at it again on"), self._day, theme)
        self._columns = 0
        self._build_sheet()
        self._show_values()
        self.accepted.connect(self._on_accepted)

    # How it is made

    def _build_sheet(self) -> None:
        theme = self._theme
        on = self._row.worksheet.made_on if self._row is not None else self._desk.today()
        day = Label(say.full_day(on), theme, "small", "ink_2", name="worksheet_day")
        self.header.insertWidget(1, day)
        self.body.addWidget(Label(self._template.purpose, theme, "body", "ink_2", wrap=True))
        if self._last is not None:
            words = _tr("Start from that of {0}").format(say.day(self._last.made_on, self._desk.today()))
            self._start = Button(words, theme, icon="copy", compact=True, name="worksheet_start")
            self._start.clicked.connect(self._on_start)
            self.body.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        head = QHBoxLayout()
        head.setSpacing(theme.space("s3"))
        head.addWidget(FieldBox(_tr("Title"), self._name, theme), 2, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._review, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.space("s3"))
        self.body.addLayout(self._grid)
        self.body.addWidget(self._doing)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.set_main(_tr("Save"))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two by two, side by side along the journey where there is room, or one below the other."""
        shape = self._template.shape
        columns = {Shape.SQUARE: 2, Shape.LIST: 1}.get(shape, 3)
        if shape == Shape.COLUMNS and self.width() >= self._theme.scaled(_ALL_COLUMNS):
            columns = len(self._boxes)
        if columns == self._columns:
            return
        for place, box in enumerate(self._boxes):
            self._grid.removeWidget(box)
            self._grid.addWidget(box, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for place in range(len(self._boxes)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self._columns = columns

    # What it shows

    def _show_values(self) -> None:
        today = self._desk.today()
        if self._row is None:
            self._name.set_value(f"{self._template.title} {today.year}")
            self._day.set_value(next_review(today))
            return
        worksheet = self._row.worksheet
        self._name.set_value(worksheet.title)
        self._show_cells(worksheet)
        due = worksheet.review_on is not None and worksheet.review_on <= today
        self._day.set_value(next_review(today) if due else worksheet.review_on)
        if due:
            self._review.set_help(_tr("It is due now. Saved, it comes back on this day."))

    def _show_cells(self, worksheet: Worksheet) -> None:
        for key, field in self._cells.items():
            field.set_value(worksheet.cells.get(key, ""))

    def _on_start(self) -> None:
        """What was written then, where nothing is written yet."""
        if self._last is None:
            return
        for key, field in self._cells.items():
            if not field.value():
                field.set_value(self._last.cells.get(key, ""))
        next(iter(self._cells.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    # What is kept

    def _on_accepted(self) -> None:
        self.set_error("")
        day = self._day.value()
        fault = self._review.fault() or (say.past_fault(day, self._desk.today()) if day is not None else "")
        self._review.set_error(fault)
        if not self._doing.check() or fault:
            return
        fields = {"review_on": day, "actions": self._doing.value()}
        title, cells = self._name.value(), {key: field.value() for key, field in self._cells.items()}
        if self._do(title, cells, fields) is not None:
            self.finish()

    def _do(self, title: str, cells: dict[str, str], fields: dict[str, Any]) -> Any:
        do, fault = self._desk.do, self.set_error
        if self._row is None:
            label = _tr("Worksheet kept")
            return do(worksheets.add, self._kind, title, cells, label=label, on_error=fault, **fields)
        label, sheet_id = _tr("Worksheet changed"), self._row.worksheet.id
        return do(worksheets.change, sheet_id, title, cells, label=label, on_error=fault, **fields)


def open_worksheet(window: QWidget, desk: Desk, theme: Theme, worksheet_id: UUID) -> None:
    """Opens a sheet that was kept, as it is now."""
    row = desk.ask(worksheets.row, worksheet_id)
    WorksheetDialog(window, desk, theme, row.worksheet.kind, row).open()
