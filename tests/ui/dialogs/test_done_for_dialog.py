"""Work for another contractor: said in words, and the end client is asked nothing."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import Hand
from tradesman.book.enquiry import CameBy
from tradesman.book.job import Job
from tradesman.services import customers, enquiries, followups, job_sheets, jobs, partners
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.done_for_dialog import DoneForDialog
from tradesman.ui.dialogs.take_on_dialog import TakeOnDialog
from tradesman.ui.theme import Theme

Show = Callable[..., Hand]


@pytest.fixture
def enquiry_id(desk: Desk) -> UUID:
    with desk.book.write("Asked", desk.now) as session:
        partners.add(session, "Harker Masonry", "Chimneys")
        customer = customers.add(session, "Ruth Okafor")
        session.flush()
        return enquiries.log(session, customer.id, "Dormer leaks", CameBy.PHONE, answered_live=True).id


@pytest.fixture
def job_id(desk: Desk, enquiry_id: UUID) -> UUID:
    with desk.book.write("Done", desk.now) as session:
        job = jobs.take_on(session, enquiry_id, "Re-roof the dormer")
        session.flush()
        return jobs.complete(session, job.id).id


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show, job_id: UUID) -> Callable[[], Hand]:
    def make() -> Hand:
        hand = show()
        DoneForDialog(hand.window, desk, theme, desk.ask(job_sheets.sheet, job_id))
        return hand

    return make


def kept(desk: Desk, job_id: UUID) -> tuple[bool, str]:
    job = desk.ask(lambda session: session.load(Job, job_id))
    return job.subcontracted, job.done_for


def asks(desk: Desk, job_id: UUID) -> int:
    return len(desk.ask(followups.of_subject, job_id))


def test_a_partner_is_named_and_the_end_client_is_asked_nothing(
    opened: Callable[[], Hand], desk: Desk, job_id: UUID
) -> None:
    before = asks(desk, job_id)
    hand = opened()
    hand.choose("done_for_way", "For another contractor")
    assert "no questions come from you" in hand.find(QLabel, "done_for_told").text()
    hand.type("done_for_whom", "hark")
    hand.qtbot.keyClick(hand.find(QWidget, "done_for_whom"), Qt.Key.Key_Return)
    hand.press("main")
    assert kept(desk, job_id) == (True, "Harker Masonry")
    assert (before, asks(desk, job_id)) == (4, 0)


def test_back_again_the_customer_is_mine_and_asked(opened: Callable[[], Hand], desk: Desk, job_id: UUID) -> None:
    desk.do(jobs.set_subcontracted, job_id, subcontracted=True, done_for="Big Build Ltd", label="For another")
    hand = opened()
    assert hand.find(QWidget, "done_for_whom").text() == "Big Build Ltd"  # type: ignore[attr-defined]
    hand.choose("done_for_way", "For Ruth")
    hand.press("main")
    assert kept(desk, job_id) == (False, "")
    assert asks(desk, job_id) == 4


def test_without_a_name_nothing_is_changed(opened: Callable[[], Hand], desk: Desk, job_id: UUID) -> None:
    hand = opened()
    hand.choose("done_for_way", "For another contractor")
    hand.press("main")
    assert hand.find(QLabel, "error").text() == "Which contractor? A name is enough. Nothing was changed."
    assert kept(desk, job_id) == (False, "")


def test_it_can_be_said_when_work_is_taken_on(desk: Desk, theme: Theme, show: Show, enquiry_id: UUID) -> None:
    hand = show()
    TakeOnDialog(hand.window, desk, theme, enquiry_id, "GBP")
    hand.type("done_for", "Big Build Ltd")
    hand.press("main")
    [job] = desk.ask(jobs.of_customer, desk.ask(lambda session: _customer(session, enquiry_id)))
    assert (job.subcontracted, job.done_for, job.price_minor) == (True, "Big Build Ltd", None)


def _customer(session: object, enquiry_id: UUID) -> UUID:
    from tradesman.book.enquiry import Enquiry

    return session.load(Enquiry, enquiry_id).customer_id  # type: ignore[attr-defined, no-any-return]
