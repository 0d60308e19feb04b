"""The job of an hour, paid on the spot: what it was, the price, how it was paid."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses, deeds
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("done_and_paid", text)


def fields(currency: str) -> list[Field]:
    """What, how much, how."""
    ways = tuple((way, way) for way in (_tr("Cash"), _tr("Card"), _tr("Transfer")))
    return [
        Field("what", _tr("What did you do?"), required=True),
        Field(
            "price",
            _tr("Price with tax"),
            required=True,
            placeholder="95",
            half=True,
            check=lambda text: say.money_fault(text, currency),
        ),
        Field(
            "paid_how", _tr("How was it paid?"), "segment", required=True, choices=ways, default=ways[0][0], half=True
        ),
    ]


class DoneAndPaidDialog(FormDialog):
    """One step: customer, enquiry, work and money."""

    kept = Signal()

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, intake: deeds.Intake) -> None:
        self._currency = desk.ask(businesses.current).currency
        super().__init__(
            window,
            _tr("Done and paid"),
            theme,
            fields(self._currency),
            _tr("Done and paid"),
            today=desk.today,
            name="done_and_paid_sheet",
        )
        self._desk, self._intake = desk, intake
        self.body.insertWidget(0, Label(intake.name, theme, "strong", name="who"))
        self.set_values({"what": intake.what})
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        values = self.values()
        intake = deeds.Intake(**{**vars(self._intake), "what": values["what"]})
        done = self._desk.do(
            deeds.take_paid,
            intake,
            say.read_money(values["price"], self._currency),
            values["paid_how"],
            label=self.tr("Done and paid"),
            on_error=self.set_error,
        )
        if done is not None:
            self.kept.emit()
            self.finish()
