"""What the sections of the settings have in common: cards in one readable column, kept as they are left."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradesman.services import businesses
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.keeper import Keeper
from tradesman.ui.widgets.labels import Label

WIDTH = 720


class Section(QScrollArea):
    """One section; a concrete one adds its cards and fills in `refresh`."""

    def __init__(self, desk: Desk, theme: Theme, *, name: str) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.keeper = Keeper(self, self._keep)
        self._labels: dict[str, str] = {}
        self._cards = QWidget()
        self.column = QVBoxLayout(self._cards)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space("s3"))
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        beside = QHBoxLayout()  # which asks the cards for their height in the width that they may have
        beside.addWidget(self._cards, 1)
        beside.addStretch(0)
        around = QVBoxLayout(inner)
        around.setContentsMargins(0, 12, 20, 16)
        around.addLayout(beside)
        around.addStretch(1)
        self.setWidget(inner)
        self._fit()

    def refresh(self) -> None:
        """Asks the book again and shows what it says; sections fill this in."""

    def form(self, fields: Sequence[Field]) -> Form:
        """A form whose fields are settings of the business, each kept when it is left."""
        form = Form(fields, self.theme, today=self.desk.today)
        for field in fields:
            self._labels[field.key] = field.label
            self.keeper.watch(field.key, form.box(field.key), needed=field.required)
        return form

    def note(self, words: str) -> Label:
        """Small words that explain a card."""
        return Label(words, self.theme, "small", "ink_2", wrap=True)

    def read(self, key: str, value: Any) -> dict[str, Any]:
        """The settings that a field stands for; sections with other fields add to it."""
        return {key: value}

    def label(self, key: str) -> str:
        """What the step is called."""
        return self.tr("%s changed") % self._labels[key]

    def _keep(self, key: str, value: Any, refuse: Callable[[str], None]) -> object:
        fields = self.read(key, value)
        return self.desk.do(businesses.change, label=self.label(key), on_error=refuse, **fields)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self._cards.setMaximumWidth(self.theme.scaled(WIDTH))
