"""The developers' gallery: every widget of the kit in one picture, to hold beside design/15-components.

python -m tests.gallery OUT.png [--dark] [--text 115]
"""

import argparse
import os
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_row import Action, ActionRow
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.dates import DateField
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField, LineField
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.focus_ring import FocusRing
from tradesman.ui.widgets.key_cap import KeyCap
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.skeleton import Skeleton
from tradesman.ui.widgets.switches import CheckField, SwitchField
from tradesman.ui.widgets.text import draw_line
from tradesman.ui.widgets.toast import Toast

RESOURCES = Path(__file__).parent.parent / "resources"
SIZE = (1366, 768)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--text", type=int, default=100)
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme(RESOURCES, "dark" if chosen.dark else "light", chosen.text)
    theme.apply(app)
    picture(app, theme).save(str(chosen.out))


def picture(app: QApplication, theme: Theme) -> QPixmap:
    """Show the gallery and take its picture."""
    gallery = Gallery(app, theme)
    gallery.resize(*SIZE)
    gallery.show()
    app.processEvents()
    gallery.pose()
    app.processEvents()
    shot = gallery.grab(QRect(QPoint(0, 0), gallery.size()))
    gallery.close()
    return shot


class Gallery(QWidget):
    """Three columns of cards, as the design lays them out."""

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(20, 16, 20, 16)
        columns.setSpacing(12)
        for width, cards in (
            (428, (self.buttons(), self.rows(), self.inputs())),
            (444, (self.toasts(), self.banners(), self.chips(), self.colours())),
            (430, (self.empty(), self.progress(), self.controls())),
        ):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                card.setFixedWidth(width)
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column)
        self._rings = [FocusRing(self, app, theme) for _ in range(2)]

    def pose(self) -> None:
        """Show the states that only a hand at the mouse and keys gives."""
        self.activateWindow()
        self.named("phone").setFocus(Qt.FocusReason.MouseFocusReason)
        for name in ("send-hover", "call-hover"):
            middle = QPointF(self.named(name).rect().center())
            kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
            move = QMouseEvent(kind, middle, middle, none, none, Qt.KeyboardModifier.NoModifier)
            self.named(name).setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
            QApplication.sendEvent(self.named(name), move)
        for row in self.findChildren(ActionRow):
            row.main.setMinimumWidth(0)
        for ring, name in zip(self._rings, ("send-focus", "call-focus"), strict=True):
            ring._take(self.named(name))

    def named(self, name: str) -> QWidget:
        found = self.findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found

    def card(self, title: str) -> Card:
        card = Card(self._theme, padding=15)
        card.body.setSpacing(7)
        card.body.addWidget(Label(title, self._theme, "caption strong", "ink_3"))
        return card

    def buttons(self) -> Card:
        theme, card, grid = self._theme, self.card("Buttons, 40 px high"), QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setRowMinimumHeight(0, 12)
        for column, state in enumerate(("Normal", "Hover", "Focus", "Disabled")):
            grid.addWidget(Label(state, theme, "caption", "ink_3"), 0, column)
            for row, (words, role) in enumerate((("Send", "primary"), ("Call", "plain")), 1):
                button = Button(words, theme, role, name=f"{words.lower()}-{state.lower()}")
                button.setEnabled(state != "Disabled")
                grid.addWidget(button, row, column)
        for column, (words, role, compact) in enumerate(
            (
                ("Best value", "accent", False),
                ("Delete", "danger", False),
                ("Cancel", "quiet", False),
                ("Compact", "plain", True),
            )
        ):
            grid.addWidget(Button(words, theme, role, compact=compact), 3, column)
            grid.setColumnMinimumWidth(column, 92)
        grid.setColumnStretch(4, 1)
        card.body.addLayout(grid)
        return card

    def rows(self) -> Card:
        card = self.card("Rows, 56 px high")
        late = Action(
            "1", "phone-missed", "Late", "", "red edge, icon, words", "", "", "Call", "phone", "", "danger", urgent=True
        )
        hover = Action("2", "map-pin", "Hover", "", "surface changes, nothing moves", "", "", "Start", "", "")
        chosen = Action(
            "3", "shield-check", "Selected", "", "accent edge and soft fill", "", "", "Message", "send", "", "accent"
        )
        frame = Card(self._theme, padding=1)
        rows = frame.body
        rows.setSpacing(0)
        for action in (late, hover, chosen):
            row = (_ChosenRow if action is chosen else ActionRow)(action, self._theme)
            row.snooze.hide()
            row.skip.hide()
            rows.addWidget(row)
            row.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, action is hover)
            row.by_key = action is chosen
            row._redraw()
        card.body.addWidget(frame)
        return card

    def inputs(self) -> Card:
        theme, card = self._theme, self.card("Inputs and error text")
        mail = LineField(theme)
        mail.set_value("marion.ellis@example")
        box = FieldBox("E-mail", mail, theme)
        box.set_error("The part after the dot is missing. Kept as typed.")
        phone = LineField(theme, name="phone")
        phone.set_value("07700 900 107")
        card.body.addWidget(box)
        card.body.addWidget(FieldBox("Phone", phone, theme, "Spaces are fine.", optional="(focus)"))
        day = DateField(theme)
        day.setText("Fri 16 Oct")
        pair = QHBoxLayout()
        pair.addWidget(day)
        pair.addWidget(ChoiceField((("price", "Price"),), theme))
        card.body.addLayout(pair)
        return card

    def toasts(self) -> Card:
        theme, card = self._theme, self.card("Toasts, 8 seconds, Undo on every change")
        for words, detail, icon in (
            ("Call logged.", "Leah Novak, 10:46", "check"),
            ("Quote 0213 deleted.", "Kept for 30 days", "trash-2"),
            ("Snoozed until 14:00.", "", "alarm-clock"),
        ):
            card.body.addWidget(Toast(words, detail, theme, icon, button="Undo"))
        return card

    def banners(self) -> Card:
        theme, card = self._theme, self.card("Banners: what happened, what was kept, what to do")
        card.body.addWidget(
            Banner(
                "warn",
                "Backup is 9 days old.",
                "Plug in the stick or pick a folder.",
                theme,
                "Back up",
                icon="database-backup",
            )
        )
        card.body.addWidget(
            Banner(
                "danger",
                "The book could not be saved: disk full.",
                "Your last change is kept in memory. Free some space, then save again.",
                theme,
                "Save again",
            )
        )
        card.body.addWidget(Banner("info", "This is the sample book.", "Nothing here is real.", theme, "Make my own"))
        return card

    def chips(self) -> Card:
        theme, card = self._theme, self.card("Chips and badges: always an icon or words with the colour")
        chips = [
            Chip("All", theme, "42"),
            Chip("Repeat", theme, "11"),
            Chip("Hover", theme),
            Chip("Roofing", theme, removable=True),
        ]
        chips[0].setChecked(True)
        chips[2].setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        badges = (
            ("37 min late", "danger", "timer"),
            ("Today", "warn", "clock"),
            ("Kept", "good", "check"),
            ("Booked", "info", "calendar-days"),
            ("Told", "neutral", ""),
            ("Best value", "accent", "star-filled"),
            ("repeat", "outline", "repeat-2"),
            ("Do not contact", "outline", "ban"),
        )
        for widgets in (chips, [Badge(text, kind, theme, icon) for text, kind, icon in badges]):
            flow = Flow(8)
            for widget in widgets:
                flow.addWidget(widget)
            card.body.addWidget(flow)
        return card

    def colours(self) -> Card:
        theme, card, row = self._theme, self.card("Colours"), QHBoxLayout()
        row.setSpacing(4)
        for token in ("canvas", "surface", "hover", "ink", "accent", "accent_soft", "danger", "warn", "good", "info"):
            column = QVBoxLayout()
            column.addWidget(_Swatch(token, theme))
            column.addWidget(_Small(token.removeprefix("accent_"), theme))
            row.addLayout(column)
        card.body.addLayout(row)
        return card

    def empty(self) -> Card:
        card = self.card("Empty state")
        card.body.addWidget(
            EmptyState(
                "sun",
                "Nothing is waiting for you",
                "All calls are returned and every promise is kept. Next: visit Grace Lindqvist, 13:30.",
                self._theme,
                "Call someone you miss",
                "phone",
            )
        )
        return card

    def progress(self) -> Card:
        theme, card = self._theme, self.card("Progress and loading")
        bar = QProgressBar()
        bar.setMaximum(214)
        bar.setValue(171)
        bar.setTextVisible(False)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(Label("Importing contacts", theme, "small strong"))
        top.addStretch(1)
        top.addWidget(Label("171 of 214", theme, "small", "ink_2", tabular=True))
        below.addWidget(Label("6 rows set aside to check", theme, "small", "ink_3"))
        below.addStretch(1)
        below.addWidget(Button("Stop", theme, compact=True))
        card.body.addLayout(top)
        card.body.addWidget(bar)
        card.body.addLayout(below)
        card.body.addWidget(Separator())
        card.body.addWidget(Label("Loading, shown only after 300 ms", theme, "small", "ink_3"))
        card.body.addWidget(Skeleton(2, theme))
        return card

    def controls(self) -> Card:
        theme, card = self._theme, self.card("Controls")
        done, some = CheckField("Done", theme), CheckField("Some", theme)
        done.setChecked(True)
        some.setCheckState(Qt.CheckState.PartiallyChecked)
        on, off = SwitchField("On", theme), SwitchField("Off", theme)
        on.setChecked(True)
        who = Segmented((("harker", "Harker"), ("nobody", "Nobody")), theme)
        who.set_value("harker")
        keys = [KeyCap(words, theme) for words in ("Ctrl K", "Ctrl N", "Ctrl Z", "Esc")]
        for widgets in ((done, CheckField("Open", theme), some), (who,), (on, off), keys):
            row = QHBoxLayout()
            row.setSpacing(4 if widgets is keys else 24)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            card.body.addLayout(row)
        return card


class _ChosenRow(ActionRow):
    """A row that shows itself as it looks with the focus in it."""

    @property
    def selected(self) -> bool:
        return True


class _Small(QWidget):
    """The name of a colour, in the size that has room below it; smaller than anything in the program."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.setFixedSize(38, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, font = QPainter(self), self._theme.font("caption")
        font.setPixelSize(font.pixelSize() - 2)
        draw_line(painter, self.rect(), self._words, font, self._theme.colour("ink_3"))
        painter.end()


class _Swatch(QWidget):
    """A colour with its edge."""

    def __init__(self, token: str, theme: Theme) -> None:
        super().__init__()
        self._token, self._theme = token, theme
        self.setFixedSize(38, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("border"))
        painter.setBrush(self._theme.colour(self._token))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


if __name__ == "__main__":
    main()
