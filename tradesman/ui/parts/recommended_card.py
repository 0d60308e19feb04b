"""Who recommended whom, on the page of either."""

from PySide6.QtCore import QCoreApplication, Signal

from tradesman.services.customer_sheets import CustomerSheet
from tradesman.services.thanks import Sent
from tradesman.ui.parts.customer_cards import FilledCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card_line import CardLine

_SHOWN = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


class RecommendedCard(FilledCard):
    """Who sent the customer, whom the customer sent, and whether that was thanked for; a line opens the person."""

    page_asked = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _tr("Recommendations"), "customer_recommended")
        self.heading.removeWidget(self._count)
        self.heading.addWidget(self._count)  # at the right, where the badges stand

    def show_customer(self, sheet: CustomerSheet) -> None:
        """Shows the friend first, then the newest of those who were sent."""
        column = self._start()
        column.setSpacing(self._theme.space("s1"))
        friend = sheet.recommended_by
        told = [(_tr("Recommended by {0}").format(friend.customer), friend)] if friend is not None else []
        told += [(_tr("Sent you {0}").format(one.customer), one) for one in sheet.sent[:_SHOWN]]
        for number, (said, one) in enumerate(told):
            column.addWidget(self._line(said, one, f"recommended_{number}"))
        self._put()
        self.set_count(str(len(sheet.sent)) if sheet.sent else "")
        self.setVisible(bool(told))

    def _line(self, said: str, one: Sent, name: str) -> CardLine:
        state, kind = (_tr("Thanked"), "good") if one.thanked_at is not None else (_tr("Not thanked"), "neutral")
        line = CardLine(said, state, self._theme, kind, name=name)
        line.clicked.connect(lambda: self.page_asked.emit("customer", one.customer_id))
        return line
