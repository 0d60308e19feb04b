import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.conftest import Hand
from tradesman import __version__, paths
from tradesman.ui.dialogs.about_dialog import AboutDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Tradesman", "MIT License"),
        ("Inter, the letters", "SIL OPEN FONT LICENSE"),
        ("Lucide, the icons", "ISC License"),
        ("Libraries", "LGPL-3.0"),
        ("Libraries", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("Libraries", "GNU GENERAL PUBLIC LICENSE"),
        ("Libraries", "Apache License"),
    ],
)
def test_each_licence_can_be_read(show: Callable[..., Hand], theme: Theme, words: str, says: str) -> None:
    hand = show()
    dialog = AboutDialog(hand.window, theme)
    dialog.open()
    hand.choose("licence_of", words)
    assert says in dialog.licence.toPlainText()
    assert dialog.licence.isReadOnly()
    hand.press("main")
    assert hand.no_sheet()


def test_it_says_which_version_this_is(show: Callable[..., Hand], theme: Theme) -> None:
    hand = show()
    AboutDialog(hand.window, theme).open()
    assert __version__ in hand.find(Label, "about_version").text()


def test_the_licence_shown_is_the_licence() -> None:
    assert paths.resource("licences", "tradesman.txt").read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")


def test_no_library_is_forgotten() -> None:
    named = paths.resource("licences", "libraries.txt").read_text("utf-8").lower()
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    for line in wanted:
        name = line.split(">=")[0].strip().lower()
        assert name in named, name
