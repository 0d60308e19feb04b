from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.owner import Owner
from tradesman.book.customer import Note
from tradesman.book.enquiry import Enquiry, Outcome, Stage
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.visit import Visit, VisitPurpose, VisitState
from tradesman.services import customers, deeds, enquiries, quotes, timelines, today, visit_sheets, visits
from tradesman.services.decisions import Decision

TUESDAY = date(2026, 11, 24)


def test_a_visit_is_confirmed_on_the_working_day_before(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    visit = owner.do(visits.book, enquiry_id, date(2026, 11, 30), time(9, 30), minutes=45)
    assert owner.due(visit.id) == {"confirm_visit": "2026-11-27"}  # the 30th is a Monday
    kept = owner.get(Visit, visit.id)
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (kept.zone, kept.minutes, kept.purpose) == ("Europe/London", 45, VisitPurpose.LOOK)
    assert (kept.property_id, enquiry.stage) == (enquiry.property_id, Stage.VISIT)


def test_moving_a_visit_moves_its_confirmation_and_asks_to_confirm_anew(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    owner.do(visits.move, visit.id, date(2026, 12, 3), time(14))
    assert owner.due(visit.id) == {"confirm_visit": "2026-12-02"}
    owner.do(visits.confirm, visit.id)
    assert owner.get(Visit, visit.id).state == VisitState.CONFIRMED
    owner.do(visits.move, visit.id, date(2026, 12, 4), time(14))
    moved = owner.get(Visit, visit.id)
    assert (moved.day_on, moved.starts, moved.state) == (date(2026, 12, 4), time(14), VisitState.BOOKED)
    assert owner.due(visit.id) == {"confirm_visit": "2026-12-03"}
    owner.do(visits.confirm, visit.id)
    owner.do(visits.move, visit.id, date(2026, 12, 4), time(9))
    assert owner.due(visit.id) == {"confirm_visit": "2026-12-03"}


def test_a_move_asks_nobody_again_who_is_to_be_left_alone(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    owner.do(visits.confirm, visit.id)
    owner.do(customers.set_do_not_contact, visit.customer_id, leave_alone=True)
    owner.do(visits.move, visit.id, date(2026, 12, 4), time(9))
    assert owner.due(visit.id) == {}


def test_a_visit_moved_to_today_is_not_confirmed_and_moved_on_it_is(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    owner.do(visits.move, visit.id, owner.now.date(), time(15))
    assert owner.due(visit.id) == {}
    owner.do(visits.move, visit.id, TUESDAY, time(9))
    assert owner.due(visit.id) == {"confirm_visit": "2026-11-23"}


def test_confirming_does_the_follow_up(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    owner.do(visits.confirm, visit.id)
    done = owner.asked(visit.id)[Purpose.CONFIRM_VISIT]
    assert (done.state, done.outcome, done.settled_at) == (FollowUpState.DONE, "Confirmed", owner.now)


@pytest.mark.parametrize(("wall", "in_time"), [("08:58", True), ("09:00", True), ("09:01", False)])
def test_arriving_in_time_is_told_from_arriving_late(owner: Owner, wall: str, in_time: bool) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    assert owner.get(Visit, visit.id).in_time is None
    owner.at("2026-11-24", wall)
    owner.do(visits.arrive, visit.id)
    kept = owner.get(Visit, visit.id)
    assert (kept.state, kept.arrived_at, kept.in_time) == (VisitState.ARRIVED, owner.now, in_time)
    assert owner.due(visit.id) == {}
    with pytest.raises(BookError, match="not ahead any more"):
        owner.do(visits.arrive, visit.id)


def test_nobody_is_late_by_seconds(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    owner.now = owner.at("2026-11-24", "09:00").replace(second=59)
    owner.do(visits.arrive, visit.id)
    assert owner.get(Visit, visit.id).in_time is True


@pytest.mark.parametrize(
    ("came", "late"),
    [(time(0, 25), None), (time(0, 40), timedelta(minutes=10)), (time(1, 25), timedelta(minutes=55))],
    ids=["five minutes early", "ten minutes late", "five to half past one, for the second time"],
)
def test_the_clocks_go_back_an_hour_during_a_visit(owner: Owner, came: time, late: timedelta | None) -> None:
    """In the night of 25 October 2026 London has half past one twice, at 00:30 and at 01:30 by UTC."""
    night = date(2026, 10, 25)
    owner.at("2026-10-24", "22:00")
    enquiry_id = owner.enquiry(answered_live=True)
    visit = owner.do(visits.book, enquiry_id, night, time(1, 30))
    owner.now = datetime.combine(night, came, UTC)
    owner.do(visits.arrive, visit.id)
    assert owner.ask(visit_sheets.of_visit, visit.id).late == late
    owner.now = datetime.combine(night, time(1, 35), UTC)
    owner.do(visits.finish, visit.id, "The pipe has burst")
    kept = owner.get(Visit, visit.id)
    assert (kept.state, kept.in_time, kept.words) == (VisitState.DONE, late is None, "The pipe has burst")
    assert kept.arrived_at == datetime.combine(night, came, UTC)


def test_a_laptop_set_back_an_hour_during_a_visit_loses_nothing(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    visit = owner.do(visits.book, enquiry_id, TUESDAY, time(9))
    came = owner.at("2026-11-24", "08:58")
    owner.do(visits.arrive, visit.id)
    owner.at("2026-11-24", "08:10")
    replies = [deeds.Reply("Since when?", "Thursday", "Soon")]
    quote_id = owner.do(deeds.note_visit, visit.id, replies, "The valve is stuck", write_quote=True)
    kept = owner.get(Visit, visit.id)
    assert (kept.state, kept.arrived_at, kept.in_time) == (VisitState.DONE, came, True)
    assert [quote.id for quote in owner.ask(quotes.of_enquiry, enquiry_id)] == [quote_id]
    told = [entry.happened for entry in owner.ask(timelines.of_customer, kept.customer_id)]
    assert {timelines.Happened.VISIT, timelines.Happened.QUOTE_DRAFT} <= set(told)
    owner.undo()  # the step done last, whatever the clock said
    assert owner.get(Visit, visit.id).state == VisitState.ARRIVED
    assert owner.ask(quotes.of_enquiry, enquiry_id) == []
    owner.undo()
    assert owner.get(Visit, visit.id).state == VisitState.BOOKED


def test_measurements_are_kept_as_typed_one_to_a_line(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    owner.do(visits.measure, visit.id, '  Shower tray 900 × 760 mm\n\n1/2" pipe, 3 ft  \n')
    assert owner.get(Visit, visit.id).measurements == 'Shower tray 900 × 760 mm\n1/2" pipe, 3 ft'


def test_being_late_is_noted_with_the_customer(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    owner.do(visits.tell_late, visit.id, 20)
    assert [note.words for note in owner.all(Note)] == ["Running about 20 minutes late for the visit at 09:00"]
    owner.do(visits.arrive, visit.id)
    with pytest.raises(BookError, match="not ahead any more"):
        owner.do(visits.tell_late, visit.id, 20)


def test_a_visit_written_down_in_the_evening_was_not_late_for_that(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), TUESDAY, time(9))
    owner.at("2026-11-24", "21:00")
    owner.do(visits.finish, visit.id, "The valve is stuck")
    kept = owner.get(Visit, visit.id)
    assert (kept.state, kept.words, kept.in_time) == (VisitState.DONE, "The valve is stuck", None)
    with pytest.raises(BookError, match="has happened"):
        owner.do(visits.move, visit.id, date(2026, 12, 1), time(9))


def test_who_was_met_at_the_visit_need_not_be_rung_back(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    visit = owner.do(visits.book, enquiry_id, TUESDAY, time(9))
    assert set(owner.due(enquiry_id)) == {"call_back"}
    owner.do(visits.finish, visit.id)
    assert owner.due(enquiry_id) == {}


def test_after_a_visit_the_quote_is_the_next_step(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    visit = owner.do(visits.book, enquiry_id, TUESDAY, time(9))
    owner.at("2026-11-24", "09:00")
    owner.do(visits.finish, visit.id)
    decisions = {row.subject_id: row.decision for row in owner.ask(today.rows) if row.decision}
    assert decisions == {enquiry_id: Decision.WRITE_QUOTE}


def test_nobody_there_leaves_the_enquiry_with_a_next_step(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    visit = owner.do(visits.book, enquiry_id, TUESDAY, time(9))
    owner.do(visits.nobody_there, visit.id)
    assert owner.get(Visit, visit.id).state == VisitState.NOBODY_THERE
    assert owner.get(Enquiry, enquiry_id).stage == Stage.ENQUIRY
    assert owner.due(visit.id) == {}
    assert [row.decision for row in owner.ask(today.rows)] == [Decision.NEXT_STEP]


def test_one_of_two_visits_cancelled_leaves_the_other(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    first = owner.do(visits.book, enquiry_id, TUESDAY, time(9))
    second = owner.do(visits.book, enquiry_id, date(2026, 11, 26), time(9))
    owner.do(visits.cancel, first.id, "Ill")
    assert owner.get(Enquiry, enquiry_id).stage == Stage.VISIT
    assert (owner.due(first.id), owner.due(second.id)) == ({}, {"confirm_visit": "2026-11-25"})
    assert owner.get(Visit, first.id).words == "Ill"
    assert [visit.id for visit in owner.ask(visits.of_enquiry, enquiry_id)] == [first.id, second.id]


def test_what_is_over_is_neither_finished_nor_cancelled_again(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    done, cancelled = (owner.do(visits.book, enquiry_id, TUESDAY, time(hour)) for hour in (9, 11))
    owner.do(visits.finish, done.id)
    owner.do(visits.cancel, cancelled.id, "")
    with pytest.raises(BookError, match="is over"):
        owner.do(visits.nobody_there, done.id)
    with pytest.raises(BookError, match="did not take place"):
        owner.do(visits.finish, cancelled.id)
    assert [owner.get(Visit, visit.id).state for visit in (done, cancelled)] == [VisitState.DONE, VisitState.CANCELLED]


def test_no_visit_is_booked_for_a_closed_enquiry(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED)
    owner.do(enquiries.decline, enquiry_id, "Too far away")
    with pytest.raises(BookError, match="closed"):
        owner.do(visits.book, enquiry_id, TUESDAY, time(9))
    assert owner.all(Visit) == []
