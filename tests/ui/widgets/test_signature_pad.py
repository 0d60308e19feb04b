"""A signature is written with mouse, finger or pen, and kept as strokes."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tradesman.book.signature import MOST_POINTS
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.signature_pad import PadState, SignaturePad

PLACES = ((100, 60), (150, 90), (200, 60), (260, 100))


@pytest.fixture
def pad(qtbot: QtBot, theme: Theme) -> SignaturePad:
    made = SignaturePad("Signature", theme, name="pad")
    qtbot.addWidget(made)
    made.resize(500, 176)
    with qtbot.waitExposed(made):
        made.show()
    return made


def draw(pad: SignaturePad, places: Sequence[tuple[int, int]] = PLACES) -> None:
    first, *others = (QPoint(*place) for place in places)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
    for place in others:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*places[-1]))


def ink(pad: SignaturePad) -> set[tuple[int, int]]:
    """Where something is written above the line."""
    image = pad.grab().toImage()
    return {
        (x, y)
        for x in range(4, image.width() - 4)
        for y in range(4, min(120, image.height() - 48))
        if QColor(image.pixel(x, y)).lightness() < 128
    }


def state(pad: SignaturePad) -> str:
    return pad.state


def test_it_waits_for_a_hand(pad: SignaturePad) -> None:
    assert (state(pad), pad.strokes(), ink(pad)) == (PadState.EMPTY, [], set())
    assert (pad.accessibleName(), pad.accessibleDescription()) == ("Signature", "Nothing is written yet")


def test_a_stroke_of_the_mouse_is_kept_in_thousandths_of_the_width_with_its_time(pad: SignaturePad) -> None:
    draw(pad)
    (stroke,) = pad.strokes()
    assert [point[:2] for point in stroke] == [[200, 120], [300, 180], [400, 120], [520, 200]]
    times = [point[2] for point in stroke]
    assert times == sorted(times)
    assert times[0] == 0
    assert (state(pad), pad.accessibleDescription()) == (PadState.SIGNED, "Signed")
    assert any(abs(x - 100) < 3 and abs(y - 60) < 3 for x, y in ink(pad))


def test_while_the_hand_is_down_it_is_not_signed_yet(pad: SignaturePad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert state(pad) == PadState.DRAWING
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert state(pad) == PadState.SIGNED
    assert ink(pad)  # a dot is seen too


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_write_nothing(pad: SignaturePad, button: Qt.MouseButton) -> None:
    QTest.mousePress(pad, button, pos=QPoint(10, 10))
    QTest.mouseMove(pad, QPoint(90, 90))
    QTest.mouseRelease(pad, button, pos=QPoint(90, 90))
    assert pad.strokes() == []


def test_a_finger_writes(pad: SignaturePad) -> None:
    finger = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    QTest.touchEvent(pad, finger).press(0, QPoint(100, 60), pad).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(200, 90), pad).commit()
    assert state(pad) == PadState.DRAWING
    QTest.touchEvent(pad, finger).release(0, QPoint(200, 90), pad).commit()
    assert state(pad) == PadState.SIGNED
    assert [point[:2] for point in pad.strokes()[0]] == [[200, 120], [400, 180]]


def pen(pad: SignaturePad, kind: QEvent.Type, place: tuple[int, int]) -> None:
    down = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        QPointF(*place),
        QPointF(pad.mapToGlobal(QPoint(*place))),
        0.7,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.LeftButton,
        down,
    )
    QApplication.sendEvent(pad, event)
    assert event.isAccepted()


def test_a_pen_writes_and_no_mouse_that_is_made_of_it(pad: SignaturePad) -> None:
    pen(pad, QEvent.Type.TabletMove, (50, 50))  # above the pad, not on it
    pen(pad, QEvent.Type.TabletPress, PLACES[0])
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    QTest.mouseMove(pad, QPoint(300, 120))
    pen(pad, QEvent.Type.TabletMove, PLACES[1])
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    pen(pad, QEvent.Type.TabletRelease, PLACES[1])
    assert [[point[:2] for point in stroke] for stroke in pad.strokes()] == [[[200, 120], [300, 180]]]
    assert state(pad) == PadState.SIGNED


def test_cleared_it_can_be_written_on_again(pad: SignaturePad, qtbot: QtBot) -> None:
    draw(pad)
    with qtbot.waitSignal(pad.changed):
        pad.setFocus()
        QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert (state(pad), pad.strokes(), ink(pad)) == (PadState.CLEARED, [], set())
    QTest.keyClick(pad, Qt.Key.Key_A)
    pad.clear()
    assert state(pad) == PadState.CLEARED
    draw(pad)
    draw(pad, ((300, 60), (350, 90)))
    assert (state(pad), len(pad.strokes())) == (PadState.SIGNED, 2)


@pytest.mark.parametrize("size", [(250, 176), (250, 120), (1000, 176)])
def test_in_another_size_it_keeps_its_proportions(pad: SignaturePad, size: tuple[int, int]) -> None:
    draw(pad)
    before, kept = ink(pad), pad.strokes()
    pad.resize(*size)
    QApplication.processEvents()
    after = ink(pad)
    assert pad.strokes() == kept

    def shape(places: set[tuple[int, int]]) -> float:
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return (max(xs) - min(xs)) / (max(ys) - min(ys))

    assert shape(after) == pytest.approx(shape(before), rel=0.15)
    assert max(x for x, _ in after) < size[0]


def test_a_hand_that_leaves_the_pad_stays_on_its_edge(pad: SignaturePad) -> None:
    draw(pad, ((100, 60), (900, -50), (-70, 400)))
    assert [point[:2] for point in pad.strokes()[0]] == [[200, 120], [1000, 0], [0, 352]]


def test_no_more_is_kept_than_a_signature_may_have(pad: SignaturePad) -> None:
    pad.set_strokes([[[number % 1000, number // 1000, number] for number in range(MOST_POINTS - 1)]])
    draw(pad)
    draw(pad)
    assert sum(map(len, pad.strokes())) == MOST_POINTS
    assert state(pad) == PadState.SIGNED


def test_a_kept_signature_is_shown(pad: SignaturePad) -> None:
    pad.set_strokes([[[200, 120, 0], [400, 180, 9]]])
    assert state(pad) == PadState.SIGNED
    assert ink(pad)
    pad.set_strokes([])
    assert state(pad) == PadState.EMPTY
