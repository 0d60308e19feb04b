"""The customer says yes to what was given: to which option, with which extras, who, and how."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.quote import AcceptedBy
from tradesman.services import jobs, overviews, presentations
from tradesman.services.presentations import Choice
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import paper_making, words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts import service_call_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.switches import CheckField


def _tr(text: str) -> str:
    return QCoreApplication.translate("AcceptQuoteDialog", text)


def _fields(sheet: QuoteSheet, content: dict[str, Any]) -> list[Field]:
    options = tuple(
        (option["id"], f"{words.tier(option['place'])}, {said.money(option['total_minor'], content['currency'])}")
        for option in content["options"]
    )
    kind = "segment" if len(options) > 1 else "choice"
    ways = tuple((by.value, words.words(by)) for by in (AcceptedBy.PHONE, AcceptedBy.EMAIL))
    here = _tr("To have it signed here, use Present: there is a place for the signature.")
    return [
        # None is chosen beforehand: the dearest must not be, and the cheapest is as good a choice as any.
        Field("option", _tr("Which option?"), kind, required=True, choices=options),
        Field("who", _tr("Who said yes?"), required=True, default=sheet.quote.decider or sheet.customer),
        Field("by", _tr("How?"), "segment", required=True, choices=ways, help=here),
    ]


class AcceptQuoteDialog(StepDialog):
    """Exactly one option of what the customer has, with the extras that are ticked; its papers are kept.

    The job begins, and `after` is told of it.
    """

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet, after: Callable[[Any], object]
    ) -> None:
        self._sheet, self._told = sheet, after
        self._paper = desk.ask(presentations.seen, sheet.quote.id)
        self._seen = self._paper.content
        title, fields = _tr("{0} says yes").format(sheet.first_name), _fields(sheet, self._seen)
        super().__init__(window, desk, theme, title, fields, _tr("Accept"), name="accept_quote")
        self._extras: dict[str, list[tuple[str, CheckField]]] = {}
        self._add_label = Label(_tr("What is added?"), theme, "small", "ink_3")
        self.body.addWidget(self._add_label)
        for option in self._seen["options"]:
            self._extras[option["id"]] = self._ticks(option)
        self._total = Label("", theme, "strong", name="accept_total")
        self.body.addWidget(self._total)
        if sheet.changes:
            dropped = _tr("This is revision {0}, as the customer has it. What you drafted since is dropped.")
            seen = self._seen["revision"]
            self.body.addWidget(Label(dropped.format(seen), theme, "small", "ink_2", wrap=True, name="accept_revision"))
        earlier = desk.ask(jobs.put_right_by, desk.ask(overviews.case, sheet.enquiry_id).enquiry)
        if earlier is not None:
            puts_right = _tr("It becomes a service call that puts right: {0}. Change that there, under “What was it?”.")
            told = puts_right.format(service_call_words.job_words(earlier, desk.today()))
            self.body.addWidget(Label(told, theme, "small", "ink_2", wrap=True, name="accept_puts_right"))
        self.form.changed.connect(self._show_option)
        self._show_option()
        self.ask(self._accept)

    def _ticks(self, option: dict[str, Any]) -> list[tuple[str, CheckField]]:
        """A tick for each extra of an option, with what it adds."""
        found: list[tuple[str, CheckField]] = []
        for line in option["lines"]:
            if line["extra"]:
                more = presentations.total_minor(self._seen, option, [line["id"]]) - option["total_minor"]
                label = f"{line['words']}, {said.money(more, self._seen['currency'])}"
                tick = CheckField(label, self._theme, name=f"accept_extra_{option['place']}_{len(found)}")
                tick.changed.connect(self._show_option)
                self.body.addWidget(tick)
                found.append((line["id"], tick))
        return found

    def _picked(self) -> dict[str, Any] | None:
        chosen = self.values()["option"]
        return next((option for option in self._seen["options"] if option["id"] == chosen), None)

    def _ticked(self, option: dict[str, Any]) -> list[str]:
        return [line_id for line_id, tick in self._extras[option["id"]] if tick.isChecked()]

    def _show_option(self) -> None:
        """The extras of the option that is picked, and what all of it comes to."""
        option = self._picked()
        for option_id, ticks in self._extras.items():
            for _line_id, tick in ticks:
                tick.setVisible(option is not None and option["id"] == option_id)
        self._add_label.setVisible(option is not None and bool(self._extras[option["id"]]))
        self._total.setVisible(option is not None)
        if option is not None:
            total = presentations.total_minor(self._seen, option, self._ticked(option))
            self._total.setText(_tr("Together {0}").format(said.money(total, self._seen["currency"])))

    def _accept(self, values: dict[str, Any]) -> None:
        """Begins to make the papers; the sheet waits for them and goes when the quote is accepted."""
        option = self._picked()
        if option is None:
            return
        choice = Choice(
            option_id=UUID(option["id"]),
            by=AcceptedBy(values["by"]),
            who=values["who"],
            on=self.desk.today(),
            extras=frozenset(map(UUID, self._ticked(option))),
        )
        label = _tr("Quote {0} accepted").format(self._sheet.quote.number)
        self.set_busy(busy=True)
        deed = presentations.accept_seen
        paper_making.accept(self.desk, self._paper, choice, label, self._on_taken, self._on_refused, deed=deed)

    def _on_taken(self, job: Any) -> None:
        self.set_busy(busy=False)
        self.finish()
        self._told(job)

    def _on_refused(self, sentence: str) -> None:
        self.set_busy(busy=False)
        self.set_error(sentence)
