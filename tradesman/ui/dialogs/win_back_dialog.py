"""A lost customer: what is known since, when to ring next, or that they are let go."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses, win_backs
from tradesman.services.win_backs import Standing, WinBackRow
from tradesman.ui.desk import Desk
from tradesman.ui.parts import win_back_words
from tradesman.ui.parts.win_back_fields import WinBackFields, win_back_fields
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import FormDialog
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("win_backs", text)


class WinBackDialog(FormDialog):
    """Who went where stands above; what is typed below is kept with the lost quote."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, quote_id: UUID) -> None:
        title, fields = _tr("Win back"), win_back_fields()
        super().__init__(window, title, theme, fields, _tr("Save"), today=desk.today, name="win_back")
        self._desk, self._quote_id = desk, quote_id
        row = desk.ask(win_backs.row, quote_id)
        self._fields = WinBackFields(desk, self.form, row, with_next=True)
        currency = desk.ask(businesses.current).currency
        self.body.insertWidget(0, Label(went_words(row, currency), theme, "small", "ink_2", wrap=True, name="went"))
        self.body.insertWidget(0, Label(row.customer, theme, "strong", wrap=True, name="who"))
        if row.standing == Standing.WAITS:
            let_go = Button(_tr("Let go"), theme, "quiet", name="let_go")
            let_go.clicked.connect(self._on_let_go)
            self.add_left(let_go)
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        label, values = _tr("Win-back kept"), self._fields.values()
        done = self._desk.do(win_backs.change, self._quote_id, **values, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()

    def _on_let_go(self) -> None:
        label = _tr("Let go")
        if self._desk.do(win_backs.let_go, self._quote_id, label=label, on_error=self.set_error) is not None:
            self.finish()


def went_words(row: WinBackRow, currency: str) -> str:
    """What was lost, why, and to whom at what price."""
    to = win_back_words.went(row.went_to, row.price_minor, currency) or _tr("Nobody knows where they went.")
    return _tr("{0}, quote {1}: {2}. {3}").format(row.what, row.number, row.reason.rstrip("."), to)
