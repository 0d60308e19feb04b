"""Empty, loading, warned: what stands in a page that has nothing else to show."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.key_cap import KeyCap
from tradesman.ui.widgets.picture import Picture, Tile
from tradesman.ui.widgets.skeleton import Skeleton
from tradesman.ui.widgets.sparkline import Sparkline

from .conftest import Shown


def button(parent: QWidget) -> QPushButton:
    found = parent.findChild(QPushButton, "act")
    assert isinstance(found, QPushButton)
    return found


def test_an_empty_page_offers_the_next_good_thing(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    empty = EmptyState(
        "sun", "Nothing is waiting for you", "All calls are returned.", theme, "Call someone you miss", "phone"
    )
    shown(empty)
    with qtbot.waitSignal(empty.acted):
        QTest.mouseClick(button(empty), Qt.MouseButton.LeftButton)


def test_or_offers_nothing(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState("users", "No customers yet", "They come with the first enquiry.", theme)
    qtbot.addWidget(empty)
    assert empty.findChild(QPushButton) is None


def test_its_words_get_the_room_that_a_larger_text_needs(theme: Theme, shown: Shown) -> None:
    empty = EmptyState("users", "No customers yet", "They come with the first enquiry.", theme)
    shown(empty)
    words = next(label for label in empty.findChildren(QLabel) if label.wordWrap())
    before = words.width()
    theme.set_text_percent(130)
    try:
        assert words.minimumWidth() == round(before * 1.3)
    finally:
        theme.set_text_percent(100)


@pytest.mark.parametrize("kind", ["warn", "danger", "info"])
def test_a_banner_says_and_offers(qtbot: QtBot, theme: Theme, shown: Shown, kind: str) -> None:
    banner = Banner(kind, "Backup is 9 days old.", "Plug in the stick.", theme, "Back up")
    shown(banner)
    assert banner.accessibleName() == "Backup is 9 days old. Plug in the stick."
    ground = banner.grab().toImage().pixelColor(banner.width() // 2, 3)
    assert ground == theme.colour(f"{kind}_soft")
    with qtbot.waitSignal(banner.acted):
        QTest.mouseClick(button(banner), Qt.MouseButton.LeftButton)


def test_a_long_banner_grows(theme: Theme, shown: Shown) -> None:
    short, long = Banner("info", "Sample.", "", theme), Banner("info", "Sample.", "Nothing here is real. " * 30, theme)
    shown(short, long)
    assert long.height() > short.height()


def test_loading_rows_are_heard(theme: Theme, shown: Shown) -> None:
    skeleton = Skeleton(2, theme)
    shown(skeleton)
    assert skeleton.accessibleName() == "Loading"
    assert skeleton.height() == 72


@pytest.mark.parametrize("values", [(), (3.0,), (2.0, 2.0), (1.0, 4.0, 2.0)])
def test_a_sparkline_draws_any_number_of_values(theme: Theme, shown: Shown, values: tuple[float, ...]) -> None:
    line = Sparkline(values, "Call-back time, 24 minutes, 9 faster", theme)
    shown(line)
    drawn = line.grab().toImage()
    dots = {drawn.pixelColor(x, y).name() for x in range(line.width()) for y in range(line.height())}
    assert len(dots) > 1
    assert line.accessibleName() == "Call-back time, 24 minutes, 9 faster"
    line.set_values((1, 2), "Win rate")
    assert line.accessibleName() == "Win rate"


def test_small_pictures(theme: Theme, shown: Shown) -> None:
    picture, tile, keys = Picture("phone", theme), Tile("phone", theme, "danger"), KeyCap("Ctrl K", theme)
    shown(picture, tile, keys)
    assert (picture.width(), tile.width(), keys.height()) == (18, 36, 20)
    picture.set_icon("check", "good")
    assert tile.grab().toImage().pixelColor(18, 3) == theme.colour("danger_soft")
    tile.lift(True)
    assert tile.grab().toImage().pixelColor(18, 3) == theme.colour("surface")
