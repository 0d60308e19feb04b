"""Banners: what happened, what was kept, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.labels import LeadLabel
from tradesman.ui.widgets.picture import Picture

_ICONS = {"warn": "triangle-alert", "danger": "circle-alert", "info": "info"}


class Banner(QFrame):
    """A coloured box of a page with one action; `kind` is warn, danger or info.

    With words for it in `closes` there is a cross at the end.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        kind: str,
        words: str,
        detail: str,
        theme: Theme,
        action: str = "",
        *,
        icon: str = "",
        closes: str = "",
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("banner", kind)
        self.setAccessibleName(f"{words} {detail}".rstrip())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(15, 3, 8, 3)
        layout.setSpacing(theme.space("s3"))
        layout.addWidget(Picture(icon or _ICONS[kind], theme, kind))
        layout.addWidget(LeadLabel(words, detail, theme), 1)
        if action:
            button = Button(action, theme, compact=True, name="act")
            button.clicked.connect(self._on_clicked)
            layout.addWidget(button)
        if closes:
            cross = IconButton("x", closes, theme, compact=True, name="close")
            cross.clicked.connect(self._on_closed)
            layout.addWidget(cross)

    def _on_clicked(self) -> None:
        self.acted.emit()

    def _on_closed(self) -> None:
        self.closed.emit()
