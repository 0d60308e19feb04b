"""The sheet of a visit: at the door, what was asked and answered, what is wrong, and what follows."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.errors import BookError, BusyError
from tradesman.book.followup import Purpose
from tradesman.documents import drafts, message_days
from tradesman.services import businesses, deeds, visit_sheets, visits
from tradesman.services.messages import Occasion
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.book_visit_dialog import MoveVisitDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.visit_off_dialog import CallOffVisitDialog, NobodyThereDialog
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.parts.visit_head import VisitHead
from tradesman.ui.parts.visit_notes import VisitNotes
from tradesman.ui.parts.visit_photos import VisitPhotos
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import ElidedLabel
from tradesman.ui.widgets.sheet import Sheet

DRAFT = "visit"
WIDTH = 920
_SHOWS = frozenset({"visit", "photo", "follow_up"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("visit", text)


class VisitDialog(Sheet):
    """Arrive, ask, look, and decide what follows. What is not noted yet is kept as a draft."""

    page_asked = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, visit_id: UUID) -> None:
        self._sheet = desk.ask(visit_sheets.of_visit, visit_id)
        super().__init__(window, _tr("Visit"), theme, width=theme.scaled(WIDTH), name="visit")
        self._desk, self._visit_id = desk, visit_id
        self._key = f"{DRAFT}/{visit_id}"
        case = self._sheet.case
        self.setAccessibleName(title_of(case.customer.name))
        self.header.insertWidget(1, ElidedLabel(case.customer.name, theme, "body", "ink_2", name="customer"), 1)
        self.head = VisitHead(desk, theme, self._sheet)
        self.notes = VisitNotes(theme, self._sheet, desk.ask(businesses.current).currency, desk)
        promise = PromiseNoting(window, desk, theme, case.customer.id)
        self.photos = VisitPhotos(desk, theme, self, case.customer.id, case.enquiry.id)
        for part in (self.head, self.notes, promise, self.photos):
            self.body.addWidget(part)
        self._kept = ElidedLabel(_tr("Draft kept if you leave"), theme, "small", "ink_3", name="kept")
        self._build_foot()
        self.photos.show_photos(self._sheet.photos)
        self._bring_back()
        self._listen()

    def _build_foot(self) -> None:
        cancel = Button(_tr("Cancel"), self._theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.add_left(self._kept)
        keep = self.add_button(_tr("Keep notes"), name="keep")
        done = self.add_button(_tr("Done"), icon="check", name="done")
        self.set_main(_tr("Write the quote"), "file-plus")
        keep.clicked.connect(self._on_keep)
        done.clicked.connect(self._on_done)

    def _listen(self) -> None:
        head = self.head
        head.arrive.clicked.connect(self._on_here)
        head.nobody.clicked.connect(self._on_nobody)
        head.move_away.clicked.connect(self._on_move)
        head.call_off.clicked.connect(self._on_call_off)
        head.late_asked.connect(self._on_late)
        head.confirm_asked.connect(self._on_confirm)
        head.confirmed.connect(self._on_confirmed)
        self.notes.changed.connect(self._on_noted)
        self.accepted.connect(self._on_accepted)
        self.closed.connect(self._desk.drafts.flush)
        self._desk.changed.connect(self._on_changed)

    def _first_focus(self) -> QWidget:
        return self.head.arrive if self._sheet.is_ahead else super()._first_focus()

    def _on_changed(self, entities: frozenset[str]) -> None:
        if not entities & _SHOWS:
            return
        try:
            self._sheet = self._desk.ask(visit_sheets.of_visit, self._visit_id)
        except BusyError:
            raise  # still there, only not to be read just now
        except BookError:  # its booking was taken back meanwhile
            self.finish()
            return
        self.head.show_sheet(self._sheet)
        self.photos.show_photos(self._sheet.photos)

    # Before it begins

    def _do(self, deed: Any, *args: Any, label: str) -> bool:
        self.set_error("")
        return self._desk.do(deed, self._visit_id, *args, label=label, on_error=self.set_error) is not None

    def _on_here(self) -> None:
        if self._do(visits.arrive, label=_tr("Arrived")):
            self.notes.questions.focus_next()

    def _on_confirmed(self) -> None:
        if self._do(visits.confirm, label=_tr("Visit confirmed")):
            self._first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_late(self, minutes: int) -> None:
        if not minutes or self._do(visits.tell_late, minutes, label=_tr("Late noted")):
            self._write(Occasion.RUNNING_LATE, given=self._late(minutes))

    def _late(self, minutes: int) -> drafts.Given:
        """How late one is, as the customer is told."""
        return {"late_by": partial(message_days.minutes, minutes)} if minutes else {}

    def _on_confirm(self) -> None:
        self._write(Purpose.CONFIRM_VISIT, followup_id=self._sheet.confirm_id)

    def _write(self, occasion: str, **about: Any) -> None:
        place = (self._window, self._desk, self._theme, self._sheet.case.customer.id)
        MessageDialog(*place, occasion, subject_id=self._visit_id, **about).open()

    def _on_nobody(self) -> None:
        self._lead_to(NobodyThereDialog)

    def _on_move(self) -> None:
        self._lead_to(MoveVisitDialog)

    def _on_call_off(self) -> None:
        self._lead_to(CallOffVisitDialog)

    def _lead_to(self, kind: type[NobodyThereDialog | MoveVisitDialog | CallOffVisitDialog]) -> None:
        self.finish()
        kind(self._window, self._desk, self._theme, self._visit_id).open()

    # What is noted

    def _on_noted(self) -> None:
        who = str(self._sheet.case.customer.id)  # by which it is forgotten when the person is erased
        self._desk.drafts.keep(self._key, {"customer": who, **self.notes.draft()})
        self.photos.listen()

    def _bring_back(self) -> None:
        """Shows what was not noted when the sheet was left; what makes no sense is forgotten."""
        draft = self._desk.drafts.get(self._key)
        if draft is None:
            return
        try:
            self.notes.show_draft(draft)
        except (AttributeError, LookupError, TypeError, ValueError):
            self._desk.drafts.drop(self._key)
            return
        self._kept.setText(_tr("These notes are a draft"))

    def _on_keep(self) -> None:
        self._note(_tr("Visit noted"), finished=False)

    def _on_done(self) -> None:
        self._note(_tr("Visit done"))

    def _on_accepted(self) -> None:
        self._note(_tr("Visit done, quote started"), write_quote=True)

    def _note(self, label: str, **how: bool) -> None:
        self.set_error("")
        if not self.notes.check():
            return
        failed: list[str] = []
        note, said = deeds.note_visit, self.notes.read() | how
        quote_id = self._desk.do(note, self._visit_id, **said, label=label, on_error=failed.append)
        if failed:
            self.set_error(failed[0])
            return
        self._desk.drafts.use(self._key)
        self.finish()
        if quote_id is not None:
            self.page_asked.emit("quote", quote_id)


def title_of(customer: str) -> str:
    """What the sheet is called by those who cannot see it."""
    return _tr("Visit {0}").format(customer)
