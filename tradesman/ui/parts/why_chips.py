"""Up to three whys to pick with one click each while a book is made; none is needed."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.plan import MOST_WHYS, Figure
from tradesman.ui.parts import plan_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan", text)


class WhyChips(QWidget):
    """With three picked, the others wait until one is let go."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._proposals = plan_words.proposals()
        self._chips = [
            Chip(words, theme, name=f"why_pick_{number}") for number, (words, _figure) in enumerate(self._proposals)
        ]
        flow = Flow(theme.space("s2"))
        flow.add_all(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s2"))
        column.addWidget(Label(_tr("What shall the book change?"), theme, "small strong"))
        column.addWidget(flow)
        words = _tr("Up to three, or none. Each is tied to a figure, and the scorecard says how it goes.")
        column.addWidget(Label(words, theme, "small", "ink_3", wrap=True))
        for chip in self._chips:
            chip.toggled.connect(self._on_toggled)

    def value(self) -> list[tuple[str, Figure]]:
        """What is picked."""
        return [one for one, chip in zip(self._proposals, self._chips, strict=True) if chip.isChecked()]

    def _on_toggled(self) -> None:
        full = len(self.value()) >= MOST_WHYS
        for chip in self._chips:
            chip.setEnabled(chip.isChecked() or not full)
