"""One customer: the whole experience as a timeline, and beside it what is needed to serve them well."""

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tradesman.book.customer import Whereabouts
from tradesman.book.errors import BookError, BusyError
from tradesman.book.photo import Photo
from tradesman.services import customer_sheets, customers, photo_names
from tradesman.services.customer_sheets import CustomerSheet
from tradesman.services.overviews import Overview
from tradesman.services.today import Kind, TodayRow
from tradesman.ui import reach
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.complaint_dialog import ComplaintDialog
from tradesman.ui.dialogs.customer_dialog import CustomerDialog, EraseDialog
from tradesman.ui.dialogs.enquiry_dialog import EnquiryDialog
from tradesman.ui.dialogs.merge_with_dialog import MergeWithDialog
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog
from tradesman.ui.dialogs.note_dialog import EditNoteDialog
from tradesman.ui.dialogs.photo_dialog import PhotoDialog
from tradesman.ui.dialogs.promise_dialog import PromiseDialog
from tradesman.ui.dialogs.promise_state_dialog import PromiseStateDialog
from tradesman.ui.dialogs.sent_message_dialog import SentMessageDialog
from tradesman.ui.dialogs.visit_dialog import VisitDialog
from tradesman.ui.page import Page
from tradesman.ui.parts import reaching, row_deeds, step_words
from tradesman.ui.parts.customer_menu import CustomerMenu
from tradesman.ui.parts.customer_side import CustomerSide
from tradesman.ui.parts.customer_timeline import CustomerTimeline
from tradesman.ui.parts.entry_words import said_jobs
from tradesman.ui.parts.photo_adding import PhotoAdder
from tradesman.ui.parts.photo_saving import PhotoSaver
from tradesman.ui.parts.today_rows import key
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import thumbnails_of
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Badge
from tradesman.ui.widgets.polish import set_look
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.step_strip import StepStrip
from tradesman.ui.widgets.tips import allow

NARROW = 1100  # of the window
_SHEETS = {
    "message": SentMessageDialog,
    "enquiry": EnquiryDialog,
    "promise": PromiseStateDialog,
    "complaint": ComplaintDialog,
}
_ROOMY = 800  # of the page, from which there is room for all buttons beside the name


class CustomerPage(Page):
    """Header, timeline and cards of the customer it is turned to."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "contact_point", "property", "note", "enquiry", "call_attempt", "visit", "quote", "job"),
            *("job_day", "promise", "finding", "referral", "follow_up", "message", "feedback", "complaint"),
            *("testimonial", "photo", "material", "outgoing_mail"),
        }
    )
    ticks: ClassVar[bool] = True
    keys: ClassVar[PageKeys] = (
        ("↑ ↓", QT_TRANSLATE_NOOP("keys", "Walk along the timeline")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Open what is chosen")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("customer_page")
        self._customer_id: UUID | None = None
        self._sheet: CustomerSheet | None = None
        self.thumbnails = thumbnails_of(desk)
        self.adder = PhotoAdder(desk, theme, self, self._photo_target)
        self.saver = PhotoSaver(desk, theme, self, photo_names.of_customer)
        self._build()

    @property
    def _found(self) -> Overview | None:
        """The customer and what is open."""
        return self._sheet.overview if self._sheet is not None else None

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader("", theme, back=True)
        self.header.back_asked.connect(self.back_asked)
        self.repeat = Badge("", "outline", theme, "repeat-2", name="customer_repeat")
        self.state = Badge("", "outline", theme, "ban", name="customer_state")
        self.header.add_badge(self.repeat)
        self.header.add_badge(self.state)
        self.call = Button(self.tr("Call"), theme, "primary", "phone", name="customer_call")
        self.message = Button(self.tr("Message"), theme, icon="send", name="customer_message")
        self.enquiry = Button(self.tr("New enquiry"), theme, icon="plus", name="customer_enquiry")
        self.more = IconButton("ellipsis", self.tr("More"), theme, "plain", name="customer_more")
        for button, slot in (
            (self.call, self._on_call),
            (self.message, self._on_message),
            (self.enquiry, self._on_enquiry),
            (self.more, self._on_more),
        ):
            self.header.add_action(button)
            button.clicked.connect(slot)
        self.strip = StepStrip(theme, words=self.tr("The six steps of the journey"), name="customer_steps")
        self.strip.step_opened.connect(self._on_step_opened)
        self.line = CustomerTimeline(self.desk, theme, self.thumbnails)
        self.line.acted.connect(self._on_line_acted)
        self.line.source_asked.connect(self._on_source_asked)
        self.line.add_photo_asked.connect(self.adder.pick)
        self.line.photos.camera_asked.connect(self.adder.from_camera)
        self.line.photos.photo_opened.connect(self._on_photo_opened)
        self.line.photos.save_asked.connect(self._on_save_photos)
        self.adder.began.connect(lambda: self.line.set_adding(True))
        self.adder.ended.connect(lambda: self.line.set_adding(False))
        self.side = CustomerSide(self.desk, theme)
        self.side.edit_asked.connect(self._on_edit)
        self.side.alone_asked.connect(self._on_alone_asked)
        self.side.acted.connect(self._on_row_acted)
        self.side.visit_asked.connect(self._on_visit_asked)
        self.side.page_asked.connect(self.page_asked)
        self._lay_out()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(self.theme.space("s4"))
        middle.addWidget(self.line, 1)
        middle.addWidget(self.side)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 4, 16)  # at the right the cards' scroll bar stands in the margin
        inner.setSpacing(self.theme.space("s3"))
        strip = QHBoxLayout()
        strip.setContentsMargins(0, 0, 16, 0)
        strip.addWidget(self.strip)
        inner.addLayout(strip)
        inner.addLayout(middle, 1)
        self.column.addWidget(self.header)
        self.column.addLayout(inner, 1)
        mark_regions(self.strip, self.line, self.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.window().width() < NARROW
        self._show_enquiry()
        self.side.set_card_width(self.theme.scaled(256 if narrow else 296))

    def show_subject(self, subject_id: UUID | None) -> None:
        """Turns to a customer."""
        if subject_id != self._customer_id:
            self.line.turn_to(subject_id)
        self._customer_id = subject_id
        self.invalidate()

    def refresh(self) -> None:
        """Asks the book for the customer; one that is gone leads back."""
        if self._customer_id is None:
            return
        try:
            self._sheet = self.desk.ask(customer_sheets.sheet, self._customer_id)
        except BusyError:
            raise  # still there, only not to be read just now
        except BookError:
            self._customer_id, self._sheet = None, None
            self.back_asked.emit()
            return
        sheet = self._sheet
        self._show_header(sheet.overview)
        self.strip.setVisible(sheet.journey is not None)
        self.strip.set_steps(step_words.steps(sheet.journey, self.desk.today()) if sheet.journey is not None else ())
        self.line.show_sheet(sheet)
        self.side.show_sheet(sheet)

    def _show_header(self, found: Overview) -> None:
        customer = found.customer
        self.header.set_title(customer.name)
        self.repeat.setVisible(found.done > 1)
        self.repeat.set_state(self.tr("Repeat customer, %s") % said_jobs(found.done), "outline", "repeat-2")
        away = {
            Whereabouts.HERE: "",
            Whereabouts.MOVED: self.tr("Moved away"),
            Whereabouts.DIED: self.tr("Died"),
        }[customer.whereabouts]
        words = self.tr("Do not contact") if customer.do_not_contact else away
        self.state.setVisible(bool(words))
        self.state.set_state(words, "outline", "ban" if customer.do_not_contact else "")
        set_look(self.call, "role", "plain" if found.rows else "primary")  # what is due stands out instead
        due = reach.due(found.rows, Kind.CALL, self.desk.today())
        allow(self.call, reach.why_no_call(customer, due.purpose if due is not None else None))
        allow(self.message, reach.why_no_message(customer))
        self._show_enquiry()

    def _show_enquiry(self) -> None:
        """The button for a new enquiry gives way to the name; the menu has it too."""
        open_already = self._found is not None and bool(self._found.enquiries)
        self.enquiry.setVisible(not open_already and self.width() >= self.theme.scaled(_ROOMY))

    # What is done

    def _open(self, sheet: Sheet) -> None:
        row_deeds.open_sheet(sheet, self.page_asked)

    def _on_call(self) -> None:
        if self._customer_id is not None:
            reaching.call(self.window(), self.desk, self.theme, self._customer_id, self.page_asked)

    def _on_message(self) -> None:
        if self._customer_id is not None:
            reaching.write(self.window(), self.desk, self.theme, self._customer_id)

    def _on_enquiry(self) -> None:
        self._open(NewEnquiryDialog(self.window(), self.desk, self.theme, self._customer_id))

    def _on_visit_asked(self, visit_id: UUID) -> None:
        self._open(VisitDialog(self.window(), self.desk, self.theme, visit_id))

    def _on_step_opened(self, number: int) -> None:
        if self._sheet is not None and self._sheet.journey is not None:
            self.line.show_step(self._sheet.journey.steps[number])

    def _on_source_asked(self, kind: str, row_id: UUID) -> None:
        """Opens what an entry of the timeline tells of: a sheet of its own, or its page."""
        window, desk, theme = self.window(), self.desk, self.theme
        if kind in _SHEETS:
            self._open(_SHEETS[kind](window, desk, theme, row_id))
        elif kind == "note":
            self._open(EditNoteDialog(window, desk, theme, desk.ask(customers.note, row_id)))
        else:
            self.page_asked.emit(kind, row_id)

    def _on_photo_opened(self, photo: Photo) -> None:
        self._open(PhotoDialog(self.window(), self.desk, self.theme, self.thumbnails, photo))

    def _photo_target(self) -> tuple[UUID | None, dict[str, Any]]:
        """Whose new photos are, and what they show: the one job or enquiry that is open."""
        found = self._found
        for what, open_ in (("job_id", found.jobs), ("enquiry_id", found.enquiries)) if found is not None else ():
            if len(open_) == 1:
                return self._customer_id, {what: open_[0].id}
        return self._customer_id, {}

    def _on_edit(self) -> None:
        if self._found is not None:
            self._open(CustomerDialog(self.window(), self.desk, self.theme, self._found.customer))

    def _on_line_acted(self, row_key: str) -> None:
        rows = self._found.rows if self._found is not None else []
        row = next((row for row in rows if key(row) == row_key), None)
        if row is not None:
            self._on_row_acted(row)

    def _on_row_acted(self, row: TodayRow) -> None:
        row_deeds.act(self.window(), self.desk, self.theme, row, self.page_asked.emit)

    def _on_alone_asked(self, alone: bool) -> None:
        label = self.tr("Do not contact") if alone else self.tr("May be contacted again")
        self.desk.do(customers.set_do_not_contact, self._customer_id, leave_alone=alone, label=label)

    def _on_more(self) -> None:
        if self._found is None:
            return
        menu = CustomerMenu(self.desk, self.theme, self.more, self._found.customer)
        menu.edit_asked.connect(self._on_edit)
        menu.enquiry_asked.connect(self._on_enquiry)
        menu.note_asked.connect(self.line.write_note)
        menu.promise_asked.connect(self._on_promise)
        menu.photo_asked.connect(self.adder.pick)
        menu.save_photos_asked.connect(self._on_save_photos)
        menu.merge_asked.connect(self._on_merge)
        menu.erase_asked.connect(self._on_erase)

    def _on_promise(self) -> None:
        if self._customer_id is not None:
            PromiseDialog(self.window(), self.desk, self.theme, self._customer_id)

    def _on_save_photos(self) -> None:
        self.saver.save(self._customer_id)

    def _on_merge(self) -> None:
        if self._found is not None:
            sheet = MergeWithDialog(self.window(), self.desk, self.theme, self._found.customer)
            sheet.merged.connect(self._on_merged)
            self._open(sheet)

    def _on_merged(self, kept_id: UUID) -> None:
        if kept_id != self._customer_id:  # whose page this was is gone
            self.page_asked.emit("customer", kept_id)

    def _on_erase(self) -> None:
        if self._found is None:
            return
        customer = self._found.customer
        self._open(EraseDialog(self.window(), self.desk, self.theme, customer.id, customer.name))
