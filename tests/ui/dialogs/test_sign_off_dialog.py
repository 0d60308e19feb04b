"""The sign-off as the customer stands beside: tick, sign, and what is open said by name."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Hand
from tradesman.book.enquiry import CameBy
from tradesman.book.job import Job, JobState
from tradesman.book.quote import AcceptedBy, GivenBy
from tradesman.book.store import Session
from tradesman.services import (
    customers,
    enquiries,
    job_sheets,
    jobs,
    quote_sheets,
    quotes,
    sign_offs,
    signatures,
)
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.sign_off_dialog import SignOffDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.signature_pad import SignaturePad
from tradesman.ui.widgets.switches import CheckField

PLACES = ((20, 60), (60, 30), (120, 70))


def agreed(session: Session) -> Job:
    """A job whose accepted option meets two needs, with one step to tick; it has begun."""
    customer = customers.add(session, "Ruth Okafor", address="27 Station Road")
    enquiry = enquiries.log(session, customer.id, "The dormer leaks", CameBy.PHONE, answered_live=True)
    needs = [enquiries.ask(session, enquiry.id, words, "Yes", words) for words in ("Stays dry", "Quiet")]
    quote = quotes.draft(session, enquiry.id, "Re-roof the dormer")
    option = quote_sheets.add_options(session, quote.id, [(2, "Slate")])[0]
    quotes.add_line(session, quote.id, option.id, "Roof", 705_000)
    session.flush()
    for need in needs:
        quotes.meet_need(session, quote.id, option.id, need.id, meets=True)
    quotes.give(session, quote.id, GivenBy.SENT)
    job = quotes.accept(session, quote.id, option.id, AcceptedBy.PHONE, "Ruth")
    session.flush()
    jobs.start(session, job.id)
    return job


@pytest.fixture
def job_id(desk: Desk) -> UUID:
    job = desk.do(agreed, label="Job")
    assert job is not None
    return UUID(str(job.id))


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID) -> Hand:
    shown = show()
    SignOffDialog(shown.window, desk, theme, desk.ask(job_sheets.sheet, job_id))
    return shown


def job(desk: Desk, job_id: UUID) -> Job:
    return desk.ask(lambda session: session.load(Job, job_id))


def sign(hand: Hand) -> None:
    pad = hand.find(SignaturePad, "sign_off_pad")
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*PLACES[0]))
    for place in PLACES[1:]:
        QTest.mouseMove(pad, QPoint(*place))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*PLACES[-1]))


def tick(hand: Hand, name: str) -> None:
    hand.click(hand.find(CheckField, name), QPoint(10, 12))


def value(hand: Hand, name: str) -> str:
    return str(hand.find(LineField, name).value())


def test_ticked_and_signed_beside_the_customer(hand: Hand, desk: Desk, job_id: UUID) -> None:
    assert hand.find(CheckField, "sign_off_need_0").text() == "Stays dry"
    assert hand.find(QWidget, "because").isVisible()
    tick(hand, "sign_off_need_0")
    tick(hand, "sign_off_need_1")
    assert not any(field.isVisible() for field in hand.sheet().findChildren(QWidget, "because"))
    sign(hand)
    hand.type("care", "Clear the gutter each autumn")
    hand.type("extra_given", "A spare slate")
    hand.press("main")
    assert hand.no_sheet()
    found = job(desk, job_id)
    assert (found.state, found.signed_who, found.completed_on) == (
        JobState.COMPLETED,
        "Ruth Okafor",
        date(2026, 11, 20),
    )
    assert (found.care, found.extra_given) == ("Clear the gutter each autumn", "A spare slate")
    signed = desk.ask(signatures.of, job_id)
    assert signed is not None
    assert [len(stroke) for stroke in signed.strokes] == [len(PLACES)]
    assert all(need.seen for need in desk.ask(sign_offs.walk_round, job_id).needs)


def test_nobody_has_signed_until_a_hand_or_a_name_is_there(hand: Hand, desk: Desk, job_id: UUID) -> None:
    assert value(hand, "who") == ""
    sign(hand)
    assert value(hand, "who") == "Ruth Okafor"
    hand.press("sign_off_clear")
    assert value(hand, "who") == ""
    tick(hand, "sign_off_need_0")
    tick(hand, "sign_off_need_1")
    hand.press("main")
    found = job(desk, job_id)
    assert (found.state, found.signed_who) == (JobState.COMPLETED, "")
    assert desk.ask(signatures.of, job_id) is None


def test_what_stays_open_takes_a_reason(hand: Hand, desk: Desk, job_id: UUID) -> None:
    tick(hand, "sign_off_need_0")
    hand.press("main")
    assert job(desk, job_id).is_open
    hand.type("because", "The rain test is on Monday")
    hand.press("main")
    found = job(desk, job_id)
    assert (found.state, found.reason) == (JobState.COMPLETED, "The rain test is on Monday")
    assert [need.seen for need in desk.ask(sign_offs.walk_round, job_id).needs] == [True, False]


def test_a_signature_without_a_name_is_asked_for_one(hand: Hand, desk: Desk, job_id: UUID) -> None:
    tick(hand, "sign_off_need_0")
    tick(hand, "sign_off_need_1")
    sign(hand)
    hand.type("who", " ")
    hand.press("main")
    assert job(desk, job_id).is_open
    hand.press("sign_off_clear")
    hand.press("main")
    assert desk.ask(signatures.of, job_id) is None
    assert job(desk, job_id).state == JobState.COMPLETED


@pytest.mark.parametrize("day", ["2027", "tomorrow"])
def test_a_day_that_cannot_be_is_said(hand: Hand, desk: Desk, job_id: UUID, day: str) -> None:
    tick(hand, "sign_off_need_0")
    tick(hand, "sign_off_need_1")
    hand.type("on", day)
    hand.press("main")
    assert job(desk, job_id).is_open
    assert not hand.no_sheet()


def test_the_care_words_for_such_work_are_offered_again(
    desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID
) -> None:
    given = sign_offs.SignOff(date(2026, 11, 20), because="Later", care="Clear the gutter")
    desk.do(sign_offs.sign_off, job_id, given, label="Signed off")
    other = desk.do(agreed, label="Job")
    assert other is not None
    hand = show()
    SignOffDialog(hand.window, desk, theme, desk.ask(job_sheets.sheet, other.id))
    assert hand.find(QWidget, "care").value() == "Clear the gutter"  # type: ignore[attr-defined]
