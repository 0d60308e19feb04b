"""The question that is picked, and a try: what would be asked about what a customer says."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.enquiry import EnquiryKind
from tradesman.services.worth_asking import Question
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.tips import plain_tip
from tradesman.ui.words import words

_TRIED = 4  # questions that are shown of a try


class QuestionSide(QWidget):
    """Two cards, one above the other."""

    edit_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(int)
    tried = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s3"))
        column.addWidget(self._built_question(theme))
        column.addWidget(self._built_try(theme))
        column.addStretch(1)

    def _built_question(self, theme: Theme) -> Card:
        card = Card(theme, name="question_card")
        card.setAccessibleName(self.tr("The question"))
        self._pick = Label(self.tr("Pick a question to change it."), theme, "small", "ink_2", wrap=True)
        self._ask = Label("", theme, "section", wrap=True, name="question_ask")
        self._listen = Label("", theme, "small", "ink_2", wrap=True, name="question_listen")
        self._label = Label("", theme, "small", "ink_2", wrap=True, name="question_label")
        self._kinds = Label("", theme, "small", "ink_3", wrap=True, name="question_kinds")
        self._edit = Button(self.tr("Edit"), theme, icon="pencil", name="question_edit")
        self._up = IconButton("arrow-up", self.tr("Ask it earlier"), theme, "plain", name="question_up")
        self._down = IconButton("arrow-down", self.tr("Ask it later"), theme, "plain", name="question_down")
        self._remove = Button(self.tr("Remove"), theme, "quiet", "trash-2", name="question_remove")
        self._up.setToolTip(plain_tip(self.tr("Ask it earlier, Alt ↑ in the list")))
        self._down.setToolTip(plain_tip(self.tr("Ask it later, Alt ↓ in the list")))
        self._edit.clicked.connect(self.edit_asked)
        self._up.clicked.connect(lambda: self.move_asked.emit(-1))
        self._down.clicked.connect(lambda: self.move_asked.emit(1))
        self._remove.clicked.connect(self.remove_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space("s2"))
        buttons.addWidget(self._edit, 1)
        buttons.addWidget(self._up)
        buttons.addWidget(self._down)
        for widget in (self._pick, self._ask, self._listen, self._label, self._kinds):
            card.body.addWidget(widget)
        card.body.addLayout(buttons)
        card.body.addWidget(self._remove)
        return card

    def _built_try(self, theme: Theme) -> Card:
        card = Card(theme, name="question_try_card")
        card.setAccessibleName(self.tr("Try it"))
        self._said = LineField(theme, placeholder=self.tr("The tap drips since Monday"), name="question_try")
        self._said.changed.connect(self.tried)
        self._trade = Label("", theme, "small strong", wrap=True, name="question_try_trade")
        self._tried = Label("", theme, "small", "ink_2", wrap=True, name="question_tried")
        self._tried.setAlignment(Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(FieldBox(self.tr("Try what a customer says"), self._said, theme))
        card.body.addWidget(self._trade)
        card.body.addWidget(self._tried)
        return card

    def said(self) -> str:
        """What a customer says, as somebody typed it to try."""
        return str(self._said.value())

    def show_question(self, question: Question | None, among: Sequence[Question]) -> None:
        """Shows a question of a list, or that none is picked."""
        self._pick.setVisible(question is None)
        for widget in (self._ask, self._edit, self._up, self._down, self._remove):
            widget.setVisible(question is not None)
        listen, label, kinds = ("", "", "") if question is None else self._told(question)
        for widget, told in ((self._listen, listen), (self._label, label), (self._kinds, kinds)):
            widget.setText(told)
            widget.setVisible(bool(told))
        if question is not None:
            self._ask.setText(question.ask)
            self._up.setEnabled(question is not among[0])
            self._down.setEnabled(question is not among[-1])

    def _told(self, question: Question) -> tuple[str, str, str]:
        listen = self.tr("Listen for {0}.").format(question.listen) if question.listen else ""
        label = self.tr("When it matters: {0}.").format(question.label) if question.label else ""
        kinds = ", ".join(words(kind) for kind in EnquiryKind if kind in question.kinds)
        return listen, label, self.tr("Asked for: {0}.").format(kinds) if kinds else ""

    def show_tried(self, trade: str, asked: Sequence[str]) -> None:
        """Shows which trade was heard, and what comes first."""
        self._trade.setText(trade)
        rest = len(asked) - _TRIED
        more = [self.tr("and {0} more").format(rest)] if rest > 0 else []
        self._tried.setText("\n".join([*asked[:_TRIED], *more]))
