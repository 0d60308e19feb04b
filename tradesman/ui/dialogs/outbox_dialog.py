"""The outbox: every e-mail that is not sent, why, and what can be done about it. Nothing goes by itself."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.outbox import MailState
from tradesman.services import mailing
from tradesman.services.mailing import OutboxRow
from tradesman.ui import format as say
from tradesman.ui import mail_sending
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs import outbox_question_dialog as asking
from tradesman.ui.dialogs.sent_message_dialog import SentMessageDialog
from tradesman.ui.parts.attachments import readable
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import words

WIDTH = 720
_KINDS = {MailState.WAITING: "warn", MailState.SENDING: "info", MailState.UNSURE: "danger", MailState.REFUSED: "danger"}
_REFRESHED_BY = frozenset(
    {
        *("outgoing_mail", "message", "customer", "follow_up", "complaint", "business"),
        *("visit", "enquiry", "quote", "job", "finding", "referral", "win_back"),
    }
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("outbox", text)


class OutboxDialog(Sheet):
    """One card for each e-mail, the oldest first; it follows what becomes of them while it is open."""

    page_asked = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window, _tr("Outbox"), theme, width=theme.scaled(WIDTH), name="outbox")
        self._desk = desk
        self._rows: list[OutboxRow] = []
        self._list = QWidget()
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        self._all = self.add_button(_tr("Send all that wait"), icon="send", name="send_all")
        self._all.clicked.connect(self._on_all)
        self.set_main(_tr("Close"))
        self.accepted.connect(self.finish)
        desk.changed.connect(self._on_changed)
        mail_sending.settle_not_noted(desk)
        self._show_rows()

    # What it shows

    def _show_rows(self) -> None:
        self._rows = self._desk.ask(mailing.rows)
        old, self._list = self._list, QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space("s3"))
        for number, row in enumerate(self._rows):
            column.addWidget(self._card(number, row))
        if not self._rows:
            none = _tr("Every e-mail is sent. What you send while you are offline waits here until you send it.")
            column.addWidget(Label(none, self._theme, "body", "ink_2", wrap=True, name="outbox_none"))
        self._all.setVisible(len(self._waiting()) > 1)
        self.body.replaceWidget(old, self._list)
        self._list.show()
        old.hide()
        old.deleteLater()

    def _waiting(self) -> list[UUID]:
        return [row.id for row in self._rows if row.may_go_unread]

    def _card(self, number: int, row: OutboxRow) -> Card:
        theme = self._theme
        card = Card(theme, padding=12, name=f"mail_{number}")
        card.setAccessibleName(_tr("E-mail to {0}").format(row.customer))
        head = QHBoxLayout()
        head.setSpacing(theme.space("s2"))
        head.addWidget(Label(row.customer, theme, "strong", wrap=True, name=f"mail_who_{number}"), 1)
        head.addWidget(Badge(words(row.state), _KINDS[row.state], theme, name=f"mail_state_{number}"))
        card.body.addLayout(head)
        what = ", ".join(part for part in (row.to, row.subject) if part)
        card.body.addWidget(Label(what, theme, "body", wrap=True, name=f"mail_what_{number}"))
        card.body.addWidget(Label(self._told(row), theme, "small", "ink_2", wrap=True, name=f"mail_told_{number}"))
        if row.barred or row.fault:
            tone = "danger" if _KINDS[row.state] == "danger" else "warn"
            fault = Label(row.barred or row.fault, theme, "small", tone, wrap=True, name=f"mail_fault_{number}")
            card.body.addWidget(fault)
        if row.doubt:
            said = _tr("{0} Read it before you send it.").format(asking.doubted(row))
            card.body.addWidget(Label(said, theme, "small", "warn", wrap=True, name=f"mail_doubt_{number}"))
        buttons = Flow(theme.space("s2"))
        for button in self._buttons(number, row):
            buttons.addWidget(button)
        card.body.addWidget(buttons)
        return card

    def _told(self, row: OutboxRow) -> str:
        written = _tr("Written {0}").format(self._moment(row.queued_at))
        tried = _tr("tried {0}").format(self._moment(row.tried_at)) if row.tried_at is not None else ""
        files = _tr("with {0}").format(", ".join(readable(row.files))) if row.files else ""
        return ", ".join(part for part in (written, tried, files) if part)

    def _moment(self, at: Any) -> str:
        return say.moment(at.astimezone(self._desk.zone()), self._desk.today())

    def _buttons(self, number: int, row: OutboxRow) -> list[Button]:
        send, icon = (_tr("Try again"), "rotate-ccw") if row.tried_at is not None else (_tr("Send now"), "send")
        offered: list[tuple[str, str, str, Callable[[OutboxRow], object]]] = []
        if row.state == MailState.UNSURE:
            offered.append(("arrived", _tr("It arrived"), "check", self._on_arrived))
            send = _tr("Send again")
        if row.state != MailState.SENDING:
            offered.append(("send", send, icon, self._on_send))
            offered.append(("take_back", _tr("Take back"), "undo-2", self._on_take_back))
        offered.append(("read", _tr("Read"), "eye", self._on_read))
        offered.append(("customer", _tr("Open customer"), "user", self._on_customer))
        made = []
        for name, said, picture, slot in offered:
            button = Button(said, self._theme, icon=picture, compact=True, name=f"mail_{name}_{number}")
            button.setAccessibleName(f"{said}: {row.customer}")
            button.setEnabled(name != "send" or not row.barred)
            button.clicked.connect(partial(slot, row))
            made.append(button)
        return made

    def _on_changed(self, entities: frozenset[str]) -> None:
        if not entities & _REFRESHED_BY:
            return
        focused: QWidget | None = self._window.focusWidget()
        within = focused is not None and self._list.isAncestorOf(focused)
        name = focused.objectName() if focused is not None and within else ""
        self._show_rows()
        if within:
            again = self._list.findChild(Button, name) or next(iter(self._list.findChildren(Button)), self._main)
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def _on_send(self, row: OutboxRow) -> None:
        if row.state == MailState.UNSURE or row.doubt:
            ask = asking.send_again if row.state == MailState.UNSURE else asking.send_doubtful
            sheet = ask(self._window, self._theme, row)
            sheet.agreed.connect(partial(self._go, row))
            sheet.open()
        else:
            self._go(row)

    def _go(self, row: OutboxRow) -> None:
        if row.state == MailState.WAITING or self._do(mailing.wait_again, row, _tr("E-mail waits again")):
            self._send([row.id])

    def _on_all(self) -> None:
        self._show_rows()  # a day may have passed since
        self._send(self._waiting())

    def _send(self, mail_ids: list[UUID]) -> None:
        mail_sending.send(self._window, self._desk, self._theme, mail_ids)

    def _on_arrived(self, row: OutboxRow) -> None:
        self._do(mailing.sent, row, _tr("E-mail noted as sent"))

    def _on_take_back(self, row: OutboxRow) -> None:
        if row.state != MailState.UNSURE:
            self._take_back(row)
            return
        sheet = asking.take_back_unsure(self._window, self._theme, row)
        sheet.agreed.connect(partial(self._take_back, row))
        sheet.open()

    def _on_read(self, row: OutboxRow) -> None:
        SentMessageDialog(self._window, self._desk, self._theme, row.message_id).open()

    def _take_back(self, row: OutboxRow) -> None:
        self._do(mailing.take_back, row, _tr("E-mail taken back"))

    def _do(self, deed: Callable[..., Any], row: OutboxRow, label: str) -> bool:
        self.set_error("")
        faults: list[str] = []
        self._desk.do(deed, row.id, label=label, on_error=faults.append)
        self.set_error(" ".join(faults))
        return not faults

    def _on_customer(self, row: OutboxRow) -> None:
        self.finish()
        self.page_asked.emit("customer", row.customer_id)
