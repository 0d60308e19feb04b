"""The header of a quote: what it is, how far it has come, and what can be done with it now."""

from PySide6.QtCore import QPoint, Signal

from tradesman.book.quote import QuoteState
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.parts.header_actions import HeaderActions
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.polish import set_look

_WIDE = 1040  # from here on the place of the work stands in the header
_STATES = {QuoteState.GIVEN: "good", QuoteState.ACCEPTED: "good", QuoteState.LOST: "neutral"}


class QuoteHeader(PageHeader):
    """Title, number, state and days; `asked` names what was pressed: pdf, give, present, accept, terms ..."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__("", theme, back=True)
        self._hides_margin = False
        self._sheet: QuoteSheet | None = None
        self._number = Badge("", "info", theme, name="quote_number")
        self._state = Badge("", "outline", theme, name="quote_state")
        self._tick = Picture("check", theme, "ink_2", 16)
        self._saved = Label(self.tr("Saved"), theme, "small", "ink_2", name="quote_saved")
        for badge in (self._number, self._state, self._tick, self._saved):
            self.add_badge(badge)
        made = (
            ("pdf", self.tr("PDF"), "file-down", "plain"),
            ("lose", self.tr("Lost"), "thumbs-down", "plain"),
            ("give", self.tr("Send"), "send", "plain"),
            ("present", self.tr("Present"), "presentation", "primary"),
            ("accept", self.tr("Accept"), "check", "primary"),
            ("renew", self.tr("Renew"), "rotate-ccw", "primary"),
            ("job", self.tr("Open the job"), "hammer", "primary"),
        )
        self._buttons = {key: Button(label, theme, role, icon, name=f"quote_{key}") for key, label, icon, role in made}
        for key, button in self._buttons.items():
            button.hide()  # until it is known which are meant, they must not make the window wider
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
        self._more = IconButton("ellipsis", self.tr("More for this quote"), theme, name="quote_more")
        self._more.clicked.connect(self._on_more_clicked)
        self._actions_row = HeaderActions(list(self._buttons.values()), theme)
        self.add_action(self._actions_row)
        self.add_action(self._more)

    def show_sheet(self, sheet: QuoteSheet, *, hides_margin: bool) -> None:
        """Shows a quote; the menu says whether what is kept of it is hidden."""
        self._sheet, self._hides_margin = sheet, hides_margin
        quote, state = sheet.quote, sheet.quote.state
        self.set_title(quote.title)
        self.fit_sub()
        number = self.tr("Quote %s") % quote.number
        revised = self.tr("{0}, revision {1}").format(number, quote.revision)
        self._number.set_state(number if quote.revision == 1 else revised, "info")
        draft = state == QuoteState.DRAFT
        self._state.setVisible(not draft or sheet.expired)
        for part in (self._tick, self._saved):
            part.setVisible(draft)
        if sheet.expired:
            self._state.set_state(self.tr("Expired"), "warn", "hourglass")
        elif not draft:
            self._state.set_state(words.words(state), _STATES[state], "" if state == QuoteState.LOST else "check")
        self._show_buttons(sheet)

    def fit_sub(self) -> None:
        """In little room the days matter more than the place."""
        if self._sheet is not None:
            self.set_sub(self._days(self._sheet, wide=self.width() >= self._theme.scaled(_WIDE)))

    def show_gone(self, sentence: str) -> None:
        """Says that there is no such quote."""
        self._sheet = None
        self.set_title(self.tr("Quote"))
        self.set_sub(sentence)
        for widget in (*self._buttons.values(), self._number, self._state, self._tick, self._saved, self._more):
            widget.hide()

    def _show_buttons(self, sheet: QuoteSheet) -> None:
        quote, state = sheet.quote, sheet.quote.state
        given, draft = state == QuoteState.GIVEN, state == QuoteState.DRAFT
        fresh = draft and not sheet.expired
        seen = {
            "pdf": bool(quote.options),
            "lose": given or (draft and bool(quote.given)),
            "give": draft,
            "present": draft or (given and not sheet.expired),
            "accept": sheet.can_say_yes,
            "renew": sheet.expired,
            "job": sheet.job_id is not None,
        }
        set_look(self._buttons["present"], "role", "primary" if fresh else "plain")
        set_look(self._buttons["accept"], "role", "plain" if draft else "primary")
        for key, button in self._buttons.items():
            button.setVisible(seen[key])
        self._number.show()
        self._more.show()

    def _days(self, sheet: QuoteSheet, *, wide: bool) -> str:
        quote = sheet.quote
        who = f"{sheet.customer}, {sheet.place}" if sheet.place and wide else sheet.customer
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

    def _on_more_clicked(self) -> None:
        if self._sheet is not None:
            menu = self._built_menu(self._sheet)
            left = self._more.width() - menu.sizeHint().width()
            menu.popup(self._more.mapToGlobal(QPoint(left, self._more.height())))

    def _built_menu(self, sheet: QuoteSheet) -> Menu:
        menu = Menu(self._theme, self, words=self.tr("More for this quote"))
        menu.setObjectName("quote_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        open_, some = not sheet.quote.is_settled, bool(sheet.quote.options)
        hidden = self._hides_margin
        margin = self.tr("Show what you keep") if hidden else self.tr("Hide what you keep")
        made = (
            ("terms", self.tr("Title, days and terms"), "sliders-horizontal", open_),
            ("rehearse", self.tr("Rehearse"), "eye", some and open_),
            ("rivals", self.tr("Other bids"), "users", True),
            ("changes", self.tr("What changed"), "list", bool(sheet.changes)),
            ("template", self.tr("Start from a template"), "copy", True),
            ("duplicate", self.tr("Copy to a new quote"), "repeat-2", some),
            ("keep", self.tr("Keep as a template"), "file-plus", some),
            ("margin", margin, "eye" if hidden else "eye-off", True),
            ("customer", self.tr("Open the customer"), "user", True),
        )
        for key, label, icon, meant in made:
            if meant:
                chosen = menu.add_choice(label, icon, name=f"quote_menu_{key}")
                chosen.triggered.connect(lambda _on=False, key=key: self.asked.emit(key))
        return menu
