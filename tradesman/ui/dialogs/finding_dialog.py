"""Something noticed: said in plain words, then passed on to somebody who can help, or put into a quote."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.finding import HowSoon
from tradesman.documents import drafts
from tradesman.services import job_sheets, partners
from tradesman.services.job_sheets import FindingRow, JobSheet
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.parts.partner_choice import Choice, PartnerChoice, terms
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.switches import CheckField

_MOST = 3  # partners that are offered


def _tr(text: str) -> str:
    return QCoreApplication.translate("FindingDialog", text)


def _fields(customer: str) -> list[Field]:
    return [
        Field("what", _tr("What did you see?"), required=True),
        Field("plain_words", _tr("In plain words, for {0}").format(customer), "text"),
        Field("how_soon", _tr("How soon?"), "segment", choices=tuple(words.choices(HowSoon))),
    ]


class FindingDialog(Sheet):
    """Consent first: a partner gets the customer's details only after the tick."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        sheet: JobSheet,
        row: FindingRow,
        quote_opened: Callable[[Any], object],
    ) -> None:
        super().__init__(window, _tr("Something you noticed"), theme, width=theme.scaled(918), name="finding")
        self._desk, self._sheet, self._finding = desk, sheet, row.finding
        self._theme_of_rows, self._quote_opened = theme, quote_opened
        self._form = Form(_fields(sheet.first_name), theme, today=desk.today)
        kept = {key: getattr(row.finding, key) for key in ("what", "plain_words")}
        self._form.set_values(kept | {"how_soon": row.finding.how_soon.value})
        about = Label(f"{sheet.customer}, {sheet.job.title}", theme, "small", "ink_2")
        self.header.insertWidget(1, about)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s6"))
        columns.addLayout(self._build_left(), 5)
        columns.addWidget(_line())
        columns.addLayout(self._build_right(), 8)
        self.body.addLayout(columns)
        self._build_foot()
        self._form.changed.connect(self._write_message)
        self._on_choice()
        self.open()

    # How it is made

    def _build_left(self) -> QVBoxLayout:
        theme = self._theme_of_rows
        own = Button(_tr("Add it to a quote instead"), theme, "plain", "file-plus", compact=True, name="finding_quote")
        own.clicked.connect(self._on_quote)
        left = QVBoxLayout()
        left.setSpacing(theme.space("s3"))
        left.addWidget(self._form)
        left.addWidget(Label(_tr("Could you do it yourself?"), theme, "small", "ink_2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(own)
        row.addStretch(1)
        left.addLayout(row)
        left.addStretch(1)
        return left

    def _build_right(self) -> QVBoxLayout:
        theme, customer = self._theme_of_rows, self._sheet.first_name
        right = QVBoxLayout()
        right.setSpacing(theme.space("s2"))
        right.addWidget(Label(_tr("Who can help?"), theme, "small strong"))
        self._choices = [
            PartnerChoice(choice, theme, name=f"finding_choice_{number}")
            for number, choice in enumerate(self._offers())
        ]
        for choice in self._choices:
            choice.toggled.connect(self._on_choice)
            right.addWidget(choice)
        self._choices[0].setChecked(True)
        self._message = TextField(theme, lines=4, name="finding_message")
        right.addSpacing(theme.space("s1"))
        right.addWidget(FieldBox(_tr("Message to {0}").format(customer), self._message, theme))
        self._fee = Label("", theme, "small", "ink_2", wrap=True, name="finding_fee")
        right.addWidget(self._fee)
        self._consent = CheckField(
            _tr("{0} agreed that I pass on name and number").format(customer), theme, name="finding_consent"
        )
        self._consent.changed.connect(self._on_consent)
        self._remind = Label(
            _tr("You are reminded to ask how it went, 2 weeks later."), theme, "small", "ink_2", wrap=True
        )
        right.addWidget(self._consent)
        right.addWidget(self._remind)
        right.addStretch(1)
        return right

    def _build_foot(self) -> None:
        theme = self._theme_of_rows
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        copy = Button(_tr("Copy the message"), theme, "quiet", "copy", name="finding_copy")
        copy.clicked.connect(self._on_copy)
        self.add_left(cancel)
        self.add_left(copy)
        self.add_button(_tr("Save finding only"), name="finding_save").clicked.connect(self._on_save)
        self._go = self.set_main("", "heart-handshake")
        self.accepted.connect(self._on_accepted)

    def _offers(self) -> list[Choice]:
        currency, customer = self._sheet.currency, self._sheet.first_name
        about = f"{self._finding.what} {self._finding.plain_words}"
        offers = []
        for row in self._desk.ask(partners.suggested, about)[:_MOST]:
            partner = row.partner
            fared = (
                _tr("{0} of {1} customers happy").format(row.happy, row.asked) if row.asked else _tr("not asked yet")
            )
            saves = terms(partner.discount_minor, partner.discount_bp, currency, off=True)
            bonus = terms(partner.bonus_minor, partner.bonus_bp, currency)
            whom = _tr("for {0}").format(customer)
            offers.append(Choice(partner.name, f"{partner.trades}, {fared}", partner, saves, whom, bonus))
        later = _tr("It stays on record, and you are reminded to ask again")
        return [*offers, Choice(_tr("Not now, just tell {0}").format(customer), later)]

    # What it shows

    def _chosen(self) -> Choice:
        return next(button.choice for button in self._choices if button.isChecked())

    def _on_choice(self, _on: bool = True) -> None:
        if not hasattr(self, "_go") or not any(button.isChecked() for button in self._choices):
            return
        choice = self._chosen()
        partner = choice.partner
        self._consent.setVisible(partner is not None)
        self._remind.setVisible(partner is not None)
        name = partner.name if partner is not None else ""
        self._go.setText(_tr("Recommend {0}").format(name) if name else _tr("Tell {0}").format(self._sheet.first_name))
        self._go.set_icon("heart-handshake" if name else "message-square")
        self._fee.setVisible(partner is not None and partner.pays)
        self._write_message()
        self._on_consent()

    def _on_consent(self) -> None:
        self._go.setEnabled(self._chosen().partner is None or self._consent.value())

    def _write_message(self) -> None:
        choice, values = self._chosen(), self._form.values()
        partner, seen = choice.partner, values["plain_words"] or values["what"]
        told = (self._sheet.first_name, seen, partner.name if partner is not None else "", choice.saves)
        message, openness = self._desk.ask(drafts.recommendation, *told)
        self._message.set_value(message)
        self._fee.setText(openness if partner is not None and partner.pays else "")

    def _fields_now(self) -> dict[str, Any]:
        values = self._form.values()
        return values | {"how_soon": HowSoon(values["how_soon"])}

    # Steps

    def _do(self, deed: Callable[..., Any], *args: Any, label: str, **rest: Any) -> Any:
        if not self._form.check():
            return None
        fields = self._fields_now()
        done = self._desk.do(deed, self._finding.id, *args, label=label, on_error=self.set_error, **rest, **fields)
        if done is not None:
            self.finish()
        return done

    def _on_accepted(self) -> None:
        partner = self._chosen().partner
        if partner is None:
            self._do(job_sheets.tell, label=_tr("{0} was told").format(self._sheet.first_name))
        elif self._consent.value():
            label = _tr("{0} recommended").format(partner.name)
            self._do(job_sheets.recommend, partner.id, label=label, consent=True)

    def _on_save(self) -> None:
        self._do(job_sheets.describe_finding, label=_tr("Finding kept"))

    def _on_quote(self) -> None:
        quote = self._do(job_sheets.quote_instead, label=_tr("Quote begun"))
        if quote is not None:
            self._quote_opened(quote)

    def _on_copy(self) -> None:
        words_now = f"{self._message.value()} {self._fee.text()}".strip()
        QGuiApplication.clipboard().setText(words_now)
        self._remind.setText(_tr("The message is on the clipboard."))
        self._remind.show()


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "separator")
    line.setFixedWidth(1)
    return line
