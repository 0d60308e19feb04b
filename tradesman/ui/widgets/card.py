"""Cards: a surface with a line around it and a heading."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

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
        layout = QVBoxLayout(self)
        inner = padding - 1  # the line belongs to the padding
        layout.setContentsMargins(inner, inner, inner, inner)
        layout.setSpacing(0)
        if title:
            self.setAccessibleName(title)
            self._build_heading(action)
            # The words of the heading stand on one line in all cards, with or without a button beside them.
            tall = theme.size("button") if action is not None else theme.line_height("section")
            layout.setContentsMargins(inner, max(inner + _LIFT - tall // 2, 0), inner, inner)
            layout.addLayout(self.heading)
            layout.addSpacing(0 if action is not None else theme.space("s2"))
        layout.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Change the heading's words."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_count(self, count: str) -> None:
        """Change the small words behind the heading."""
        self._count.setText(count)

    def _build_heading(self, action: QWidget | None) -> None:
        self.heading.addWidget(self._title)
        self.heading.addWidget(self._count)
        self.heading.addStretch(1)
        if action is not None:
            self.heading.addWidget(action)


class Separator(QFrame):
    """A line of one pixel between the parts of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "separator")
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
