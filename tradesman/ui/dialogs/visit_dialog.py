"""The sheet of a visit: at the door, what was asked and answered, what is wrong, and what follows."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.services import businesses, deeds, overviews, visits
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.book_visit_dialog import MoveVisitDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.questions import QuestionLine, Questions
from tradesman.ui.widgets.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("visit", text)


def fields(currency: str) -> list[Field]:
    """What is noted at a visit beside the answers."""
    help_words = _tr("In words the customer uses; it is printed in the quote.")
    return [
        Field("diagnosis", _tr("What is wrong"), "text", help=help_words),
        Field(
            "budget",
            _tr("Budget, if it was named"),
            placeholder="1500",
            check=lambda text: say.money_fault(text, currency),
        ),
    ]


def usual_questions() -> list[str]:
    """What is worth asking at most visits."""
    return [
        _tr("What bothers you most about it?"),
        _tr("What must be better afterwards?"),
        _tr("Who decides, and by when?"),
        _tr("Has anybody else looked at it?"),
    ]


class VisitDialog(Sheet):
    """Arrive, ask, look, and decide what follows."""

    page_asked = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, visit_id: UUID) -> None:
        self._visit, self._case = desk.ask(overviews.visit, visit_id)
        super().__init__(window, title_of(self._case.customer.name), theme, name="visit")
        self._desk = desk
        self._currency = desk.ask(businesses.current).currency
        self.arrived = Badge("", "good", theme, "check", name="arrived")
        self.here = Button(self.tr("I am here"), theme, icon="map-pin", name="arrive")
        self.questions = Questions(self._lines(), theme, with_needs=True, name="questions")
        self.form = Form(fields(self._currency), theme, today=desk.today)
        self._fill(theme)
        self._show_arrival()

    def _lines(self) -> list[QuestionLine]:
        asked = [QuestionLine(need.question, need.answer, need.label, need.id) for need in self._case.enquiry.needs]
        known = {line.question for line in asked}
        return asked + [QuestionLine(question) for question in usual_questions() if question not in known]

    def _fill(self, theme: Theme) -> None:
        case = self._case
        where = ", ".join(part for part in (case.place, case.phone) if part)
        top = QHBoxLayout()
        top.setSpacing(theme.space("s3"))
        top.addWidget(Label(where or case.customer.name, theme, "strong", wrap=True, name="who"), 1)
        for button in self._ahead(theme):
            top.addWidget(button)
        top.addWidget(self.arrived)
        top.addWidget(self.here)
        self.body.addLayout(top)
        self.body.addWidget(Label(case.enquiry.what, theme, "body", "ink_2", wrap=True, name="what"))
        self.body.addWidget(Label(self.tr("Asked and answered"), theme, "section"))
        self.body.addWidget(self.questions)
        self.body.addWidget(self.form)
        budget = case.enquiry.budget_minor
        shown = say.plain_amount(budget, self._currency) if budget is not None else ""
        self.form.set_values({"diagnosis": case.enquiry.diagnosis, "budget": shown})
        nobody = Button(self.tr("Nobody there"), theme, "quiet", name="nobody")
        self.add_left(nobody)
        keep = self.add_button(self.tr("Keep notes"), name="keep")
        done = self.add_button(self.tr("Done"), icon="check", name="done")
        self.set_main(self.tr("Write the quote"), "file-plus")
        nobody.clicked.connect(self._on_nobody)
        keep.clicked.connect(self._on_keep)
        done.clicked.connect(self._on_done)
        self.here.clicked.connect(self._on_here)
        self.accepted.connect(self._on_accepted)

    def _ahead(self, theme: Theme) -> list[Button]:
        """What can be done with a visit before it begins."""
        self.move_away = Button(self.tr("Move"), theme, "quiet", compact=True, name="move")
        self.call_off = Button(self.tr("Cancel the visit"), theme, "quiet", compact=True, name="call_off")
        self.move_away.clicked.connect(self._on_move)
        self.call_off.clicked.connect(self._on_call_off)
        return [self.move_away, self.call_off]

    def _on_move(self) -> None:
        self.finish()
        MoveVisitDialog(self._window, self._desk, self._theme, self._visit.id).open()

    def _on_call_off(self) -> None:
        label = self.tr("Visit cancelled")
        if self._desk.do(visits.cancel, self._visit.id, "", label=label, on_error=self.set_error) is not None:
            self.finish()

    def _show_arrival(self) -> None:
        at = self._visit.arrived_at
        for button in (self.move_away, self.call_off):
            button.setVisible(self._visit.is_ahead)
        self.here.setVisible(at is None)
        self.arrived.setVisible(at is not None)
        if at is not None:
            self.arrived.set_state(self.tr("Arrived %s") % say.clock(at, self._desk.zone()), "good", "check")

    def _on_here(self) -> None:
        label = self.tr("Arrived")
        visit = self._desk.do(visits.arrive, self._visit.id, label=label, on_error=self.set_error)
        if visit is not None:
            self._visit = visit
            self._show_arrival()
            self.questions.setFocus()

    def _on_nobody(self) -> None:
        label = self.tr("Nobody was there")
        if self._desk.do(visits.nobody_there, self._visit.id, label=label, on_error=self.set_error) is not None:
            self.finish()

    def _on_keep(self) -> None:
        self._note(self.tr("Visit noted"), finished=False)

    def _on_done(self) -> None:
        self._note(self.tr("Visit done"))

    def _on_accepted(self) -> None:
        self._note(self.tr("Visit done, quote started"), write_quote=True)

    def _note(self, label: str, *, finished: bool = True, write_quote: bool = False) -> None:
        self.set_error("")
        if not self.form.check():
            return
        answers = [deeds.Reply(line.question, line.answer, line.label, line.key) for line in self.questions.value()]
        values = self.form.values()
        failed: list[str] = []
        quote_id = self._desk.do(
            deeds.note_visit,
            self._visit.id,
            answers,
            values["diagnosis"],
            say.money_or_none(values["budget"], self._currency),
            finished=finished,
            write_quote=write_quote,
            label=label,
            on_error=failed.append,
        )
        if failed:
            self.set_error(failed[0])
            return
        self.finish()
        if quote_id is not None:
            self.page_asked.emit("quote", quote_id)


def title_of(customer: str) -> str:
    """The title of the sheet."""
    return _tr("Visit {0}").format(customer)
