"""An answer of the library that may do without a visit, found by what a caller says."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tradesman.book.answer import Answer
from tradesman.services import answers
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture

READ = 400  # characters of what was said that are compared; nobody says more before the point is reached


class AnswerBox(QFrame):
    """The question of the best answer; its words open below, to be read out or copied."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._found: Answer | None = None
        self.setObjectName("answer_box")
        self.setProperty("banner", "info")
        self._title = Label(self.tr("May be fixed on the phone"), theme, "small strong")
        self.question = ElidedLabel("", theme, "small", "ink_2", name="answer_question")
        self.words = Label("", theme, "small", "ink", wrap=True, name="answer_words")
        self.copy = IconButton("copy", self.tr("Copy the answer"), theme, compact=True, name="answer_copy")
        self.open = IconButton("chevron-down", self.tr("Read the answer"), theme, compact=True, name="answer_open")
        self.copy.clicked.connect(self._on_copy)
        self.open.clicked.connect(self._on_open)
        self._lay_out(theme)
        self.hide()

    def _lay_out(self, theme: Theme) -> None:
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._title)
        said.addWidget(self.question)
        head = QHBoxLayout()
        head.setSpacing(theme.space("s3"))
        head.addWidget(Picture("book-open", theme, "info"))
        head.addLayout(said, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.open)
        buttons.addWidget(self.copy)
        head.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 6, 6, 6)
        whole.setSpacing(theme.space("s1"))
        whole.addLayout(head)
        whole.addWidget(self.words)

    def look_up(self, said: str) -> None:
        """Shows the answer that fits best what was said, or nothing."""
        found = next(iter(self._desk.ask(answers.matching, said[:READ])), None) if said.strip() else None
        if found is None or self._found is None or found.id != self._found.id:
            self._show(found)

    def _show(self, found: Answer | None) -> None:
        self._found = found
        self.setVisible(found is not None)
        self.question.setText(found.question if found is not None else "")
        self.words.setText(found.words if found is not None else "")
        self._unfold(on=False)

    def _unfold(self, *, on: bool) -> None:
        self.words.setVisible(on)
        self.open.set_icon("chevron-up" if on else "chevron-down")
        self.open.set_words(self.tr("Close the answer") if on else self.tr("Read the answer"))

    def _on_open(self) -> None:
        self._unfold(on=self.words.isHidden())

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.text())
        self.copy.set_icon("check")
        self.copy.set_words(self.tr("Copied"))
