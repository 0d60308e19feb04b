from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from tests.pictures import claims, picture
from tests.ui.conftest import Hand
from tests.ui.papers import paper_of, pdf_of, ready, settle
from tradesman.book.quote import GivenBy
from tradesman.services import businesses, presentations
from tradesman.ui import paper_making, pdf, quote_handout
from tradesman.ui.desk import Desk
from tradesman.ui.parts.logo_card import LogoCard, _Paper
from tradesman.ui.parts.settings_business import BusinessSection
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)
Show = Callable[..., Hand]


class Chooses(Pickers):
    """A person who chooses one file after the other."""

    def __init__(self) -> None:
        self.files_left: list[Path | None] = []

    def file(self, *_asked: Any, **_named: Any) -> Path | None:
        return self.files_left.pop(0)


@pytest.fixture
def pick() -> Chooses:
    return Chooses()


@pytest.fixture
def hand(desk: Desk, theme: Theme, pick: Chooses, show: Show) -> Any:
    section = BusinessSection(desk, theme, pick)
    desk.changed.connect(section.refresh)
    section.refresh()
    yield show(section)
    desk.background.wait()


def choose(hand: Hand, desk: Desk, pick: Chooses, file: Path | None) -> None:
    pick.files_left.append(file)
    hand.press("logo_choose")
    settle(desk)


def name(desk: Desk) -> str:
    return desk.ask(businesses.current).logo


def shown(hand: Hand) -> QImage | None:
    papers = [paper for paper in hand.window.findChildren(_Paper) if paper.isVisible()]
    return papers[0].image if papers else None


def said(hand: Hand) -> str:
    labels = [label for label in hand.window.findChildren(Label, "logo_said") if label.isVisible()]
    return labels[0].text() if labels else ""


def on_paper(content: bytes, colour: int) -> bool:
    """Whether a colour stands at the top of the first page, as near as a JPEG keeps it."""
    page = pdf.picture(content, 0, 300)
    return any(_near(page.pixel(x, y), colour) for x in range(page.width()) for y in range(0, 150, 3))


def _near(pixel: int, colour: int) -> bool:
    return all(abs((pixel >> shift & 255) - (colour >> shift & 255)) < 9 for shift in (0, 8, 16))


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_logo_is_chosen_seen_printed_and_removed(
    hand: Hand, desk: Desk, pick: Chooses, tmp_path: Path, kind: str
) -> None:
    quote_id = ready(desk, options=1)
    assert said(hand).startswith("No logo yet.")
    choose(hand, desk, pick, picture(tmp_path / f"logo.{kind}", "blue", 400, 100))
    assert (desk.book.photos / name(desk)).is_file()
    seen = shown(hand)
    assert seen is not None
    assert (seen.width(), seen.height(), said(hand)) == (400, 100, "")
    assert on_paper(pdf_of(desk, paper_of(desk, quote_id)), 0x0000FF)
    hand.press("logo_remove")
    assert (name(desk), shown(hand)) == ("", None)
    assert said(hand).startswith("No logo yet.")
    assert not on_paper(pdf_of(desk, paper_of(desk, quote_id)), 0x0000FF)
    assert desk.undo() == "Logo removed"
    settle(desk)
    assert shown(hand) is not None


def test_a_given_quote_keeps_its_paper(hand: Hand, desk: Desk, pick: Chooses, tmp_path: Path) -> None:
    choose(hand, desk, pick, picture(tmp_path / "logo.png", "blue", 400, 100))
    paper = desk.ask(presentations.to_give, ready(desk, options=1))
    paper_making.give(desk, paper, GivenBy.SENT, "Given", lambda _given: None, pytest.fail)
    settle(desk)
    found: list[Any] = []
    for logo in (picture(tmp_path / "new.png", "lime", 400, 100), None):
        desk.background.run(quote_handout.quote(desk, paper_of(desk, paper.quote_id)).make, found.append, pytest.fail)
        settle(desk)
        choose(hand, desk, pick, logo)
    assert found[0].content == found[1].content
    assert on_paper(found[1].content, 0x0000FF)
    assert not on_paper(found[1].content, 0x00FF00)


def test_what_cannot_be_a_logo_is_refused_and_the_old_one_stays(
    hand: Hand, desk: Desk, pick: Chooses, tmp_path: Path
) -> None:
    choose(hand, desk, pick, picture(tmp_path / "logo.png", "blue"))
    before = name(desk)
    words = tmp_path / "words.png"
    words.write_text("not a picture")
    for file, why in (
        (words, "is no PNG or JPEG"),
        (claims(tmp_path / "bomb.png", 60_000, 60_000), "claims to be 60000 × 60000 pixels"),
        (tmp_path / "gone.png", "cannot be read"),
    ):
        choose(hand, desk, pick, file)
        assert said(hand).startswith(f"This picture {why}")
        assert said(hand).endswith("The logo stays as it was. Choose a PNG or JPEG.")
        assert hand.find(QPushButton, "logo_choose").isEnabled()
        assert (name(desk), len(list(desk.book.photos.iterdir()))) == (before, 1)
        assert shown(hand) is not None
    choose(hand, desk, pick, None)
    assert name(desk) == before


def test_a_logo_whose_file_is_gone_says_so(hand: Hand, desk: Desk) -> None:
    desk.do(businesses.change, logo="gone.png", label="Logo")
    settle(desk)
    assert said(hand).startswith("The logo cannot be read")
    assert said(hand).endswith("Quotes are printed without it. Choose it again.")
    assert shown(hand) is None


def drop(hand: Hand, mime: QMimeData) -> bool:
    """Drops onto the card; whether it took it."""
    card, copy, left = hand.find(LogoCard, "card_logo"), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enters = QDragEnterEvent(QPoint(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    enters.ignore()
    QApplication.sendEvent(card, enters)
    drops = QDropEvent(QPointF(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(card, drops)
    return enters.isAccepted()


def test_a_file_or_a_picture_is_dropped(hand: Hand, desk: Desk, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setText("words")
    assert not drop(hand, mime)
    mime.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "logo.jpg", "blue", 90, 30)))])
    assert drop(hand, mime)
    settle(desk)
    first, seen = name(desk), shown(hand)
    assert seen is not None
    assert (seen.width(), first[-4:]) == (90, ".jpg")
    mime = QMimeData()
    mime.setImageData(QImage(str(picture(tmp_path / "other.png", "red", 70, 20))))
    assert drop(hand, mime)
    settle(desk)
    seen = shown(hand)
    assert seen is not None
    assert (seen.width(), name(desk) != first) == (70, True)


def test_while_it_is_looked_at_it_says_so(hand: Hand, desk: Desk, pick: Chooses, tmp_path: Path) -> None:
    goes_on = Event()
    desk.background.run(goes_on.wait, lambda _done: None, lambda _words: None)
    pick.files_left.append(picture(tmp_path / "logo.png"))
    hand.press("logo_choose")
    assert said(hand) == "Looking at the picture…"
    assert not hand.find(QPushButton, "logo_choose").isEnabled()
    goes_on.set()
    settle(desk)
    assert name(desk)
