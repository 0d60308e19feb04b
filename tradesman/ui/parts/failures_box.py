"""How often an item of the price book failed, and the service calls behind that."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services.failures import Failure
from tradesman.ui import format as say
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card_line import CardLine
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.tips import plain_tip


class FailuresBox(QWidget):
    """A sentence, and a line for each service call, the newest first; a line asks for its job."""

    job_asked = Signal(object)

    def __init__(self, failures: Sequence[Failure], today: date, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        last = say.plain_day(failures[0].on, today)
        several = self.tr("Failed {0} times, last on {1}.").format(len(failures), last)
        said = self.tr("Failed once, on {0}.").format(last) if len(failures) == 1 else several
        column.addWidget(Label(said, theme, "small", wrap=True, name="price_failed"))
        for number, one in enumerate(failures):
            words = f"{one.customer}: {one.title}"
            line = CardLine(words, say.short_day(one.on, today), theme, name=f"price_failure_{number}")
            line.setToolTip(plain_tip(words))
            line.clicked.connect(lambda _on=False, one=one: self.job_asked.emit(one.job_id))
            column.addWidget(line)
