from datetime import date, datetime
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.ui.stage import Stage
from tradesman.book.finding import HowSoon
from tradesman.book.partner import Partner, Referral, ReferralState
from tradesman.book.store import Book
from tradesman.services import customers, findings, jobs, partners
from tradesman.services.partners import LedgerRow
from tradesman.ui.dialogs.partner_dialog import read_terms, written_terms
from tradesman.ui.pages.partners_page import PartnersPage
from tradesman.ui.theme import Theme


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def customer_id(book: Book, now: datetime) -> UUID:
    """A customer sent to the mason, and nobody to the glazier."""
    with book.write("Referral", now) as session:
        mason = partners.add(session, "Harker Masonry", "Chimneys", bonus_minor=6000, discount_bp=1000, vouch="Clean")
        partners.add(session, "Lowther Glazing", "Windows, doors")
        customer = customers.add(session, "Ruth Okafor")
        job = jobs.done_and_paid(session, customer.id, "Gutter", 5000, "Cash")
        finding = findings.note(session, job.id, "Chimney crumbles", HowSoon.SOON)
        partners.introduce(session, finding.id, mason.id, consent=True)
        return customer.id


def row(stage: Stage) -> LedgerRow:
    return stage.desk.ask(partners.ledger)[0]


def partner(stage: Stage, name: str) -> Partner:
    return next(found.partner for found in stage.desk.ask(partners.rows) if found.partner.name == name)


def test_an_empty_page_says_why(stage: Stage) -> None:
    stage.show(PartnersPage)
    assert stage.sees("ledger_empty")
    assert stage.words("figure_due_figure") == "£0"


def test_a_partner_is_added_with_terms(stage: Stage) -> None:
    stage.show(PartnersPage)
    stage.click("partner_add")
    stage.write("name", "Nell Decorating")
    stage.write("trades", "Inside and out")
    stage.write("bonus", "a lot")
    stage.click("main")
    assert stage.desk.ask(partners.rows) == []
    stage.write("bonus", "60 + 5%")
    stage.write("discount", "10%")
    stage.click("main")
    added = partner(stage, "Nell Decorating")
    assert (added.bonus_minor, added.bonus_bp, added.discount_minor, added.discount_bp) == (6000, 500, 0, 1000)


def test_a_partner_is_found_changed_and_paused(stage: Stage, customer_id: UUID) -> None:
    stage.show(PartnersPage)
    stage.write("partners_search", "chimn")
    assert not stage.sees("partner_1")
    stage.click("partner_0")
    assert stage.words("partner_vouch") == "“Clean”"
    stage.click("partner_edit")
    stage.write("phone", "07700 900555")
    stage.click("main")
    assert partner(stage, "Harker Masonry").phone == "07700 900555"
    stage.click("partner_pause")
    assert partner(stage, "Harker Masonry").paused
    assert stage.words("sub") == "1 you vouch for"
    stage.click("partner_pause")
    assert not partner(stage, "Harker Masonry").paused
    stage.write("partners_search", "roofs")
    assert not stage.sees("partner_0")


def test_a_picked_partner_narrows_the_ledger(stage: Stage, customer_id: UUID) -> None:
    page = stage.show(PartnersPage)
    stage.click("partner_1")
    assert page._table.rows.rowCount() == 0
    stage.click("partner_1")
    assert page._table.rows.rowCount() == 1


def test_a_referral_goes_from_booked_to_received(stage: Stage, customer_id: UUID) -> None:
    page = stage.show(PartnersPage)
    page._table.pick(0)
    stage.click("referral_agreed")
    assert row(stage).state == ReferralState.AGREED
    assert not stage.sees("referral_agreed")
    stage.click("referral_done")
    stage.write("work", "400")
    stage.click("main")
    assert (row(stage).state, row(stage).saved_minor) == (ReferralState.BONUS_DUE, 4000)
    assert stage.words("figure_due_words") == "1 referral, oldest 0 days"
    stage.click("due")
    stage.click("referral_received")
    stage.write("amount", "55")
    stage.write("on", "20 Nov")
    stage.click("main")
    assert (row(stage).state, row(stage).bonus_minor) == (ReferralState.BONUS_RECEIVED, 5500)
    assert stage.words("figure_received_figure") == "£55"
    assert stage.words("figure_work_figure") == "£400"


def test_a_day_that_cannot_be_right_is_asked_about_and_one_ahead_is_refused(stage: Stage, customer_id: UUID) -> None:
    page = stage.show(PartnersPage)
    page._table.pick(0)
    stage.click("referral_done")
    stage.write("work", "1000")
    stage.write("on", "23/11/2026")
    stage.click("main")
    assert stage.words("error") == "This day has not come yet. Nothing was changed. Correct the day."
    assert row(stage).state == ReferralState.INTRODUCED
    stage.write("on", "fri")  # of what has been the last one, which is today
    stage.click("main")
    assert row(stage).state == ReferralState.BONUS_DUE
    stage.click("referral_received")
    stage.write("on", "1/2/2016")
    stage.click("main")
    assert stage.words("error").startswith("1 Feb 2016 lies before Harker Masonry was recommended.")
    assert row(stage).state == ReferralState.BONUS_DUE
    stage.write("on", "2/2/2016")  # another one is asked about anew
    stage.click("main")
    assert row(stage).state == ReferralState.BONUS_DUE
    stage.click("main")
    assert row(stage).state == ReferralState.BONUS_RECEIVED
    received = stage.desk.ask(lambda session: session.exec(select(Referral)).one())
    assert received.received_on == date(2016, 2, 2)


def test_a_bad_answer_offers_to_pause_the_partner(stage: Stage, customer_id: UUID) -> None:
    stage.desk.do(partners.finish, row(stage).id, 40000, date(2026, 11, 1), label="Done")
    page = stage.show(PartnersPage)
    page._table.pick(0)
    assert page._badge(row(stage)).text == "Bonus late"
    stage.click("referral_how")
    assert not stage.sees("pause")
    stage.choose("well", value=False)
    stage.choose("pause", value=True)
    stage.click("main")
    assert row(stage).did_well is False
    assert partner(stage, "Harker Masonry").paused
    assert not stage.sees("referral_how")


def test_the_customer_may_say_no(stage: Stage, customer_id: UUID) -> None:
    page = stage.show(PartnersPage)
    page._table.pick(0)
    stage.click("referral_customer")
    assert stage.places == [("customer", customer_id)]
    stage.click("referral_declined")
    stage.write("words", "Too dear")
    stage.click("main")
    assert row(stage).state == ReferralState.DECLINED


@pytest.mark.parametrize(
    ("typed", "terms", "again"),
    [
        ("", (0, 0), ""),
        ("60", (6000, 0), "60.00"),
        ("7.5%", (0, 750), "7.5%"),
        ("40 + 5 %", (4000, 500), "40.00 + 5%"),
    ],
)
def test_terms_are_read_and_written(typed: str, terms: tuple[int, int], again: str) -> None:
    assert read_terms(typed, "GBP") == terms
    assert written_terms(*terms, "GBP") == again
