"""The right of a new enquiry: what is worth asking, what may be fixed on the phone, and whether it is right for me."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.enquiry import EnquiryKind, Fit
from tradesman.services import businesses, worth_asking
from tradesman.ui.desk import Desk
from tradesman.ui.parts.answer_box import READ, AnswerBox
from tradesman.ui.parts.phone_questions import PhoneQuestions
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.words import choices


def _tr(text: str) -> str:
    return QCoreApplication.translate("new_enquiry", text)


class EnquirySide(QWidget):
    """It follows what is typed at the left."""

    changed = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._own_trade = desk.ask(businesses.current).trade
        self._followed: tuple[EnquiryKind, str] | None = None
        self.questions = PhoneQuestions(theme)
        self.answer = AnswerBox(desk, theme)
        self.fit = Segmented(tuple(choices(Fit)), theme, compact=True, name="fit")
        self.fit.setAccessibleName(_tr("Right for you?"))
        self.fit.setFixedWidth(theme.scaled(160))
        fit = QHBoxLayout()
        fit.addWidget(Label(_tr("Right for you?"), theme, "small strong"), 1)
        fit.addWidget(self.fit, 0, Qt.AlignmentFlag.AlignRight)
        hints = _tr("Area, kind of work, budget, who decides, timing")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(Label(_tr("Worth asking on the phone"), theme, "section"))
        column.addWidget(Label(_tr("Two minutes now save a wasted drive."), theme, "small", "ink_2", wrap=True))
        column.addWidget(self.questions)
        column.addWidget(self.answer)
        column.addSpacing(theme.space("s1"))
        column.addLayout(fit)
        column.addWidget(Label(hints, theme, "small", "ink_3", wrap=True))
        column.addStretch(1)
        self.questions.changed.connect(self.changed)
        self.fit.changed.connect(self.changed)

    def follow(self, kind: EnquiryKind, said: str) -> None:
        """Asks what is worth asking about this, and looks for an answer."""
        if self._followed == (kind, said):
            return
        self._followed = (kind, said)
        found = self._desk.recall(worth_asking.lists).on_the_phone(kind, said[:READ], self._own_trade)
        self.questions.ask([question.ask for question in found])
        self.answer.look_up(said)

    def is_poor(self) -> bool:
        """Whether it should be declined kindly."""
        return bool(self.fit.value() == Fit.POOR)

    def clear(self) -> None:
        """Takes the answers and the judgement away."""
        self.questions.set_value({})
        self.fit.set_value(None)
