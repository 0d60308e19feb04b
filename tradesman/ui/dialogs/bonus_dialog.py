"""The sheets of a referral: the work is done, the bonus has come, how it went, the customer said no."""

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.partner import Direction
from tradesman.services import partners
from tradesman.services.partners import LedgerRow
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("BonusDialog", text)


def _work_fields(currency: str, terms_of: str) -> list[Field]:
    of = terms_of or _tr("the price with tax")
    return [
        Field(
            "work",
            _tr("What did the work cost?"),
            help=_tr("A share is taken of {0}: put that in. Leave it empty if you do not know.").format(of),
            check=lambda text: said.money_fault(text, currency),
            half=True,
        ),
        Field("on", _tr("Done on"), "date", required=True, half=True, past=True),
    ]


def _bonus_fields(currency: str, *, mine: bool) -> list[Field]:
    return [
        Field(
            "amount",
            _tr("How much did you pay?") if mine else _tr("How much came?"),
            required=True,
            half=True,
            check=lambda text: said.money_fault(text, currency),
        ),
        Field("on", _tr("When?"), "date", required=True, half=True, past=True),
    ]


def _went_fields(partner: str) -> list[Field]:
    ways = ((True, _tr("Well")), (False, _tr("Not well")))
    return [
        Field("well", _tr("How did it go?"), "segment", choices=ways, default=True),
        Field("words", _tr("In the customer's words"), "text"),
        Field("pause", _tr("Pause {0}, recommend somebody else for now").format(partner), "check"),
    ]


def _too_early(desk: Desk, row: LedgerRow, on: date) -> str:
    """What to ask where a day lies before the customer was recommended; otherwise nothing."""
    if on >= row.sent_at.astimezone(desk.zone()).date():
        return ""
    words = _tr(
        "{0} lies before {1} was recommended. Nothing was noted yet. "
        "Correct it, or press the button again if it is right."
    )
    return words.format(said.capital(said.day(on, desk.today())), row.partner)


class WorkDoneDialog(StepDialog):
    """The partner's work is done; what is owed and saved follows from the terms."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: LedgerRow, currency: str) -> None:
        mine = row.direction == Direction.RECEIVED
        title = _tr("The work for {0}").format(row.customer) if mine else _tr("{0} is done").format(row.partner)
        fields = _work_fields(currency, row.terms_of)
        super().__init__(window, desk, theme, title, fields, _tr("Keep") if mine else _tr("Done"), name="work_done")
        work = said.plain_amount(row.work_minor, currency) if row.work_minor is not None else ""
        self.set_values({"work": work, "on": desk.today()})

        def finish(values: dict[str, Any]) -> Any:
            work = said.money_or_none(values["work"], currency)
            label = _tr("Price put in") if mine else _tr("Partner's work done")
            return self.do(partners.finish, row.id, work, values["on"], label=label)

        self.ask(finish, doubt=lambda values: _too_early(desk, row, values["on"]))


class BonusDialog(StepDialog):
    """The bonus has come, or I have paid mine, on a day and in an amount."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: LedgerRow, currency: str) -> None:
        mine = row.direction == Direction.RECEIVED
        title = (_tr("Bonus to {0}") if mine else _tr("Bonus from {0}")).format(row.partner)
        main = _tr("Mark paid") if mine else _tr("Mark received")
        super().__init__(window, desk, theme, title, _bonus_fields(currency, mine=mine), main, name="bonus")
        self.set_values({"amount": said.plain_amount(row.bonus_minor or 0, currency), "on": desk.today()})

        def settle(values: dict[str, Any]) -> Any:
            amount = said.read_money(values["amount"], currency)
            label = _tr("Bonus paid") if mine else _tr("Bonus received")
            return self.do(partners.settle_bonus, row.id, amount, values["on"], label=label)

        self.ask(settle, doubt=lambda values: _too_early(desk, row, values["on"]))


class HowItWentDialog(StepDialog):
    """What the customer says of the partner; a bad answer offers to pause the partner."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: LedgerRow, _currency: str) -> None:
        title = _tr("{0} with {1}").format(row.customer, row.partner)
        super().__init__(window, desk, theme, title, _went_fields(row.partner), _tr("Keep"), name="how_it_went")
        warning = _tr("Your customers trust your word. Until it is put right, recommend somebody else: pause {0}.")
        self._warning = Label(warning.format(row.partner), theme, "small", "warn", wrap=True, name="went_warning")
        self.body.addWidget(self._warning)
        self.form.changed.connect(self._offer_pause)
        self._offer_pause()

        def keep(values: dict[str, Any]) -> Any:
            well, pause = bool(values["well"]), not values["well"] and values["pause"]
            return self.do(
                partners.note_outcome, row.id, well=well, words=values["words"], pause=pause, label=_tr("Answer noted")
            )

        self.ask(keep)

    def _offer_pause(self) -> None:
        badly = not self.values()["well"]
        self.form.box("pause").setVisible(badly)
        self._warning.setVisible(badly)


class SaidNoDialog(StepDialog):
    """The customer does not want the partner, or one who was sent to me did not become work."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: LedgerRow, _currency: str) -> None:
        mine = row.direction == Direction.RECEIVED
        said_no = _tr("{0} came to nothing") if mine else _tr("{0} said no")
        fields = [Field("words", _tr("Why, if it was said"))]
        super().__init__(window, desk, theme, said_no.format(row.customer), fields, _tr("Note it"), name="said_no")
        label = _tr("Came to nothing") if mine else _tr("Customer said no")
        self.ask(lambda values: self.do(partners.decline, row.id, values["words"], label=label))
