"""Many pictures at once: followed, stopped, and at the end everything that did not come in is named."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from tests.pictures import picture
from tests.ui.parts.test_photo_adding import Chooses, daniel, kept
from tradesman.book import album
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Any]


@pytest.fixture
def page(desk: Desk, theme: Theme) -> CustomerPage:
    made = CustomerPage(desk, theme)
    customer_id: UUID = desk.do(daniel, label="Made")  # type: ignore[assignment]
    made.show_subject(customer_id)
    return made


@pytest.fixture
def dcim(tmp_path: Path) -> Path:
    made = tmp_path / "DCIM"
    made.mkdir()
    for number in range(30):
        picture(made / f"IMG_{number:02}.png", f"#{number * 7:06x}", 8, 8)
    return made


def test_a_folder_comes_in_as_one_step_and_the_sheet_goes_by_itself(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, dcim: Path
) -> None:
    hand = show(page)
    page.adder.pickers = Chooses(dcim)
    with qtbot.waitSignal(page.adder.ended):
        page.adder.pick()
        assert hand.sheet("photo_batch")
    assert hand.no_sheet()
    assert len(kept(desk, page._customer_id)) == 30  # type: ignore[arg-type]
    assert desk.undo() == "30 photos added"


@pytest.mark.parametrize("by_key", [True, False])
def test_it_is_stopped_and_what_is_in_stays(
    qtbot: QtBot,
    page: CustomerPage,
    desk: Desk,
    show: Show,
    dcim: Path,
    monkeypatch: pytest.MonkeyPatch,
    by_key: bool,
) -> None:
    keep, go_on, counted = album.keep, Event(), list[int]()

    def slow(*args: Any) -> str:
        counted.append(1)
        if len(counted) == 5:
            go_on.wait(10)  # until somebody has pressed Stop
        return keep(*args)

    monkeypatch.setattr(album, "keep", slow)
    hand = show(page)
    page.adder.pickers = Chooses(dcim)
    with qtbot.waitSignal(page.adder.ended):
        page.adder.pick()
        sheet = hand.sheet("photo_batch")
        bar = hand.find(QProgressBar, "", sheet)
        qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (4, 30))
        if by_key:
            qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        else:
            hand.press("batch_stop", sheet)
        go_on.set()
    assert "5 added" in hand.find(Label, "batch_said", sheet).text()
    assert "25 more were not tried" in hand.find(Label, "batch_faults", sheet).text()
    hand.press("main", sheet)
    assert hand.no_sheet()
    assert len(kept(desk, page._customer_id)) == 5  # type: ignore[arg-type]
    # The same once more goes on where it was stopped: what is there already is not there twice.
    monkeypatch.setattr(album, "keep", keep)
    with qtbot.waitSignal(page.adder.ended):
        page.adder.pick()
    assert len(kept(desk, page._customer_id)) == 30  # type: ignore[arg-type]
