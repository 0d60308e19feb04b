"""The middle of a quote: what the customer needs beside the options, or above them where there is less room."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.parts.needs_column import NeedsColumn
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.scroll import Scroll

_NEEDS = 242
_WIDE = 1040  # from here on the needs and three options stand side by side
_ANY = 16_777_215  # Qt's word for "no limit"


class QuoteColumns(Scroll):
    """Scrolls downwards, and sideways only where even the options alone are too wide."""

    def __init__(self, theme: Theme, needs: NeedsColumn, add: QWidget) -> None:
        super().__init__(across=True)
        self._theme, self._needs = theme, needs
        content = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._box.setContentsMargins(20, 12, 20, 8)
        self._box.setSpacing(theme.space("s3"))
        self.options = QHBoxLayout()
        self.options.setSpacing(theme.space("s3"))
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s3"))
        row.addLayout(self.options, 3)
        row.addWidget(add, 1)
        beside = QVBoxLayout()  # many needs make their own column longer, and not the options
        beside.addWidget(self._choices)
        beside.addStretch(1)
        self._box.addWidget(needs)
        self._box.addLayout(beside, 1)
        self.show_content(content)
        self.arrange()

    def arrange(self) -> None:
        wide = self.width() >= self._theme.scaled(_WIDE)
        self._needs.set_folds(not wide)
        self._needs.setMinimumWidth(self._theme.scaled(_NEEDS) if wide else 0)
        self._needs.setMaximumWidth(self._theme.scaled(_NEEDS) if wide else _ANY)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        around = self._box.contentsMargins()
        self._choices.setMinimumHeight(self.height() - around.top() - around.bottom() if wide else 0)
