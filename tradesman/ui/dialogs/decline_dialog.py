"""A kind no: why, who can help instead, and then the message that says so."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.partner import Partner
from tradesman.documents import drafts
from tradesman.services import deeds, overviews, partners
from tradesman.services.messages import Occasion
from tradesman.ui.desk import Desk
from tradesman.ui.parts import partner_words
from tradesman.ui.parts.partner_choice import Choice, PartnerChoice
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.switches import CheckField

WIDTH = 918


def _tr(text: str) -> str:
    return QCoreApplication.translate("decline", text)


def reasons() -> list[tuple[str, str]]:
    """Key and words of the reasons of one click: the five points of the fit."""
    return [
        ("area", _tr("Too far away")),
        ("work", _tr("Not my kind of work")),
        ("budget", _tr("The budget is too small")),
        ("decides", _tr("Nobody there can decide")),
        ("timing", _tr("Cannot be done in time")),
    ]


class DeclineDialog(Sheet):
    """Consent first: a partner gets the customer's details only after the tick."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        super().__init__(window, _tr("Decline kindly"), theme, width=theme.scaled(WIDTH), name="decline")
        self._desk, self._enquiry_id = desk, enquiry_id
        self._case = desk.ask(overviews.case, enquiry_id)
        self._greeting = self._case.customer.greet()
        self.reason = LineField(theme, name="reason")
        self._box = FieldBox(_tr("Why, in a few words"), self.reason, theme, _tr("It stays in your book."))
        nobody = Choice(_tr("Nobody, just say no"), _tr("No details are passed on"))
        offers = partner_words.offers(desk, self._case.enquiry.what, self._greeting)
        self._choices = [
            PartnerChoice(choice, theme, name=f"decline_choice_{number}")
            for number, choice in enumerate([nobody, *offers])
        ]
        self._fee = Label("", theme, "small", "ink_2", wrap=True, name="decline_fee")
        self._consent = CheckField(
            partner_words.consent(self._case.customer.name, photos=False), theme, name="decline_consent"
        )
        self._remind = Label(
            _tr("You are reminded to ask how it went, 2 weeks later."), theme, "small", "ink_2", wrap=True
        )
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedWidth(1)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s5"))
        columns.addLayout(self._built_left(), 5)
        columns.addWidget(line)
        columns.addLayout(self._built_right(), 8)
        self.body.addLayout(columns)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self._go = self.set_main("", "message-square")
        self._listen()
        self._choices[0].setChecked(True)

    # How it is made

    def _built_left(self) -> QVBoxLayout:
        theme, case = self._theme, self._case
        left = QVBoxLayout()
        left.setSpacing(theme.space("s2"))
        left.addWidget(Label(case.customer.name, theme, "strong", wrap=True, name="who"))
        left.addWidget(Label(case.enquiry.what, theme, "small", "ink_2", wrap=True, name="what"))
        left.addSpacing(theme.space("s2"))
        left.addWidget(self._box)
        chips = Flow(theme.space("s2"))
        for key, words in reasons():
            chip = Chip(words, theme, name=f"reason_{key}")
            chip.setCheckable(False)
            chip.clicked.connect(partial(self._on_reason, words))
            chips.addWidget(chip)
        left.addWidget(chips)
        left.addStretch(1)
        return left

    def _built_right(self) -> QVBoxLayout:
        theme = self._theme
        right = QVBoxLayout()
        right.setSpacing(theme.space("s2"))
        right.addWidget(Label(_tr("Who can help instead?"), theme, "small strong"))
        for widget in (*self._choices, self._fee, self._consent, self._remind):
            right.addWidget(widget)
        right.addStretch(1)
        return right

    def _listen(self) -> None:
        for choice in self._choices:
            choice.toggled.connect(self._show_choice)
        self._consent.changed.connect(self._show_choice)
        self.accepted.connect(self._on_accepted)

    # What it shows

    def _partner(self) -> Partner | None:
        return next((button.choice.partner for button in self._choices if button.isChecked()), None)

    def _openness(self, partner: Partner) -> str:
        """What the customer is told of what I earn."""
        customer_id = self._case.customer.id
        return self._desk.ask(drafts.recommendation, customer_id, "", partner.name)[1].text if partner.pays else ""

    def _show_choice(self) -> None:
        partner = self._partner()
        fee = self._openness(partner) if partner is not None else ""
        self._fee.setText(_tr("The message says it openly: “{0}”").format(fee))
        self._fee.setVisible(bool(fee))
        for widget in (self._consent, self._remind):
            widget.setVisible(partner is not None)
        self._go.setText(_tr("Decline and pass on") if partner is not None else _tr("Decline"))
        self._go.setEnabled(partner is None or self._consent.value())

    def _on_reason(self, words: str) -> None:
        self.reason.set_value(words)

    # The step, and what follows

    def _on_accepted(self) -> None:
        self.set_error("")
        partner, reason = self._partner(), self.reason.value()
        self._box.set_error("" if reason else _tr("This is needed."))
        if not reason:
            self.reason.setFocus()
            return
        done = self._desk.do(
            deeds.decline_kindly,
            self._enquiry_id,
            reason,
            partner_id=partner.id if partner is not None else None,
            consent=self._consent.value(),
            label=_tr("Enquiry declined"),
            on_error=self.set_error,
        )
        if done is None:
            return
        self.finish()
        self._write(partner)

    def _write(self, partner: Partner | None) -> None:
        """The message, ready to be read and sent; it names the partner and says what is earned."""
        from tradesman.ui import reach  # both know the sheets that lead here
        from tradesman.ui.dialogs.message_dialog import MessageDialog

        if not reach.can_write(self._case.customer):
            return
        place, customer_id = (self._window, self._desk, self._theme), self._case.customer.id
        if partner is None:
            MessageDialog(*place, customer_id, Occasion.DECLINE, subject_id=self._enquiry_id).open()
            return
        sent = self._desk.ask(partners.ledger, partner.id)
        referral_id = next(row.id for row in sent if row.customer_id == customer_id)
        MessageDialog(*place, customer_id, Occasion.DECLINE, subject_id=referral_id).open()
