"""A promise of a job: its words can be read, whatever stands beside them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Hand
from tests.ui.job_cards import CardPage, begun
from tradesman.services import promises
from tradesman.ui.desk import Desk
from tradesman.ui.parts.promises_card import PromisesCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Badge
from tradesman.ui.widgets.switches import CheckField

Show = Callable[..., Hand]
WORDS = "Bring the slate sample in heather blue, and one in grey beside it"
WIDE, NARROW = 640, 300


@pytest.fixture
def job_id(desk: Desk) -> UUID:
    job = desk.do(begun, label="Job")
    assert job is not None
    desk.do(promises.make, job.customer_id, WORDS, date(2026, 11, 27), job_id=job.id, label="Promise made")
    return job.id


def test_the_badge_makes_room_for_words_that_it_would_squeeze(
    desk: Desk, theme: Theme, show: Show, job_id: UUID
) -> None:
    page = CardPage(desk, theme, PromisesCard, job_id)
    hand = show(page)
    numbers = [number for number in range(2) if hand.find(CheckField, f"job_promise_{number}").text() == WORDS]
    box = hand.find(CheckField, f"job_promise_{numbers[0]}")
    badge = hand.find(Badge, f"job_promise_badge_{numbers[0]}")
    for width, is_below in ((WIDE, False), (NARROW, True), (WIDE, False)):
        page.card.setFixedWidth(width)
        QApplication.processEvents()
        assert (badge.y() >= box.geometry().bottom()) is is_below
        assert box.lines(box.width()) <= (3 if is_below else 2)
        assert box.height() >= box.heightForWidth(box.width())
