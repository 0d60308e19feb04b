"""The banner that offers to go through what piled up."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services.piles import Pile
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


class PileBanner(QWidget):
    """Seen while there is a pile; says whether the owner was away."""

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pile = Pile()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._banner: Banner | None = None
        self.hide()

    def show_pile(self, pile: Pile) -> None:
        """Say how much it is, or nothing."""
        same = (len(pile.rows), pile.away) == (len(self.pile.rows), self.pile.away)
        self.pile = pile
        self.setVisible(bool(pile.rows))
        if not pile.rows or (same and self._banner is not None):
            return
        words = _tr("{0} things piled up while you were away.") if pile.away else _tr("{0} things have piled up.")
        detail = _tr("Keep them for today, spread them over the next days or skip them, in one go.")
        banner = Banner(
            "info", words.format(len(pile.rows)), detail, self._theme, _tr("Go through them"), name="pile_banner"
        )
        banner.acted.connect(self.acted)
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
        self._banner = banner
        self._column.addWidget(banner)
        banner.show()
