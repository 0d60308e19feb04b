"""However many photos there are, the memory stays flat, and nobody waits for one that is not looked at."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.pictures import picture
from tests.ui.parts.test_photo_adding import daniel
from tradesman.book import album
from tradesman.book.store import Session
from tradesman.services import photos
from tradesman.ui import thumbnails
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile

Show = Callable[..., Any]


def filled(desk: Desk, tmp_path: Path, count: int, width: int = 60, height: int = 40) -> UUID:
    """A customer with so many photos, each of another colour."""

    def add(session: Session) -> UUID:
        customer_id = daniel(session)
        for number in range(count):
            file = picture(tmp_path / "a.jpg", f"#{number * 997:06x}", width, height)
            photos.add(session, customer_id, album.keep(desk.book.photos, file))
        return customer_id

    return desk.do(add, label="Made")  # type: ignore[return-value]


def tiles(page: CustomerPage) -> list[PhotoTile]:
    found = [tile for tile in page.line.photos.findChildren(PhotoTile) if tile.isVisible()]
    return [tile for tile in found if not isinstance(tile, AddTile)]


def in_view(page: CustomerPage) -> list[PhotoTile]:
    return [tile for tile in tiles(page) if not tile.visibleRegion().isEmpty()]


def live(page: CustomerPage) -> int:
    return sum(1 for tile in tiles(page) if tile.shows_picture)


def scroll(qtbot: QtBot, page: CustomerPage, steps: int) -> Iterator[int]:
    """Goes down the wall in steps, waits as a person who looks does, and tells how many pictures are held."""
    bar = page.line.photos.verticalScrollBar()
    for step in range(steps + 1):
        bar.setValue(round(bar.maximum() * step / steps))
        QApplication.processEvents()
        qtbot.waitUntil(lambda: all(tile.shows_picture for tile in in_view(page)), timeout=20_000)
        yield live(page)


def wall(desk: Desk, theme: Theme, show: Show, customer_id: UUID) -> CustomerPage:
    page = CustomerPage(desk, theme)
    page.show_subject(customer_id)
    hand = show(page)
    page.line.tabs.set_value("photos")
    hand.press("photos_more")
    return page


def test_three_hundred_photos_hold_few_pictures(
    qtbot: QtBot, desk: Desk, theme: Theme, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "MOST_KEPT", 40)
    page = wall(desk, theme, show, filled(desk, tmp_path, 300))
    assert len(tiles(page)) == 300
    held = list(scroll(qtbot, page, 20))
    shown = max(len(in_view(page)), 1)
    assert max(held) <= 4 * shown + 20  # one view above and one below what is seen, and what is on its way
    assert max(held) < 100
    assert page.thumbnails.kept <= 40


def test_what_was_scrolled_past_is_not_made(qtbot: QtBot, desk: Desk, theme: Theme, show: Show, tmp_path: Path) -> None:
    made: list[str] = []
    page = wall(desk, theme, show, filled(desk, tmp_path, 300))
    page.thumbnails.made.connect(lambda name, _seen: made.append(name))
    bar = page.line.photos.verticalScrollBar()
    for step in range(10):  # flung to the end
        bar.setValue(bar.maximum() * step // 9)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: bool(in_view(page)) and all(tile.shows_picture for tile in in_view(page)))
    qtbot.waitUntil(lambda: not page.thumbnails.busy)
    assert len(made) < 200


def test_the_one_asked_for_last_comes_first_and_what_is_cancelled_never(
    qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    for name in "abcd":
        picture(desk.book.photos / f"{name}.png")
    maker, made = Thumbnails(desk.book.folder, desk.book.photos), list[str]()
    maker.made.connect(lambda name, _seen: made.append(name))
    for name in "abcd":
        maker.ask(f"{name}.png")
    maker.cancel("c.png")
    qtbot.waitUntil(lambda: not maker.busy)
    assert made == ["a.png", "d.png", "b.png"]


def memory() -> int:
    """The memory this process holds now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 // 2**20


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="counted on Linux alone")
def test_a_thousand_photos_scroll_with_flat_memory(
    qtbot: QtBot, desk: Desk, theme: Theme, show: Show, tmp_path: Path
) -> None:
    page = wall(desk, theme, show, filled(desk, tmp_path, 1000, 800, 600))
    list(scroll(qtbot, page, 40))  # once, so that the caches are full
    gc.collect()
    before = memory()
    for _ in range(3):
        assert max(scroll(qtbot, page, 40)) < 150
    gc.collect()
    assert memory() - before < 60
