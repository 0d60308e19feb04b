"""The questions worth asking, by trade: put in order at the left, read, changed and tried out at the right."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.enquiry import EnquiryKind
from tradesman.services import businesses, question_lists, worth_asking
from tradesman.services.question_lists import Where
from tradesman.services.worth_asking import GENERAL, Lists, Question, Trade
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.question_dialog import QuestionDialog
from tradesman.ui.parts.question_side import QuestionSide
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import Column
from tradesman.ui.words import trade_choices, trade_name

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class QuestionsTab(QObject):
    """`body` stands in the page's card, `side` beside it, `action` in its header."""

    key = "questions"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._page = desk, theme, parent
        self._lists: Lists = worth_asking.shipped()
        self._own: frozenset[str] = frozenset()
        self.title = self.tr("Visit questions")
        self.action = self._built_actions()
        self.body, self.side = self._built_body(), self._built_side()
        own = desk.recall(worth_asking.lists).trade_of("", desk.recall(businesses.current).trade)
        self.trades.set_value(own or GENERAL)

    def count(self) -> str:
        """How much there is, for the page's header."""
        said = self.tr("{0} questions").format(sum(map(_questions, self._lists.trades.values())))
        if not self._own:
            return said
        own = (
            self.tr("1 list your own") if len(self._own) == 1 else self.tr("{0} lists your own").format(len(self._own))
        )
        return f"{said}, {own}"

    def refresh(self) -> None:
        """Asks the book again."""
        self._lists, self._own = self._desk.ask(worth_asking.lists), self._desk.ask(question_lists.own)
        self.trades.set_counts({trade: _questions(found) for trade, found in self._lists.trades.items()})
        self._show_rows()

    def focus_search(self) -> None:
        """Puts the keyboard into the list; there are few enough to be seen at once."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.table:
            return self._takes_key(event)
        return super().eventFilter(watched, event)

    # How it is made

    def _built_actions(self) -> QWidget:
        theme = self._theme
        self._reset = Button(self.tr("Use the original questions"), theme, icon="rotate-ccw", name="questions_reset")
        self._add = Button(self.tr("Add question"), theme, "primary", "plus", name="question_add")
        self._reset.clicked.connect(self._on_reset)
        self._add.clicked.connect(self._on_add)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        row.addWidget(self._reset)
        row.addWidget(self._add)
        return holder

    def _built_body(self) -> QWidget:
        theme = self._theme
        self.trades = ChipRow(trade_choices(), theme, words=self.tr("Trades"), name="question_trades")
        self.where = Segmented(
            ((Where.VISIT, self.tr("At a visit")), (Where.PHONE, self.tr("On the phone"))),
            theme,
            compact=True,
            name="question_where",
        )
        self.where.setAccessibleName(self.tr("Where it is asked"))
        self.where.setFixedWidth(theme.scaled(240))
        self.where.set_value(Where.VISIT)
        columns = [
            Column("ask", self.tr("Question"), style="name", sortable=False),
            Column("listen", self.tr("Listen for"), 190, sortable=False, spare=True),
            Column("label", self.tr("When it matters"), 160, sortable=False),
        ]
        words = self.tr("Questions")
        self.table = Table(columns, theme, self._sentence, lambda one: one.ask, words=words, name="questions_table")
        self.table.installEventFilter(self)
        self._none = Label(self.tr("Nothing is asked here. Add a question."), theme, "small", "ink_2", wrap=True)
        self._none.setContentsMargins(16, 12, 16, 12)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.trades.picked.connect(self._on_list)
        self.where.changed.connect(self._on_list)
        self.table.row_picked.connect(self._show)
        self.table.row_opened.connect(self._on_edit)
        return self._laid_out()

    def _laid_out(self) -> QWidget:
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.setSpacing(self._theme.space("s2"))
        head.addWidget(self.trades)
        head.addWidget(self.where, 0, Qt.AlignmentFlag.AlignLeft)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._none, 1)
        return body

    def _built_side(self) -> QuestionSide:
        side = QuestionSide(self._theme)
        side.edit_asked.connect(self._on_edit)
        side.remove_asked.connect(self._on_remove)
        side.move_asked.connect(self._on_move)
        side.tried.connect(self._on_tried)
        return side

    # What it shows

    def _trade(self) -> str:
        return self.trades.value()

    def _where(self) -> Where:
        return Where(self.where.value())

    def _asked(self) -> tuple[Question, ...]:
        """The list that is seen."""
        asked: tuple[Question, ...] = getattr(self._lists.trades[self._trade()], self._where())
        return asked

    def _show_rows(self) -> None:
        asked = self._asked()
        with QSignalBlocker(self.table):
            self.table.set_rows(asked)
            if self.table.picked() is None and asked:
                self.table.pick(0)
        self.table.setVisible(bool(asked))
        self._none.setVisible(not asked)
        self._reset.setEnabled(self._trade() in self._own)
        self._show(self.table.picked())
        self._on_tried()

    def _show(self, question: Question | None) -> None:
        self.side.show_question(question, self._asked())

    def _sentence(self, question: Question) -> str:
        listen = self.tr("listen for {0}").format(question.listen) if question.listen else ""
        parts = (question.ask, listen, question.label)
        return self.tr("{0}. Enter to edit.").format(", ".join(part for part in parts if part))

    def _on_tried(self) -> None:
        """What would be asked about what stands in the field beside, here or on the phone."""
        said, own = self.side.said(), self._desk.recall(businesses.current).trade
        if self._where() == Where.VISIT:
            asked = self._lists.at_a_visit(said, own)
        else:
            asked = self._lists.on_the_phone(EnquiryKind.NEW_WORK, said, own)
        self.side.show_tried(trade_name(self._lists.trade_of(said, own) or GENERAL), [one.ask for one in asked])

    # What is done

    def _takes_key(self, event: QKeyEvent) -> bool:
        """Alt with Up and Down moves the question, Insert adds one, Delete takes it out."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _STEPS:
            self._on_move(_STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Insert:
            self._on_add()
        elif event.key() == Qt.Key.Key_Delete:
            self._on_remove()
        else:
            return False
        return True

    def _on_list(self) -> None:
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rootIndex())
        self._show_rows()

    def _on_add(self) -> None:
        QuestionDialog(self._page.window(), self._desk, self._theme, self._trade(), self._where())

    def _on_edit(self, _question: Any = None) -> None:
        picked = self.table.picked()
        if picked is not None:
            QuestionDialog(self._page.window(), self._desk, self._theme, self._trade(), self._where(), picked)

    def _on_remove(self) -> None:
        picked = self.table.picked()
        if picked is not None:
            place = (self._trade(), self._where(), picked.ask)
            self._desk.do(question_lists.remove, *place, label=self.tr("Question removed"))

    def _on_move(self, by: int) -> None:
        picked = self.table.picked()
        if picked is not None:
            place = (self._trade(), self._where(), picked.ask, by)
            self._desk.do(question_lists.move, *place, label=self.tr("Question moved"), quiet=True)

    def _on_reset(self) -> None:
        label = self.tr("Original questions taken again")
        self._desk.do(question_lists.reset, self._trade(), label=label)


def _questions(trade: Trade) -> int:
    """How many questions a trade has, on the phone and at a visit."""
    return len(trade.phone) + len(trade.visit)
