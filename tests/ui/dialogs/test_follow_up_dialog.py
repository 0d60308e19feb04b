"""The call after which it is known how a partner did."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.owner import Owner
from tests.ui.conftest import Hand
from tradesman.book.enquiry import CameBy
from tradesman.book.finding import HowSoon
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, findings, followups, overviews, partners, today
from tradesman.services.today import Kind
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.follow_up_dialog import FollowUpCallDialog
from tradesman.ui.theme import Theme

Show = Callable[..., Hand]


@pytest.fixture
def followup_id(desk: Desk) -> UUID:
    with desk.book.write("Sent", desk.now) as session:
        mason = partners.add(session, "Harker Masonry", "Chimneys")
        customer = customers.add(session, "Ruth Okafor", phone="07700 900123")
        session.flush()
        enquiry = enquiries.log(session, customer.id, "Chimney", CameBy.PHONE, answered_live=True)
        session.flush()
        referral = partners.pass_on(session, enquiry.id, mason.id, consent=True)
        session.flush()
        return followups.of_subject(session, referral.id)[0].id


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show, followup_id: UUID) -> Hand:
    hand = show()
    FollowUpCallDialog(hand.window, desk, theme, followup_id).open()
    return hand


def test_a_bad_answer_warns_and_offers_a_pause(hand: Hand, desk: Desk, followup_id: UUID) -> None:
    assert not any(one.isVisible() for one in hand.window.findChildren(QWidget, "went_warning"))
    hand.choose("outcome", "Reached")
    hand.choose("went", "Not well")
    assert "pause the partner until it is put right" in hand.find(QLabel, "went_warning").text()
    hand.press("pause")
    hand.press("main")
    [row] = desk.ask(partners.rows)
    assert (row.partner.paused, row.happy, row.asked) == (True, 0, 1)
    assert desk.ask(overviews.followup, followup_id).followup.state == FollowUpState.DONE


def test_a_good_answer_pauses_nobody(hand: Hand, desk: Desk) -> None:
    hand.choose("outcome", "Reached")
    hand.choose("went", "Not well")
    hand.press("pause")
    hand.choose("went", "Well")
    hand.press("main")
    [row] = desk.ask(partners.rows)
    assert (row.partner.paused, row.happy, row.asked) == (False, 1, 1)


def test_not_reached_the_other_call_to_the_same_person_waits_too(
    desk: Desk, theme: Theme, show: Show, book: Book, clock: Any
) -> None:
    owner = Owner(book, clock())
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    found = owner.do(findings.note, job_id, "Loose slate", HowSoon.NOW)
    owner.do(findings.tell, found.id, "A slate is loose")
    asked = owner.asked(found.id)[Purpose.FINDING_DECIDED]
    clock.now = owner.at("2026-12-04")
    parts = [part for row in desk.ask(today.rows, customer_id) for part in row.parts(desk.today())]
    assert {part.purpose for part in parts if part.kind == Kind.CALL} == {asked.purpose, Purpose.SERVICE_CHECK}
    hand = show()
    also = [part for part in parts if part.followup_id != asked.id]
    FollowUpCallDialog(hand.window, desk, theme, asked.id, also).open()
    hand.choose("outcome", "No answer")
    hand.press("main")
    assert hand.no_sheet()
    left = [part for row in desk.ask(today.rows, customer_id) for part in (row, *row.also)]
    assert not [part for part in left if part.kind == Kind.CALL]
