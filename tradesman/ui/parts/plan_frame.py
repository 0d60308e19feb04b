"""The middle of the plan: why above, goals and worksheets below it, side by side where there is room."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.parts.goals_card import GoalsCard
from tradesman.ui.parts.why_card import WhyCard
from tradesman.ui.parts.worksheets_card import WorksheetsCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.scroll import Scroll

_BESIDE = 900  # width from which two cards stand side by side
_WHYS = 640  # width from which three whys do


class PlanFrame(Scroll):
    """The year on one page."""

    def __init__(self, theme: Theme, whys: WhyCard, goals: GoalsCard, sheets: WorksheetsCard) -> None:
        super().__init__()
        self._theme, self._whys = theme, whys
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(theme.space("s3"))
        self._cards.addWidget(goals, 3)
        self._cards.addWidget(sheets, 2)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(theme.space("s3"))
        column.addWidget(whys)
        column.addLayout(self._cards)
        column.addStretch(1)
        self.show_content(content)
        self.pad(column, 20, 12, 20, 16)
        self.arrange()

    def arrange(self) -> None:
        beside = self.width() >= self._theme.scaled(_BESIDE)
        way = QBoxLayout.Direction
        self._cards.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._whys.stack(below=self.width() < self._theme.scaled(_WHYS))
