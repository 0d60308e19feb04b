"""What must be known before a quote is touched: not ready, changed, seen by the customer, expired, or decided."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.quote import QuoteState
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui.parts import change_words, win_back_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner


class QuoteBanner(QWidget):
    """One banner at a time, above the columns; nothing on a draft."""

    acted = Signal(str)  # what was pressed, as the header names it

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 12, 20, 0)
        self._banner: Banner | None = None
        self._said: tuple[str, ...] = ()

    def show_sheet(self, sheet: QuoteSheet, *, missing: bool = False) -> None:
        """Shows what stands about this quote; with `missing` first what keeps it from being given."""
        wanted = self._missing(sheet) if missing and sheet.faults else self._words(sheet)
        if wanted == self._said:
            self.setVisible(bool(wanted))
            return
        self._said = wanted
        if self._banner is not None:
            self._banner.hide()
            self._banner.setObjectName("")
            self._banner.deleteLater()
            self._banner = None
        self.setVisible(bool(wanted))
        if wanted:
            kind, lead, detail, action, key = wanted
            self._banner = Banner(kind, lead, detail, self._theme, action, name="quote_banner")
            self._banner.acted.connect(lambda: self.acted.emit(key))
            self._column.addWidget(self._banner)
            self._banner.show()

    def _missing(self, sheet: QuoteSheet) -> tuple[str, ...]:
        """What is missing in an option stands in its column as well."""
        action = self.tr("Renew") if sheet.expired else ""
        return "warn", self.tr("This cannot be given yet."), " ".join(sheet.missing), action, "renew"

    def _words(self, sheet: QuoteSheet) -> tuple[str, ...]:
        quote = sheet.quote
        if quote.is_settled:
            return self._decided(sheet)
        if sheet.expired:
            detail = self.tr("The prices held until {0}.").format(said.long_day(quote.valid_until_on))
            return "warn", self.tr("This quote has expired."), detail, self.tr("Renew"), "renew"
        if quote.state == QuoteState.GIVEN:
            detail = self.tr("A change makes revision {0}.").format(quote.revision + 1)
            return "info", self.tr("The customer has seen this."), detail, "", ""
        if sheet.has_old_rates:
            lead = self.tr("Tax rates changed.")
            detail = self.tr("Some lines still have those from when this was begun.")
            return "warn", lead, detail, self.tr("Use today's rates"), "rates"
        if sheet.changes:
            number = change_words.count(sheet)
            detail = self.tr("1 thing differs.") if number == 1 else self.tr("{0} things differ.").format(number)
            lead = self.tr("Revision {0}, not seen yet.").format(quote.revision)
            return "info", lead, detail, self.tr("What changed"), "changes"
        return ()

    def _decided(self, sheet: QuoteSheet) -> tuple[str, ...]:
        quote = sheet.quote
        if quote.state == QuoteState.ACCEPTED:
            detail = self.tr("What was agreed stays as it is.")
            return "info", self.tr("%s said yes.") % quote.accepted_who, detail, self.tr("Open the job"), "job"
        went = win_back_words.went(quote.lost_to, quote.lost_price_minor, quote.currency)
        detail = f"{quote.lost_reason.rstrip('.')}. {went}".strip()
        return "info", self.tr("%s said no.") % sheet.customer, detail, "", ""
