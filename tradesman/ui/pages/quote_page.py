"""One quote: what the customer needs at the left, good, better and best beside it."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman import settings
from tradesman.book.errors import BookError, BusyError
from tradesman.book.quote import GivenBy, Line
from tradesman.services import presentations, quote_copies, quote_sheets
from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import present_window, quote_handout
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.accept_quote_dialog import AcceptQuoteDialog
from tradesman.ui.dialogs.best_value_dialog import BestValueDialog
from tradesman.ui.dialogs.give_quote_dialog import GiveQuoteDialog
from tradesman.ui.dialogs.line_dialog import LineDialog
from tradesman.ui.dialogs.lose_quote_dialog import LoseQuoteDialog
from tradesman.ui.dialogs.need_dialog import NeedDialog
from tradesman.ui.dialogs.option_guarantee_dialog import OptionGuaranteeDialog
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.dialogs.quote_changes_dialog import QuoteChangesDialog
from tradesman.ui.dialogs.quote_templates_dialog import KeepTemplateDialog, QuoteTemplatesDialog
from tradesman.ui.dialogs.quote_terms_dialog import BudgetDialog, QuoteTermsDialog, RenewQuoteDialog
from tradesman.ui.dialogs.rivals_dialog import RivalsDialog
from tradesman.ui.page import Page
from tradesman.ui.parts import best_value_words
from tradesman.ui.parts.add_options_card import AddOptionsCard
from tradesman.ui.parts.keeps_footer import KeepsFooter
from tradesman.ui.parts.needs_column import NeedsColumn
from tradesman.ui.parts.option_column import OptionColumn
from tradesman.ui.parts.quote_banner import QuoteBanner
from tradesman.ui.parts.quote_columns import QuoteColumns
from tradesman.ui.parts.quote_header import QuoteHeader
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.regions import mark_regions


class QuotePage(Page):
    """The editor: every change is one step, totals and what is kept follow it."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("quote", "option", "line", "need_met", "need", "enquiry", "customer", "property", "job", "rival_bid"),
            *("payment_step", "shown_testimonial", "testimonial", "given_quote", "business", "tax_rate"),
        }
    )
    keys: ClassVar[PageKeys] = (
        ("F5", QT_TRANSLATE_NOOP("keys", "Present the quote")),
        ("Ctrl P", QT_TRANSLATE_NOOP("keys", "Show the PDF")),
        ("Ctrl B", QT_TRANSLATE_NOOP("keys", "Mark this option as the best value")),
        ("Tab", QT_TRANSLATE_NOOP("keys", "Go to the next cell")),
        ("F2", QT_TRANSLATE_NOOP("keys", "Change the cell")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Add a line")),
        ("Alt Up", QT_TRANSLATE_NOOP("keys", "Move the line up")),
        ("Alt Down", QT_TRANSLATE_NOOP("keys", "Move the line down")),
        ("Del", QT_TRANSLATE_NOOP("keys", "Remove the line")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self._quote_id: UUID | None = None
        self._sheet: QuoteSheet | None = None
        self._tells_missing = False  # once giving was tried, until nothing is missing
        self.setObjectName("quote_page")
        self._build()

    def show_subject(self, subject_id: UUID | None) -> None:
        if subject_id != self._quote_id:
            self._tells_missing = False
        self._quote_id = subject_id
        self.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.fit_sub()

    # How it is made

    def _build(self) -> None:
        self._header = QuoteHeader(self.theme)
        self._header.back_asked.connect(self.back_asked)
        self._header.asked.connect(self._on_asked)
        self._banner = QuoteBanner(self.theme)
        self._banner.acted.connect(self._on_asked)
        self._footer = KeepsFooter(self.theme)
        self._footer.hide_asked.connect(lambda: self._on_asked("margin"))
        self.column.addWidget(self._header)
        self.column.addWidget(self._banner)
        self.column.addWidget(self._build_middle(), 1)
        self.column.addWidget(self._footer)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, key in (("F5", "present"), ("Ctrl+P", "pdf")):
            QShortcut(QKeySequence(keys), self, lambda key=key: self._on_asked(key), context=inside)
        QShortcut(QKeySequence("Ctrl+B"), self, self._on_best_value_key, context=inside)

    def _build_middle(self) -> QuoteColumns:
        self._needs, self._add = NeedsColumn(self.theme), AddOptionsCard(self.theme)
        self._needs.need_asked.connect(self._on_need)
        self._needs.budget_asked.connect(lambda: self._on_asked("budget"))
        self._needs.rivals_asked.connect(lambda: self._on_asked("rivals"))
        self._add.picked.connect(self._on_options_asked)
        self._add.template_asked.connect(lambda: self._on_asked("template"))
        columns = QuoteColumns(self.theme, self._needs, self._add)
        mark_regions(self._banner, self._needs, self._add, self._footer)
        self._options: RowPool[tuple[QuoteSheet, OptionSheet, bool]] = RowPool(columns.options, self._make_option)
        return columns

    def _make_option(self, number: int) -> QWidget:
        column = OptionColumn(number, self.desk, self.theme)
        mark_regions(column)
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.best_value_asked.connect(self._on_best_value)
        column.guarantee_asked.connect(self._on_guarantee)
        column.line_asked.connect(self._on_line)
        return column

    # What it shows

    def refresh(self) -> None:
        self._sheet = sheet = self._read()
        for part in (self._needs, self._footer, self._banner):
            part.setVisible(sheet is not None)
        if sheet is None:
            self._options.show([])
            self._add.hide()
            return
        hides_margin = bool(settings.read()["hides_margin"])
        self._tells_missing = self._tells_missing and bool(sheet.faults)
        self._header.show_sheet(sheet, hides_margin=hides_margin)
        self._banner.show_sheet(sheet, missing=self._tells_missing)
        self._needs.show_sheet(sheet)
        self._options.show([(sheet, option, self._tells_missing) for option in sheet.options])
        self._add.show_sheet(sheet)
        self._footer.show_sheet(sheet)
        self._footer.setVisible(not hides_margin)

    def _read(self) -> QuoteSheet | None:
        if self._quote_id is None:
            return None
        try:
            return best_value_words.checked(self.desk.ask(quote_sheets.sheet, self._quote_id))
        except BusyError:
            raise  # it is there, only not to be read just now
        except BookError as error:
            self._header.show_gone(str(error))
            return None

    # What is asked of it

    def _on_asked(self, key: str) -> None:
        """What a button, a key or an entry of the menu asks for, by its name."""
        sheet = self._sheet
        if sheet is None:
            return
        place = (self.window(), self.desk, self.theme)
        asked: dict[str, Callable[[], object]] = {
            "pdf": lambda: self._show_paper(sheet),
            "give": lambda: self._give(sheet),
            "present": lambda: self._present(sheet),
            "rehearse": lambda: self._present(sheet, rehearsal=True),
            "accept": lambda: AcceptQuoteDialog(*place, sheet, self._on_accepted),
            "lose": lambda: LoseQuoteDialog(*place, sheet),
            "renew": lambda: RenewQuoteDialog(*place, sheet),
            "terms": lambda: QuoteTermsDialog(*place, sheet),
            "budget": lambda: BudgetDialog(*place, sheet),
            "rivals": lambda: RivalsDialog(*place, sheet.quote.id).open(),
            "changes": lambda: QuoteChangesDialog(self.window(), self.theme, sheet).open(),
            "template": lambda: QuoteTemplatesDialog(*place, sheet.quote, self._on_begun).open(),
            "keep": lambda: KeepTemplateDialog(*place, sheet.quote),
            "duplicate": lambda: self._duplicate(sheet),
            "margin": self._turn_margin,
            "customer": lambda: self.page_asked.emit("customer", sheet.customer_id),
            "rates": lambda: self._use_todays_rates(sheet),
            "job": lambda: self.page_asked.emit("job", sheet.job_id),
        }
        asked[key]()

    def _show_paper(self, sheet: QuoteSheet) -> None:
        if sheet.options:
            paper = self.desk.ask(presentations.paper, sheet.quote.id)
            PaperDialog(self.window(), self.desk, self.theme, quote_handout.quote(self.desk, paper)).open()

    def _is_ready(self, sheet: QuoteSheet) -> bool:
        """Whether nothing is missing; otherwise it is said where it is missing."""
        if sheet.faults:
            self._tells_missing = True
            self.refresh()
        return not sheet.faults

    def _give(self, sheet: QuoteSheet) -> None:
        if self._is_ready(sheet):
            GiveQuoteDialog(self.window(), self.desk, self.theme, sheet, self._on_given)

    def _on_given(self, by: GivenBy) -> None:
        """What is sent leaves as a PDF, which is there at once."""
        if by == GivenBy.SENT and self._sheet is not None:
            self._show_paper(self._sheet)

    def _present(self, sheet: QuoteSheet, *, rehearsal: bool = False) -> None:
        if sheet.quote.is_settled or not (rehearsal or self._is_ready(sheet)):
            return
        place = (self.window(), self.desk, self.theme)
        present_window.present(*place, sheet.quote.id, self.page_asked.emit, rehearsal=rehearsal)

    def _duplicate(self, sheet: QuoteSheet) -> None:
        """Another quote for the same enquiry begins as this one, whatever became of it."""
        self.desk.do(
            quote_copies.duplicate,
            sheet.quote.id,
            sheet.enquiry_id,
            label=self.tr("Quote copied"),
            after=lambda copy: self._on_begun(copy.id),
        )

    def _use_todays_rates(self, sheet: QuoteSheet) -> None:
        deed = best_value_words.renewing(quote_sheets.use_todays_rates, sheet.quote.id)
        self.desk.do(deed, sheet.quote.id, label=self.tr("Today's tax rates used"))

    def _turn_margin(self) -> None:
        settings.write(hides_margin=not settings.read()["hides_margin"])
        self.refresh()

    def _on_begun(self, quote_id: UUID) -> None:
        if quote_id != self._quote_id:
            self.page_asked.emit("quote", quote_id)

    def _on_accepted(self, job: Any) -> None:
        self.page_asked.emit("job", job.id)

    def _on_options_asked(self, options: list[tuple[int, str]]) -> None:
        if self._sheet is not None:
            label = self.tr("Option added") if len(options) == 1 else self.tr("Options added")
            made = self.desk.do(quote_sheets.add_options, self._sheet.quote.id, options, label=label)
            if made:
                self._go_to(made[0].id)

    def _go_to(self, option_id: UUID) -> None:
        """What was pressed is gone: the keyboard goes to where the new option's lines are typed."""
        for column in self._options.widgets:
            if column.isVisible() and column.option_id == option_id:
                column.go_to_lines()

    def _on_best_value(self, option_id: UUID) -> None:
        if self._sheet is not None:
            BestValueDialog(self.window(), self.desk, self.theme, self._sheet, option_id)

    def _on_best_value_key(self) -> None:
        """The option in which the keyboard is; a single option is not compared with anything."""
        focus, sheet = self.window().focusWidget(), self._sheet
        if sheet is None or sheet.quote.is_settled or len(sheet.options) < 2 or focus is None:
            return
        for column in self._options.widgets:
            if column.isVisible() and column.isAncestorOf(focus):
                self._on_best_value(column.option_id)

    def _on_guarantee(self, option_id: UUID) -> None:
        if self._sheet is not None:
            option = self._sheet.quote.option(option_id)
            OptionGuaranteeDialog(self.window(), self.desk, self.theme, self._sheet.quote.id, option)

    def _on_line(self, line: Line) -> None:
        if self._sheet is not None:
            LineDialog(self.window(), self.desk, self.theme, self._sheet.quote, line)

    def _on_need(self, need: Any) -> None:
        if self._sheet is not None:
            NeedDialog(self.window(), self.desk, self.theme, self._sheet, need)
