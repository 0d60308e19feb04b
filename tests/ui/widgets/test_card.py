"""Cards have a heading that names them."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Label

from .conftest import Shown


def test_the_heading_names_the_card(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme, "Findings", "3", Button("Add", theme, "quiet", "plus", compact=True))
    qtbot.addWidget(card)
    assert card.accessibleName() == "Findings"
    card.set_title("Promises")
    card.set_count("2 open")
    assert card.accessibleName() == "Promises"
    assert {label.text() for label in card.findChildren(Label)} == {"Promises", "2 open"}


def test_words_stand_16_from_the_edge_and_a_line_fills_the_width(theme: Theme, shown: Shown) -> None:
    card, line = Card(theme), Separator()
    word = Label("Works nights", theme)
    card.body.addWidget(word)
    card.body.addWidget(line)
    shown(card)
    assert word.mapTo(card, word.rect().topLeft()).x() == 16
    assert line.height() == 1
    assert line.width() == card.width() - 32


def test_the_heading_keeps_its_line_when_the_text_grows(qtbot: QtBot, theme: Theme) -> None:
    grown, small = Card(theme, "Findings"), Card(theme)
    qtbot.addWidget(grown)
    qtbot.addWidget(small)
    grown.show()
    theme.set_text_percent(130)
    try:
        made = Card(theme, "Findings")
        assert margins(grown) == margins(made)
        assert margins(small) == margins(Card(theme))
    finally:
        theme.set_text_percent(100)


def test_the_heading_keeps_its_line_while_its_button_is_hidden(theme: Theme, shown: Shown) -> None:
    button = Button("Add", theme)
    card = Card(theme, "Material", action=button)
    title = next(label for label in card.findChildren(Label) if label.text() == "Material")
    card.body.addWidget(Label("Nothing is noted.", theme))
    shown(card)
    stood = title.mapTo(card, title.rect().center()).y()
    button.hide()
    QApplication.processEvents()
    assert title.mapTo(card, title.rect().center()).y() == stood


def margins(card: Card) -> tuple[int, int]:
    layout = card.layout()
    assert layout is not None
    return layout.contentsMargins().top(), layout.contentsMargins().left()
