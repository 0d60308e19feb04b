"""A bonus is late: a friendly word to the partner, by e-mail, as a text or copied, and noted when a person sent it."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.partner import Partner
from tradesman.documents import drafts, message_days
from tradesman.services import businesses, partners
from tradesman.services.partners import LedgerRow
from tradesman.ui import format as say
from tradesman.ui import links
from tradesman.ui.desk import Desk
from tradesman.ui.parts.marked_text import MarkedText
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

WIDTH = 780


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemindPartnerDialog", text)


class RemindPartnerDialog(Sheet):
    """The words come from the library; nothing is sent from here by itself."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: LedgerRow, currency: str) -> None:
        title = _tr("Remind {0}").format(row.partner)
        super().__init__(window, title, theme, width=theme.scaled(WIDTH), name="remind_partner")
        self._desk, self._row = desk, row
        self._partner: Partner = desk.ask(partners.of_referral, row.id)
        self._business = desk.ask(businesses.current)
        subject, words = desk.ask(drafts.reminder, partial(self._values, currency))
        self.subject = LineField(theme, name="subject")
        self.words = MarkedText(theme, lines=9, name="words")
        self.subject.set_value(subject.text)
        self.words.show_filled(words)
        self._told = Label(self._before(), theme, "small", "ink_2", wrap=True, name="told")
        self.body.addWidget(FieldBox(_tr("Subject"), self.subject, theme))
        self.body.addWidget(FieldBox(_tr("Words"), self.words, theme))
        self.body.addWidget(self._told)
        self._build_foot()
        self.open()

    def _build_foot(self) -> None:
        cancel = Button(_tr("Cancel"), self._theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        copy = self.add_button(_tr("Copy"), icon="copy", name="copy")
        text = self.add_button(_tr("Open as text message"), icon="message-square", name="text")
        mail = self.add_button(_tr("Open in mail"), icon="mail", name="mail")
        text.setVisible(bool(self._partner.phone))
        mail.setVisible(bool(self._partner.email))
        self.set_main(_tr("Mark as reminded"), "check")
        copy.clicked.connect(self._on_copy)
        text.clicked.connect(self._on_text)
        mail.clicked.connect(self._on_mail)
        self.accepted.connect(self._on_accepted)

    def _values(self, currency: str, language: str) -> dict[str, str]:
        row, partner, business = self._row, self._partner, self._business
        return {
            "contact": partner.contact or partner.name,
            "partner": partner.name,
            "customer": row.customer,
            "what": drafts.titled(row.what),
            "bonus": say.short_money(row.bonus_minor or 0, currency),
            "done_on": message_days.long(row.due_on, language),
            "sender": business.owner or business.name,
            "business": business.name,
            "phone": business.phone,
            "email": business.email,
        }

    def _before(self) -> str:
        """Whether it was said before, so that nobody is pressed."""
        at = self._row.reminded_at
        if at is None:
            return _tr("Nothing is sent from here by itself.")
        day = at.astimezone(self._desk.zone()).date()
        return _tr("You reminded them {0}.").format(say.day(day, self._desk.today()))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.value())
        self._told.setText(_tr("The words are copied. Paste them where you write to them, then mark it as reminded."))

    def _on_text(self) -> None:
        self._tell(opened=links.open_text(self._partner.phone, self.words.value(), self._business.country))

    def _on_mail(self) -> None:
        self._tell(opened=links.open_mail(self._partner.email, self.subject.value(), self.words.value()))

    def _tell(self, *, opened: bool) -> None:
        done = _tr("The message is open. Send it there, then mark it as reminded.")
        self._told.setText(
            done
            if opened
            else _tr("No program on this computer takes it, or it is too long for a link. Copy the words instead.")
        )

    def _on_accepted(self) -> None:
        label = _tr("{0} reminded").format(self._row.partner)
        if self._desk.do(partners.remind, self._row.id, label=label, on_error=self.set_error) is not None:
            self.finish()
