"""What the tests of the services have in common."""

from datetime import datetime

import pytest

from tests.owner import Owner
from tradesman.book.store import Book


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    """The plumber, on a Friday morning."""
    return Owner(book, now)
