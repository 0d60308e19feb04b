"""What is asked of a customer who went elsewhere: how long they are bound, what is wrong there, when to ring next."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from tradesman.services import win_backs
from tradesman.services.win_backs import WinBackRow
from tradesman.ui.desk import Desk
from tradesman.ui.widgets.form import Field, Form

KEYS = ("bound_until_on", "unhappy_with", "ask_on")


def _tr(text: str) -> str:
    return QCoreApplication.translate("win_backs", text)


def win_back_fields() -> list[Field]:
    """The three fields, empty when nothing is known."""
    until = _tr("By contract or guarantee. Six weeks before is proposed.")
    again = _tr("Left empty, it stays as it is planned.")
    unhappy = _tr("Late, dear, does not hold ...")
    return [
        Field("unhappy_with", _tr("Unhappy with"), placeholder=unhappy),
        Field("bound_until_on", _tr("Bound until"), "date", help=until, half=True),
        Field("ask_on", _tr("Ring again on"), "date", help=again, half=True),
    ]


class WinBackFields:
    """Fills the fields of a form, and proposes the next call when it becomes known until when they are bound."""

    def __init__(self, desk: Desk, form: Form, row: WinBackRow, *, with_next: bool) -> None:
        self._desk, self._form = desk, form
        self._bound = row.bound_until_on
        known = {"bound_until_on": row.bound_until_on, "unhappy_with": row.unhappy_with}
        form.set_values(known | ({"ask_on": row.next_on} if with_next else {}))
        form.changed.connect(self._propose)

    def values(self) -> dict[str, Any]:
        """What stands in the three fields."""
        values = self._form.values()
        return {key: values[key] for key in KEYS}

    def _propose(self) -> None:
        values = self._form.values()
        bound = values["bound_until_on"]
        if bound == self._bound:
            return
        self._bound = bound
        proposed = self._desk.ask(win_backs.proposed, bound) if bound is not None else None
        if proposed is not None:
            self._form.set_values({"ask_on": proposed})
