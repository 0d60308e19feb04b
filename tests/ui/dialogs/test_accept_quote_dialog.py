"""A yes by phone or e-mail to what was given: the option, its extras, and the papers that are kept of it."""

from datetime import datetime
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.papers import kept, paper_of, rows, words_of
from tests.ui.papers import ready as drafted
from tests.ui.stage import Stage
from tradesman.book import shelf
from tradesman.book.enquiry import Enquiry, EnquiryKind
from tradesman.book.job import Job, JobKind
from tradesman.book.quote import AcceptedBy, GivenBy, Quote, QuoteState
from tradesman.book.store import Book, Session
from tradesman.services import jobs, quotes
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.theme import Theme


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def quote_id(stage: Stage) -> UUID:
    made = drafted(stage.desk)
    stage.desk.do(quotes.give, made, GivenBy.SENT, label="Given")
    return made


def load(stage: Stage, quote_id: UUID) -> Quote:
    return stage.desk.ask(lambda session: session.load(Quote, quote_id))


def begin(stage: Stage, quote_id: UUID) -> list[str]:
    stage.show(QuotePage, quote_id)
    stage.click("quote_accept")
    return [option.id.hex for option in load(stage, quote_id).in_order]


def end(stage: Stage) -> None:
    stage.click("main")
    stage.qtbot.waitUntil(lambda: not stage.sees("accept_quote"))


def test_a_later_yes_takes_extras_with_a_total_that_follows(stage: Stage, quote_id: UUID) -> None:
    first, second, _third = begin(stage, quote_id)
    assert not stage.sees("accept_total")
    assert not stage.sees("accept_puts_right")
    assert not stage.sees("accept_extra_1_0")
    stage.choose("option", second)
    assert stage.words("accept_extra_2_0") == "Shelf above, £84.00"
    assert not stage.sees("accept_extra_1_0")
    assert stage.words("accept_total") == "Together £2,125.20"
    stage.click("accept_extra_2_0")
    assert stage.words("accept_total") == "Together £2,209.20"
    stage.choose("option", first)
    assert stage.words("accept_total") == "Together £1,068.00"  # the tick belongs to the other option
    stage.choose("option", second)
    stage.choose("by", AcceptedBy.EMAIL.value)
    end(stage)
    quote = load(stage, quote_id)
    assert (quote.state, quote.accepted_by, len(quote.accepted_extras)) == (
        QuoteState.ACCEPTED,
        AcceptedBy.EMAIL,
        1,
    )
    [job] = rows(stage.desk, Job)
    assert job.price_minor == 220_920
    assert stage.places[-1] == ("job", job.id)


def test_a_yes_for_a_service_call_says_which_job_it_puts_right(stage: Stage, quote_id: UUID) -> None:
    earlier = stage.desk.do(came_back, quote_id, label="Came back")
    assert earlier is not None
    first, *_rest = begin(stage, quote_id)
    assert stage.words("accept_puts_right") == (
        "It becomes a service call that puts right: Tap, done 20 November. Change that there, under “What was it?”."
    )
    stage.choose("option", first)
    stage.choose("by", AcceptedBy.PHONE.value)
    end(stage)
    [made] = [job for job in rows(stage.desk, Job) if job.quote_id == quote_id]
    assert (made.kind, made.earlier_job_id) == (JobKind.SERVICE_CALL, earlier.id)


def came_back(session: Session, quote_id: UUID) -> Job:
    """The quote is for a service call of a customer who had a tap fitted."""
    quote = session.load(Quote, quote_id)
    session.load(Enquiry, quote.enquiry_id).kind = EnquiryKind.SERVICE_CALL
    return jobs.done_and_paid(session, quote.customer_id, "Tap", 6_000, "Cash")


def test_the_papers_of_what_was_agreed_are_kept(stage: Stage, quote_id: UUID) -> None:
    first, *_rest = begin(stage, quote_id)
    stage.choose("option", first)
    stage.write("who", "Tom Ellis")
    stage.choose("by", AcceptedBy.PHONE.value)
    end(stage)
    paper = paper_of(stage.desk, quote_id)
    assert {paper.file, paper.signed_file} == {file.name for file in kept(stage.desk)}
    signed = shelf.read(stage.desk.book.papers, paper.signed_file)
    assert signed is not None
    assert "Agreed by phone by Tom Ellis" in words_of(signed).replace("\r\n", " ")


def test_nothing_is_called_signed_that_has_no_signature(stage: Stage, quote_id: UUID) -> None:
    begin(stage, quote_id)
    ways = [part.text() for part in stage.find("by").findChildren(QAbstractButton)]
    assert ways == ["By phone", "By e-mail"]


def test_what_the_customer_has_is_accepted_while_a_change_is_drafted(stage: Stage, quote_id: UUID) -> None:
    option = load(stage, quote_id).in_order[0]
    stage.desk.do(quotes.change_line, quote_id, option.lines[0].id, price_minor=99_900, label="Dearer")
    first, *_rest = begin(stage, quote_id)
    assert stage.sees("quote_lose")
    assert stage.words("accept_revision").startswith("This is revision 1, as the customer has it.")
    stage.choose("option", first)
    assert stage.words("accept_total") == "Together £1,068.00"
    stage.choose("by", AcceptedBy.PHONE.value)
    end(stage)
    quote = load(stage, quote_id)
    assert (quote.state, quote.revision) == (QuoteState.ACCEPTED, 1)
    assert rows(stage.desk, Job)[0].price_minor == 106_800
