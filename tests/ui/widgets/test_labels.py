"""Labels keep their line height, show text as text and say what is cut."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label, LeadLabel, badge_size, paint_badge

from .conftest import Shown

LONG = "Works nights on Thursdays. Has a dog, Biscuit. Wants texts, not calls, before noon. " * 3


@pytest.mark.parametrize(("role", "height"), [("body", 20), ("small", 18), ("caption", 16), ("title", 28)])
def test_one_line_has_the_line_height_of_its_role(theme: Theme, qtbot: QtBot, role: str, height: int) -> None:
    label = Label("Leah Novak", theme, role)
    qtbot.addWidget(label)
    assert label.sizeHint().height() == height


def test_wrapped_lines_stand_a_line_height_apart(theme: Theme, qtbot: QtBot) -> None:
    label = Label("first\nsecond\nthird", theme, "small", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(400) == 3 * 18
    long = Label(LONG, theme, wrap=True)
    qtbot.addWidget(long)
    assert long.heightForWidth(200) > long.heightForWidth(400) > 20


def test_a_text_that_looks_like_markup_stays_text(theme: Theme, qtbot: QtBot) -> None:
    for label in (Label("<b>5 < 6</b>", theme), ElidedLabel("<i>x</i>", theme), Badge("<u>", "info", theme)):
        qtbot.addWidget(label)
        assert isinstance(label, QLabel)
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_label_is_drawn_in_its_tone(theme: Theme, shown: Shown) -> None:
    label = Label("████", theme, "body", "danger")
    shown(label)
    inks = {label.grab().toImage().pixelColor(x, 10).name() for x in range(20)}
    assert theme.colour("danger").name() in inks
    label.set_tone("good")
    inks = {label.grab().toImage().pixelColor(x, 10).name() for x in range(20)}
    assert theme.colour("good").name() in inks


def test_cut_text_is_whole_in_the_tooltip(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("Bring the slate sample in heather blue", theme)
    qtbot.addWidget(label)
    label.resize(500, 20)
    label.show()
    assert label.toolTip() == ""
    label.resize(60, 20)
    assert label.toolTip() == "Bring the slate sample in heather blue"
    label.setText("Yes")
    assert label.toolTip() == ""


def test_a_lead_and_its_words_read_as_one(theme: Theme, qtbot: QtBot) -> None:
    label = LeadLabel("Backup is 9 days old.", "Plug in the stick.", theme)
    qtbot.addWidget(label)
    assert label.text() == "Backup is 9 days old. Plug in the stick."
    label.set_words("Saved.", "")
    assert label.text() == "Saved."


def test_numbers_of_one_width(theme: Theme, qtbot: QtBot) -> None:
    ones, noughts = (Label(text, theme, tabular=True) for text in ("£1,111.11", "£0,000.00"))
    qtbot.addWidget(ones)
    qtbot.addWidget(noughts)
    assert ones.sizeHint().width() == noughts.sizeHint().width()


@pytest.mark.parametrize("kind", ["neutral", "danger", "warn", "good", "info", "accent", "outline", "inverse"])
def test_a_badge_looks_the_same_as_a_widget_and_in_a_delegate(theme: Theme, shown: Shown, kind: str) -> None:
    badge = Badge("Booked", kind, theme, "calendar-days")
    shown(badge)
    drawn = QPixmap(badge.size())
    drawn.fill(theme.colour("canvas"))
    painter = QPainter(drawn)
    paint_badge(painter, QRect(drawn.rect()), theme, "Booked", kind, "calendar-days")
    painter.end()
    assert badge.size() == badge_size(theme, "Booked", "calendar-days")
    middle = drawn.rect().center()
    assert badge.grab().toImage().pixelColor(middle) == drawn.toImage().pixelColor(middle)


def test_a_badge_follows_its_state(theme: Theme, qtbot: QtBot) -> None:
    badge = Badge("Today", "warn", theme)
    qtbot.addWidget(badge)
    narrow = badge.sizeHint().width()
    badge.set_state("37 min late", "danger", "timer")
    assert badge.text() == "37 min late"
    assert badge.sizeHint().width() > narrow
    assert badge.sizeHint().height() == 22
