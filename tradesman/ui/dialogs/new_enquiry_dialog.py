"""A new enquiry, written down while the phone rings: who, what, how bad, and the clock that starts."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.customer import Source
from tradesman.book.enquiry import CameBy, Enquiry, Urgency
from tradesman.services import deeds, directory, enquiries
from tradesman.ui import format as say
from tradesman.ui import links
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.book_visit_dialog import BookVisitDialog
from tradesman.ui.dialogs.done_and_paid_dialog import DoneAndPaidDialog
from tradesman.ui.dialogs.log_call_dialog import LogCallDialog, NextStepDialog
from tradesman.ui.parts.who_box import WhoBox
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.questions import QuestionLine, Questions
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import choices

DRAFT = "new_enquiry"
WIDTH = 838


def _tr(text: str) -> str:
    return QCoreApplication.translate("new_enquiry", text)


def what_fields() -> list[Field]:
    """How to reach them, what is wrong and how it came in."""
    return [
        Field("phone", _tr("Phone"), half=True),
        Field("address", _tr("Address"), half=True),
        Field("what", _tr("What is wrong, in their words?"), "text", required=True),
        Field("urgency", _tr("How bad is it?"), "segment", choices=tuple(choices(Urgency)), default=Urgency.CAN_WAIT),
        Field("source", _tr("How did they find you?"), "segment", choices=tuple(choices(Source))),
        Field("came_by", _tr("How did it come in?"), "choice", choices=tuple(choices(CameBy)), default=CameBy.PHONE),
    ]


def when_fields() -> list[Field]:
    """When it came in, which can be corrected."""
    return [
        Field("came_day", _tr("Came in on"), "date", half=True),
        Field("came_time", _tr("At"), "time", half=True),
        Field("answered_live", _tr("I answered the call when it came"), "check"),
    ]


def phone_questions() -> list[str]:
    """What is worth asking on the phone."""
    return [
        _tr("Your own house, and you decide?"),
        _tr("By when do you need it?"),
        _tr("Is anyone else looking at it?"),
        _tr("Can you send me photos?"),
    ]


class Relay(QObject):
    """Outlives the sheet, so that the sheet that follows can still ask for a page."""

    page_asked = Signal(str, object)


class NewEnquiryDialog(Sheet):
    """The sheet of Ctrl+N. What was typed and not saved stays in `drafts` for the next time."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        drafts: dict[str, Any],
        customer_id: UUID | None = None,
    ) -> None:
        super().__init__(window, _tr("New enquiry"), theme, width=theme.scaled(WIDTH), name="new_enquiry")
        self._desk, self._drafts = desk, drafts
        self._zone = desk.zone()
        self._relay = Relay(window)
        self.page_asked = self._relay.page_asked
        self._saved = False
        self._opened_at = desk.now.astimezone(self._zone)
        self.badge = Badge("", "warn", theme, "timer", name="call_due")
        self.who = WhoBox(desk, theme)
        self.form = Form(what_fields(), theme, today=desk.today)
        self.when = Form(when_fields(), theme, today=desk.today)
        self.questions = Questions([QuestionLine(question) for question in phone_questions()], theme, name="questions")
        self._fill()
        self._start(customer_id)
        self._listen()
        self._show_clock()

    # Building

    def _fill(self) -> None:
        theme = self._theme
        self.header.insertWidget(1, self.badge)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.who)
        left.addSpacing(theme.space("s3"))
        left.addWidget(self.form)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(theme.space("s1"))
        right.addWidget(Label(self.tr("Worth asking on the phone"), theme, "section"))
        right.addWidget(Label(self.tr("Two minutes now save a wasted drive."), theme, "small", "ink_2", wrap=True))
        right.addSpacing(theme.space("s2"))
        right.addWidget(self.questions)
        right.addStretch(1)
        right.addWidget(self.when)
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedWidth(1)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s5"))
        columns.addLayout(left, 11)
        columns.addWidget(line)
        columns.addLayout(right, 10)
        self.body.addLayout(columns)
        cancel = Button(self.tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.add_left(ElidedLabel(self.tr("Draft kept if you leave"), theme, "small", "ink_3"))
        for words, icon, name, slot in (
            (self.tr("Done and paid"), "", "done_and_paid", self._on_done_and_paid),
            (self.tr("Book a visit"), "map-pin", "book_visit", self._on_book_visit),
            (self.tr("Save"), "", "save", self._on_save),
        ):
            self.add_button(words, icon=icon, name=name).clicked.connect(slot)
        self._call = self.set_main(self.tr("Save and call"), "phone")

    def _start(self, customer_id: UUID | None) -> None:
        """The clock starts when the sheet opens; a kept draft comes back."""
        self.when.set_values({"came_day": self._opened_at.date(), "came_time": self._opened_at.time()})
        draft = self._drafts.get(DRAFT)
        if customer_id is not None:
            row = self._desk.ask(directory.row, customer_id)
            self.who.show_name(row.name, row)
            self._fill_in()
        elif draft is not None:
            self.who.show_name(draft["who"], draft["known"])
            self.form.set_values(draft["form"])
            self.when.set_values(draft["when"])
            self.questions.set_answers(draft["answers"])

    def _listen(self) -> None:
        phone = self.form.box("phone").editor
        self.who.watch(phone)  # type: ignore[arg-type]
        phone.changed.connect(self._on_phone_changed)
        self.who.taken.connect(self._on_taken)
        self.form.box("urgency").editor.changed.connect(self._show_clock)
        self.when.changed.connect(self._show_clock)
        self.accepted.connect(self._on_accepted)
        self.closed.connect(self._on_closed)

    # Who it is

    def _on_phone_changed(self) -> None:
        typed = self.form.values()["phone"]
        self.who.offer(typed if sum(letter.isdigit() for letter in typed) > 3 else "")

    def _on_taken(self) -> None:
        self._fill_in()
        self.form.box("what").editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_in(self) -> None:
        """What is known of a customer goes where nothing was typed yet."""
        row, values = self.who.known, self.form.values()
        if row is None:
            return
        self.form.set_values(
            {
                "phone": values["phone"] or row.phone,
                "address": values["address"] or row.address,
                "source": values["source"] or Source.KNOWS_ME,
            }
        )

    # The clock

    def _came_in_at(self) -> datetime:
        values = self.when.values()
        day = values["came_day"] or self._opened_at.date()
        moment = values["came_time"] or self._opened_at.time()
        opened = self._opened_at.replace(second=0, microsecond=0)
        typed = datetime.combine(day, moment.replace(second=0, microsecond=0), tzinfo=self._zone)
        return self._opened_at if typed == opened else typed

    def _show_clock(self) -> None:
        values = self.form.values()
        live = bool(self.when.values()["answered_live"])
        self._call.setText(self.tr("Save and decide") if live else self.tr("Save and call"))
        self._call.set_icon("flag" if live else "phone")
        if live:
            self.badge.set_state(self.tr("Answered live"), "good", "check")
            return
        danger = values["urgency"] == Urgency.DANGER
        due = self._desk.ask(enquiries.call_due, self._came_in_at(), danger=danger).astimezone(self._zone)
        clock = say.clock(due)
        today = self._desk.today()
        when = clock if due.date() == today else f"{say.day(due.date(), today)} {clock}"
        late = due < self._desk.now
        words = self.tr("Call back was due %s") if late else self.tr("Call back by %s")
        self.badge.set_state(words % when, "danger" if late else "warn", "timer")

    # Saving

    def _intake(self) -> deeds.Intake:
        values = self.form.values()
        answers = tuple(deeds.Reply(line.question, line.answer) for line in self.questions.value() if line.answer)
        return deeds.Intake(
            name=self.who.name(),
            what=values["what"],
            came_by=CameBy(values["came_by"]),
            phone=values["phone"],
            address=values["address"],
            urgency=Urgency(values["urgency"] or Urgency.CAN_WAIT),
            source=Source(values["source"]) if values["source"] else None,
            came_in_at=self._came_in_at(),
            answered_live=self.when.values()["answered_live"],
            customer_id=self.who.known.id if self.who.known is not None else None,
            answers=answers,
        )

    def _complete(self) -> bool:
        self.set_error("")
        checked = [form.check() for form in (self.when, self.form, self.who.form)]  # the first fault has the focus
        return all(checked)

    def _save(self) -> Enquiry | None:
        """Saves and closes; None when something is missing or could not be saved."""
        if not self._complete():
            return None
        label = self.tr("Enquiry saved")
        enquiry = self._desk.do(deeds.take, self._intake(), label=label, on_error=self.set_error)
        if enquiry is not None:
            self._leave()
        return enquiry

    def _leave(self) -> None:
        self._saved = True
        self._drafts.pop(DRAFT, None)
        self.finish()

    def _follow(self, sheet: Sheet) -> None:
        sheet.closed.connect(self._relay.deleteLater)
        if isinstance(sheet, LogCallDialog | NextStepDialog):
            sheet.page_asked.connect(self._relay.page_asked)
        sheet.open()

    def _on_save(self) -> None:
        if self._save() is not None:
            self._relay.deleteLater()

    def _on_accepted(self) -> None:
        enquiry = self._save()
        if enquiry is None:
            return
        if enquiry.answered_live:
            self._follow(NextStepDialog(self._window, self._desk, self._theme, enquiry.id))
            return
        sheet = LogCallDialog(self._window, self._desk, self._theme, enquiry.id)
        links.open_call(self.form.values()["phone"])
        self._follow(sheet)

    def _on_book_visit(self) -> None:
        enquiry = self._save()
        if enquiry is not None:
            self._follow(BookVisitDialog(self._window, self._desk, self._theme, enquiry.id))

    def _on_done_and_paid(self) -> None:
        if not self._complete():
            return
        intake = self._intake()
        self.finish()  # the draft is kept until the money is noted
        sheet = DoneAndPaidDialog(self._window, self._desk, self._theme, intake)
        sheet.kept.connect(partial(self._drafts.pop, DRAFT, None))
        self._follow(sheet)

    def _on_closed(self) -> None:
        if self._saved:
            return
        answers = {line.question: line.answer for line in self.questions.value() if line.answer}
        values = self.form.values()
        if self.who.name() or values["what"] or values["phone"] or answers:
            self._drafts[DRAFT] = {
                "who": self.who.name(),
                "form": values,
                "when": self.when.values(),
                "answers": answers,
                "known": self.who.known,
            }
