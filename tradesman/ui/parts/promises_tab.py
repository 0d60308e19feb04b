"""The guarantees and terms of the library: what is promised, with its teeth, and what stands under a quote."""

from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.guarantee import Guarantee, GuaranteeKind
from tradesman.book.template import Terms
from tradesman.services import guarantees, terms
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.guarantee_dialog import GuaranteeDialog, TermsDialog, how_long, kind_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import CellBadge, Column

_ICONS = {
    GuaranteeKind.ON_TIME: "timer",
    GuaranteeKind.RESPONSE: "phone-call",
    GuaranteeKind.RESULT: "shield-check",
}
Row = Guarantee | Terms


class PromisesTab(QObject):
    """`body` stands in the page's card, `side` beside it, `action` in its header."""

    key = "promises"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._page = desk, theme, parent
        self._counts = (0, 0)
        self.title = self.tr("Guarantees and terms")
        self.action = self._built_actions()
        self.body, self.side = self._built_body(), self._built_side()

    def count(self) -> str:
        """How much there is, for the page's header."""
        many = self.tr("1 guarantee") if self._counts[0] == 1 else self.tr("{0} guarantees").format(self._counts[0])
        return self.tr("{0}, {1} terms").format(many, self._counts[1])

    def refresh(self) -> None:
        """Asks the book again."""
        promised, written = self._desk.ask(guarantees.rows), self._desk.ask(terms.rows)
        self._counts = len(promised), len(written)
        rows: list[Row] = [*promised, *written]
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if self.table.picked() is None and rows:
            with QSignalBlocker(self.table):
                self.table.pick(0)
        self._show(self.table.picked())

    def focus_search(self) -> None:
        """Puts the keyboard into the list; there are few enough to be seen at once."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # How it is made

    def _built_actions(self) -> QWidget:
        self._add_terms = Button(self.tr("Add terms"), self._theme, icon="plus", name="terms_add")
        self._add = Button(self.tr("Add guarantee"), self._theme, "primary", "plus", name="guarantee_add")
        self._add_terms.clicked.connect(self._on_add_terms)
        self._add.clicked.connect(self._on_add)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("s2"))
        row.addWidget(self._add_terms)
        row.addWidget(self._add)
        return holder

    def _built_body(self) -> QWidget:
        theme = self._theme
        columns = [
            Column(
                "title",
                self.tr("Name"),
                style="name",
                least=200,
                text=lambda row: row.title,
                icon=_icon,
                sortable=False,
            ),
            Column("says", self.tr("Says"), below="title", text=_says, sortable=False),
            Column("long", self.tr("How long"), 96, text=_how_long, sortable=False),
            Column("kind", self.tr("Kind"), 130, badge=self._badge, sortable=False),
        ]
        words = self.tr("Guarantees and terms")
        self.table = Table(columns, theme, self._sentence, lambda row: row.id, words=words, name="promises_table")
        self.table.row_picked.connect(self._show)
        self.table.row_opened.connect(self._on_edit)
        why = self.tr(
            "Write a guarantee once, with what the customer gets if it fails. Options of a quote take it from here."
        )
        self._empty = EmptyState(
            "shield-check", self.tr("No guarantees yet"), why, theme, self.tr("Add guarantee"), "plus"
        )
        self._empty.acted.connect(self._on_add)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        return body

    def _built_side(self) -> Card:
        theme = self._theme
        side = Card(theme, name="promise_card")
        side.setAccessibleName(self.tr("What it says"))
        self._title = Label("", theme, "section", wrap=True, name="promise_title")
        self._second = Label("", theme, "small", "ink_2", wrap=True, name="promise_second")
        self._words = TextField(theme, lines=4, name="promise_words")
        self._words.setReadOnly(True)
        self._words.setAccessibleName(self.tr("What it says"))
        self._teeth = Label("", theme, "small", wrap=True, name="promise_teeth")
        self._edit = Button(self.tr("Change"), theme, icon="pencil", name="promise_edit")
        self._remove = Button(self.tr("Remove"), theme, "quiet", "trash-2", name="promise_remove")
        self._edit.clicked.connect(self._on_edit)
        self._remove.clicked.connect(self._on_remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space("s2"))
        buttons.addWidget(self._edit, 1)
        buttons.addWidget(self._remove)
        self._pick = Label(
            self.tr("What you promise stands here, once it is written."), theme, "small", "ink_2", wrap=True
        )
        self._pick.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (self._pick, self._title, self._second):
            side.body.addWidget(widget)
        side.body.addWidget(self._words, 1)
        side.body.addWidget(self._teeth)
        side.body.addLayout(buttons)
        return side

    # What it shows

    def _show(self, row: Row | None) -> None:
        self._pick.setVisible(row is None)
        for widget in (self._title, self._second, self._words, self._teeth, self._edit, self._remove):
            widget.setVisible(row is not None)
        if row is None:
            return
        self._title.setText(row.title)
        self._words.set_value(_says(row))
        self._teeth.setVisible(isinstance(row, Guarantee))
        if isinstance(row, Guarantee):
            self._second.setText(", ".join(part for part in (kind_words(row.kind), how_long(row.months)) if part))
            self._teeth.setText(self.tr("If it fails: {0}").format(row.teeth))
        else:
            self._second.setText(self._standing(row))

    def _standing(self, row: Terms) -> str:
        return self.tr("Taken by each new quote") if row.standard else self.tr("Taken where you choose it")

    def _badge(self, row: Row) -> CellBadge:
        if isinstance(row, Guarantee):
            return CellBadge(kind_words(row.kind), "good")
        return CellBadge(self.tr("Standard terms"), "info") if row.standard else CellBadge(self.tr("Terms"))

    def _sentence(self, row: Row) -> str:
        parts = (row.title, self._badge(row).text, _how_long(row), _says(row))
        return self.tr("{0}. Enter to change.").format(", ".join(part for part in parts if part).rstrip("."))

    # What is done

    def _on_add(self) -> None:
        GuaranteeDialog(self._page.window(), self._desk, self._theme)

    def _on_add_terms(self) -> None:
        TermsDialog(self._page.window(), self._desk, self._theme)

    def _on_edit(self) -> None:
        row: Any = self.table.picked()
        if isinstance(row, Guarantee):
            GuaranteeDialog(self._page.window(), self._desk, self._theme, row)
        elif row is not None:
            TermsDialog(self._page.window(), self._desk, self._theme, row)

    def _on_remove(self) -> None:
        row: Any = self.table.picked()
        if isinstance(row, Guarantee):
            self._desk.do(guarantees.remove, row.id, label=self.tr("Guarantee removed"))
        elif row is not None:
            self._desk.do(terms.remove, row.id, label=self.tr("Terms removed"))


def _icon(row: Row) -> str:
    return _ICONS[row.kind] if isinstance(row, Guarantee) else "file-text"


def _says(row: Row) -> str:
    return row.promise if isinstance(row, Guarantee) else row.words


def _how_long(row: Row) -> str:
    return how_long(row.months) if isinstance(row, Guarantee) else ""
