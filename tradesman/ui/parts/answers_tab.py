"""The answers of the library: searched and picked at the left, read, copied and changed at the right."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.answer import Answer
from tradesman.services import answers, answers_sent
from tradesman.services.answers_sent import Tally
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.answer_dialog import AnswerDialog
from tradesman.ui.dialogs.answer_sent_dialog import AnswerSentDialog
from tradesman.ui.parts.answer_sent_rows import tally_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import LineField, TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import CellBadge, Column


class AnswersTab(QObject):
    """`body` stands in the page's card, `side` beside it, `action` in its header."""

    key = "answers"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._page = desk, theme, parent
        self._all: list[Answer] = []
        self._tallies: dict[UUID, Tally] = {}
        self.title = self.tr("Answers")
        self.action = Button(self.tr("Add answer"), theme, "primary", "plus", name="answer_add")
        self.action.clicked.connect(self._on_add)
        self.body, self.side = self._built_body(), self._built_side()

    def count(self) -> str:
        """How much there is, for the page's header."""
        return self.tr("1 answer") if len(self._all) == 1 else self.tr("{0} answers").format(len(self._all))

    def refresh(self) -> None:
        """Asks the book again."""
        self._all, self._tallies = self._desk.ask(answers.rows), self._desk.ask(answers_sent.tallies)
        self._show_rows()

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    # How it is made

    def _built_body(self) -> QWidget:
        theme = self._theme
        self.search = LineField(
            theme, placeholder=self.tr("What a customer says"), icon="search", keys="Ctrl F", name="answers_search"
        )
        self.search.setAccessibleName(self.tr("Search the answers"))
        self.search.changed.connect(self._show_rows)
        columns = [
            Column("question", self.tr("Question"), style="name", sortable=False),
            Column("sent", self.tr("Sent"), 70, "number", text=self._sent, sortable=False),
            Column("reviewed_on", self.tr("Looked over"), 160, badge=self._badge, sortable=False),
        ]
        self.table = Table(
            columns, theme, self._sentence, lambda answer: answer.id, words=self.tr("Answers"), name="answers_table"
        )
        self.table.row_picked.connect(self._on_row_picked)
        self.table.row_opened.connect(self._on_edit)
        self._none = Label("", theme, "small", "ink_2", wrap=True, name="answers_none")
        self._none.setContentsMargins(16, 12, 16, 12)
        why = self.tr("What do customers ask again and again? Write the answer once, and send it in seconds.")
        self._empty = EmptyState("book-open", self.tr("No answers yet"), why, theme, self.tr("Add answer"), "plus")
        self._empty.acted.connect(self._on_add)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 6)
        head.addWidget(self.search)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._none, 1)
        column.addWidget(self._empty, 1)
        return body

    def _built_side(self) -> Card:
        theme = self._theme
        side = Card(theme, name="answer_card")
        side.setAccessibleName(self.tr("The answer"))
        self._question = Label("", theme, "section", wrap=True, name="answer_question")
        self.words = TextField(theme, lines=4, name="answer_words")
        self.words.setReadOnly(True)
        self.words.setAccessibleName(self.tr("The answer"))
        self._when = Label("", theme, "small", "ink_3", wrap=True, name="answer_when")
        self._right = Button(self.tr("Still right"), theme, icon="check", name="answer_right")
        self._right.setToolTip(self.tr("Nobody has looked it over for a year. Read it, and say that it still holds."))
        self._right.clicked.connect(self._on_right)
        self._whom = Button("", theme, "quiet", "send", name="answer_whom")
        self._whom.clicked.connect(self._on_whom)
        self._copy = Button(self.tr("Copy"), theme, "primary", "copy", name="answer_copy")
        self._edit = Button(self.tr("Edit"), theme, icon="pencil", name="answer_edit")
        self._remove = Button(self.tr("Remove"), theme, "quiet", "trash-2", name="answer_remove")
        self._copy.clicked.connect(self._on_copy)
        self._edit.clicked.connect(self._on_edit)
        self._remove.clicked.connect(self._on_remove)
        first = QHBoxLayout()
        first.setSpacing(theme.space("s2"))
        first.addWidget(self._copy, 1)
        first.addWidget(self._edit, 1)
        self._pick = Label(self.tr("Pick a question to read its answer."), theme, "small", "ink_2", wrap=True)
        side.body.addWidget(self._pick)
        side.body.addWidget(self._question)
        side.body.addWidget(self.words, 1)
        side.body.addWidget(self._when)
        side.body.addWidget(self._right)
        side.body.addLayout(first)
        side.body.addWidget(self._whom)
        side.body.addWidget(self._remove)
        return side

    # What it shows

    def _show_rows(self) -> None:
        typed = self.search.value()
        shown = self._desk.ask(answers.matching, typed) if len(typed) > 1 else self._all
        self.table.set_rows(shown)
        self._none.setText(self.tr("No answer speaks of “{0}”. Add one, so that you find it next time.").format(typed))
        self.search.setVisible(bool(self._all))
        self.table.setVisible(bool(shown))
        self._none.setVisible(bool(self._all) and not shown)
        self._empty.setVisible(not self._all)
        if self.table.picked() is None and shown:
            self.table.pick(0)
        self._show_answer(self.table.picked())

    def _show_answer(self, answer: Answer | None) -> None:
        self._pick.setVisible(answer is None)
        for widget in (self._question, self.words, self._when, self._copy, self._edit, self._whom, self._remove):
            widget.setVisible(answer is not None)
        self._right.setVisible(answer is not None and self._is_old(answer))
        if answer is not None:
            self._question.setText(answer.question)
            self.words.set_value(answer.words)
            self._when.setText(self.tr("Looked over {0}").format(self._reviewed(answer)))
            self._whom.setText(tally_words(self._tally(answer)))
            self._whom.setEnabled(bool(self._tally(answer).sent))

    def _reviewed(self, answer: Answer) -> str:
        return say.day(answer.reviewed_on, self._desk.today())

    def _is_old(self, answer: Answer) -> bool:
        return answers.is_old(answer, self._desk.today())

    def _badge(self, answer: Answer) -> CellBadge:
        """The day, marked where it was too long ago."""
        old = self._is_old(answer)
        return CellBadge(self._reviewed(answer), "warn" if old else "neutral", "triangle-alert" if old else "")

    def _tally(self, answer: Answer) -> Tally:
        return self._tallies.get(answer.id, Tally())

    def _sent(self, answer: Answer) -> str:
        return str(self._tally(answer).sent or "")

    def _sentence(self, answer: Answer) -> str:
        tally = tally_words(self._tally(answer))
        looked = self.tr("looked over {0}").format(self._reviewed(answer))
        if self._is_old(answer):
            looked = self.tr("not looked over for a year")
        return self.tr("{0}, {1}. {2}. Enter to edit.").format(answer.question, looked, tally)

    # What is done

    def _on_row_picked(self, answer: Any) -> None:
        self._show_answer(answer)

    def _on_add(self) -> None:
        AnswerDialog(self._page.window(), self._desk, self._theme).open()

    def _on_edit(self) -> None:
        answer = self.table.picked()
        if answer is not None:
            AnswerDialog(self._page.window(), self._desk, self._theme, answer).open()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.value())
        self._when.setText(self.tr("The answer is copied. Paste it where you write to the customer."))

    def _on_right(self) -> None:
        answer = self.table.picked()
        if answer is not None:
            self._desk.do(answers.still_right, answer.id, label=self.tr("Answer looked over"))

    def _on_whom(self) -> None:
        answer = self.table.picked()
        if answer is not None:
            AnswerSentDialog(self._page.window(), self._desk, self._theme, answer).open()

    def _on_remove(self) -> None:
        answer = self.table.picked()
        if answer is not None:
            self._desk.do(answers.remove, answer.id, label=self.tr("Answer removed"))
