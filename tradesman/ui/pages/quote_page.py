"""One quote: what the customer needs at the left, good, better and best beside it."""

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.book.errors import BookError
from tradesman.book.quote import Line, QuoteState
from tradesman.services import quote_sheets
from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.accept_quote_dialog import AcceptQuoteDialog
from tradesman.ui.dialogs.best_value_dialog import BestValueDialog
from tradesman.ui.dialogs.give_quote_dialog import GiveQuoteDialog
from tradesman.ui.dialogs.line_dialog import LineDialog
from tradesman.ui.dialogs.lose_quote_dialog import LoseQuoteDialog
from tradesman.ui.dialogs.need_dialog import NeedDialog
from tradesman.ui.dialogs.quote_terms_dialog import BudgetDialog, QuoteTermsDialog, RenewQuoteDialog
from tradesman.ui.page import Page
from tradesman.ui.parts.add_options_card import AddOptionsCard
from tradesman.ui.parts.header_actions import HeaderActions
from tradesman.ui.parts.keeps_footer import KeepsFooter
from tradesman.ui.parts.needs_column import NeedsColumn
from tradesman.ui.parts.option_column import OptionColumn
from tradesman.ui.parts.quote_banner import QuoteBanner
from tradesman.ui.parts.quote_columns import QuoteColumns
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Badge

_STATES = {
    QuoteState.DRAFT: "outline",
    QuoteState.GIVEN: "good",
    QuoteState.ACCEPTED: "good",
    QuoteState.LOST: "neutral",
}


_WIDE = 1040  # from here on the place of the work stands in the header


class QuotePage(Page):
    """The editor: every change is one step, totals and what is kept follow it."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"quote", "option", "line", "need_met", "need", "enquiry", "customer", "property", "job", "rival_bid"}
    )
    keys: ClassVar[PageKeys] = (
        ("Tab", QT_TRANSLATE_NOOP("keys", "Go to the next cell")),
        ("F2", QT_TRANSLATE_NOOP("keys", "Change the cell")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Add a line")),
        ("Del", QT_TRANSLATE_NOOP("keys", "Remove the line")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self._quote_id: UUID | None = None
        self._sheet: QuoteSheet | None = None
        self.setObjectName("quote_page")
        self._build()

    def show_subject(self, subject_id: UUID | None) -> None:
        self._quote_id = subject_id
        self.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sheet is not None:
            self._header.set_sub(self._sub(self._sheet))

    # How it is made

    def _build(self) -> None:
        self._header = PageHeader("", self.theme, back=True)
        self._header.back_asked.connect(self.back_asked)
        self._build_header()
        self._banner = QuoteBanner(self.theme)
        self._banner.acted.connect(self._on_banner_acted)
        self._footer = KeepsFooter(self.theme)
        self.column.addWidget(self._header)
        self.column.addWidget(self._banner)
        self.column.addWidget(self._build_middle(), 1)
        self.column.addWidget(self._footer)

    def _build_header(self) -> None:
        theme, header = self.theme, self._header
        self._number = Badge("", "info", theme, name="quote_number")
        self._state = Badge("", "outline", theme, name="quote_state")
        for badge in (self._number, self._state):
            header.add_badge(badge)
        self._rename = Button(self.tr("Edit"), theme, icon="pencil", name="quote_rename")
        self._customer = Button(self.tr("Customer"), theme, icon="user", name="quote_customer")
        self._lost = Button(self.tr("Lost"), theme, icon="thumbs-down", name="quote_lose")
        self._accept = Button(self.tr("Accept"), theme, "primary", "check", name="quote_accept")
        self._renew = Button(self.tr("Renew"), theme, "primary", "rotate-ccw", name="quote_renew")
        self._give = Button(self.tr("Give"), theme, "primary", "send", name="quote_give")
        self._job = Button(self.tr("Open the job"), theme, "primary", "hammer", name="quote_job")
        buttons = (self._rename, self._customer, self._lost, self._accept, self._renew, self._give, self._job)
        for button in buttons:  # until it is known which are meant, they must not make the window wider
            button.hide()
        header.add_action(HeaderActions(buttons, theme))
        self._rename.clicked.connect(self._on_rename)
        self._customer.clicked.connect(self._on_customer)
        self._lost.clicked.connect(self._on_lost)
        self._accept.clicked.connect(self._on_accept)
        self._renew.clicked.connect(self._on_renew)
        self._give.clicked.connect(self._on_give)
        self._job.clicked.connect(self._on_job)

    def _build_middle(self) -> QuoteColumns:
        self._needs, self._add = NeedsColumn(self.theme), AddOptionsCard(self.theme)
        self._needs.need_asked.connect(self._on_need)
        self._needs.budget_asked.connect(self._on_budget)
        self._add.picked.connect(self._on_options_asked)
        columns = QuoteColumns(self.theme, self._needs, self._add)
        self._options: RowPool[tuple[QuoteSheet, OptionSheet]] = RowPool(columns.options, self._make_option)
        return columns

    def _make_option(self, number: int) -> QWidget:
        column = OptionColumn(number, self.desk, self.theme)
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.best_value_asked.connect(self._on_best_value)
        column.line_asked.connect(self._on_line)
        return column

    # What it shows

    def refresh(self) -> None:
        self._sheet = self._read()
        sheet = self._sheet
        for part in (self._needs, self._footer, self._banner):
            part.setVisible(sheet is not None)
        if sheet is None:
            self._options.show([])
            self._add.hide()
            return
        self._show_header(sheet)
        self._banner.show_sheet(sheet)
        self._needs.show_sheet(sheet)
        self._options.show([(sheet, option) for option in sheet.options])
        self._add.show_sheet(sheet)
        self._footer.show_sheet(sheet)

    def _read(self) -> QuoteSheet | None:
        if self._quote_id is None:
            return None
        try:
            return self.desk.ask(quote_sheets.sheet, self._quote_id)
        except BookError as error:
            self._header.set_title(self.tr("Quote"))
            self._header.set_sub(str(error))
            return None

    def _show_header(self, sheet: QuoteSheet) -> None:
        quote, state = sheet.quote, sheet.quote.state
        self._header.set_title(quote.title)
        self._header.set_sub(self._sub(sheet))
        number = self.tr("Quote %s") % quote.number
        self._number.set_state(
            number if quote.revision == 1 else self.tr("{0}, revision {1}").format(number, quote.revision), "info"
        )
        if sheet.expired:
            self._state.set_state(self.tr("Expired"), "warn", "hourglass")
        else:
            icon = "check" if state in (QuoteState.GIVEN, QuoteState.ACCEPTED) else ""
            self._state.set_state(words.words(state), _STATES[state], icon)
        given = state == QuoteState.GIVEN
        self._customer.show()
        self._rename.setVisible(not quote.is_settled)
        self._lost.setVisible(given)
        self._accept.setVisible(given and not sheet.expired)
        self._renew.setVisible(sheet.expired)
        self._give.setVisible(state == QuoteState.DRAFT)
        self._job.setVisible(sheet.job_id is not None)

    def _sub(self, sheet: QuoteSheet) -> str:
        quote = sheet.quote
        # In little room the days matter more than the place.
        who = f"{sheet.customer}, {sheet.place}" if sheet.place and self._is_wide() else sheet.customer
        valid = self.tr("Valid until {0}").format(said.long_day(quote.valid_until_on).partition(" ")[2])
        parts = [who, valid]
        if quote.state == QuoteState.LOST:
            parts[1] = self.tr("Lost: {0}").format(quote.lost_reason)
        elif quote.state == QuoteState.ACCEPTED:
            how = words.words(quote.accepted_by) if quote.accepted_by is not None else ""
            parts[1] = self.tr("{0} said yes, {1}").format(quote.accepted_who, how[:1].lower() + how[1:])
        elif quote.decision_on is not None:
            parts.append(self.tr("Decides {0}").format(said.long_day(quote.decision_on)))
        return ". ".join(parts)

    def _is_wide(self) -> bool:
        return self.width() >= self.theme.scaled(_WIDE)

    # What is asked of it

    def _on_options_asked(self, options: list[tuple[int, str]]) -> None:
        if self._sheet is not None:
            label = self.tr("Option added") if len(options) == 1 else self.tr("Options added")
            self.desk.do(quote_sheets.add_options, self._sheet.quote.id, options, label=label)

    def _on_best_value(self, option_id: UUID) -> None:
        if self._sheet is not None:
            BestValueDialog(self.window(), self.desk, self.theme, self._sheet, option_id)

    def _on_line(self, line: Line) -> None:
        if self._sheet is not None:
            LineDialog(self.window(), self.desk, self.theme, self._sheet.quote, line)

    def _on_need(self, need: Any) -> None:
        if self._sheet is not None:
            NeedDialog(self.window(), self.desk, self.theme, self._sheet.enquiry_id, need)

    def _on_budget(self) -> None:
        if self._sheet is not None:
            BudgetDialog(self.window(), self.desk, self.theme, self._sheet)

    def _on_rename(self) -> None:
        if self._sheet is not None:
            QuoteTermsDialog(self.window(), self.desk, self.theme, self._sheet)

    def _on_give(self) -> None:
        if self._sheet is not None:
            GiveQuoteDialog(self.window(), self.desk, self.theme, self._sheet)

    def _on_accept(self) -> None:
        if self._sheet is not None:
            AcceptQuoteDialog(self.window(), self.desk, self.theme, self._sheet, self._on_accepted)

    def _on_accepted(self, job: Any) -> None:
        self.page_asked.emit("job", job.id)

    def _on_lost(self) -> None:
        if self._sheet is not None:
            LoseQuoteDialog(self.window(), self.desk, self.theme, self._sheet)

    def _on_renew(self) -> None:
        if self._sheet is not None:
            RenewQuoteDialog(self.window(), self.desk, self.theme, self._sheet)

    def _on_customer(self) -> None:
        if self._sheet is not None:
            self.page_asked.emit("customer", self._sheet.customer_id)

    def _on_job(self) -> None:
        if self._sheet is not None and self._sheet.job_id is not None:
            self.page_asked.emit("job", self._sheet.job_id)

    def _on_banner_acted(self) -> None:
        if self._sheet is not None and self._sheet.job_id is not None:
            self._on_job()
        else:
            self._on_renew()
