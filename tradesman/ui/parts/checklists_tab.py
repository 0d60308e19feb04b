"""The checklists of the library: picked at the left, their steps at the right."""

from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradesman.book.checklist import Checklist
from tradesman.services import checklists
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.checklist_dialog import ChecklistDialog
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import Column


class ChecklistsTab(QObject):
    """`body` stands in the page's card, `side` beside it, `action` in its header."""

    key = "checklists"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._page = desk, theme, parent
        self._all: list[Checklist] = []
        self.title = self.tr("Checklists")
        self.action = Button(self.tr("Add checklist"), theme, "primary", "plus", name="checklist_add")
        self.action.clicked.connect(self._on_add)
        self.body, self.side = self._built_body(), self._built_side()

    def count(self) -> str:
        """How much there is, for the page's header."""
        return self.tr("1 checklist") if len(self._all) == 1 else self.tr("{0} checklists").format(len(self._all))

    def refresh(self) -> None:
        """Asks the book again."""
        self._all = self._desk.ask(checklists.rows)
        self.table.set_rows(self._all)
        self.table.setVisible(bool(self._all))
        self._empty.setVisible(not self._all)
        if self.table.picked() is None and self._all:
            with QSignalBlocker(self.table):
                self.table.pick(0)
        self._show(self.table.picked())

    def focus_search(self) -> None:
        """Puts the keyboard into the list; there are few enough to be seen at once."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # How it is made

    def _built_body(self) -> QWidget:
        theme = self._theme
        columns = [
            Column("name", self.tr("Name"), style="name", sortable=False),
            Column("trade", self.tr("Trade"), 140, sortable=False),
            Column("steps", self.tr("Steps"), 80, text=lambda row: str(len(row.steps)), sortable=False),
        ]
        words = self.tr("Checklists")
        self.table = Table(columns, theme, self._sentence, lambda row: row.id, words=words, name="checklists_table")
        self.table.row_picked.connect(self._show)
        self.table.row_opened.connect(self._on_edit)
        why = self.tr("What must be right in every such job, written once. A job takes its list with a click.")
        add = self.tr("Add checklist")
        self._empty = EmptyState("list-checks", self.tr("No checklists yet"), why, theme, add, "plus")
        self._empty.acted.connect(self._on_add)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        return body

    def _built_side(self) -> Card:
        theme = self._theme
        side = Card(theme, name="checklist_card")
        side.setAccessibleName(self.tr("The steps"))
        self._name = Label("", theme, "section", wrap=True, name="checklist_name")
        self._pick = Label(self.tr("The steps of a list stand here."), theme, "small", "ink_2", wrap=True)
        self._pick.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space("s2"))
        self._steps: RowPool[dict[str, Any]] = RowPool(rows, lambda number: _StepLine(number, theme))
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(rows)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what stands beside it
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self._edit = Button(self.tr("Change"), theme, icon="pencil", name="checklist_edit")
        self._remove = Button(self.tr("Remove"), theme, "quiet", "trash-2", name="checklist_remove")
        self._edit.clicked.connect(self._on_edit)
        self._remove.clicked.connect(self._on_remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space("s2"))
        buttons.addWidget(self._edit, 1)
        buttons.addWidget(self._remove)
        side.body.addWidget(self._pick)
        side.body.addWidget(self._name)
        side.body.addWidget(self._scroll, 1)
        side.body.addLayout(buttons)
        return side

    # What it shows

    def _show(self, row: Checklist | None) -> None:
        self._pick.setVisible(row is None)
        for widget in (self._name, self._scroll, self._edit, self._remove):
            widget.setVisible(row is not None)
        if row is not None:
            self._name.setText(row.name)
            self._steps.show(row.steps)

    def _sentence(self, row: Checklist) -> str:
        parts = (row.name, row.trade, self.tr("{0} steps").format(len(row.steps)))
        return self.tr("{0}. Enter to change.").format(", ".join(part for part in parts if part))

    # What is done

    def _on_add(self) -> None:
        ChecklistDialog(self._page.window(), self._desk, self._theme)

    def _on_edit(self) -> None:
        row = self.table.picked()
        if row is not None:
            ChecklistDialog(self._page.window(), self._desk, self._theme, row)

    def _on_remove(self) -> None:
        row = self.table.picked()
        if row is not None:
            self._desk.do(checklists.remove, row.id, label=self.tr("Checklist removed"))


class _StepLine(QWidget):
    """One step, with a camera where it wants a photo."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._words = Label("", theme, "small", wrap=True, name=f"checklist_step_{number}")
        self._camera = Picture("camera", theme, "ink_2", 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        row.addWidget(Picture("circle-dashed", theme, "ink_2", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._camera, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: dict[str, Any]) -> None:
        """Shows a step."""
        self._words.setText(row["words"])
        self._camera.setVisible(row["wants_photo"])
