"""What can be done with the referral that is picked in the ledger."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from tradesman.book.partner import Direction, ReferralState
from tradesman.services.partners import LedgerRow
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Label

_OPEN = (ReferralState.INTRODUCED, ReferralState.AGREED)
_DONE = (ReferralState.DONE, ReferralState.BONUS_DUE, ReferralState.BONUS_RECEIVED)


class ReferralBar(QFrame):
    """Only what fits the state is offered; without a picked row it says how the ledger works."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self._words = Label("", theme, "small", "ink_2", wrap=True, name="referral_words")
        names = {
            "agreed": (self.tr("Booked"), "calendar-plus"),
            "done": (self.tr("Done"), "check"),
            "hand_over": (self.tr("Hand over"), "file-text"),
            "received": (self.tr("Mark received"), "hand-coins"),
            "paid": (self.tr("Mark paid"), "hand-coins"),
            "remind": (self.tr("Remind"), "mail"),
            "how": (self.tr("How did it go?"), "thumbs-up"),
            "declined": (self.tr("Customer said no"), "thumbs-down"),
            "customer": (self.tr("Open customer"), "user"),
        }
        self._buttons = {
            key: Button(words, theme, "plain", icon, compact=True, name=f"referral_{key}")
            for key, (words, icon) in names.items()
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(theme.space("s2"))
        column.addWidget(self._words)
        row = Flow(theme.space("s2"))
        for key, button in self._buttons.items():
            button.clicked.connect(partial(self.asked.emit, key))
            row.addWidget(button)
        column.addWidget(row)

    def show_row(self, row: LedgerRow | None) -> None:
        """Offers what can be done with this referral."""
        can = _can(row) if row is not None else frozenset()
        for key, button in self._buttons.items():
            button.setVisible(key in can)
        if row is None:
            self._words.setText(self.tr("Pick a referral to say how far it is. How it went is asked 2 weeks after."))
        else:
            went = {True: self.tr(" It went well."), False: self.tr(" It did not go well."), None: ""}[row.did_well]
            way = self.tr("{0} with {1}: {2}.{3}") if _is_sent(row) else self.tr("{0}, sent by {1}: {2}.{3}")
            too_much = self.tr(" The fee is more than the work: agree another amount before you pay.")
            fits = row.work_minor is None or (row.bonus_minor or 0) <= row.work_minor
            self._words.setText(way.format(row.customer, row.partner, row.what, went) + ("" if fits else too_much))
            self._buttons["done"].setText(self.tr("Done") if _is_sent(row) else self.tr("Put in the price"))
            self._buttons["declined"].setText(
                self.tr("Customer said no") if _is_sent(row) else self.tr("Came to nothing")
            )


def _is_sent(row: LedgerRow) -> bool:
    return row.direction == Direction.SENT


def _can(row: LedgerRow) -> frozenset[str]:
    """What fits its state; the work of one that was sent to me is done on its own page."""
    due = row.state == ReferralState.BONUS_DUE
    if not _is_sent(row):
        mine = {"paid": due, "done": row.state in (ReferralState.DONE, ReferralState.BONUS_DUE)}
        mine["declined"] = row.state in _OPEN
        return frozenset({"customer", *(key for key, fit in mine.items() if fit)})
    fits = {
        "agreed": row.state == ReferralState.INTRODUCED,
        "done": row.state in _OPEN,
        "hand_over": row.state in _OPEN,
        "received": due,
        "remind": due,
        "how": row.did_well is None and row.state in _DONE,
        "declined": row.state in _OPEN,
        "customer": True,
    }
    return frozenset(key for key, fit in fits.items() if fit)
