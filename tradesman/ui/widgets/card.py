"""Cards: a surface with a line around it and a heading."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

_LIFT = 6  # how far the middle of the heading stands below the padding


class Card(QFrame):
    """A surface with a heading row and a body; `look` is true, alt, dashed or best."""

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        count: str = "",
        action: QWidget | None = None,
        *,
        padding: int = 16,
        look: str = "true",
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("card", look)
        self._title = Label(title, theme, "section")
        self._count = Label(count, theme, "caption", "ink_3")
        self.heading = QHBoxLayout()
        self.heading.setSpacing(theme.space("s2"))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space("s2"))
        self._theme, self._padding = theme, padding - 1  # the line belongs to the padding
        self._strut = QSpacerItem(0, 0)  # as high as a button, also while it is hidden
        self._titled, self._has_action = bool(title), action is not None
        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(0)
        if title:
            self.setAccessibleName(title)
            self._build_heading(action)
            layout.addLayout(self.heading)
            layout.addSpacing(0 if action is not None else theme.space("s2"))
        layout.addLayout(self.body, 1)
        self._fit_heading()

    def set_title(self, title: str) -> None:
        """Change the heading's words."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_count(self, count: str) -> None:
        """Change the small words behind the heading."""
        self._count.setText(count)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_heading()

    def _fit_heading(self) -> None:
        """The words of the heading stand on one line in all cards, with or without a button beside them."""
        theme, inner = self._theme, self._padding
        tall = theme.size("button") if self._has_action else theme.line_height("section")
        top = max(inner + _LIFT - tall // 2, 0) if self._titled else inner
        self._layout.setContentsMargins(inner, top, inner, inner)
        self._strut.changeSize(0, tall if self._has_action else 0)
        self.heading.invalidate()

    def _build_heading(self, action: QWidget | None) -> None:
        self.heading.addWidget(self._title)
        self.heading.addWidget(self._count)
        self.heading.addStretch(1)
        self.heading.addSpacerItem(self._strut)
        if action is not None:
            self.heading.addWidget(action)


class Separator(QFrame):
    """A line of one pixel between the parts of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "separator")
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
