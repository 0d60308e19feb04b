"""Cards in a list: painted, walked, and known by a key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card_delegate import CardItem, draw_lines
from tradesman.ui.widgets.card_list import CARD_MIME, CardList, CardModel
from tradesman.ui.widgets.text import fitted, text_width

from .conftest import Shown

ITEMS = (
    CardItem("leah", "Leah Novak", "Water on the floor", "No price yet", "phone-missed", "Call: 37 min late", "danger"),
    CardItem("tom", "Tom Whitaker", "Lights trip", "£120", sentence="Tom Whitaker, lights trip. Enter to open."),
)


@pytest.fixture
def cards(theme: Theme, shown: Shown) -> CardList:
    cards = CardList(theme, lambda _key: "Day and time", words="Enquiry", name="cards")
    cards.setMinimumHeight(400)
    shown(cards)
    cards.set_items(ITEMS)
    return cards


@pytest.mark.usefixtures("qapp")
def test_model_keeps_the_rules_of_qt() -> None:
    model = CardModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_items(ITEMS)
    model.set_items(())
    assert tester.model() is model


def test_a_card_is_a_sentence_and_travels_as_its_key_alone(cards: CardList) -> None:
    index = cards.items.index(1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Tom Whitaker, lights trip. Enter to open."
    data = cards.items.mimeData([index])
    assert data.formats() == cards.items.mimeTypes() == [CARD_MIME]
    assert data.data(CARD_MIME).data() == b"tom"
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert cards.items.row_of("ruth") == -1


def test_the_same_card_stays_current_or_the_one_in_its_place(cards: CardList) -> None:
    cards.pick(1)
    cards.set_items((ITEMS[1], ITEMS[0]))
    assert cards.current_key() == "tom"
    cards.pick(1)
    cards.set_items(ITEMS[1:])
    assert cards.current_key() == "tom"
    cards.set_items(())
    assert cards.current_key() == ""
    assert cards.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_without_a_card_keys_and_menus_mean_nothing(qtbot: QtBot, cards: CardList) -> None:
    cards.set_items(())
    with qtbot.assertNotEmitted(cards.opened), qtbot.assertNotEmitted(cards.menu_asked):
        QTest.keyClick(cards, Qt.Key.Key_Return)
        cards._ask_menu()
        cards.startDrag(Qt.DropAction.MoveAction)


def test_the_ring_shows_where_the_keyboard_is(theme: Theme, cards: CardList) -> None:
    cards.take(1)
    card = cards.delegate.card(cards.visualRect(cards.items.index(1)))
    image = cards.viewport().grab().toImage()
    assert image.pixelColor(card.left() - 2, card.center().y()) == theme.colour("focus")
    cards.clearFocus()
    image = cards.viewport().grab().toImage()
    assert image.pixelColor(card.left() - 2, card.center().y()) != theme.colour("focus")


def test_a_card_that_is_dragged_leaves_an_empty_place(theme: Theme, cards: CardList) -> None:
    place = cards.delegate.card(cards.visualRect(cards.items.index(0))).topLeft() + QPoint(20, 60)
    assert cards.viewport().grab().toImage().pixelColor(place) == theme.colour("surface")
    cards._mark("leah")
    assert cards.viewport().grab().toImage().pixelColor(place) != theme.colour("surface")


def test_of_a_long_text_two_lines_are_drawn(theme: Theme, qapp: object) -> None:
    def drawn(text: str) -> QImage:
        image = QImage(120, 60, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw_lines(painter, image.rect(), text, theme.font("small"), theme.colour("ink"), 18)
        painter.end()
        return image

    assert drawn("Water on the floor of the airing cupboard").copy(0, 36, 120, 24) == drawn("").copy(0, 36, 120, 24)
    assert drawn("Water on the floor of the airing cupboard and the hall") != drawn("Water on the floor of the")


def test_of_what_comes_next_the_time_is_cut_last(theme: Theme, qapp: object) -> None:
    font, words, end = theme.font("caption"), "Was to decide 13\u00a0Jan", "13\u00a0Jan"
    whole, least = text_width(words, font), text_width(end, font)
    assert fitted(words, font, whole) == words
    some = fitted(words, font, whole - 10)
    assert (some[:4], some.partition("…")[2]) == ("Was ", f" {end}")
    assert text_width(some, font) <= whole - 10
    assert fitted(words, font, least + 12) == end  # nothing would be left of the words
    assert fitted(words, font, least - 5).endswith("…")
    assert fitted("Yesterday", font, 30).endswith("…")


def test_a_lying_card_is_wide_enough_for_what_comes_next_beside_its_button(theme: Theme, shown: Shown) -> None:
    tray = CardList(theme, lambda _key: "", lying=True, words="Lost", name="tray")
    tray.setMinimumSize(600, 120)
    shown(tray)
    long = CardItem(
        "tom",
        "Tom Whitaker",
        "Gate",
        upcoming="Win back since Wed\u00a018\u00a0Nov\u00a02026",
        action="Call",
        action_icon="phone",
    )
    tray.set_items((CardItem("leah", "Leah Novak", "Roof", action="Call", action_icon="phone"), long))
    rect = tray.visualRect(tray.items.index(1))
    beside = tray.delegate.button(rect, long).left() - tray.delegate.card(rect).left()
    assert beside > text_width(long.upcoming, theme.font("caption")) + theme.scaled(14)
    assert tray.visualRect(tray.items.index(0)).width() == rect.width()
