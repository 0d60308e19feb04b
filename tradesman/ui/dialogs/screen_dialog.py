"""Which screen the customer looks at, where there are several."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from tradesman.ui.parts.present_controls import PresentButton
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 520


def _tr(text: str) -> str:
    return QCoreApplication.translate("present", text)


class ScreenDialog(Sheet):
    """A button for each screen, the one with the window first."""

    picked = Signal(object)

    def __init__(self, window: QWidget, theme: Theme, screens: Sequence[QScreen], here: QScreen) -> None:
        title = _tr("Present on which screen?")
        super().__init__(window, title, theme, width=theme.scaled(_WIDTH), name="screens")
        for number, screen in enumerate(sorted(screens, key=lambda one: one is not here)):
            size = screen.geometry().size()
            name = _tr("This screen") if screen is here else screen.name() or _tr("The other screen")
            words = _tr("{0}, {1} × {2}").format(name, size.width(), size.height())
            button = PresentButton(words, theme, icon="presentation", name=f"screen_{number}")
            button.clicked.connect(partial(self._on_picked, screen))
            self.body.addWidget(button)

    def _on_picked(self, screen: QScreen) -> None:
        self.finish()
        self.picked.emit(screen)
