"""Text is drawn in the order in which it is read, whatever stands in it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout

from tradesman.book.direction import apart
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card_delegate import draw_lines
from tradesman.ui.widgets.found_delegate import draw_marked
from tradesman.ui.widgets.text import Lead, TextBlock, draw_line, fitted, text_width

INK = QColor("black")
ROOM = QRect(0, 0, 400, 40)
Draw = Callable[[QPainter, str, Theme], object]


def block(painter: QPainter, text: str, theme: Theme) -> None:
    TextBlock(text, theme.font("body"), 20).draw(painter, 0, 0, INK)


def led(painter: QPainter, text: str, theme: Theme) -> None:
    lead = Lead(len(text.partition(" ")[0]), theme.font("strong"), INK)
    TextBlock(text, theme.font("body"), 20, lead=lead).draw(painter, 0, 0, INK)


def line(painter: QPainter, text: str, theme: Theme) -> None:
    draw_line(painter, ROOM, text, theme.font("body"), INK)


def lines(painter: QPainter, text: str, theme: Theme) -> None:
    draw_lines(painter, ROOM, text, theme.font("body"), INK, 20)


def marked(painter: QPainter, text: str, theme: Theme) -> None:
    draw_marked(painter, ROOM, text, (), theme.font("body"), INK)


def drawn(draw: Draw, text: str, theme: Theme) -> QImage:
    image = QImage(ROOM.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter, text, theme)
    painter.end()
    return image


@pytest.mark.parametrize("draw", [block, line, lines, marked])
def test_a_sign_that_turns_changes_nothing_on_the_screen(theme: Theme, draw: Draw) -> None:
    plain = drawn(draw, "Leah Novak, 3 Mill Lane", theme)
    assert drawn(draw, "Leah \u202eNovak,\u2067 3 Mill Lane", theme) == plain
    assert plain != drawn(draw, "", theme)


def test_a_lead_keeps_its_letters(theme: Theme) -> None:
    assert drawn(led, "Leah\u202e Novak", theme) == drawn(led, "Leah Novak", theme)


def test_a_name_of_another_script_leaves_the_number_behind_it_where_it_is(theme: Theme) -> None:
    font, words = theme.font("body"), "שרה כהן, 3 Mill Lane"
    assert drawn(line, words, theme) == drawn(line, "\u2068שרה כהן\u2069, 3 Mill Lane", theme)
    layout = QTextLayout(apart(words), font)
    layout.beginLayout()
    placed = layout.createLine()
    placed.setLineWidth(ROOM.width())
    layout.endLayout()
    at: Any = placed.cursorToX(apart(words).index("3"))  # with the cursor itself
    assert at[0] > text_width("שרה כהן", font)


def test_what_is_cut_is_measured_as_it_is_drawn(theme: Theme) -> None:
    font = theme.font("body")
    assert text_width("Leah\u202e Novak", font) == text_width("Leah Novak", font)
    assert fitted("Was to\u202e start 13 Jan", font, 400) == "Was to start 13 Jan"
