"""A message that was sent, as it was sent."""

from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.outbox import MailState
from tradesman.services import answers_sent, mailing, messages
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.answer_sent_rows import AnswerSentRows
from tradesman.ui.parts.attachments import readable
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import words


class SentMessageDialog(Sheet):
    """To whom, when, by which way, and the words; they can be copied and not changed."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, message_id: UUID) -> None:
        message, customer = desk.ask(messages.sent, message_id)
        sent = desk.ask(mailing.state, message_id)
        title = self.tr("Message sent") if sent in (None, MailState.SENT) else self.tr("Message")
        super().__init__(window, title, theme, name="sent_message")
        at = message.sent_at.astimezone(desk.zone())
        when = f"{say.capital(say.day(at.date(), desk.today()))} {say.clock(at)}"
        how = ", ".join(part for part in (when, words(message.way), message.to) if part)
        self.body.addWidget(Label(customer, theme, "strong", wrap=True, name="who"))
        self.body.addWidget(Label(how, theme, "small", "ink_2", wrap=True, name="how"))
        if message.attachments:
            files = self.tr("With {0}").format(", ".join(readable(message.attachments)))
            self.body.addWidget(Label(files, theme, "small", "ink_2", wrap=True, name="files"))
        if sent not in (None, MailState.SENT):
            not_sent = self.tr("{0}. The outbox has it.").format(words(sent))
            perhaps = desk.ask(mailing.may_have_arrived, message_id)
            taken_back = (
                self.tr("Taken back; it may have arrived.") if perhaps else self.tr("Taken back. It was not sent.")
            )
            said = taken_back if sent == MailState.TAKEN_BACK else not_sent
            self.body.addWidget(Label(said, theme, "small strong", "warn", wrap=True, name="mail_state"))
        if message.subject:
            self.body.addWidget(Label(message.subject, theme, "section", wrap=True, name="subject"))
        self._words = TextField(theme, lines=10, name="words")
        self._words.setReadOnly(True)
        self._words.set_value(message.words)
        self.body.addWidget(FieldBox(self.tr("Words"), self._words, theme))
        if sent in (None, MailState.SENT) and (rows := desk.ask(answers_sent.of_message, message_id)):
            answered = AnswerSentRows(desk, theme, lambda row: row.question)
            answered.show_rows(rows)
            self.body.addWidget(Label(self.tr("Answers in it"), theme, "small strong"))
            self.body.addWidget(answered)
        self._told = Label("", theme, "small", "ink_2", name="told")
        self.add_left(self._told)
        self.set_main(self.tr("Copy"), "copy")
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        QGuiApplication.clipboard().setText(self._words.value())
        self._told.setText(self.tr("The words are copied."))
