"""What the customer needs: questions asked, answers given, and what of it matters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.enquiry import Need
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture


class NeedsColumn(QFrame):
    """A column of questions; each can be changed, and more can be added."""

    need_asked = Signal(object)
    budget_asked = Signal()
    rivals_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("quote_needs")
        self.setProperty("card", "true")
        self._title = Label("", theme, "section")
        self._count = Label("", theme, "caption", "ink_2")
        self._fold = Button("", theme, "quiet", compact=True, name="quote_needs_fold")
        self._fold.clicked.connect(self._on_fold_clicked)
        self._folds, self._open = False, False
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._count)
        self._head.addWidget(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._build_body(), 1)
        self.set_folds(False)

    def set_folds(self, folds: bool) -> None:
        """Whether only the heading is seen until more is asked for."""
        self._folds = folds
        self._show_fold()

    def _build_body(self) -> QWidget:
        theme = self._theme
        self._body = QWidget()
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self._rows: RowPool[Need] = RowPool(rows, self._make_row)
        self._empty = Label(
            self.tr("Nothing is noted yet. Ask what matters, so that the options can answer it."),
            theme,
            "small",
            "ink_2",
            wrap=True,
        )
        self._empty.setContentsMargins(14, 12, 14, 0)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Separator())
        column.addLayout(rows)
        column.addWidget(self._empty)
        column.addStretch(1)
        column.addLayout(self._build_foot())
        return self._body

    def show_sheet(self, sheet: QuoteSheet) -> None:
        """Shows what this quote's customer needs."""
        self._title.setText(self.tr("What %s needs") % sheet.first_name)
        self.setAccessibleName(self._title.text())
        self._count.setText(self.tr("{0} of {1}").format(len(sheet.flagged), len(sheet.needs)))
        self._count.setVisible(bool(sheet.needs))
        self._count.setToolTip(self.tr("{0} of {1} answers matter").format(len(sheet.flagged), len(sheet.needs)))
        self._rows.show(sheet.needs)
        self._empty.setVisible(not sheet.needs)
        budget = said.money(sheet.budget_minor, sheet.quote.currency, decimals=False)
        self._budget.setText(
            self.tr("Budget %s") % budget if sheet.budget_minor is not None else self.tr("Note the budget")
        )
        many = len(sheet.quote.rivals)
        self._rivals.setText(self.tr("Other bids: {0}").format(many) if many else self.tr("Note another bid"))
        for button in (self._budget, self._add):
            button.setEnabled(not sheet.quote.is_settled)
        for row in self._rows.widgets:
            row.set_locked(locked=sheet.quote.is_settled)

    def _build_foot(self) -> QVBoxLayout:
        self._budget = Button("", self._theme, "quiet", "hand-coins", compact=True, name="quote_budget")
        self._budget.clicked.connect(self.budget_asked)
        self._add = Button(self.tr("Add a question"), self._theme, "plain", "plus", compact=True, name="quote_ask")
        self._add.clicked.connect(self._on_add_clicked)
        self._rivals = Button("", self._theme, "quiet", "users", compact=True, name="quote_rivals")
        self._rivals.clicked.connect(self.rivals_asked)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 12, 14, 12)
        foot.setSpacing(self._theme.space("s2"))
        foot.addWidget(self._budget)
        foot.addWidget(self._rivals)
        foot.addWidget(self._add)
        return foot

    def _make_row(self, number: int) -> QWidget:
        row = _NeedRow(number, self._theme)
        row.edit.clicked.connect(lambda: self.need_asked.emit(self._rows.rows[number]))
        return row

    def _show_fold(self) -> None:
        self._fold.setVisible(self._folds)
        self._body.setVisible(self._open or not self._folds)
        self._fold.setText(self.tr("Hide") if self._open else self.tr("Show"))
        self._fold.set_icon("chevron-up" if self._open else "chevron-down")
        tall = (0, 2, 0) if self._folds else (12, 14, 8)  # the button brings its own room
        self._head.setContentsMargins(14, tall[0], tall[1], tall[2])

    def _on_fold_clicked(self) -> None:
        self._open = not self._open
        self._show_fold()

    def _on_add_clicked(self) -> None:
        self.need_asked.emit(None)


class _NeedRow(QWidget):
    """A question, its answer and, if it matters, its label."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._question = Label("", theme, "caption", "ink_2", wrap=True)
        self._answer = Label("", theme, "small", wrap=True)
        self._label = Label("", theme, "caption strong", "accent_text", wrap=True)
        self.edit = IconButton("pencil", "", theme, compact=True, name=f"quote_need_{number}")
        self._flagged = QWidget()
        flagged = QHBoxLayout(self._flagged)
        flagged.setContentsMargins(0, 0, 0, 0)
        flagged.setSpacing(theme.space("s1"))
        flagged.addWidget(Picture("flag", theme, "accent_text", 14))
        flagged.addWidget(self._label, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._question)
        words.addWidget(self._answer)
        words.addWidget(self._flagged)
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 0, 8)
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Separator())

    def show_row(self, need: Need) -> None:
        """Shows a question."""
        self._question.setText(need.question)
        self._answer.setText(need.answer or self.tr("Not asked yet"))
        self._answer.set_tone("ink" if need.answer else "ink_2")
        self._label.setText(need.label)
        self._flagged.setVisible(need.flagged)
        self.edit.set_words(self.tr("Change the answer to “%s”") % need.question)

    def set_locked(self, *, locked: bool) -> None:
        """After the customer has decided, nothing is changed here."""
        self.edit.setVisible(not locked)
