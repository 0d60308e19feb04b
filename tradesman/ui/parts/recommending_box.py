"""Who can help with something noticed: the partners, the message, and the yes without which nothing leaves."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.finding import HowSoon
from tradesman.documents import drafts
from tradesman.services import finding_sheets, partners
from tradesman.services.finding_sheets import Seen
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts import partner_words
from tradesman.ui.parts.marked_text import MarkedText
from tradesman.ui.parts.partner_choice import Choice, PartnerChoice
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.switches import CheckField

OFFERED = 2  # partners at once; all others are shown when they are asked for


def _tr(text: str) -> str:
    return QCoreApplication.translate("FindingDialog", text)


class RecommendingBox(QWidget):
    """What the owner earns stands in a line of its own: it can be reworded, and not left out."""

    changed = Signal()
    quote_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme, customer_id: UUID, customer: str, about: str) -> None:
        super().__init__()
        self._desk, self._theme, self._customer_id, self._customer = desk, theme, customer_id, customer
        self._about = about
        self._seen: tuple[str, HowSoon, date | None] = ("", HowSoon.SOON, None)
        self._written = ""  # the message as it was filled in; another one is the owner's own
        self._offered: list[Choice] = []
        self._choices: list[PartnerChoice] = []
        self._picked = False  # whether somebody was chosen by hand; then nobody else comes forward
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space("s2"))
        self._all = Button("", theme, "quiet", compact=True, name="finding_all_partners")
        self._own = self._built_own()
        self._message = MarkedText(theme, lines=4, name="finding_message")
        self._fee = LineField(theme, name="finding_fee")
        self._consent = CheckField(partner_words.consent(customer), theme, name="finding_consent")
        self._asked = Label("", theme, "caption", "ink_2", name="finding_asked")
        self._remind = CheckField(
            _tr("Remind me to ask {0} how it went").format(customer), theme, name="finding_remind"
        )
        self._day = Label("", theme, "caption", "ink_2", name="finding_remind_day")
        self._warning = Label("", theme, "small", "warn", wrap=True, name="finding_warning")
        self._why = Label("", theme, "small", "ink_2", wrap=True, name="finding_why")
        self._build()
        self._listen()
        self._offer()

    # What the sheet asks

    def choice(self) -> Choice:
        """Who is chosen; without a partner, nobody for now."""
        return next((button.choice for button in self._choices if button.isChecked()), self._offered[-1])

    def agreed(self) -> bool:
        """Whether the customer agreed that the details are passed on."""
        return self._consent.value()

    def asks_after(self) -> bool:
        """Whether it is asked later how the partner did."""
        return self._remind.value()

    def lacks(self) -> str:
        """Why nobody can be recommended yet, in a sentence; empty when nothing is in the way."""
        partner = self.choice().partner
        if partner is None:
            return ""
        if partner.pays and not self._fee.value():
            return _tr("{0} is told that {1} pays you. Reword it; it cannot be left out.").format(
                self._customer, partner.name
            )
        if not self._consent.value():
            return _tr("Ask first: nothing goes to {0} before {1} agrees, and you tick it.").format(
                partner.name, self._customer
            )
        return ""

    def show_seen(self, seen: Seen) -> None:
        """Writes the message anew, unless its words are the owner's own, and offers whom what is said names."""
        self._seen = (seen.plain_words or seen.what, seen.how_soon, seen.by_on)
        self._about = f"{seen.what} {seen.plain_words}"
        self._own.setVisible(self._desk.ask(finding_sheets.is_own_trade, self._about))
        if not self._picked:
            self._offer()
        if self._message.value() == self._written:
            self._write()

    def message(self) -> tuple[str, str] | None:
        """The message, and what says who pays; None as long as that is left out."""
        if self._lacks_fee():
            self._fee.setFocus()
            return None
        return self._message.value(), self._fee.value() if self._fee_box.isVisibleTo(self) else ""

    def draft(self) -> dict[str, Any]:
        """What is kept when the sheet is left; not the yes, which is of its day."""
        own = self._message.value() != self._written
        return {
            "partner": _key(self.choice()),
            "message": self._message.value() if own else "",
            "fee": self._fee.value(),
            "remind": self._remind.value(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        """Brings back what was kept; a partner who is not offered any more is left out."""
        wanted = kept["partner"]
        if wanted not in [_key(choice) for choice in self._offered]:
            self._offer(most=None)
        self._picked = True
        for button in self._choices:
            button.setChecked(button.isChecked() or _key(button.choice) == wanted)
        if kept["message"]:
            self._message.set_value(kept["message"])
        if kept["fee"] and self._fee_box.isVisibleTo(self):
            self._fee.set_value(kept["fee"])
        self._remind.set_value(kept["remind"])

    # How it is made

    def _built_own(self) -> QFrame:
        """What stands above every partner where the words name the owner's own trade."""
        frame = QFrame()
        frame.setProperty("banner", "info")
        quote = Button(
            _tr("Add it to a quote"), self._theme, icon="file-plus", compact=True, name="finding_quote_first"
        )
        quote.clicked.connect(self.quote_asked)
        row = QHBoxLayout(frame)
        row.setContentsMargins(15, 3, 8, 3)
        row.addWidget(Label(_tr("This sounds like your own trade."), self._theme, "small strong", wrap=True), 1)
        row.addWidget(quote)
        frame.hide()
        return frame

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s2"))
        column.addWidget(self._own)
        head = QHBoxLayout()
        head.addWidget(Label(_tr("Who can help?"), theme, "small strong"))
        head.addStretch(1)
        head.addWidget(self._all)
        column.addLayout(head)
        column.addLayout(self._list)
        column.addWidget(self._warning)
        column.addSpacing(theme.space("s1"))
        column.addWidget(FieldBox(_tr("Message to {0}").format(self._customer), self._message, theme))
        self._fee_box = FieldBox(_tr("And openly, what you earn"), self._fee, theme)
        column.addWidget(self._fee_box)
        for tick, beside in ((self._consent, self._asked), (self._remind, self._day)):
            row = QHBoxLayout()
            row.setSpacing(theme.space("s3"))
            row.addWidget(tick, 1)
            row.addWidget(beside)
            column.addLayout(row)
        column.addWidget(self._why)
        column.addStretch(1)
        day = self._desk.ask(partners.asks_after_on)
        self._can_remind = day is not None
        self._remind.set_value(self._can_remind)
        self._day.setText(say.day(day, self._desk.today()) if day is not None else "")

    def _listen(self) -> None:
        self._all.clicked.connect(self._on_all)
        for field in (self._message, self._fee, self._consent, self._remind):
            field.changed.connect(self._on_changed)

    # What it shows

    def _offer(self, most: int | None = OFFERED) -> None:
        """Offers the partners, the best first; nobody is chosen beforehand whose trade the words do not name."""
        every = partner_words.offers(self._desk, self._about, self._customer, None)
        later = _tr("It stays on record, and you are reminded to ask again")
        shown = every[: len(every) if self._picked else most]
        offered = [*shown, Choice(_tr("Not now, just tell {0}").format(self._customer), later)]
        self._all.setText(_tr("Show all {0} partners").format(len(every)))
        self._all.setVisible(len(every) > len(shown))
        if offered == self._offered:
            return
        best = offered[0] if offered[0].named else offered[-1]
        chosen = _key(self.choice() if self._picked else best)
        for old in self._choices:
            old.setAutoExclusive(False)
            old.hide()
            old.deleteLater()
        self._offered = offered
        self._choices = [
            PartnerChoice(offer, self._theme, name=f"finding_choice_{number}") for number, offer in enumerate(offered)
        ]
        for button in self._choices:
            self._list.addWidget(button)
            button.show()  # at once: a layout that is seen already would do so a moment later
            button.setChecked(_key(button.choice) == chosen)
            button.toggled.connect(self._on_choice)
            button.clicked.connect(self._on_picked)
        self._on_choice()

    def _on_all(self) -> None:
        self._picked = True
        self._offer()

    def _on_picked(self) -> None:
        self._picked = True

    def _on_choice(self, on: bool = True) -> None:
        if not on:
            return
        partner = self.choice().partner
        for widget in (self._consent, self._asked, self._why):
            widget.setVisible(partner is not None)
        for widget in (self._remind, self._day):
            widget.setVisible(partner is not None and self._can_remind)
        self._fee_box.setVisible(partner is not None and partner.pays)
        warning = partner_words.unlawful(partner) if partner is not None else ""
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self._write()  # what was written for somebody else comes back with Ctrl+Z in the field
        self._on_changed()

    def _write(self) -> None:
        choice, (seen, how_soon, by_on) = self.choice(), self._seen
        partner = choice.partner
        told = (self._customer_id, seen, partner.name if partner is not None else "", choice.saves)
        soon: Any = {"at_once": how_soon == HowSoon.NOW, "by_on": by_on}
        message, openness = self._desk.ask(drafts.recommendation, *told, **soon)
        with QSignalBlocker(self._message), QSignalBlocker(self._fee):
            self._message.show_filled(message)
            self._fee.set_value(openness.text if partner is not None and partner.pays else "")
        self._written = self._message.value()

    def _on_changed(self) -> None:
        self._asked.setText(_tr("asked {0}").format(say.month_day(self._desk.today())) if self.agreed() else "")
        why = self.lacks()
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.changed.emit()

    def _lacks_fee(self) -> bool:
        partner = self.choice().partner
        return partner is not None and partner.pays and not self._fee.value()


def _key(choice: Choice) -> str:
    """Whom a choice means, in a draft; empty for nobody."""
    return str(choice.partner.id) if choice.partner is not None else ""
