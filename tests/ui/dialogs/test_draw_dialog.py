"""Marks are drawn on a copy, with mouse or keys; the photo stays as it was taken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.pictures import picture
from tests.ui.parts.test_photo_adding import daniel, kept
from tradesman.book import album
from tradesman.book.photo import Photo
from tradesman.services import photos
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.draw_dialog import DrawDialog
from tradesman.ui.dialogs.photo_dialog import PhotoDialog
from tradesman.ui.marks import Kind
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import thumbnails_of
from tradesman.ui.widgets.draw_pad import DrawPad, Ink
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Any]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def customer_id(desk: Desk) -> UUID:
    return desk.do(daniel, label="Made")  # type: ignore[return-value]


@pytest.fixture
def photo(desk: Desk, customer_id: UUID, tmp_path: Path) -> Photo:
    name = album.keep(desk.book.photos, picture(tmp_path / "a.png", "gray", 1200, 800))
    made = desk.do(photos.add, customer_id, name, words="Fuse board", label="Made")
    assert made is not None
    return made


@pytest.fixture
def hand(show: Show) -> Any:
    return show()


@pytest.fixture
def sheet(qtbot: QtBot, desk: Desk, theme: Theme, hand: Any, photo: Photo) -> DrawDialog:
    PhotoDialog(hand.window, desk, theme, thumbnails_of(desk), photo).open()
    draw = hand.find(QAbstractButton, "photo_draw")
    qtbot.waitUntil(draw.isEnabled)
    hand.click(draw)
    made: DrawDialog = hand.sheet("draw")
    qtbot.waitUntil(lambda: not made._image.isNull())
    return made


def drag(qtbot: QtBot, pad: DrawPad, start: tuple[float, float], end: tuple[float, float]) -> None:
    room = pad._room()
    places = [
        QPoint(round(room.left() + x * room.width()), round(room.top() + y * room.height())) for x, y in (start, end)
    ]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    qtbot.mouseMove(pad, places[1])
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[1])


def saved(qtbot: QtBot, desk: Desk, hand: Any, customer_id: UUID) -> Photo:
    hand.press("main", hand.sheet("draw"))
    qtbot.waitUntil(lambda: len(kept(desk, customer_id)) == 2)
    return next(one for one in kept(desk, customer_id) if one.drawn_on_id is not None)


def test_arrow_circle_and_words_go_onto_a_copy(
    qtbot: QtBot, desk: Desk, hand: Any, sheet: DrawDialog, photo: Photo, customer_id: UUID
) -> None:
    before = (desk.book.photos / photo.file).read_bytes()
    assert not hand.find(QAbstractButton, "main", sheet).isEnabled()  # nothing is drawn yet
    drag(qtbot, sheet.pad, (0.1, 0.1), (0.4, 0.4))
    hand.choose("draw_kind", "Circle")
    hand.choose("draw_ink", "Red")
    drag(qtbot, sheet.pad, (0.5, 0.3), (0.8, 0.7))
    hand.choose("draw_kind", "Words")
    drag(qtbot, sheet.pad, (0.1, 0.8), (0.1, 0.8))  # without words there is nothing to put
    assert "There are no words yet" in sheet._error.text()
    hand.type("draw_words", "Loose here", sheet)
    hand.choose("draw_ink", "White")
    drag(qtbot, sheet.pad, (0.1, 0.8), (0.1, 0.8))
    assert [(mark.kind, mark.colour) for mark in sheet.pad.marks] == [
        (Kind.ARROW, Ink.YELLOW),
        (Kind.CIRCLE, Ink.RED),
        (Kind.WORDS, Ink.WHITE),
    ]
    drawn = saved(qtbot, desk, hand, customer_id)
    assert (drawn.drawn_on_id, drawn.words, drawn.taken_at, drawn.moment) == (
        photo.id,
        "Fuse board",
        photo.taken_at,
        photo.moment,
    )
    assert (desk.book.photos / photo.file).read_bytes() == before
    copy = QImage(str(desk.book.photos / drawn.file))
    assert (copy.width(), copy.height()) == (1200, 800)
    assert copy.pixelColor(300, 200) != QColor("gray")  # on the arrow
    assert copy.pixelColor(1150, 50).red() in range(120, 136)  # beside the marks
    # What is opened now is the copy, which leads to the original.
    shown = hand.sheet("photo")
    assert "Drawn on. The photo it was drawn on is kept" in hand.find(Label, "photo_told", shown).text()
    hand.press("photo_original", shown)
    assert hand.sheet("photo")._photo.id == photo.id
    assert desk.undo() == "Drawn on a copy"
    assert [one.id for one in kept(desk, customer_id)] == [photo.id]
    hand.sheet("photo").dismiss()


def test_all_of_it_with_the_keyboard(qtbot: QtBot, desk: Desk, hand: Any, sheet: DrawDialog, customer_id: UUID) -> None:
    pad = sheet.pad
    assert pad.hasFocus()

    def key(what: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        qtbot.keyClick(pad, what, held)

    def count() -> int:
        return len(pad.marks)

    key(Qt.Key.Key_Return)
    (first,) = pad.marks
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Down, CTRL)
    key(Qt.Key.Key_Left, SHIFT)
    (moved,) = pad.marks
    assert (round(moved.x - first.x, 3), round(moved.y - first.y, 3)) == (0.02, 0.004)
    assert round(moved.to_x - first.to_x, 3) == 0.0
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_PageUp)
    key(Qt.Key.Key_Delete)
    assert count() == 1
    assert pad.accessibleName() == "Picture to draw on, 1 mark"
    key(Qt.Key.Key_Z, CTRL)
    assert count() == 2
    hand.press("draw_redo", sheet)
    assert count() == 1
    for _ in range(6):  # put, moved twice, stretched, put, taken away
        hand.press("draw_undo", sheet)
    assert count() == 0
    assert not hand.find(QAbstractButton, "draw_undo", sheet).isEnabled()
    hand.find(QAbstractButton, "draw_redo", sheet).setFocus()
    qtbot.keyClick(hand.window.focusWidget(), Qt.Key.Key_Y, CTRL)
    assert count() == 1
    pad.setFocus()
    key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(kept(desk, customer_id)) == 2)
    hand.sheet("photo").dismiss()


def test_a_mark_is_chosen_and_moved_with_the_mouse(qtbot: QtBot, hand: Any, sheet: DrawDialog) -> None:
    drag(qtbot, sheet.pad, (0.2, 0.2), (0.4, 0.4))
    drag(qtbot, sheet.pad, (0.6, 0.6), (0.8, 0.8))
    drag(qtbot, sheet.pad, (0.3, 0.3), (0.3, 0.3))  # a click chooses what is there
    drag(qtbot, sheet.pad, (0.3, 0.3), (0.4, 0.3))
    first, second = sheet.pad.marks
    assert (round(first.x, 2), round(first.y, 2)) == (0.3, 0.2)
    assert round(second.x, 2) == 0.6
    sheet.dismiss()


def test_the_copy_of_a_photo_that_was_removed_meanwhile_is_refused(
    qtbot: QtBot, desk: Desk, hand: Any, sheet: DrawDialog, photo: Photo, customer_id: UUID
) -> None:
    qtbot.keyClick(sheet.pad, Qt.Key.Key_Return)
    desk.do(photos.remove, photo.id, label="Removed")
    hand.press("main", sheet)
    qtbot.waitUntil(lambda: "no longer in the book" in sheet._error.text())
    assert kept(desk, customer_id) == []
    assert len(sheet.pad.marks) == 1  # what was drawn is not lost
    sheet.dismiss()


def test_a_copy_is_saved_without_the_place(
    qtbot: QtBot, desk: Desk, theme: Theme, hand: Any, photo: Photo, tmp_path: Path
) -> None:
    sheet = PhotoDialog(hand.window, desk, theme, thumbnails_of(desk), photo)
    sheet.open()
    picked = iter([None, tmp_path / "Board.png", tmp_path / "Board.png"])
    sheet.pickers.new_file = lambda *_args: next(picked)  # type: ignore[method-assign]
    for _ in range(2):
        hand.press("photo_copy", sheet)
    qtbot.waitUntil(lambda: sheet._told.isVisible() and "A copy is at" in sheet._told.text())
    assert (tmp_path / "Board.png").is_file()
    hand.press("photo_copy", sheet)
    qtbot.waitUntil(lambda: "already. It was not touched" in sheet._error.text())
    sheet.dismiss()
