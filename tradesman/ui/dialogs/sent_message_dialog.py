"""A message that was sent, as it was sent."""

from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import messages
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
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
        super().__init__(window, self.tr("Message sent"), theme, name="sent_message")
        at = message.sent_at.astimezone(desk.zone())
        when = f"{say.capital(say.day(at.date(), desk.today()))} {say.clock(at)}"
        how = ", ".join(part for part in (when, words(message.way), message.to) if part)
        self.body.addWidget(Label(customer, theme, "strong", wrap=True, name="who"))
        self.body.addWidget(Label(how, theme, "small", "ink_2", wrap=True, name="how"))
        if message.subject:
            self.body.addWidget(Label(message.subject, theme, "section", wrap=True, name="subject"))
        self._words = TextField(theme, lines=10, name="words")
        self._words.setReadOnly(True)
        self._words.set_value(message.words)
        self.body.addWidget(FieldBox(self.tr("Words"), self._words, theme))
        self._told = Label("", theme, "small", "ink_2", name="told")
        self.add_left(self._told)
        self.set_main(self.tr("Copy"), "copy")
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        QGuiApplication.clipboard().setText(self._words.value())
        self._told.setText(self.tr("The words are copied."))
