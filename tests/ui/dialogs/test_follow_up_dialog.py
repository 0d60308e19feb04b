"""The call after which it is known how a partner did."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import Hand
from tradesman.book.enquiry import CameBy
from tradesman.book.followup import FollowUpState
from tradesman.services import customers, enquiries, followups, overviews, partners
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
