"""What every test stands on: a moment, a home of its own, and the book of a plumber."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.owner import Filled
from tests.rings import Ring
from tradesman.book import driver, store
from tradesman.book.store import Book, Session
from tradesman.services import businesses


@pytest.hookimpl(trylast=True)  # after the shuffling
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests come first: at the end one worker would wait for the other."""
    items.sort(key=lambda item: "test_every_page" not in item.nodeid)


NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)  # a Friday, and London is on UTC


def plumber(session: Session) -> object:
    """The business of the tests."""
    return businesses.set_up(
        session,
        name="Harrow Plumbing",
        owner="Sam Harrow",
        trade="Plumber",
        currency="GBP",
        zone="Europe/London",
        country="GB",
        region="ENG",
        hours={str(day): [["08:00", "17:00"]] for day in range(5)},
        tax_bp=2000,
    )


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADESMAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TRADESMAN_BOOK", raising=False)


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Nobody cuts the power here, and waiting for the disk would be most of the time."""
    hurried = tuple((name, 0 if name == "synchronous" else value) for name, value in driver.PRAGMAS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver, "PRAGMAS", hurried)
        yield


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the passwords of whoever runs it."""
    monkeypatch.setattr("tradesman.exchange.passwords._keyring", lambda: None)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch, _no_keyring: None) -> Ring:
    """The keyring of a system that has one."""
    made = Ring()
    monkeypatch.setattr("tradesman.exchange.passwords._keyring", lambda: made)
    return made


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def _plumbers_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once and copied, since making one waits for the disk."""
    folder = tmp_path_factory.mktemp("made") / "Plumber.tradesman"
    store.create_book(folder, NOW, plumber)
    return folder


@pytest.fixture(scope="session")
def filled() -> Filled:
    """Books in which much was done, for the tests that only look at it."""
    return Filled()


@pytest.fixture
def folder(_plumbers_book: Path, tmp_path: Path) -> Path:
    """A plumber's new book that nobody has open."""
    copy = tmp_path / _plumbers_book.name
    shutil.copytree(_plumbers_book, copy)
    return copy


@pytest.fixture
def book(folder: Path, now: datetime) -> Iterator[Book]:
    """A plumber's new book, open."""
    opened = store.open_book(folder, now)
    yield opened
    opened.close()
