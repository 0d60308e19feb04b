"""The sheet of F1: the keys of the page one is on, and those that work everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.commands import Command, PageKeys
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.key_cap import KeyCap
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet


class KeysDialog(Sheet):
    """Two columns to look at; nothing can be changed here."""

    def __init__(self, window: QWidget, theme: Theme, commands: Sequence[Command], page: PageKeys) -> None:
        super().__init__(window, self.tr("Keys"), theme, name="keys")
        here = [(keys, QCoreApplication.translate("keys", words)) for keys, words in page]
        everywhere = [(command.cap, command.words) for command in commands if command.keys]
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s8"))
        if here:
            columns.addLayout(self._column(self.tr("On this page"), here), 1)
        columns.addLayout(self._column(self.tr("Everywhere"), everywhere), 1)
        self.body.addLayout(columns)
        self.set_main(self.tr("Close"))
        self.accepted.connect(self.finish)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        step = {Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

    def _column(self, title: str, rows: Sequence[tuple[str, str]]) -> QVBoxLayout:
        theme, side = self._theme, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("s3"))
        grid.setVerticalSpacing(theme.space("s2"))
        grid.setColumnStretch(1, 1)
        for number, (keys, words) in enumerate(rows):
            grid.addWidget(KeyCap(keys, theme), number, 0, side)
            grid.addWidget(Label(words, theme, "small", "ink_2", wrap=True), number, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.space("s3"))
        column.addWidget(Label(title, theme, "section"))
        column.addLayout(grid)
        column.addStretch(1)
        return column
