"""A new enquiry, written down while the phone rings: who, what, how bad, and the clock that starts."""

from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from tradesman.book.customer import Source
from tradesman.book.enquiry import Enquiry, EnquiryKind, Urgency
from tradesman.services import deeds, directory, enquiries
from tradesman.ui import format as say
from tradesman.ui import reach
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.book_visit_dialog import BookVisitDialog
from tradesman.ui.dialogs.decline_dialog import DeclineDialog
from tradesman.ui.dialogs.done_and_paid_dialog import DoneAndPaidDialog
from tradesman.ui.dialogs.log_call_dialog import LogCallDialog, NextStepDialog
from tradesman.ui.parts import enquiry_notes
from tradesman.ui.parts.draft_bar import DraftBar
from tradesman.ui.parts.enquiry_fields import EnquiryFields
from tradesman.ui.parts.enquiry_side import EnquirySide
from tradesman.ui.parts.person_field import Person
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Badge, ElidedLabel
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.switches import CheckField

DRAFT = "new_enquiry"
WIDTH = 838


def _tr(text: str) -> str:
    return QCoreApplication.translate("new_enquiry", text)


class Relay(QObject):
    """Outlives the sheet, so that the sheet that follows can still ask for a page."""

    page_asked = Signal(str, object)


class NewEnquiryDialog(Sheet):
    """The sheet of Ctrl+N, empty, of a customer, or of a caller whom somebody sent. What is not saved is a draft."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        customer_id: UUID | None = None,
        *,
        caller: str = "",
        sent_by: Person | None = None,
    ) -> None:
        super().__init__(window, _tr("New enquiry"), theme, width=theme.scaled(WIDTH), name="new_enquiry")
        self._desk, self._zone = desk, desk.zone()
        self._relay = Relay(window)
        self.page_asked = self._relay.page_asked
        self._opened_at = desk.now.astimezone(self._zone)
        self._key = f"{DRAFT}/{customer_id or caller or self._opened_at.isoformat()}"
        self._clock: tuple[datetime, bool, bool] | None = None  # what the clock stands on
        self._showing = True  # while fields are filled, nothing is kept
        self.badge = Badge("", "warn", theme, "timer", name="call_due")
        self._came = Button("", theme, "quiet", "pencil", compact=True, name="came_in")
        self.live = CheckField(_tr("Answered live"), theme, name="answered_live")
        self._bar = DraftBar(theme, _tr("Another caller"))
        self.fields = EnquiryFields(desk, theme)
        self.side = EnquirySide(desk, theme)
        self._fill()
        self._build_foot()
        self._start(customer_id, caller, sent_by)
        self._listen()
        self._show_state()

    # Building

    def _fill(self) -> None:
        space = self._theme.space
        for place, widget in enumerate((self.badge, self._came, self.live), start=1):
            self.header.insertWidget(place, widget)
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedWidth(1)
        columns = QHBoxLayout()
        columns.setSpacing(space("s5"))
        columns.addWidget(self.fields, 391)
        columns.addWidget(line)
        columns.addWidget(self.side, 350)
        for part in (self.fields, self.side):
            layout = part.layout()
            assert layout is not None  # noqa: S101  each lays itself out
            layout.setContentsMargins(0, space("s4"), 0, space("s4"))
        self.set_margins(24, 0, 24, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self._bar)
        self.body.addLayout(columns, 1)

    def _build_foot(self) -> None:
        cancel = Button(self.tr("Cancel"), self._theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.add_left(ElidedLabel(self.tr("Draft kept if you leave"), self._theme, "small", "ink_3"))
        self._paid = self.add_button(self.tr("Done and paid"), name="done_and_paid")
        visit = self.add_button(self.tr("Book a visit"), icon="map-pin", name="book_visit")
        save = self.add_button(self.tr("Save"), name="save")
        self._main_button = self.set_main(self.tr("Save and call"), "phone")
        self._paid.clicked.connect(self._on_done_and_paid)
        visit.clicked.connect(self._on_book_visit)
        save.clicked.connect(self._on_save)

    def _start(self, customer_id: UUID | None, caller: str, sent_by: Person | None) -> None:
        """The clock starts when the sheet opens; a kept draft comes back."""
        if customer_id is None and not caller:
            self._key = self._desk.drafts.newest(f"{DRAFT}/") or self._key
        if self._bring_back():
            return
        if customer_id is not None:
            row = self._desk.ask(directory.row, customer_id)
            self.fields.who.show_name(row.name, row)
            self.fields.fill_in()
        elif caller:
            self.fields.who.show_name(caller)
            self.fields.sort_out()
        if sent_by is not None:
            self.fields.set_values({"source": Source.REFERRED})
            self.fields.sent_by.set_value(sent_by)

    def _listen(self) -> None:
        for signal in (self.fields.changed, self.side.changed, self.live.changed):
            signal.connect(self._on_changed)
        self._came.clicked.connect(self._on_came_in)
        self._bar.discarded.connect(self._on_discarded)
        self._bar.another_asked.connect(self._begin_anew)
        self.accepted.connect(self._on_accepted)
        self.closed.connect(self._on_closed)
        self._showing = False

    def _first_focus(self) -> QWidget:
        known = self.fields.who.known is not None
        return self.fields.what if known else self.fields.who.field

    # What it shows

    def _on_changed(self) -> None:
        if not self._showing:
            self._show_state()
            self._keep_draft()

    def _show_state(self) -> None:
        values = self.fields.values()
        self.side.follow(EnquiryKind(values["kind"]), values["what"])
        self._show_clock(danger=values["urgency"] == Urgency.DANGER)
        poor, live = self.side.is_poor(), self.live.value()
        main = self.tr("Decline kindly") if poor else self.tr("Save and decide") if live else self.tr("Save and call")
        self._main_button.setText(main)
        self._main_button.set_icon("message-square" if poor else "flag" if live else "phone")
        self._paid.setVisible(not poor)

    def _show_clock(self, *, danger: bool) -> None:
        clock = (self._came_in_at(), danger, self.live.value())
        if clock == self._clock:
            return
        self._clock = clock
        came, danger, live = clock
        self._came.setText(self.tr("Came in %s") % self._moment(came))
        if live:
            self.badge.set_state(self.tr("No call owed"), "good", "check")
            return
        due = self._desk.ask(enquiries.call_due, came, danger=danger)
        late = due < self._desk.now
        said = self.tr("Call back was due %s") if late else self.tr("Call back by %s")
        self.badge.set_state(said % self._moment(due), "danger" if late else "warn", "timer")

    def _moment(self, at: datetime) -> str:
        return say.moment(at.astimezone(self._zone), self._desk.today())

    def _came_in_at(self) -> datetime:
        day, moment = self.fields.came_in(self._opened_at)
        typed = datetime.combine(day, moment.replace(second=0, microsecond=0), tzinfo=self._zone)
        return self._opened_at if typed == self._opened_at.replace(second=0, microsecond=0) else typed

    def _on_came_in(self) -> None:
        came = self._came_in_at()
        self.fields.set_values({"came_day": came.date(), "came_time": came.time()})
        self.fields.show_came_in()

    # Drafts

    def _keep_draft(self) -> None:
        if self.fields.is_empty() and not self.side.questions.value():
            self._desk.drafts.drop(self._key)
            return
        draft = enquiry_notes.draft(self.fields, self.side, self._opened_at, live=self.live.value())
        self._desk.drafts.keep(self._key, draft)

    def _bring_back(self) -> bool:
        """Shows the draft of this sheet; one that makes no sense is forgotten."""
        draft = self._desk.drafts.get(self._key)
        if draft is None:
            return False
        try:
            at = enquiry_notes.show(draft, self.fields, self.side, self._desk)
            self.live.set_value(bool(draft["live"]))
        except (AttributeError, LookupError, TypeError, ValueError):
            self._desk.drafts.drop(self._key)
            self._empty()
            return False
        self._opened_at = at.astimezone(self._zone)
        self._bar.tell(self._moment(self._opened_at))
        return True

    def _on_discarded(self) -> None:
        self._desk.drafts.drop(self._key)
        self._begin_anew()

    def _begin_anew(self) -> None:
        """An empty sheet, with the clock from now; a draft that was there stays for later."""
        self._opened_at = self._desk.now.astimezone(self._zone)
        self._key = f"{DRAFT}/{self._opened_at.isoformat()}"
        self._showing = True
        self._empty()
        self._showing = False
        self._show_state()
        self.fields.who.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> None:
        self.fields.clear()
        self.side.clear()
        self.live.set_value(value=False)

    def _on_closed(self) -> None:
        self._desk.drafts.flush()

    # Saving

    def _intake(self) -> deeds.Intake:
        return enquiry_notes.intake(self.fields, self.side, self._came_in_at(), live=self.live.value())

    def _complete(self) -> bool:
        """Whether there is anything to save, and a time that can be read; nothing else is ever asked for."""
        self.set_error("")
        self.fields.sort_out()
        return self.fields.check()

    def _save(self) -> Enquiry | None:
        """Saves and closes; None when something is missing or could not be saved."""
        if not self._complete():
            return None
        label = self.tr("Enquiry saved")
        enquiry = self._desk.do(deeds.take, self._intake(), label=label, on_error=self.set_error)
        if enquiry is not None:
            self._desk.drafts.use(self._key)
            self.finish()
        return enquiry

    def _follow(self, sheet: Sheet) -> None:
        sheet.closed.connect(self._relay.deleteLater)
        if isinstance(sheet, LogCallDialog | NextStepDialog):
            sheet.page_asked.connect(self._relay.page_asked)
        sheet.open()

    def _on_save(self) -> None:
        if self._save() is not None:
            self._relay.deleteLater()

    def _on_accepted(self) -> None:
        poor = self.side.is_poor()
        enquiry = self._save()
        if enquiry is None:
            return
        kind = DeclineDialog if poor else NextStepDialog if enquiry.answered_live else LogCallDialog
        sheet = kind(self._window, self._desk, self._theme, enquiry.id)
        if kind is LogCallDialog:
            reach.ring(self._desk, self.fields.values()["phone"])
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
        sheet.kept.connect(partial(self._desk.drafts.use, self._key))
        self._follow(sheet)
