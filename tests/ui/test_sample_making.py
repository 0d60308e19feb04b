from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand, Start
from tradesman import sample
from tradesman.app import App
from tradesman.book.errors import BookError
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.labels import Label


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample that is being made until somebody ends it."""

    def make(_folder: Path, *, going: Callable[[int], None], **_rest: object) -> None:
        while True:
            going(40)
            Event().wait(0.01)

    monkeypatch.setattr(sample, "make", make)


def begin(app: App, qtbot: QtBot) -> Hand:
    """Asks for the sample and waits until it is said how far it is."""
    hand = Hand(qtbot, app.window)
    hand.press("cover_sample")
    said = "Making the sample book: 40%"
    qtbot.waitUntil(lambda: said in {label.text() for label in app.window.page.findChildren(Label)})
    return hand


@pytest.mark.usefixtures("endless")
def test_the_making_says_how_far_it_is_and_can_be_stopped(start: Start, qtbot: QtBot) -> None:
    app = start(cover=True)
    hand = begin(app, qtbot)
    assert not hand.find(QAbstractButton, "cover_make").isEnabled()
    hand.press("cover_stop")
    qtbot.waitUntil(lambda: hand.find(QAbstractButton, "cover_make").isEnabled())
    assert not app.window.page.findChildren(Banner)


@pytest.mark.usefixtures("endless")
def test_closing_the_window_ends_the_making(start: Start, qtbot: QtBot) -> None:
    app = start(cover=True)
    begin(app, qtbot)
    app.window.close()
    assert not app.window.isVisible()


def test_a_sample_that_cannot_be_made_says_why(start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(_folder: Path, **_rest: object) -> None:
        raise BookError("The disk is full.")

    monkeypatch.setattr(sample, "make", make)
    app = start(cover=True)
    Hand(qtbot, app.window).press("cover_sample")
    qtbot.waitUntil(lambda: bool(app.window.page.findChildren(Banner)))
    assert "The disk is full." in app.window.page.findChild(Banner).accessibleName()
