"""What the tests of the services have in common."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.owner import Owner
from tradesman.book import store
from tradesman.book.store import Book


@pytest.fixture(scope="session")
def _kept_book(_plumbers_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """One book whose statements are compiled once; each test finds a new file in it."""
    return Book(tmp_path_factory.mktemp("kept") / _plumbers_book.name)


@pytest.fixture
def folder(_plumbers_book: Path, _kept_book: Book) -> Path:
    """A plumber's new book that nobody has open."""
    _kept_book.close()
    shutil.rmtree(_kept_book.folder, ignore_errors=True)
    shutil.copytree(_plumbers_book, _kept_book.folder)
    return _kept_book.folder


@pytest.fixture
def book(folder: Path, _kept_book: Book) -> Iterator[Book]:
    """A plumber's new book, open."""
    assert (folder / store.DATABASE).exists()
    yield _kept_book
    _kept_book.close()


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    """The plumber, on a Friday morning."""
    return Owner(book, now)
