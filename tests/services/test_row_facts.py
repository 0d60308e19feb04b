from datetime import date, time, timedelta
from uuid import UUID

from tests.owner import Owner
from tradesman.book.enquiry import Outcome
from tradesman.book.finding import HowSoon
from tradesman.book.followup import Purpose
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import (
    enquiries,
    findings,
    followups,
    jobs,
    partners,
    photos,
    promises,
    quotes,
    row_facts,
    today,
    visits,
)
from tradesman.services.row_facts import Fact, Told


def facts(owner: Owner) -> dict[Purpose | None, Fact]:
    """By purpose, also of what goes along."""
    rows = [each for row in owner.ask(today.rows) for each in (row, *row.also)]
    known = owner.ask(row_facts.of, rows)
    return {row.purpose: known[key] for row in rows if (key := row.followup_id or row.subject_id) in known}


def only(owner: Owner, subject_id: UUID) -> Fact:
    return owner.ask(row_facts.of, owner.ask(today.rows))[subject_id]


def test_the_first_rows_are_not_read_twice(owner: Owner) -> None:
    promise = owner.do(promises.make, owner.customer(), "Bring the slate", date(2026, 11, 20))

    def both(session: Session) -> tuple[int, row_facts.Facts]:
        return len(today.rows(session)), row_facts.first(session)

    count, known = owner.ask(both)
    assert (count, set(known)) == (1, {promise.id})
    assert owner.ask(row_facts.first) == known


def test_a_promise_knows_its_day(owner: Owner) -> None:
    owner.at("2026-11-13")
    promise = owner.do(promises.make, owner.customer(), "Bring the slate", date(2026, 11, 20))
    owner.at("2026-11-20")
    owner.do(promises.re_agree, promise.id, date(2026, 11, 23))
    assert only(owner, promise.id) == Fact(Told.PROMISED, date(2026, 11, 13))


def test_a_visit_has_its_questions_ready(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(), date(2026, 11, 20), time(14))
    found = only(owner, visit.id)
    assert found.told == Told.QUESTIONS
    assert found.number > 0


def test_a_job_knows_when_it_was_signed_off_and_how_far_it_is(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.at("2026-11-23")
    assert facts(owner)[Purpose.CONFIRM_CHOICE] == Fact(Told.ACCEPTED, date(2026, 11, 20))
    owner.do(jobs.plan, job_id, [date(2026, 11, 25), date(2026, 12, 1)])
    owner.at("2026-11-24")
    assert facts(owner)[Purpose.CONFIRM_START] == Fact(Told.STARTS, date(2026, 11, 25))
    owner.at("2026-11-30")
    owner.do(photos.add, _whose(owner, job_id), "a" * 64 + ".jpg", job_id=job_id)
    found = facts(owner)[Purpose.PROGRESS_UPDATE]
    assert (found.told, found.number, found.week, found.weeks) == (Told.PHOTOS, 1, 2, 2)
    owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id, "Sent")
    owner.at("2026-12-07")
    found = facts(owner)[Purpose.PROGRESS_UPDATE]
    assert (found.number, found.weeks) == (0, 0)  # nothing new, and past its last day
    owner.completed(job_id)
    owner.at("2026-12-08")
    assert facts(owner)[Purpose.THANK_YOU] == Fact(Told.SIGNED_OFF, date(2026, 12, 7))


def test_a_small_job_is_done_and_paid(owner: Owner) -> None:
    owner.do(jobs.done_and_paid, owner.customer(), "Outside tap", 9500, "Cash")
    owner.at("2026-11-23")
    assert facts(owner)[Purpose.THANK_YOU] == Fact(Told.COMPLETED, date(2026, 11, 20), paid=True)


def _whose(owner: Owner, job_id: UUID) -> UUID:
    return next(row.customer_id for row in owner.ask(today.rows) if row.subject_id == job_id)


def test_an_undecided_quote_knows_price_rivals_and_silence(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(50_000, 70_000))
    owner.do(quotes.add_rival, quote_id, "Cheap & Co", 40_000)
    owner.given(quote_id, decision_on=date(2026, 11, 27))
    owner.at("2026-11-24")
    found = facts(owner)[Purpose.ANSWER_QUESTIONS]
    assert (found.told, found.on, found.price_minor, found.rivals) == (Told.GIVEN, date(2026, 11, 20), 84_000, 1)
    owner.at("2026-11-26")
    found = facts(owner)[Purpose.HIDDEN_SLOT]
    assert (found.told, found.number, found.decides_on) == (Told.QUIET, 6, date(2026, 11, 27))
    until = owner.get(Quote, quote_id).valid_until_on
    owner.at((until - timedelta(days=1)).isoformat())
    found = facts(owner)[Purpose.OFFER_TO_RENEW]
    assert (found.told, found.on) == (Told.VALID, until)


def test_a_lost_quote_knows_since_when_and_why(owner: Owner) -> None:
    owner.do(quotes.lose, owner.given(), "Too dear")
    owner.at("2027-01-04")
    assert facts(owner)[Purpose.WIN_BACK] == Fact(
        Told.WAITED, date(2026, 11, 20), lost_on=date(2026, 11, 20), lost_why="Too dear"
    )


def test_visits_findings_and_referrals_have_their_days(owner: Owner) -> None:
    job_id = owner.completed()
    told = owner.do(findings.note, job_id, "Damp wall", HowSoon.SOON)
    owner.do(findings.tell, told.id, "The wall is damp")
    sent = owner.do(findings.note, owner.completed(), "Loose tile", HowSoon.SOON)
    owner.do(findings.tell, sent.id, "A tile is loose")
    partner = owner.do(partners.add, "Dry Walls", "Damp")
    owner.do(partners.introduce, sent.id, partner.id, consent=True)
    owner.do(visits.book, owner.enquiry(), date(2026, 11, 23), time(9))
    assert facts(owner)[Purpose.CONFIRM_VISIT] == Fact(Told.VISIT, date(2026, 11, 23), time(9))
    owner.at("2026-12-21")
    known = facts(owner)
    assert known[Purpose.FINDING_OUTCOME] == Fact(Told.TOLD, date(2026, 11, 20))
    assert known[Purpose.PARTNER_DID_WELL] == Fact(Told.INTRODUCED, date(2026, 11, 20))


def test_a_decision_knows_what_it_waits_for(owner: Owner) -> None:
    reached = owner.enquiry()
    owner.do(enquiries.attempt, reached, Outcome.REACHED)
    seen = owner.enquiry(answered_live=True)
    visit = owner.do(visits.book, seen, date(2026, 11, 20), time(9))
    owner.do(visits.finish, visit.id)
    draft, job_id, expired = owner.drafted(), owner.accepted(), owner.given()
    owner.at("2026-11-21")
    known = owner.ask(row_facts.of, owner.ask(today.rows))
    day = date(2026, 11, 20)
    assert known[reached] == Fact(Told.REACHED, day)
    assert known[seen] == Fact(Told.SEEN, day)
    assert known[draft] == Fact(Told.DRAFTED, day)
    assert known[job_id] == Fact(Told.ACCEPTED, day)
    until = owner.get(Quote, expired).valid_until_on
    for asked in owner.asked(expired).values():
        owner.do(followups.skip, asked.id, "No use")
    owner.at((until + timedelta(days=1)).isoformat())
    assert owner.ask(row_facts.of, owner.ask(today.rows))[expired] == Fact(Told.VALID, until)


def test_nothing_is_said_of_nothing(owner: Owner) -> None:
    assert owner.ask(row_facts.of, []) == {}
