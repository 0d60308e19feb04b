"""Words of a person are never taken for markup, in tooltips neither."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tradesman.book.quote import Line
from tradesman.ui.parts.lines_model import LinesModel
from tradesman.ui.theme import Theme
from tradesman.ui.widgets import tips
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.card_delegate import CardItem
from tradesman.ui.widgets.card_list import CardModel
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.labels import ElidedLabel
from tradesman.ui.widgets.photo_tile import PhotoTile
from tradesman.ui.widgets.rail_parts import RailPart
from tradesman.ui.widgets.step_bars import StepBars

TURNED = "Leah \u202eNovak\u2067 · שרה, 3 Mill Lane"
NAME = "<b>x</b><img src=y>"


def seen(tip: str) -> str:
    """A tooltip as it is drawn."""
    return QTextDocumentFragment.fromHtml(tip).toPlainText() if Gui.mightBeRichText(tip) else tip


def bars(theme: Theme) -> QWidget:
    made = StepBars(theme)
    made.set_bars([], NAME)
    return made


def label(theme: Theme) -> QWidget:
    made = ElidedLabel(NAME, theme)
    made.resize(20, 20)
    made.setText(f"{NAME} ")
    return made


def rail(theme: Theme) -> QWidget:
    made = RailPart(NAME, theme)
    made.set_narrow(True)
    return made


@pytest.mark.parametrize(
    "make",
    [
        lambda theme: IconButton("x", NAME, theme),
        lambda theme: PhotoTile(NAME, theme, name="photo"),
        lambda theme: Chip(NAME, theme, removable=True),
        bars,
        label,
        rail,
    ],
    ids=["button", "photo", "chip", "bars", "label", "rail"],
)
def test_a_widget_shows_words_as_they_are(theme: Theme, qtbot: QtBot, make: Callable[[Theme], QWidget]) -> None:
    widget = make(theme)
    qtbot.addWidget(widget)
    assert seen(widget.toolTip()).strip().removeprefix("Remove ") == NAME


@pytest.mark.usefixtures("qapp")
def test_a_row_shows_words_as_they_are_and_is_read_aloud_so() -> None:
    cards, lines = CardModel(), LinesModel()
    cards.set_items((CardItem("x", NAME, "", "", sentence=NAME),))
    lines.show_lines([Line(option_id=uuid4(), position=0, words=NAME)], "GBP", locked=False)
    for index in (cards.index(0), lines.index(0, 0)):
        aloud = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert aloud.startswith(NAME)
        assert seen(index.data(Qt.ItemDataRole.ToolTipRole)) == aloud


def test_lines_stay_lines() -> None:
    assert seen(tips.plain_tip(f"{NAME}\nHarker Masonry")) == f"{NAME}\nHarker Masonry"
    assert tips.plain_tip("Harker & Sons") == "Harker & Sons"


def test_every_widget_goes_this_way() -> None:
    kit = Path(tips.__file__).parent
    ways = {
        file.name: re.findall(r"setToolTip\((?!plain_tip)|showText\(event\.globalPos\(\), (?!plain_tip)", text)
        for file in kit.glob("*.py")
        if (text := file.read_text(encoding="utf-8"))
    }
    assert [name for name, found in ways.items() if found] == ["dates.py"]  # its words are its own


def test_no_tooltip_is_turned_round() -> None:
    assert tips.plain_tip(TURNED) == "Leah Novak · \u2068שרה\u2069, 3 Mill Lane"
    assert seen(tips.plain_tip(f"<b>{TURNED}")).startswith("<b>Leah Novak · ")
