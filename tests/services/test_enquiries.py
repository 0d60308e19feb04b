from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, Enquiry, EnquiryKind, Fit, Outcome, RoleKind, Stage, Urgency
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.quote import AcceptedBy
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses, enquiries, followups, quotes, today, visits
from tradesman.services.decisions import Decision


def test_an_enquiry_is_due_a_call_one_working_hour_after_it_came_in(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    assert owner.wall(owner.get(Enquiry, enquiry_id).call_due_at) == "2026-11-20 11:00"
    assert owner.wall(owner.call_back(enquiry_id).due_at) == "2026-11-20 11:00"


def test_the_clock_stands_still_over_the_weekend(owner: Owner) -> None:
    owner.at("2026-11-20", "16:45")
    enquiry = owner.get(Enquiry, owner.enquiry())
    assert owner.wall(enquiry.call_due_at) == "2026-11-23 08:45"
    assert owner.call_back(enquiry.id).due_on == date(2026, 11, 23)


def test_the_clock_stands_still_on_days_away_and_on_holidays(owner: Owner) -> None:
    owner.do(businesses.add_days_away, date(2026, 12, 21), date(2026, 12, 24))
    owner.at("2026-12-18", "16:45")
    assert owner.wall(owner.get(Enquiry, owner.enquiry()).call_due_at) == "2026-12-29 08:45"


def test_the_hour_is_the_owner_s_to_set(owner: Owner) -> None:
    owner.rule("call_back", wait="3 working hours")
    assert owner.wall(owner.get(Enquiry, owner.enquiry()).call_due_at) == "2026-11-20 13:00"
    owner.rule("call_back", wait="1 working day")
    assert owner.wall(owner.get(Enquiry, owner.enquiry()).call_due_at) == "2026-11-23 10:00"


def test_danger_runs_round_the_clock_on_call_and_only_then(owner: Owner) -> None:
    owner.at("2026-11-21", "23:30")
    waits = owner.get(Enquiry, owner.enquiry(urgency=Urgency.DANGER))
    owner.do(businesses.add_on_call, date(2026, 11, 21), date(2026, 11, 22))
    danger = owner.get(Enquiry, owner.enquiry(urgency=Urgency.DANGER))
    drips = owner.get(Enquiry, owner.enquiry(urgency=Urgency.NOT_WORKING))
    assert [owner.wall(enquiry.call_due_at) for enquiry in (waits, danger, drips)] == [
        "2026-11-23 09:00",
        "2026-11-22 00:30",
        "2026-11-23 09:00",
    ]


def clocks(owner: Owner, enquiry_id: UUID) -> tuple[str, str, str]:
    """When the call is due: by the enquiry, by the follow-up, and its day."""
    call = owner.call_back(enquiry_id)
    enquiry = owner.get(Enquiry, enquiry_id)
    return owner.wall(enquiry.call_due_at), owner.wall(call.due_at), call.due_on.isoformat()


@pytest.mark.parametrize(
    ("change", "due"),
    [
        (lambda s: businesses.add_days_away(s, date(2026, 11, 23), date(2026, 11, 24)), "2026-11-25 08:45"),
        (lambda s: businesses.add_on_call(s, date(2026, 11, 20), date(2026, 11, 21)), "2026-11-20 17:45"),
        (
            lambda s: businesses.change(s, hours={"1": [["10:00", "12:00"]], "4": [["08:00", "17:00"]]}),
            "2026-11-24 10:45",
        ),
        (lambda s: businesses.change(s, zone="America/New_York"), "2026-11-20 12:45"),
    ],
)
def test_an_open_call_follows_settings_that_change_later(
    owner: Owner, change: Callable[[Session], object], due: str
) -> None:
    owner.at("2026-11-20", "16:45")
    enquiry_id = owner.enquiry(urgency=Urgency.DANGER)
    before = clocks(owner, enquiry_id)
    owner.do(change)
    assert clocks(owner, enquiry_id) == (due, due, due[:10])
    owner.undo()
    assert clocks(owner, enquiry_id) == before == ("2026-11-23 08:45", "2026-11-23 08:45", "2026-11-23")


def test_a_holiday_known_later_moves_the_open_call(owner: Owner) -> None:
    owner.at("2026-11-27", "16:45")
    enquiry_id = owner.enquiry()
    owner.do(businesses.change, region="SCT")
    assert clocks(owner, enquiry_id)[1] == "2026-12-01 08:45"  # Monday is Saint Andrew's Day


def test_days_taken_out_again_give_the_call_its_time_back(owner: Owner) -> None:
    owner.at("2026-11-20", "16:45")
    enquiry_id = owner.enquiry(urgency=Urgency.DANGER)
    away = owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 11, 24))
    owner.do(businesses.remove_days_away, away.id)
    assert clocks(owner, enquiry_id)[0] == "2026-11-23 08:45"
    on_call = owner.do(businesses.add_on_call, date(2026, 11, 20), date(2026, 11, 20))
    owner.do(businesses.remove_on_call, on_call.id)
    assert clocks(owner, enquiry_id)[0] == "2026-11-23 08:45"


def test_after_an_attempt_new_hours_move_the_next_one_and_not_the_promptness(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    until = owner.now + timedelta(hours=4)
    owner.snooze(owner.call_back(enquiry_id).id, until)
    owner.do(businesses.change, hours={str(day): [["08:00", "11:00"]] for day in range(5)})
    assert clocks(owner, enquiry_id) == ("2026-11-20 11:00", "2026-11-23 09:00", "2026-11-23")
    assert owner.call_back(enquiry_id).snoozed_until == until


def test_a_call_that_was_returned_has_no_clock_to_move(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    before = clocks(owner, enquiry_id)
    owner.do(businesses.add_days_away, date(2026, 11, 20), date(2026, 11, 24))
    assert clocks(owner, enquiry_id) == before


def test_when_it_came_in_can_be_noted_later_but_not_ahead(owner: Owner) -> None:
    came_in = owner.now - timedelta(minutes=50)
    assert owner.wall(owner.get(Enquiry, owner.enquiry(came_in_at=came_in)).call_due_at) == "2026-11-20 10:10"
    with pytest.raises(BookError, match="later than now"):
        owner.enquiry(came_in_at=owner.now + timedelta(minutes=1))
    with pytest.raises(BookError, match="What is wanted"):
        owner.enquiry(what=" ")
    assert len(owner.all(Enquiry)) == 1


def test_correcting_when_it_came_in_moves_the_clock_and_the_call(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.do(enquiries.correct, enquiry_id, "No water", datetime(2026, 11, 19, 16, 30, tzinfo=UTC))
    assert owner.wall(owner.get(Enquiry, enquiry_id).call_due_at) == "2026-11-20 08:30"
    assert owner.wall(owner.call_back(enquiry_id).due_at) == "2026-11-20 08:30"


def test_when_it_came_in_cannot_lie_behind_the_call_or_ahead_of_now(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.at("2026-11-20", "10:20")
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    owner.at("2026-11-20", "10:40")
    for moment, words in ((timedelta(minutes=-10), "rung back before that"), (timedelta(hours=1), "later than now")):
        with pytest.raises(BookError, match=words):
            owner.do(enquiries.correct, enquiry_id, "No water", owner.now + moment)
    owner.do(enquiries.correct, enquiry_id, "No water", owner.now - timedelta(hours=2))
    assert owner.wall(owner.call_back(enquiry_id).due_at) == "2026-11-20 12:20"
    assert owner.get(Enquiry, enquiry_id).called_in_time is False


def test_the_first_attempt_fixes_promptness_and_only_reaching_closes_the_call(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.at("2026-11-20", "10:40")
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    assert owner.wall(owner.call_back(enquiry_id).due_at) == "2026-11-20 12:40"
    owner.at("2026-11-20", "16:00")
    owner.do(enquiries.attempt, enquiry_id, Outcome.LEFT_MESSAGE, "On the machine")
    call = owner.call_back(enquiry_id)
    assert (call.state, owner.wall(call.due_at), call.due_on) == (
        FollowUpState.OPEN,
        "2026-11-23 09:00",
        date(2026, 11, 23),
    )
    owner.at("2026-11-23", "08:30")
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED, "Comes on Tuesday")
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (enquiry.called_in_time, owner.wall(enquiry.first_attempt_at), owner.wall(enquiry.reached_at)) == (
        True,
        "2026-11-20 10:40",
        "2026-11-23 08:30",
    )
    assert owner.call_back(enquiry_id).outcome == "Comes on Tuesday"
    assert owner.call_back(enquiry_id).state == FollowUpState.DONE
    assert [attempt.outcome for attempt in enquiry.attempts] == ["no_answer", "left_message", "reached"]


def test_a_late_first_attempt_stays_late_whatever_follows(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.at("2026-11-20", "11:01")
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED)
    assert owner.get(Enquiry, enquiry_id).called_in_time is False


def test_an_attempt_noted_afterwards_counts_from_the_latest_one(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.at("2026-11-20", "12:00")
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER, at=owner.now - timedelta(minutes=90))
    assert owner.wall(owner.get(Enquiry, enquiry_id).first_attempt_at) == "2026-11-20 10:30"
    assert owner.wall(owner.call_back(enquiry_id).due_at) == "2026-11-20 14:00"


def test_an_attempt_lies_between_the_enquiry_and_now(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    with pytest.raises(BookError, match="before the enquiry came in"):
        owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED, at=owner.now - timedelta(minutes=1))
    with pytest.raises(BookError, match="not been made yet"):
        owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED, at=owner.now + timedelta(minutes=1))
    assert owner.get(Enquiry, enquiry_id).attempts == []


def test_in_danger_the_next_attempt_comes_round_the_clock_too(owner: Owner) -> None:
    owner.do(businesses.add_on_call, date(2026, 11, 20), date(2026, 11, 22))
    owner.at("2026-11-21", "22:00")
    enquiry_id = owner.enquiry(urgency=Urgency.DANGER)
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    assert owner.wall(owner.call_back(enquiry_id).due_at) == "2026-11-22 00:00"


def test_a_call_answered_live_is_returned_at_once(owner: Owner) -> None:
    enquiry = owner.get(Enquiry, owner.enquiry(answered_live=True))
    assert (enquiry.called_in_time, enquiry.waited, enquiry.reached_at) == (True, timedelta(0), owner.now)
    assert owner.call_back(enquiry.id).state == FollowUpState.DONE


@pytest.mark.parametrize(("minutes", "due"), [(5, "2026-11-20 11:05"), (-30 * 60, "2026-11-19 09:00")])
def test_a_live_answer_moves_with_when_it_came_in(owner: Owner, minutes: int, due: str) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    came_in = owner.now + timedelta(minutes=minutes)
    owner.at("2026-11-20", "10:20")
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    owner.do(enquiries.correct, enquiry_id, "No water", came_in)
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (enquiry.called_in_time, enquiry.waited, enquiry.reached_at) == (True, timedelta(0), came_in)
    assert [attempt.at for attempt in enquiry.attempts] == [came_in, owner.now]
    assert owner.wall(enquiry.call_due_at) == due
    owner.at("2026-11-20", "11:00")
    with pytest.raises(BookError, match="rung back before that"):
        owner.do(enquiries.correct, enquiry_id, "No water", owner.now - timedelta(minutes=30))


def test_a_snoozed_call_shows_again_when_the_next_attempt_is_due(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.snooze(owner.call_back(enquiry_id).id, owner.now + timedelta(days=3))
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    assert owner.call_back(enquiry_id).snoozed_until is None


def test_an_attempt_lets_a_late_call_be_put_off_anew(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.at("2026-11-20", "12:00")
    call = owner.call_back(enquiry_id)
    for minutes in (10, 20):
        owner.snooze(call.id, owner.now + timedelta(minutes=minutes))
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    owner.at("2026-11-20", "15:00")  # the next attempt was due at 14:00
    owner.snooze(call.id, owner.now + timedelta(minutes=10))
    assert owner.call_back(enquiry_id).snoozed_until is not None


def test_how_bad_it_is_can_be_corrected_and_the_clock_follows(owner: Owner) -> None:
    owner.do(businesses.add_on_call, date(2026, 11, 21), date(2026, 11, 21))
    owner.at("2026-11-21", "20:00")
    enquiry_id = owner.enquiry()
    owner.do(enquiries.change, enquiry_id, urgency=Urgency.DANGER, what=" Gas smell ", fit=Fit.GOOD)
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (enquiry.what, enquiry.fit, owner.wall(enquiry.call_due_at)) == (
        "Gas smell",
        Fit.GOOD,
        "2026-11-21 21:00",
    )
    assert owner.wall(owner.call_back(enquiry_id).due_at) == "2026-11-21 21:00"
    with pytest.raises(BookError, match="What is wanted"):
        owner.do(enquiries.change, enquiry_id, what="")
    with pytest.raises(TypeError):
        owner.do(enquiries.change, enquiry_id, stage=Stage.WON)


def test_how_bad_it_is_moves_the_next_attempt_and_shows_what_was_put_off(owner: Owner) -> None:
    owner.do(businesses.add_on_call, date(2026, 11, 20), date(2026, 11, 20))
    tried, new = owner.enquiry(), owner.enquiry()
    owner.at("2026-11-20", "16:30")
    owner.do(enquiries.attempt, tried, Outcome.NO_ANSWER)
    due = owner.get(Enquiry, tried).call_due_at
    for enquiry_id in (tried, new):
        owner.snooze(owner.call_back(enquiry_id).id, owner.now + timedelta(hours=9))
        owner.do(enquiries.change, enquiry_id, urgency=Urgency.DANGER)
        assert owner.call_back(enquiry_id).snoozed_until is None
    assert owner.wall(owner.call_back(tried).due_at) == "2026-11-20 18:30"
    assert owner.get(Enquiry, tried).call_due_at == due


def test_all_that_was_noted_is_put_right_at_once(owner: Owner) -> None:
    enquiry_id, landlord, tenant = owner.enquiry(), owner.customer("Tom Lake"), owner.customer("Ann Lee")
    came_in_at = owner.get(Enquiry, enquiry_id).came_in_at

    def put_right(*roles: tuple[RoleKind, UUID | str]) -> list[tuple[RoleKind, str]]:
        owner.do(enquiries.put_right, enquiry_id, "Cold", came_in_at, roles=roles, fit=Fit.POOR)
        kept = owner.get(Enquiry, enquiry_id).roles
        return sorted((role.kind, owner.get(Customer, role.customer_id).name) for role in kept)

    assert put_right((RoleKind.PAYS, landlord), (RoleKind.LIVES_THERE, tenant)) == [
        (RoleKind.LIVES_THERE, "Ann Lee"),
        (RoleKind.PAYS, "Tom Lake"),
    ]
    before = {role.id for role in owner.get(Enquiry, enquiry_id).roles if role.customer_id == landlord}
    named = put_right((RoleKind.PAYS, landlord), (RoleKind.DECIDES, "Mia Roe"), (RoleKind.LETS, "Mia Roe"))
    assert named == [(RoleKind.DECIDES, "Mia Roe"), (RoleKind.LETS, "Mia Roe"), (RoleKind.PAYS, "Tom Lake")]
    assert before <= {role.id for role in owner.get(Enquiry, enquiry_id).roles}
    assert sum(customer.name == "Mia Roe" for customer in owner.all(Customer)) == 1
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (enquiry.what, enquiry.fit) == ("Cold", Fit.POOR)


def test_once_somebody_has_tried_the_clock_is_history(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    due = owner.get(Enquiry, enquiry_id).call_due_at
    owner.do(businesses.add_on_call, date(2026, 11, 20), date(2026, 11, 20))
    owner.do(enquiries.change, enquiry_id, urgency=Urgency.DANGER)
    assert owner.get(Enquiry, enquiry_id).call_due_at == due


def test_an_enquiry_that_is_a_complaint_opens_one_however_it_comes_to_light(owner: Owner) -> None:
    first = owner.enquiry(what="It drips again", kind=EnquiryKind.COMPLAINT)
    second = owner.enquiry(owner.all(Customer)[0].id, "And the wall is wet", kind=EnquiryKind.QUESTION)
    owner.do(enquiries.change, second, kind=EnquiryKind.COMPLAINT)
    owner.do(enquiries.change, second, kind=EnquiryKind.COMPLAINT)
    assert [complaint.what for complaint in owner.all(Complaint)] == ["It drips again", "And the wall is wet"]
    assert set(owner.due(first)) == {"call_back"}


def test_what_is_asked_becomes_a_need_when_it_matters(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.do(enquiries.ask, enquiry_id, "When do you need it?", "Before Christmas", "By Christmas")
    need = owner.do(enquiries.ask, enquiry_id, "Any pets?", "A dog")
    needs = owner.get(Enquiry, enquiry_id).needs
    assert [(found.position, found.label, found.flagged) for found in needs] == [
        (1, "By Christmas", True),
        (2, "", False),
    ]
    owner.do(enquiries.change_need, need.id, answer="Two dogs", label="Gate shut")
    changed = owner.get(Enquiry, enquiry_id).needs[1]
    assert (changed.answer, changed.label, changed.flagged) == ("Two dogs", "Gate shut", True)
    with pytest.raises(BookError, match="What was asked"):
        owner.do(enquiries.ask, enquiry_id, " ", "Nothing")


def test_the_diagnosis_is_kept_and_a_budget_not_named_stays(owner: Owner) -> None:
    enquiry_id = owner.enquiry(budget_minor=200_000)
    owner.do(enquiries.diagnose, enquiry_id, " The valve is stuck ")
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (enquiry.diagnosis, enquiry.budget_minor) == ("The valve is stuck", 200_000)
    owner.do(enquiries.diagnose, enquiry_id, "The valve is stuck", 150_000)
    assert owner.get(Enquiry, enquiry_id).budget_minor == 150_000


def test_a_tenant_asks_and_the_landlord_pays(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    landlord = owner.customer("Greta Stone")
    owner.do(enquiries.give_role, enquiry_id, landlord, RoleKind.PAYS)
    roles = owner.get(Enquiry, enquiry_id).roles
    assert [(role.customer_id, role.kind) for role in roles] == [(landlord, RoleKind.PAYS)]


@pytest.mark.parametrize(
    ("deed", "args", "stage", "reason"),
    [
        (enquiries.decline, ("Too far away",), Stage.DECLINED, "Too far away"),
        (enquiries.answer, ("Bleed the radiator",), Stage.ANSWERED, "Bleed the radiator"),
        (enquiries.mark_spam, (), Stage.SPAM, "Spam"),
    ],
)
def test_an_enquiry_ends_with_a_reason_and_asks_for_nothing_more(
    owner: Owner, deed: object, args: tuple[str, ...], stage: Stage, reason: str
) -> None:
    enquiry_id = owner.enquiry()
    visit = owner.do(visits.book, enquiry_id, date(2026, 12, 1), time(9))
    assert callable(deed)
    owner.do(deed, enquiry_id, *args)
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (enquiry.stage, enquiry.reason, enquiry.closed_at) == (stage, reason, owner.now)
    assert owner.due(enquiry_id) == owner.due(visit.id) == {}
    assert owner.call_back(enquiry_id).reason == "The enquiry is closed"
    assert owner.get(Visit, visit.id).state == VisitState.CANCELLED
    with pytest.raises(BookError, match="closed already"):
        owner.do(enquiries.mark_spam, enquiry_id)


def test_no_enquiry_is_declined_without_a_reason(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    with pytest.raises(BookError, match="without a reason"):
        owner.do(enquiries.decline, enquiry_id, " ")
    assert owner.get(Enquiry, enquiry_id).is_open
    assert set(owner.due(enquiry_id)) == {"call_back"}


def test_declining_ends_what_its_quote_asked_for_and_reopening_brings_it_back(owner: Owner) -> None:
    quote_id = owner.given(owner.drafted(owner.enquiry()), decision_on=date(2026, 12, 10))
    enquiry_id = owner.all(Enquiry)[0].id
    asked = owner.due(quote_id)
    owner.do(enquiries.decline, enquiry_id, "No time this year")
    assert owner.due(quote_id) == {}
    owner.do(enquiries.reopen, enquiry_id)
    assert owner.due(quote_id) == asked
    assert owner.get(Enquiry, enquiry_id).stage == Stage.QUOTED
    assert set(owner.due(enquiry_id)) == {"call_back"}


def test_what_became_a_job_cannot_be_declined(owner: Owner) -> None:
    owner.accepted()
    enquiry = owner.all(Enquiry)[0]
    with pytest.raises(BookError, match="became a job"):
        owner.do(enquiries.decline, enquiry.id, "Too late")
    assert owner.get(Enquiry, enquiry.id).stage == Stage.WON


def test_taken_up_again_the_call_is_owed_again_unless_somebody_was_reached(owner: Owner) -> None:
    called, never = owner.enquiry(answered_live=True), owner.enquiry()
    for enquiry_id in (called, never):
        owner.do(enquiries.mark_spam, enquiry_id)
        owner.do(enquiries.reopen, enquiry_id)
        enquiry = owner.get(Enquiry, enquiry_id)
        assert (enquiry.stage, enquiry.reason, enquiry.closed_at) == (Stage.ENQUIRY, "", None)
    assert owner.due(called) == {}
    assert owner.due(never) == {"call_back": "2026-11-20"}
    assert owner.wall(owner.call_back(never).due_at) == "2026-11-20 11:00"
    with pytest.raises(BookError, match="is open"):
        owner.do(enquiries.reopen, never)


def test_a_customer_who_comes_back_need_not_be_won_back(owner: Owner) -> None:
    quote_id = owner.given()
    enquiry_id = owner.all(Enquiry)[0].id
    owner.do(quotes.lose, quote_id, "Too dear")
    owner.do(enquiries.reopen, enquiry_id)
    assert owner.asked(quote_id)[Purpose.WIN_BACK].reason == "The customer came back"


def test_no_enquiry_is_left_without_a_next_step(owner: Owner) -> None:
    skipped, reached = owner.enquiry(), owner.enquiry(answered_live=True)
    owner.do(followups.skip, owner.call_back(skipped).id, "Knows me")
    asked = {row.subject_id for row in owner.ask(today.rows) if row.decision == Decision.NEXT_STEP}
    assert asked == {skipped, reached}


def test_writing_a_quote_does_not_close_the_call_but_a_yes_does(owner: Owner) -> None:
    enquiry_id = owner.enquiry(came_by=CameBy.EMAIL)
    quote_id = owner.given(owner.drafted(enquiry_id))
    assert set(owner.due(enquiry_id)) == {"call_back"}
    owner.do(quotes.accept, quote_id, owner.option(quote_id), AcceptedBy.EMAIL, "Leah Novak")
    assert owner.due(enquiry_id) == {}


def test_what_is_late_stays_late_whatever_the_hours_become(owner: Owner) -> None:
    late, tried = owner.enquiry(), owner.enquiry()
    owner.do(enquiries.attempt, tried, Outcome.NO_ANSWER)
    owner.now += timedelta(minutes=97)
    young = owner.enquiry()
    assert clocks(owner, late)[0] == "2026-11-20 11:00"
    owner.do(businesses.change, hours={"4": [["14:00", "17:00"]]})
    assert clocks(owner, late) == ("2026-11-20 11:00", "2026-11-20 11:00", "2026-11-20")
    assert clocks(owner, young)[1] == "2026-11-20 15:00"
    assert clocks(owner, tried)[1] == "2026-11-20 16:00"  # the next attempt was not due yet
    (row,) = [row for row in owner.ask(today.rows) if row.subject_id == late]
    assert row.late


def test_another_wait_moves_the_calls_that_are_not_due_yet(owner: Owner) -> None:
    late = owner.enquiry()
    owner.now += timedelta(minutes=97)
    young = owner.enquiry()
    owner.rule("call_back", wait="3 working hours")
    assert clocks(owner, late)[1] == "2026-11-20 11:00"
    assert clocks(owner, young) == ("2026-11-20 14:37", "2026-11-20 14:37", "2026-11-20")
    owner.undo()
    assert clocks(owner, young) == ("2026-11-20 12:37", "2026-11-20 12:37", "2026-11-20")


def test_a_wait_in_days_counts_once(owner: Owner) -> None:
    owner.rule("call_back", wait="2 working days")
    assert clocks(owner, owner.enquiry()) == ("2026-11-24 10:00", "2026-11-24 10:00", "2026-11-24")
    young = owner.enquiry()
    owner.rule("call_back", wait="1 working day")
    assert clocks(owner, young) == ("2026-11-23 10:00", "2026-11-23 10:00", "2026-11-23")
