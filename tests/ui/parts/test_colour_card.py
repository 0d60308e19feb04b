from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.pictures import picture
from tests.ui.conftest import Hand
from tests.ui.papers import settle
from tradesman.book import album
from tradesman.services import businesses
from tradesman.ui import logo
from tradesman.ui.desk import Desk
from tradesman.ui.parts.colour_card import _Swatch
from tradesman.ui.parts.settings_business import BusinessSection
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.labels import Label


class Chooses(Pickers):
    """A person who chooses one colour after the other, and notes from which one."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.began: list[str] = []

    def colour(self, _parent: QWidget, _title: str, now: str) -> str:
        self.began.append(now)
        return self.left.pop(0)


@pytest.fixture
def pick() -> Chooses:
    return Chooses()


@pytest.fixture
def hand(desk: Desk, theme: Theme, pick: Chooses, show: Callable[..., Hand]) -> Any:
    section = BusinessSection(desk, theme, pick)
    desk.changed.connect(section.refresh)
    section.refresh()
    yield show(section, 1366, 1400)
    desk.background.wait()


def kept(desk: Desk) -> str:
    return desk.ask(businesses.current).colour


def swatch(hand: Hand) -> str:
    seen = [one for one in hand.window.findChildren(_Swatch) if one.isVisible()]
    return seen[0].colour if seen else ""


def leave(hand: Hand, typed: str) -> str:
    """Types a colour and goes on; what is said below the field."""
    hand.type("colour", typed)
    hand.find(QWidget, "name").setFocus()
    box = hand.find(QWidget, "colour").parentWidget()
    assert isinstance(box, FieldBox)
    return box.error


@pytest.mark.parametrize(
    ("typed", "colour"), [("#14553B", "#14553B"), (" 14553b ", "#14553B"), ("#aBc", "#AABBCC"), ("fff", "#FFFFFF")]
)
def test_a_colour_is_typed(hand: Hand, desk: Desk, typed: str, colour: str) -> None:
    assert (swatch(hand), leave(hand, typed)) == ("", "")
    assert (kept(desk), swatch(hand)) == (colour, colour)
    assert hand.find(QWidget, "colour").text() == colour  # type: ignore[attr-defined]
    assert desk.undo() == "Colour changed"
    assert (kept(desk), swatch(hand)) == ("", "")


@pytest.mark.parametrize("typed", ["green", "#12345", "#GG0000", "#1234567", "rgb(1,2,3)"])
def test_what_is_no_colour_is_refused_and_kept_as_typed(hand: Hand, desk: Desk, typed: str) -> None:
    assert leave(hand, typed) == "A colour is written # and six digits from 0 to F: #14553B. Kept as typed."
    assert (kept(desk), swatch(hand)) == ("", "")
    assert hand.find(QWidget, "colour").text() == typed  # type: ignore[attr-defined]


def test_it_is_chosen_and_removed(hand: Hand, desk: Desk, pick: Chooses) -> None:
    pick.left += ["#14553B", "", "#203040"]
    for colour in ("#14553B", "#14553B", "#203040"):
        hand.press("colour_choose")
        assert kept(desk) == colour
    assert pick.began == ["", "#14553B", "#14553B"]
    hand.press("colour_remove")
    assert (kept(desk), swatch(hand)) == ("", "")
    assert not any(one.isVisible() for one in hand.window.findChildren(QAbstractButton, "colour_remove"))


def test_it_is_taken_from_the_logo(hand: Hand, desk: Desk, tmp_path: Path) -> None:
    assert not any(one.isVisible() for one in hand.window.findChildren(QAbstractButton, "colour_from_logo"))
    said = {"#14553B": logo.colour(picture(tmp_path / "green.png", "#14553B").read_bytes()), "gray": ""}
    for colour, found in said.items():
        file = album.keep(desk.book.photos, picture(tmp_path / f"logo-{colour[1:]}.png", colour, 90, 30))
        desk.do(businesses.change, logo=file, label="Logo")
        hand.press("colour_from_logo")
        settle(desk)
        assert kept(desk) == said["#14553B"] != ""
        words = [one.text() for one in hand.window.findChildren(Label, "colour_said") if one.isVisible()]
        grey = "The logo is black, white and grey. Nothing was changed. Choose a colour."
        assert words == ([] if found else [grey])
    desk.do(businesses.change, logo="gone.png", label="Logo")
    hand.press("colour_from_logo")
    settle(desk)
    assert hand.find(Label, "colour_said").text().startswith("The logo cannot be read")
