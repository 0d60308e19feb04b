from datetime import date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.ui.stage import Stage
from tradesman.book.enquiry import CameBy
from tradesman.book.finding import HowSoon
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.store import Book, Session
from tradesman.services import customers, enquiries, findings, jobs, partners, sent_to_me
from tradesman.services.partners import LedgerRow, Wanted
from tradesman.ui.dialogs.partner_dialog import read_terms, written_terms
from tradesman.ui.pages.partners_page import PartnersPage
from tradesman.ui.parts.marked_text import MarkedText
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
    assert page._ledger.table.rows.rowCount() == 0
    stage.click("partner_1")
    assert page._ledger.table.rows.rowCount() == 1


def test_a_referral_goes_from_booked_to_received(stage: Stage, customer_id: UUID) -> None:
    page = stage.show(PartnersPage)
    page._ledger.table.pick(0)
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
    page._ledger.table.pick(0)
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
    page._ledger.table.pick(0)
    assert page._ledger._badge(row(stage)).text == "Bonus late"
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
    page._ledger.table.pick(0)
    stage.click("referral_customer")
    assert stage.places == [("customer", customer_id)]
    stage.click("referral_declined")
    stage.write("words", "Too dear")
    stage.click("main")
    assert row(stage).state == ReferralState.DECLINED


def due(stage: Stage, on: date, work_minor: int = 40000) -> LedgerRow:
    """The partner's work was done on a day."""
    stage.desk.do(partners.finish, row(stage).id, work_minor, on, label="Done")
    return row(stage)


def press_in_row(stage: Stage, page: PartnersPage, number: int = 0) -> None:
    """Clicks the button at the end of a row."""
    table = page._ledger.table
    last = table.visualRect(table.model().index(number, len(table.rows.columns) - 1))
    stage.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=last.center() + QPoint(20, 0))


def test_a_bonus_is_marked_received_from_its_row(stage: Stage, customer_id: UUID) -> None:
    due(stage, date(2026, 11, 10))
    page = stage.show(PartnersPage)
    assert page._ledger._action_words(row(stage)) == "Mark received"
    press_in_row(stage, page)
    stage.click("main")
    assert row(stage).state == ReferralState.BONUS_RECEIVED
    press_in_row(stage, page)
    assert not stage.sees("bonus")  # there is no button any more


def test_a_bonus_larger_than_the_work_is_refused_in_the_sheet(stage: Stage, customer_id: UUID) -> None:
    page = stage.show(PartnersPage)
    page._ledger.table.pick(0)
    stage.click("referral_done")
    stage.write("work", "40")
    stage.click("main")
    assert "the bonus would be more than the work" in stage.words("error")
    assert row(stage).state == ReferralState.INTRODUCED
    assert stage.find("work").value() == "40"


def test_a_late_bonus_is_reminded_of_and_that_is_noted(stage: Stage, customer_id: UUID, links: list[str]) -> None:
    mason = partner(stage, "Harker Masonry")
    stage.desk.do(partners.change, mason.id, contact="Joe", email="joe@example.org", label="Contact")
    due(stage, date(2026, 11, 2))
    page = stage.show(PartnersPage)
    press_in_row(stage, page)
    words: MarkedText = stage.find("words")
    assert "bonus of £60 that we agreed has not come yet" in words.value()
    assert "done on Monday 2 November" in words.value()
    assert not stage.sees("text")  # there is no number to write to
    stage.click("mail")
    assert links[0].startswith("mailto:joe@example.org?subject=Our%20bonus%20for%20Ruth%20Okafor")
    assert row(stage).reminded_at is None
    stage.click("main")
    assert row(stage).reminded_at == stage.now
    page._ledger.table.pick(0)
    stage.click("referral_remind")
    assert stage.words("told") == "You reminded them today."
    stage.click("copy")
    assert QGuiApplication.clipboard().text().startswith("Hello Joe,")
    stage.click("cancel")


def came(stage: Stage, customer_id: UUID, partner_id: UUID, price_minor: int | None = None) -> None:
    """The partner sent the customer; with a price my work for it is done."""

    def sent(session: Session) -> None:
        enquiry = enquiries.log(session, customer_id, "Gutter", CameBy.PHONE, answered_live=True)
        session.flush()
        sent_to_me.receive(session, enquiry.id, partner_id)
        if price_minor is not None:
            job = jobs.take_on(session, enquiry.id, price_minor=price_minor)
            session.flush()
            jobs.complete(session, job.id)

    stage.desk.do(sent, label="Sent")


def test_whom_a_partner_sent_stands_in_the_ledger_and_is_paid(stage: Stage, customer_id: UUID) -> None:
    mason = partner(stage, "Harker Masonry")
    stage.desk.do(partners.change, mason.id, fee_bp=500, label="Fee")
    came(stage, customer_id, mason.id, 60000)
    page = stage.show(PartnersPage)
    assert stage.words("figure_due_words") == "you owe £30"
    stage.click("mine")
    [mine] = stage.desk.ask(partners.ledger, mason.id, Direction.RECEIVED)
    assert page._ledger._badge(mine).text == "Done, you owe it"
    press_in_row(stage, page)
    assert stage.words("main") == "Mark paid"
    stage.click("main")
    [mine] = stage.desk.ask(partners.ledger, mason.id, Direction.RECEIVED)
    assert (mine.state, mine.bonus_minor) == (ReferralState.BONUS_RECEIVED, 3000)
    assert page._ledger._badge(mine).text == "Paid"
    page._ledger.table.pick(0)
    assert not stage.sees("referral_remind")
    assert not stage.sees("referral_how")


def test_a_fee_above_the_work_is_said_and_a_price_can_be_put_in(stage: Stage, customer_id: UUID) -> None:
    mason = partner(stage, "Harker Masonry")
    stage.desk.do(partners.change, mason.id, fee_minor=5_000, label="Fee")
    came(stage, customer_id, mason.id, 3_000)
    page = stage.show(PartnersPage)
    stage.click("mine")
    page._ledger.table.pick(0)
    assert "more than the work" in stage.words("referral_words")
    stage.click("referral_done")
    assert stage.find("work").text() == "30.00"
    stage.write("work", "300")
    stage.click("main")
    [mine] = stage.desk.ask(partners.ledger, mason.id, Direction.RECEIVED)
    assert (mine.state, mine.work_minor, mine.bonus_minor) == (ReferralState.BONUS_DUE, 30_000, 5_000)
    page._ledger.table.pick(0)
    assert "more than the work" not in stage.words("referral_words")


def test_whom_a_partner_sent_may_come_to_nothing(stage: Stage, customer_id: UUID) -> None:
    mason = partner(stage, "Harker Masonry")
    came(stage, customer_id, mason.id)
    page = stage.show(PartnersPage)
    stage.click("mine")
    page._ledger.table.pick(0)
    assert stage.words("referral_declined") == "Came to nothing"
    stage.click("referral_declined")
    stage.click("main")
    [mine] = stage.desk.ask(partners.ledger, mason.id, Direction.RECEIVED)
    assert mine.state == ReferralState.DECLINED


def test_a_customer_is_handed_over_from_the_ledger_too(stage: Stage, customer_id: UUID) -> None:
    page = stage.show(PartnersPage)
    page._ledger.table.pick(0)
    stage.click("referral_hand_over")
    stage.click("main")
    assert row(stage).handed_over_at == stage.now


def test_a_bad_answer_warns_in_words(stage: Stage, customer_id: UUID) -> None:
    due(stage, date(2026, 11, 10))
    page = stage.show(PartnersPage)
    page._ledger.table.pick(0)
    stage.click("referral_how")
    assert not stage.sees("went_warning")
    stage.click("well-False")
    assert "pause Harker Masonry" in stage.words("went_warning")


def test_a_partner_with_all_that_can_be_said_is_kept_and_shown(stage: Stage, customer_id: UUID) -> None:
    stage.show(PartnersPage)
    stage.click("partner_0")
    stage.click("partner_edit")
    stage.choose("terms_of", "the price before tax")
    said = {
        "fee": "5%",
        "insurer": "Old Mutual",
        "insured_until_on": "3 Nov 2026",
        "licence": "M-204",
        "licensed_until_on": "1 Mar 2027",
    }
    for field, words in said.items():
        stage.write(field, words)
    assert stage.words("partner_warning") == "Insurance ended Tue 3 Nov."
    stage.write("fee_note", "Not lawful for chimney sweeps")
    assert "A bonus is agreed, though you noted: Not lawful for chimney sweeps" in stage.words("partner_warning")
    stage.click("main")
    kept = partner(stage, "Harker Masonry")
    assert (kept.terms_of, kept.fee_bp, kept.insurer, kept.licence) == (
        "the price before tax",
        500,
        "Old Mutual",
        "M-204",
    )
    assert (kept.insured_until_on, kept.licensed_until_on) == (date(2026, 11, 3), date(2027, 3, 1))
    assert "Insurance ended Tue 3 Nov" in stage.find("partner_0").accessibleName()
    terms = stage.words("partner_terms")
    assert "Agreed: £60 for you, 10% off, of the price before tax" in terms
    assert "You pay 5% for a customer sent to you" in terms
    assert "Licence M-204, until 1 Mar 2027" in terms
    assert "Insurance ended" in stage.words("partner_ended")


def test_a_partner_with_referrals_is_not_removed_and_another_is(stage: Stage, customer_id: UUID) -> None:
    stage.show(PartnersPage)
    stage.click("partner_0")
    stage.click("partner_edit")
    stage.click("partner_remove")
    assert "stands in the ledger with 1 of your referrals, 1 still open" in stage.words("error")
    stage.click("cancel")
    stage.click("partner_1")
    stage.click("partner_edit")
    stage.click("partner_remove")
    assert [found.partner.name for found in stage.desk.ask(partners.rows)] == ["Harker Masonry"]
    assert not stage.sees("partner_1")


def test_thousands_of_referrals_are_fetched_as_they_come_into_view(
    stage: Stage, customer_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    mason, at = partner(stage, "Harker Masonry"), stage.now

    def many(session: Session) -> None:
        for _ in range(300):
            session.add(Referral(customer_id=customer_id, partner_id=mason.id, introduced_at=at, consent_at=at))

    stage.desk.do(many, label="Many")
    fetched: list[int] = []
    read = partners.page

    def counted(session: Session, wanted: Wanted, offset: int = 0, limit: int | None = None) -> list[LedgerRow]:
        found = read(session, wanted, offset, limit)
        fetched.append(len(found))
        return found

    monkeypatch.setattr(partners, "page", counted)
    page = stage.show(PartnersPage)
    assert page._ledger.table.rows.rowCount() == 301
    assert sum(fetched) <= 150
    assert page._ledger.table.rows.row(300).what == "Chimney crumbles"


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
