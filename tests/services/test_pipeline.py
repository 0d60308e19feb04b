from datetime import date, time, timedelta
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry, Outcome, Stage
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.visit import VisitState
from tradesman.services import (
    complaints,
    customers,
    enquiries,
    followups,
    jobs,
    pipeline,
    promises,
    quotes,
    testimonials,
    today,
    visits,
)
from tradesman.services.cards import MOST, Afterwards, Card
from tradesman.services.decisions import Decision
from tradesman.services.pipeline import Board
from tradesman.services.standings import Standing
from tradesman.services.today import Kind


def board(owner: Owner, **said: object) -> Board:
    return owner.ask(pipeline.board, **said)


def cards(owner: Owner, **said: object) -> list[Card]:
    found = board(owner, **said)
    return [card for column in (*found.columns, found.lost) for card in column.cards]


def card(owner: Owner) -> Card:
    """The only card there is."""
    [found] = cards(owner)
    return found


def counts(owner: Owner) -> dict[str, int]:
    found = board(owner)
    return {column.standing: column.count for column in (*found.columns, found.lost) if column.count}


def visited(owner: Owner, day: str = "2026-11-23") -> UUID:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(visits.book, enquiry_id, date.fromisoformat(day), time(9, 30))
    return enquiry_id


def test_an_empty_book_has_an_empty_board(owner: Owner) -> None:
    found = board(owner)
    assert (found.count, found.needs_me_today, found.waiting_minor, found.to_do_minor) == (0, 0, 0, 0)
    assert [column.standing for column in found.columns] == list(pipeline.COLUMNS)
    assert all(column.sum_minor is None for column in (*found.columns, found.lost))


def test_an_enquiry_waits_for_its_call_and_then_for_a_next_step(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    found = card(owner)
    assert (found.standing, found.customer, found.what, found.price_minor) == (
        Standing.ENQUIRY,
        "Leah Novak",
        "The boiler drips",
        None,
    )
    assert found.due is not None
    assert (found.due.purpose, found.needs_me_today) == (Purpose.CALL_BACK, True)
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED)
    after = card(owner).due
    assert after is not None
    assert after.decision == Decision.NEXT_STEP


def test_a_call_that_is_owed_tomorrow_does_not_need_me_today(owner: Owner) -> None:
    owner.at("2026-11-20", "16:45")
    owner.enquiry()
    found = card(owner)
    assert found.due is not None
    assert not found.needs_me_today


def test_a_call_that_is_put_off_says_until_when(owner: Owner) -> None:
    call = owner.call_back(owner.enquiry())
    until = owner.now + timedelta(hours=3)
    owner.snooze(call.id, until)
    found = card(owner)
    assert (found.due, found.at, found.needs_me_today) == (None, until, False)


def test_a_visit_ahead_brings_the_card_on_and_its_end_asks_for_a_quote(owner: Owner) -> None:
    enquiry_id = visited(owner, "2026-11-25")
    found = card(owner)
    assert (found.standing, found.on, found.at) == (Standing.VISIT_BOOKED, date(2026, 11, 25), time(9, 30))
    assert found.visit_id is not None
    owner.do(visits.finish, found.visit_id)
    seen = card(owner)
    assert (seen.standing, seen.visit_id) == (Standing.VISIT_BOOKED, None)
    assert seen.due is not None
    assert (seen.due.decision, seen.due.subject_id) == (Decision.WRITE_QUOTE, enquiry_id)


def test_visits_that_are_called_off_bring_the_card_back(owner: Owner) -> None:
    enquiry_id = visited(owner)
    owner.do(visits.book, enquiry_id, date(2026, 11, 27), time(14))
    owner.do(pipeline.call_off_visits, enquiry_id)
    assert card(owner).standing == Standing.ENQUIRY
    assert {visit.state for visit in owner.ask(visits.of_enquiry, enquiry_id)} == {VisitState.CANCELLED}
    owner.undo()
    assert card(owner).standing == Standing.VISIT_BOOKED


def test_a_draft_stays_where_it_is_until_the_customer_has_it(owner: Owner) -> None:
    quote_id = owner.drafted(visited(owner))
    found = card(owner)
    assert (found.standing, found.what, found.quote_id, found.price_minor) == (
        Standing.VISIT_BOOKED,
        "New boiler",
        quote_id,
        None,
    )
    owner.given(quote_id, decision_on=date(2026, 11, 27))
    given = card(owner)
    assert (given.standing, given.on, given.price_minor) == (Standing.QUOTED, date(2026, 11, 27), 60_000)


def test_a_quote_that_is_changed_after_it_was_seen_stays_quoted(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.add_line, quote_id, owner.option(quote_id), "A valve", 10_000)
    found = card(owner)
    assert (found.standing, found.price_minor) == (Standing.QUOTED, 72_000)
    assert found.due is not None
    assert found.due.decision == Decision.GIVE_QUOTE


def test_of_several_options_the_best_value_counts_and_none_without_a_line(owner: Owner) -> None:
    quote_id = owner.given(owner.drafted(prices=(50_000, 70_000, 90_000)))
    assert board(owner).waiting_minor == 84_000
    for number in (0, 0, 0):
        owner.do(quotes.remove_option, quote_id, owner.option(quote_id, number))
    assert card(owner).price_minor is None


def test_a_job_goes_from_won_to_done(owner: Owner) -> None:
    job_id = owner.accepted()
    won = card(owner)
    assert (won.standing, won.job_id, won.key, won.price_minor) == (Standing.SCHEDULED, job_id, job_id, 60_000)
    assert won.due is not None
    assert won.due.decision == Decision.PLAN_JOB
    owner.do(jobs.plan, job_id, [date(2026, 11, 26)])
    planned = card(owner)
    assert (planned.due, planned.on) == (None, date(2026, 11, 26))
    owner.do(jobs.start, job_id)
    working = card(owner)
    assert (working.standing, working.purpose) == (Standing.IN_PROGRESS, Purpose.CONFIRM_CHOICE)
    owner.do(jobs.pause, job_id, "Waits for tiles")
    paused = card(owner)
    assert (paused.paused, paused.reason, paused.purpose) == (True, "Waits for tiles", None)
    assert board(owner).to_do_minor == 60_000
    owner.completed(job_id)
    assert (card(owner).standing, card(owner).purpose) == (Standing.DONE, Purpose.THANK_YOU)


def test_a_promise_of_a_job_is_due_on_its_card(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = card(owner).customer_id
    owner.do(promises.make, customer_id, "Bring the part", date(2026, 11, 20), job_id=job_id)
    due = card(owner).due
    assert due is not None
    assert due.kind == Kind.PROMISE


def test_the_three_month_call_brings_a_job_to_the_last_column(owner: Owner) -> None:
    job_id = owner.completed()
    call = owner.asked(job_id)[Purpose.THREE_MONTHS]
    owner.at("2027-02-22")
    due = card(owner)
    assert (due.standing, due.needs_me_today, due.followup_id) == (Standing.DONE, True, call.id)
    owner.do(testimonials.record_feedback, job_id, holding=True)
    owner.do(followups.do, call.id, "Reached")
    assert (card(owner).standing, card(owner).afterwards) == (Standing.FOLLOWED_UP, Afterwards.HOLDING)
    owner.at("2027-05-20")
    assert counts(owner) == {Standing.FOLLOWED_UP: 1}
    owner.at("2027-06-01")
    assert counts(owner) == {}


@pytest.mark.parametrize(("holding", "came"), [(None, Afterwards.TALKED), (False, Afterwards.COMPLAINT)])
def test_the_last_column_says_what_came_of_it(owner: Owner, holding: bool | None, came: Afterwards) -> None:
    job_id = owner.completed()
    owner.do(testimonials.record_feedback, job_id, holding=holding, score=7)
    owner.do(followups.do, owner.asked(job_id)[Purpose.THREE_MONTHS].id)
    assert card(owner).afterwards == came
    if holding is False:
        [complaint] = owner.ask(complaints.of_customer, card(owner).customer_id)
        assert card(owner).complaint_id == complaint.id
        due = card(owner).due
        assert due is not None
        assert (due.subject_id, due.decision, card(owner).needs_me_today) == (complaint.id, Decision.PUT_RIGHT, True)
        owner.do(complaints.settle, complaint.id, "A new seal")
        assert (card(owner).afterwards, card(owner).complaint_id, card(owner).due) == (
            Afterwards.NOT_HOLDING,
            None,
            None,
        )
    owner.do(testimonials.take_down, card(owner).customer_id, "A great job", job_id)
    assert card(owner).afterwards == Afterwards.TESTIMONIAL


def test_where_nobody_calls_after_three_months_a_job_leaves_in_time(owner: Owner) -> None:
    owner.rule("three_months", enabled=False)
    job_id = owner.completed()
    assert card(owner).standing == Standing.DONE
    owner.do(testimonials.record_feedback, job_id, holding=True)
    assert card(owner).standing == Standing.FOLLOWED_UP
    owner.at("2027-02-20")
    assert cards(owner) == []


def test_a_call_that_nobody_made_keeps_the_job_for_half_a_year(owner: Owner) -> None:
    owner.completed()
    owner.at("2027-07-01")
    assert counts(owner) == {Standing.DONE: 1}
    owner.at("2027-09-01")
    assert counts(owner) == {}


def test_what_is_lost_lies_in_the_tray_until_it_comes_back(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.lose, quote_id, "Too dear")
    lost = card(owner)
    assert (lost.standing, lost.reason, lost.price_minor) == (Standing.WIN_BACK, "Too dear", 60_000)
    assert (lost.on, lost.closed_on) == (date(2027, 1, 4), date(2026, 11, 20))
    owner.at("2027-01-04")
    assert card(owner).needs_me_today
    owner.do(followups.do, owner.asked(quote_id)[Purpose.WIN_BACK].id)
    assert card(owner).on is None
    owner.at("2027-03-01")
    assert cards(owner) == []


def test_what_is_declined_lies_there_for_a_while_and_what_was_answered_does_not(owner: Owner) -> None:
    owner.do(enquiries.decline, owner.enquiry(), "Too far away")
    owner.do(enquiries.answer, owner.enquiry(), "Turn the valve")
    assert (card(owner).standing, card(owner).on) == (Standing.WIN_BACK, None)
    assert not owner.ask(pipeline.has_open_quote, card(owner).enquiry_id)


def test_a_regular_with_several_win_backs_has_one_card_with_the_next(owner: Owner) -> None:
    customer_id = owner.customer()
    for _ in range(2):
        quote_id = owner.given(owner.drafted(owner.enquiry(customer_id)))
        owner.completed(owner.accepted(quote_id))
    lost = owner.given(owner.drafted(owner.enquiry(customer_id)))
    owner.do(quotes.lose, lost, "Too dear")
    tray = board(owner).lost
    assert (tray.count, tray.cards[0].on) == (1, date(2026, 12, 4))


def test_the_most_urgent_comes_first_and_a_filter_leaves_what_needs_me(owner: Owner) -> None:
    later = visited(owner, "2026-11-25")
    sooner = visited(owner, "2026-11-24")
    now = visited(owner, "2026-11-20")
    column = board(owner).columns[1]
    assert [found.enquiry_id for found in column.cards] == [now, sooner, later]
    mine = board(owner, needs_me=True)
    assert [found.enquiry_id for found in mine.columns[1].cards] == [now]
    assert (mine.count, mine.needs_me_today) == (3, 1)


def test_a_column_shows_some_and_counts_all(owner: Owner) -> None:
    for price in (10_000, 20_000, 30_000):
        owner.given(owner.drafted(prices=(price,)))
    column = board(owner, most=2).columns[2]
    assert (len(column.cards), column.count, column.hidden, column.sum_minor) == (2, 3, 1, 72_000)


def test_a_column_counts_up_to_a_limit(owner: Owner) -> None:
    def many(session: object) -> None:
        for number in range(MOST + 3):
            customer = customers.add(session, f"Caller {number}")  # type: ignore[arg-type]
            enquiries.log(session, customer.id, "A drip", "phone", answered_live=True)  # type: ignore[arg-type]

    owner.do(many)
    assert board(owner).columns[0].count == MOST


def test_the_rows_of_today_can_be_handed_over(owner: Owner) -> None:
    visited(owner, "2026-11-20")
    rows = owner.ask(today.rows)
    assert owner.ask(pipeline.board, rows) == board(owner)
    assert owner.ask(pipeline.board, []).needs_me_today == 0


def test_a_win_back_day_is_kept_and_taken_back_with_the_loss(owner: Owner) -> None:
    quote_id = owner.given()
    before = owner.rows()
    owner.do(quotes.lose, quote_id, "Too dear", win_back_on=date(2027, 3, 13))
    assert owner.due(quote_id) == {"win_back": "2027-03-15"}  # the 13th is a Saturday
    owner.undo()
    assert owner.rows() == before
    assert owner.all(Enquiry)[0].stage == Stage.QUOTED


def test_a_win_back_day_takes_the_place_of_the_playbooks(owner: Owner) -> None:
    customer_id = owner.customer()
    for _ in range(2):
        owner.completed(owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id)))))
    lost = owner.given(owner.drafted(owner.enquiry(customer_id)))
    owner.do(quotes.lose, lost, "Too dear", win_back_on=date(2027, 3, 15))
    assert list(owner.due(lost).values()) == ["2027-03-15"]


def test_a_win_back_day_needs_somebody_to_ask_and_lies_ahead(owner: Owner) -> None:
    quote_id = owner.given()
    with pytest.raises(BookError, match="lies ahead"):
        owner.do(quotes.lose, quote_id, "Too dear", win_back_on=date(2026, 11, 20))
    owner.do(customers.set_do_not_contact, owner.all(FollowUp)[0].customer_id, leave_alone=True)
    with pytest.raises(BookError, match="Leave the win-back day empty"):
        owner.do(quotes.lose, quote_id, "Too dear", win_back_on=date(2027, 3, 15))
    owner.do(quotes.lose, quote_id, "Too dear")
    assert card(owner).on is None
