"""Which testimonials of similar work a quote carries."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import telling_words
from tradesman.services.shown_testimonials import SaidRow
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.switches import CheckField

_LONGEST = 110  # letters


class ShownBox(QWidget):
    """Those of the quote first, then what is proposed; what may not be printed any more says so."""

    def __init__(self, theme: Theme, shown: Sequence[SaidRow], proposed: Sequence[SaidRow]) -> None:
        super().__init__()
        self._ticks: list[tuple[UUID, CheckField]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(Label(self.tr("What customers say about similar work"), theme, "small strong"))
        for number, row in enumerate([*shown, *proposed]):
            tick = CheckField(self._words(row), theme, name=f"shown_{number}")
            tick.set_value(number < len(shown))
            self._ticks.append((row.testimonial_id, tick))
            column.addWidget(tick)
        if not self._ticks:
            none = self.tr("No customer allows a testimonial in print yet.")
            column.addWidget(Label(none, theme, "small", "ink_2", wrap=True))

    def wanted(self) -> list[UUID]:
        """What is ticked."""
        return [said_id for said_id, tick in self._ticks if tick.value()]

    def _words(self, row: SaidRow) -> str:
        words = row.words if len(row.words) <= _LONGEST else f"{row.words[:_LONGEST].rstrip()}…"
        whose = ", ".join(part for part in (row.by, row.job) if part)
        told = f"“{words}” {whose}".strip()
        if row.naming:
            naming = telling_words.quoted(row.naming)
            return self.tr("{0}. Not printed: the words name {1}.").format(told, naming)
        return told if row.allowed else self.tr("{0}. Not printed: consent was withdrawn.").format(told)
