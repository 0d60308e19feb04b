"""What is amiss with an option, in words below its title: what it lacks for its price, and what is missing in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout

from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import words
from tradesman.ui.parts import best_value_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture


class OptionAlert(QFrame):
    """An icon and words; not there while nothing is amiss."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "warn")
        self._words = Label("", theme, "small", wrap=True, name=f"option_alert_{number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 8, 5)
        row.setSpacing(theme.space("s2"))
        row.addWidget(Picture("triangle-alert", theme, "warn", 16))
        row.addWidget(self._words, 1)

    def show_option(self, sheet: QuoteSheet, shown: OptionSheet, *, missing: bool) -> None:
        """Shows what an option loses; with `missing` also what keeps the quote from being given."""
        doubt = best_value_words.doubt(sheet)  # said at once: the words were true when they were proposed
        mine = [fault for fault in sheet.faults if fault.option_id == shown.option.id]
        faults = [fault.words for fault in mine if missing or fault == doubt]
        sentences = [*faults, *self._losses(sheet, shown)]
        self._words.setText(" ".join(sentences))
        self.setVisible(bool(sentences) and not sheet.quote.is_settled)

    def _losses(self, sheet: QuoteSheet, shown: OptionSheet) -> Sequence[str]:
        labels = {need.id: need.label for need in sheet.needs}
        places = {row.option.id: row.option.position for row in sheet.options}
        return [
            self.tr("Costs more than {0}, but lacks {1}.").format(
                words.tier(places[loss.than_id]), ", ".join(f"“{labels[need]}”" for need in loss.needs)
            )
            for loss in shown.loses
        ]
