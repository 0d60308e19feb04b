"""When the trader may ring, and who decides: what is asked when a customer wants to think it over."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog

_WIDTH = 560


def _tr(text: str) -> str:
    return QCoreApplication.translate("present", text)


class RingDialog(FormDialog):
    """Asks for the decision date; thinking it over needs one, leaving the PDF does not."""

    settled = Signal(object, str)  # the day or None, and who decides

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, decider: str, *, needed: bool) -> None:
        # The customer reads it too: nothing is said of reminders.
        fields = [
            Field(
                "decision_on",
                _tr("When may I ring?"),
                "date",
                required=needed,
                half=True,
                check=lambda day: said.past_fault(day, desk.today()),
            ),
            Field("decider", _tr("Who decides?"), half=True, default=decider),
        ]
        title = _tr("Take your time") if needed else _tr("Your copy of the quote")
        main = _tr("Think it over") if needed else _tr("Leave the PDF")
        super().__init__(window, title, theme, fields, main, today=desk.today, width=theme.scaled(_WIDTH), name="ring")
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        values = self.values()
        self.settled.emit(values["decision_on"], values["decider"])
