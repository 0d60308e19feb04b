"""One customer: the whole experience as a timeline, and beside it what is needed to serve them well."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradesman.book.customer import Whereabouts
from tradesman.book.errors import BookError
from tradesman.services import businesses, customers, overviews, promises, quotes, timelines
from tradesman.services.overviews import Overview
from tradesman.services.today import Decision, Kind, TodayRow
from tradesman.ui import reach
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.customer_dialog import CustomerDialog, EraseDialog
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog
from tradesman.ui.dialogs.note_dialog import NoteDialog
from tradesman.ui.dialogs.row_dialog import dialog_of
from tradesman.ui.dialogs.visit_dialog import VisitDialog
from tradesman.ui.page import Page
from tradesman.ui.parts.customer_cards import ContactCard, KnowCard, MoneyCard, OpenCard
from tradesman.ui.parts.customer_timeline import CustomerTimeline
from tradesman.ui.parts.entry_words import said_jobs
from tradesman.ui.parts.today_rows import action, key
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Badge
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.polish import set_look
from tradesman.ui.widgets.sheet import Sheet

NARROW = 1100  # of the window


class CustomerPage(Page):
    """Header, timeline and cards of the customer it is turned to."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "contact_point", "property", "note", "enquiry", "call_attempt", "visit", "quote", "job"),
            *("job_day", "promise", "finding", "referral", "follow_up", "feedback", "complaint", "testimonial"),
        }
    )
    ticks: ClassVar[bool] = True

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("customer_page")
        self._customer_id: UUID | None = None
        self._found: Overview | None = None
        self._drafts: dict[str, Any] = {}
        self._build()

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
        self.line = CustomerTimeline(self.desk, theme)
        self.line.acted.connect(self._on_line_acted)
        self.line.page_asked.connect(self.page_asked)
        self.line.note.clicked.connect(self._on_note)
        self._build_cards()
        self._lay_out()
        theme.changed.connect(self._fit)

    def _build_cards(self) -> None:
        theme = self.theme
        self.contact, self.open_now = ContactCard(theme), OpenCard(theme)
        self.money, self.know = MoneyCard(theme), KnowCard(theme)
        self.contact.edit.clicked.connect(self._on_edit)
        self.know.edit.clicked.connect(self._on_edit)
        self.contact.alone_asked.connect(self._on_alone_asked)
        self.open_now.acted.connect(self._on_row_acted)
        self.open_now.page_asked.connect(self.page_asked)
        self.open_now.visit_asked.connect(self._on_visit_asked)

    def _lay_out(self) -> None:
        cards = QWidget()
        cards.setProperty("role", "scrolled")
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(self.theme.space("s2"))
        for card in (self.contact, self.open_now, self.money, self.know):
            column.addWidget(card)
        column.addStretch(1)
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setWidget(cards)
        middle = QHBoxLayout()
        middle.setContentsMargins(20, 12, 16, 16)
        middle.setSpacing(self.theme.space("s4"))
        middle.addWidget(self.line, 1)
        middle.addWidget(self.side)
        self.column.addWidget(self.header)
        self.column.addLayout(middle, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.window().width() < NARROW
        self.side.setFixedWidth(self.theme.scaled(260 if narrow else 300))

    def show_subject(self, subject_id: UUID | None) -> None:
        """Turns to a customer."""
        if subject_id != self._customer_id:
            self.line.fold_all()
        self._customer_id = subject_id
        self.invalidate()

    def refresh(self) -> None:
        """Asks the book for the customer; one that is gone leads back."""
        if self._customer_id is None:
            return
        try:
            self._found = self.desk.ask(overviews.of_customer, self._customer_id)
        except BookError:
            self._customer_id, self._found = None, None
            self.back_asked.emit()
            return
        found, currency = self._found, self.desk.ask(businesses.current).currency
        self._show_header(found)
        self.line.show_entries(self.desk.ask(timelines.of_customer, self._customer_id), found.rows, currency)
        on, zone = self.desk.today(), self.desk.zone()
        self.contact.show_customer(found)
        self.open_now.show_customer(found, {row: action(row, on, zone, urgent=False).main_words for row in found.rows})
        self.money.show_customer(found, currency)
        self.know.show_customer(found)

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
        self.call.setEnabled(reach.can_call(customer))
        self.message.setEnabled(reach.can_write(customer))
        self.enquiry.setVisible(not found.enquiries)

    # What is done

    def _open(self, sheet: Sheet) -> None:
        if hasattr(sheet, "page_asked"):
            sheet.page_asked.connect(self.page_asked)
        sheet.open()

    def _on_call(self) -> None:
        """A call that is due is logged as that; any other call may leave a note."""
        if self._found is None or self._customer_id is None:
            return
        due = next((row for row in self._found.rows if row.kind == Kind.CALL), None)
        if due is not None:
            self._on_row_acted(due)
            return
        reach.call(self.desk, self._found.customer)
        title = self.tr("What was said?")
        self._open(NoteDialog(self.window(), self.desk, self.theme, self._customer_id, title))

    def _on_message(self) -> None:
        if self._found is None:
            return
        due = next((row for row in self._found.rows if row.kind == Kind.MESSAGE), None)
        if due is not None:
            self._on_row_acted(due)
        else:
            reach.write(self.desk, self._found.customer)

    def _on_enquiry(self) -> None:
        drafts = self._drafts.setdefault(str(self._customer_id), {})
        self._open(NewEnquiryDialog(self.window(), self.desk, self.theme, drafts, self._customer_id))

    def _on_visit_asked(self, visit_id: UUID) -> None:
        self._open(VisitDialog(self.window(), self.desk, self.theme, visit_id))

    def _on_note(self) -> None:
        if self._customer_id is not None:
            self._open(NoteDialog(self.window(), self.desk, self.theme, self._customer_id))

    def _on_edit(self) -> None:
        if self._found is not None:
            self._open(CustomerDialog(self.window(), self.desk, self.theme, self._found.customer))

    def _on_line_acted(self, row_key: str) -> None:
        rows = self._found.rows if self._found is not None else []
        row = next((row for row in rows if key(row) == row_key), None)
        if row is not None:
            self._on_row_acted(row)

    def _on_row_acted(self, row: TodayRow) -> None:
        if row.kind == Kind.PROMISE:
            self.desk.do(promises.keep, row.subject_id, label=self.tr("Promise kept"))
        elif row.decision == Decision.WRITE_QUOTE:
            quote = self.desk.do(quotes.draft, row.subject_id, "", label=self.tr("Quote started"))
            if quote is not None:
                self.page_asked.emit("quote", quote.id)
        elif row.decision not in (None, Decision.NEXT_STEP):
            self.page_asked.emit("job" if row.decision == Decision.PLAN_JOB else "quote", row.subject_id)
        else:
            self._open(dialog_of(self.window(), self.desk, self.theme, row))

    def _on_alone_asked(self, alone: bool) -> None:
        label = self.tr("Do not contact") if alone else self.tr("May be contacted again")
        self.desk.do(customers.set_do_not_contact, self._customer_id, leave_alone=alone, label=label)

    def _on_more(self) -> None:
        if self._found is None:
            return
        customer = self._found.customer
        menu = Menu(self.theme, self, words=self.tr("More"))
        menu.setObjectName("customer_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        entries: list[tuple[str, str, Callable[[], None]]] = [
            ("menu_edit", self.tr("Edit…"), self._on_edit),
            ("menu_enquiry", self.tr("New enquiry…"), self._on_enquiry),
            ("menu_note", self.tr("Add note…"), self._on_note),
        ]
        for where, words in (
            (Whereabouts.HERE, self.tr("Lives here again")),
            (Whereabouts.MOVED, self.tr("Moved away")),
            (Whereabouts.DIED, self.tr("Died")),
        ):
            if where != customer.whereabouts:
                entries.append((f"menu_{where}", words, self._mover(where, words)))
        entries.append(("menu_erase", self.tr("Erase this person…"), self._on_erase))
        for name, words, deed in entries:
            menu.add_choice(words, name=name).triggered.connect(lambda _on=False, deed=deed: deed())
        left = self.more.width() - menu.sizeHint().width()
        menu.popup(self.more.mapToGlobal(QPoint(left, self.more.height())))

    def _mover(self, where: Whereabouts, words: str) -> Callable[[], None]:
        def move() -> None:
            self.desk.do(customers.set_whereabouts, self._customer_id, where, label=words)

        return move

    def _on_erase(self) -> None:
        if self._found is None:
            return
        customer = self._found.customer
        self._open(EraseDialog(self.window(), self.desk, self.theme, customer.id, customer.name))
