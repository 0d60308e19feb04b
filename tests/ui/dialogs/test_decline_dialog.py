from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.partner import Partner, Referral
from tradesman.book.store import Session
from tradesman.services import customers, enquiries, partners
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.decline_dialog import DeclineDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.switches import CheckField

Show = Callable[..., Any]


def asked(session: Session, name: str = "Leah Novak", phone: str = "020 7946 0161") -> Enquiry:
    customer = customers.add(session, name, phone=phone)
    session.flush()
    return enquiries.log(session, customer.id, "Window pane cracked", CameBy.PHONE)


def with_partners(session: Session) -> object:
    partners.add(session, "Greenfold Tree Care", "Trees")
    return partners.add(session, "Lowther Glazing", "Windows, doors", bonus_minor=4000, discount_bp=1000)


class Case:
    """An enquiry and the sheet that declines it."""

    def __init__(self, desk: Desk, theme: Theme, show: Show) -> None:
        self.desk, self.theme, self.hand = desk, theme, show()

    def open(self, *args: str) -> DeclineDialog:
        enquiry = self.desk.do(asked, *args, label="Enquiry")
        assert enquiry is not None
        dialog = DeclineDialog(self.hand.window, self.desk, self.theme, enquiry.id)
        dialog.open()
        return dialog

    def all(self, kind: Any) -> list[Any]:
        return self.desk.ask(lambda session: list(session.exec(select(kind)).all()))


@pytest.fixture
def case(desk: Desk, theme: Theme, show: Show) -> Case:
    return Case(desk, theme, show)


def test_a_reason_is_one_click_and_a_kind_message_follows(case: Case) -> None:
    dialog = case.open()
    case.hand.press("reason_work")
    assert dialog.reason.text() == "Not my kind of work"
    case.hand.press("main", dialog)
    [enquiry] = case.all(Enquiry)
    assert (enquiry.stage, enquiry.reason) == (Stage.DECLINED, "Not my kind of work")
    assert not [row for row in case.all(FollowUp) if row.state == FollowUpState.OPEN]
    sheet = case.hand.sheet("message")
    words = case.hand.find(TextField, "words", sheet).value()
    assert words.startswith("Hello Leah,")
    assert "Thank you for thinking of me" in words


def test_it_does_not_go_without_a_reason(case: Case) -> None:
    dialog = case.open()
    case.hand.press("main", dialog)
    assert dialog._box.error == "This is needed."
    case.hand.type("reason", "Three hours to drive")
    case.hand.press("main", dialog)
    assert case.all(Enquiry)[0].reason == "Three hours to drive"


def test_a_partner_gets_the_details_only_with_the_tick(case: Case) -> None:
    case.desk.do(with_partners, label="Partners")
    dialog = case.open()
    case.hand.type("reason", "Not my trade")
    assert not dialog._consent.isVisible()
    case.hand.press("decline_choice_1")  # the one whose trade was named
    assert case.hand.find(Label, "decline_fee").text() == (
        "The message says it openly: “For openness: they pay me a small fee, your price does not change.”"
    )
    assert not case.hand.find(Button, "main", dialog).isEnabled()
    said = case.hand.find(CheckField, "decline_consent").text()
    assert said == "Leah Novak agreed that I pass on name, number, e-mail, address and what is wanted"
    case.hand.press("decline_consent")
    assert case.hand.find(Button, "main", dialog).text() == "Decline and pass on"
    case.hand.press("main", dialog)
    [referral] = case.all(Referral)
    [lowther] = [partner for partner in case.all(Partner) if partner.pays]
    [enquiry] = case.all(Enquiry)
    assert (referral.partner_id, referral.enquiry_id, referral.consent_at) == (lowther.id, enquiry.id, case.desk.now)
    [due] = [row for row in case.all(FollowUp) if row.state == FollowUpState.OPEN]
    assert due.purpose == Purpose.PARTNER_DID_WELL
    words = case.hand.find(TextField, "words", case.hand.sheet("message")).value()
    assert "Lowther Glazing" in words
    assert "For openness: they pay me a small fee" in words
    assert case.desk.undo() == "Enquiry declined"
    assert not case.all(Referral)


def test_a_partner_who_pays_nothing_is_named_and_no_more(case: Case) -> None:
    case.desk.do(with_partners, label="Partners")
    dialog = case.open()
    case.hand.press("reason_area")
    case.hand.press("decline_choice_2")
    assert not case.hand.window.findChild(Label, "decline_fee").isVisible()
    case.hand.press("decline_consent")
    case.hand.press("main", dialog)
    words = case.hand.find(TextField, "words", case.hand.sheet("message")).value()
    assert "Greenfold Tree Care" in words
    assert "fee" not in words


def test_nobody_is_written_to_who_cannot_be(case: Case) -> None:
    dialog = case.open("<b>x</b><img src=y>", "")
    assert case.hand.find(Label, "who").text() == "<b>x</b><img src=y>"
    case.hand.press("reason_timing")
    case.hand.press("main", dialog)
    assert case.hand.no_sheet()


def test_what_cannot_be_done_is_said_and_the_sheet_stays(case: Case) -> None:
    dialog = case.open()
    [enquiry] = case.all(Enquiry)
    case.desk.do(enquiries.mark_spam, enquiry.id, label="Spam")
    case.hand.press("reason_budget")
    case.hand.press("main", dialog)
    assert "closed already" in dialog._error.text()
    assert len(case.all(Customer)) == 1
