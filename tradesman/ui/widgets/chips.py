"""Chips to filter by."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import draw_line, text_width
from tradesman.ui.widgets.tips import plain_tip

_PADDING = 12
_GAP = 7


class Chip(PaintedButton):
    """A rounded filter, filled when on; with a count, or with a cross that removes it."""

    removed = Signal()

    def __init__(self, text: str, theme: Theme, count: str = "", *, removable: bool = False, name: str = "") -> None:
        super().__init__(theme, name=name)
        self._count, self._mark = count, "x" if removable else ""
        self.setText(text)
        self.setAccessibleName(f"{text} {count}".rstrip())
        self.setCheckable(not removable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if removable:
            self.setToolTip(plain_tip(self.tr("Remove %s") % text))
            self.clicked.connect(self._on_clicked)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(f"{text} {self._count}".rstrip())
        self.updateGeometry()

    def set_count(self, count: str) -> None:
        """Show how many it would leave."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}".rstrip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 2 * _PADDING, self._theme.size("chip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        on = self.isChecked()
        fill = "primary" if on else "hover" if self.underMouse() else "surface"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("primary" if on else "border_strong"), 1))
        painter.setBrush(theme.colour(fill))
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        self._paint_words(painter, "on_primary" if on else "ink_2")
        painter.end()

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        theme = self._theme
        words, count, mark = self._widths()
        height, left = self.height(), _PADDING
        draw_line(painter, QRect(left, 0, words, height), self.text(), theme.font("small medium"), theme.colour(ink))
        left += words
        if count:
            rect = QRect(left + _GAP, 0, count - _GAP, height)
            draw_line(painter, rect, self._count, theme.font("small strong"), theme.colour(ink))
            left += count
        if mark:
            pixmap = theme.pixmap(self._mark, ink, 14, self.devicePixelRatio())
            painter.drawPixmap(left + _GAP, (height - theme.scaled(14)) // 2, pixmap)

    def _widths(self) -> tuple[int, int, int]:
        theme = self._theme
        words = text_width(self.text(), theme.font("small medium"))
        count = _GAP + text_width(self._count, theme.font("small strong")) if self._count else 0
        mark = _GAP + theme.scaled(14) if self._mark else 0
        return words, count, mark

    def _on_clicked(self) -> None:
        self.removed.emit()


class MoreChip(Chip):
    """The choices that are wanted now and then, in a menu; it is on, and says which, while one of them is."""

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], theme: Theme) -> None:
        super().__init__("", theme, name="more")
        self._choices, self._counts = dict(choices), dict.fromkeys(dict(choices), "")
        self._mark, self._key = "chevron-down", ""
        self.clicked.connect(self._offer)
        self.toggled.connect(self._on_toggled)
        self._show_choice("")

    def value(self) -> str:
        """The key of the choice that is on; empty while none of them is."""
        return self._key

    def set_value(self, key: str) -> None:
        """Turn one on without a signal."""
        self._show_choice(key)
        self.setChecked(True)

    def set_counts(self, counts: Mapping[str, int | str]) -> None:
        """Show how many rows each choice leaves."""
        self._counts |= {key: str(count) for key, count in counts.items()}
        self.set_count(self._counts.get(self._key, ""))

    def _show_choice(self, key: str) -> None:
        self._key = key
        self.setCheckable(bool(key))  # while it is off, neither a click nor the arrows turn it on
        self.set_text(self._choices.get(key, self.tr("More")))
        self.set_count(self._counts.get(key, ""))

    def _on_toggled(self, on: bool) -> None:
        if not on:
            self._show_choice("")

    def _offer(self) -> None:
        menu = Menu(self._theme, self, words=self.tr("More"))
        menu.setObjectName("more_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for key, words in self._choices.items():
            choice = menu.add_choice(words, "check" if key == self._key else "", self._counts[key], name=key)
            choice.triggered.connect(lambda _on=False, key=key: self._pick(key))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _pick(self, key: str) -> None:
        self.set_value(key)
        self.picked.emit(key)


class ChipRow(Flow):
    """Chips of which one is on: the filter of a list. Left and right move between them; `more` stand in a menu."""

    picked = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        theme: Theme,
        *,
        more: Sequence[tuple[str, str]] = (),
        words: str = "",
        name: str = "",
    ) -> None:
        super().__init__(theme.space("s2"))
        self.setObjectName(name)
        self.setAccessibleName(words or self.tr("Show"))
        self._group = QButtonGroup(self)
        self._chips = {key: Chip(text, theme, name=key) for key, text in choices}
        self._more = MoreChip(more, theme) if more else None
        for chip in (*self._chips.values(), *filter(None, (self._more,))):
            chip.setAutoExclusive(True)  # the group sees to it; this tells screen readers
            self._group.addButton(chip)
            self.addWidget(chip)
        self._group.buttonClicked.connect(self._on_button_clicked)
        if self._more is not None:
            self._more.picked.connect(self.picked)
        if self._chips:
            next(iter(self._chips.values())).setChecked(True)

    def value(self) -> str:
        """The key of what is on."""
        more = self._more.value() if self._more is not None else ""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), more)

    def set_value(self, key: str) -> None:
        """Turn a chip on without a signal."""
        if key in self._chips:
            self._chips[key].setChecked(True)
        elif self._more is not None:
            self._more.set_value(key)

    def set_counts(self, counts: Mapping[str, int | str]) -> None:
        """Show how many rows each chip leaves; in words where they are not all counted: "100+"."""
        for key in counts.keys() & self._chips.keys():
            self._chips[key].set_count(str(counts[key]))
        if self._more is not None:
            self._more.set_counts({key: count for key, count in counts.items() if key not in self._chips})

    def _on_button_clicked(self, chip: QAbstractButton) -> None:
        if chip is not self._more:
            self.picked.emit(chip.objectName())
