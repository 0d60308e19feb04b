"""The win-back list: who went where, what is known since, and the next contact."""

from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import Whereabouts
from tradesman.book.enquiry import EnquiryKind, Outcome
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.quote import Quote
from tradesman.services import customers, enquiries, followups, jobs, overtaken, playbooks, quotes, win_backs
from tradesman.services.win_backs import Standing


@pytest.fixture
def lost(owner: Owner) -> UUID:
    """A quote that went to somebody else on 20 November; the win-back is due on 4 January."""
    quote_id = owner.given()
    owner.do(quotes.lose, quote_id, "Too dear", "Quick Pipes", 45_000)
    return quote_id


def only(owner: Owner) -> win_backs.WinBackRow:
    (row,) = owner.ask(win_backs.rows)
    return row


def test_it_says_who_went_where_at_what_price_and_when_they_are_rung(owner: Owner, lost: UUID) -> None:
    row = only(owner)
    assert (row.customer, row.went_to, row.price_minor, row.reason) == ("Leah Novak", "Quick Pipes", 45_000, "Too dear")
    assert (row.lost_on, row.next_on, row.standing) == (date(2026, 11, 20), date(2027, 1, 4), Standing.WAITS)
    assert owner.ask(win_backs.row, lost) == row


def test_six_weeks_before_they_are_free_is_proposed_on_a_working_day(owner: Owner) -> None:
    assert owner.ask(win_backs.proposed, date(2027, 6, 30)) == date(2027, 5, 19)
    assert owner.ask(win_backs.proposed, date(2027, 3, 27)) == date(2027, 2, 15)  # a Saturday, then Monday
    assert owner.ask(win_backs.proposed, date(2026, 12, 20)) is None  # that day has been


def test_another_day_takes_the_place_of_the_planned_one(owner: Owner, lost: UUID) -> None:
    rest = {"bound_until_on": date(2027, 6, 30), "unhappy_with": " It drips ", "ask_on": date(2027, 5, 19)}
    owner.do(win_backs.change, lost, **rest)
    row = only(owner)
    assert (row.bound_until_on, row.unhappy_with, row.next_on) == (date(2027, 6, 30), "It drips", date(2027, 5, 19))
    assert owner.due(lost) == {playbooks.BY_HAND: "2027-05-19"}
    owner.do(win_backs.change, lost, **rest)
    assert len([one for one in owner.all(FollowUp) if one.rule_key == playbooks.BY_HAND]) == 1
    owner.do(win_backs.change, lost, **(rest | {"ask_on": date(2027, 5, 22)}))
    assert owner.due(lost) == {playbooks.BY_HAND: "2027-05-24"}


def test_a_day_that_has_come_is_refused_and_nothing_is_kept(owner: Owner, lost: UUID) -> None:
    with pytest.raises(BookError, match="lies ahead"):
        owner.do(win_backs.change, lost, bound_until_on=None, unhappy_with="Late", ask_on=date(2026, 11, 20))
    assert (only(owner).unhappy_with, only(owner).next_on) == ("", date(2027, 1, 4))


def test_who_is_left_alone_is_not_asked_again(owner: Owner, lost: UUID) -> None:
    customer_id = only(owner).customer_id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    assert (only(owner).reachable, only(owner).next_on) == (False, None)
    with pytest.raises(BookError, match="Do not contact"):
        owner.do(win_backs.ask_again, lost, date(2027, 2, 1))
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.MOVED)
    with pytest.raises(BookError, match="Nobody is there"):
        owner.do(win_backs.ask_again, lost, date(2027, 2, 1))


def test_a_day_chosen_by_hand_comes_back_with_the_permission_to_ask(owner: Owner, lost: UUID) -> None:
    owner.do(win_backs.ask_again, lost, date(2027, 2, 1))
    customer_id = only(owner).customer_id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(lost) == {playbooks.BY_HAND: "2027-02-01"}


def test_let_go_nobody_rings_them_and_undo_brings_the_call_back(owner: Owner, lost: UUID) -> None:
    owner.do(win_backs.let_go, lost)
    assert (only(owner).standing, only(owner).next_on) == (Standing.LET_GO, None)
    owner.undo()
    assert (only(owner).standing, only(owner).next_on) == (Standing.WAITS, date(2027, 1, 4))
    owner.do(win_backs.let_go, lost)
    owner.do(win_backs.ask_again, lost, date(2027, 2, 1))
    assert (only(owner).standing, only(owner).next_on) == (Standing.WAITS, date(2027, 2, 1))


@pytest.fixture
def leah(owner: Owner, lost: UUID) -> UUID:
    """The customer of that quote, three weeks later."""
    owner.at("2026-12-14")
    return owner.get(Quote, lost).customer_id


@pytest.mark.parametrize("kind", [EnquiryKind.COMPLAINT, EnquiryKind.QUESTION, EnquiryKind.SERVICE_CALL])
def test_who_only_asks_or_complains_is_not_won_back(owner: Owner, leah: UUID, kind: EnquiryKind) -> None:
    owner.enquiry(leah, kind=kind)
    row = only(owner)
    assert (row.standing, row.asked_again_on, row.next_on) == (Standing.WAITS, None, date(2027, 1, 4))


def test_who_asks_for_new_work_has_asked_again_and_is_not_won_back_yet(owner: Owner, leah: UUID) -> None:
    enquiry_id = owner.enquiry(leah, "A new bathroom")
    row = only(owner)
    assert (row.standing, row.asked_again_on, row.back_on) == (Standing.WAITS, date(2026, 12, 14), None)
    owner.drafted(enquiry_id)
    assert only(owner).standing == Standing.WAITS
    owner.do(enquiries.decline, enquiry_id, "Too far")
    assert only(owner).asked_again_on is None


def test_a_later_quote_that_is_accepted_wins_back_and_nobody_rings_any_more(
    owner: Owner, lost: UUID, leah: UUID
) -> None:
    owner.accepted(owner.given(owner.drafted(owner.enquiry(leah, "A new bathroom"))))
    row = only(owner)
    assert (row.standing, row.back_on, row.next_on) == (Standing.WON_BACK, date(2026, 12, 14), None)
    call = owner.asked(lost)[Purpose.WIN_BACK]
    assert (call.state, call.reason) == (FollowUpState.CANCELLED, overtaken.CAME_BACK)
    owner.undo()
    assert (only(owner).standing, only(owner).next_on) == (Standing.WAITS, date(2027, 1, 4))


def test_a_quote_that_was_given_before_the_loss_wins_nobody_back(owner: Owner) -> None:
    first = owner.given()
    customer_id = owner.get(Quote, first).customer_id
    other = owner.given(owner.drafted(owner.enquiry(customer_id, "Gutters", answered_live=True)))
    owner.at("2026-11-23")
    owner.do(quotes.lose, first, "Too dear")
    owner.accepted(other)
    assert (only(owner).standing, only(owner).next_on) == (Standing.WAITS, date(2027, 1, 4))


def test_a_job_taken_on_the_same_day_wins_back(owner: Owner, lost: UUID) -> None:
    owner.at("2026-11-20", "16:00")
    enquiry_id = owner.enquiry(owner.get(Quote, lost).customer_id, "A burst pipe", answered_live=True)
    owner.do(jobs.take_on, enquiry_id)
    assert (only(owner).standing, only(owner).back_on, owner.due(lost)) == (Standing.WON_BACK, date(2026, 11, 20), {})


def test_a_small_job_wins_back_too(owner: Owner, lost: UUID, leah: UUID) -> None:
    owner.do(jobs.done_and_paid, leah, "Changed a tap", 6_000, "cash")
    assert (only(owner).standing, owner.due(lost)) == (Standing.WON_BACK, {})


def test_work_for_another_contractor_or_called_off_wins_nobody_back(owner: Owner, lost: UUID, leah: UUID) -> None:
    job = owner.do(jobs.take_on, owner.enquiry(leah, "Gutters", answered_live=True), subcontracted=True)
    assert (only(owner).standing, owner.due(lost)) == (Standing.WAITS, {"win_back": "2027-01-04"})
    owner.do(jobs.set_subcontracted, job.id, subcontracted=False)
    assert (only(owner).standing, owner.due(lost)) == (Standing.WON_BACK, {})
    owner.do(jobs.cancel, job.id, "They moved it to next year")
    assert (only(owner).standing, only(owner).next_on) == (Standing.WAITS, date(2027, 1, 4))


@pytest.mark.parametrize("day", [None, date(2027, 2, 1)])
def test_who_withdrew_is_won_back_as_before(owner: Owner, lost: UUID, leah: UUID, day: date | None) -> None:
    if day is not None:
        owner.do(win_backs.ask_again, lost, day)
    before = owner.due(lost)
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(leah, "A new bathroom"))))
    assert owner.due(lost) == {}
    owner.do(jobs.withdraw, job_id, "Changed their mind")
    assert owner.due(lost) == before


def test_who_withdrew_from_a_second_quote_of_the_same_enquiry_is_rung_as_before(
    owner: Owner, lost: UUID, leah: UUID
) -> None:
    before = owner.due(lost)
    again = owner.given(owner.drafted(owner.get(Quote, lost).enquiry_id))
    job_id = owner.accepted(again)
    assert (only(owner).standing, only(owner).next_on) == (Standing.WON_BACK, None)
    owner.do(jobs.withdraw, job_id, "Changed their mind")
    assert (only(owner).standing, owner.due(lost)) == (Standing.WAITS, before)
    owner.undo()
    assert (only(owner).standing, owner.due(lost)) == (Standing.WON_BACK, {})


@pytest.mark.parametrize("same_enquiry", [True, False])
@pytest.mark.parametrize("called", [True, False])
def test_who_withdrew_when_no_call_is_left_is_rung_after_the_wait_of_the_playbook(
    owner: Owner, lost: UUID, same_enquiry: bool, called: bool
) -> None:
    leah = only(owner).customer_id
    owner.at("2027-01-04")
    if called:
        owner.do(followups.do, owner.asked(lost)[Purpose.WIN_BACK].id, "Wants another quote")
    enquiry_id = owner.get(Quote, lost).enquiry_id if same_enquiry else owner.enquiry(leah, "Gutters")
    job_id = owner.accepted(owner.given(owner.drafted(enquiry_id)))
    owner.at("2027-03-01")
    owner.do(jobs.withdraw, job_id, "Changed their mind")
    assert (only(owner).standing, only(owner).next_on) == (Standing.WAITS, date(2027, 4, 12))
    owner.do(jobs.done_and_paid, leah, "Changed a tap", 6_000, "cash")
    assert (only(owner).standing, owner.due(lost)) == (Standing.WON_BACK, {})


def test_who_was_let_go_or_is_left_alone_is_not_rung_anew_when_work_is_called_off(
    owner: Owner, lost: UUID, leah: UUID
) -> None:
    owner.do(win_backs.let_go, lost)
    job_id = owner.accepted(owner.given(owner.drafted(owner.get(Quote, lost).enquiry_id)))
    owner.do(jobs.withdraw, job_id, "Changed their mind")
    assert (only(owner).standing, owner.due(lost)) == (Standing.LET_GO, {})
    again = owner.accepted(owner.given(owner.drafted(owner.enquiry(leah, "Gutters"))))
    owner.do(customers.set_do_not_contact, leah, leave_alone=True)
    owner.do(jobs.withdraw, again, "Changed their mind")
    assert owner.due(lost) == {}


def test_who_is_rung_on_another_day_by_now_is_not_rung_twice(owner: Owner, lost: UUID, leah: UUID) -> None:
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(leah, "A new bathroom"))))
    owner.do(win_backs.ask_again, lost, date(2027, 2, 1))
    owner.do(jobs.cancel, job_id, "They sold the house")
    assert owner.due(lost) == {playbooks.BY_HAND: "2027-02-01"}


def test_a_loss_that_another_quote_followed_is_not_won_back_when_that_work_is_called_off(
    owner: Owner, lost: UUID, leah: UUID
) -> None:
    again = owner.given(owner.drafted(owner.get(Quote, lost).enquiry_id))
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(leah, "A new bathroom"))))
    owner.do(quotes.lose, again, "Still too dear")
    owner.do(jobs.cancel, job_id, "They sold the house")
    assert (owner.due(lost), set(owner.due(again))) == ({}, {"win_back"})


def test_a_quote_that_gave_way_to_another_of_the_same_enquiry_lost_no_customer(owner: Owner) -> None:
    first = owner.given()
    second = owner.given(owner.drafted(owner.get(Quote, first).enquiry_id))
    owner.at("2026-11-23")
    owner.do(quotes.lose, first, "The smaller boiler will do")
    assert owner.ask(win_backs.rows) == []
    owner.accepted(second)
    assert owner.ask(win_backs.rows) == []


def test_a_call_that_was_put_off_is_shown_on_the_day_on_which_it_comes_again(owner: Owner, lost: UUID) -> None:
    call = owner.asked(lost)[Purpose.WIN_BACK]
    until = owner.at("2027-01-11", "08:00")
    owner.at("2027-01-04")
    owner.snooze(call.id, until)
    assert only(owner).next_on == date(2027, 1, 11)
    owner.do(win_backs.change, lost, bound_until_on=None, unhappy_with="Late", ask_on=date(2027, 1, 11))
    assert owner.due(lost) == {"win_back": "2027-01-04"}  # the day was not chosen anew
    owner.at("2027-01-12")
    assert only(owner).next_on == date(2027, 1, 4)  # awake, it is late


def test_a_call_keeps_what_was_said_and_plans_the_next(owner: Owner, lost: UUID) -> None:
    call = next(one for one in owner.all(FollowUp) if one.subject_id == lost and one.state == FollowUpState.OPEN)
    owner.at("2027-01-04")
    said = {"bound_until_on": date(2027, 6, 30), "unhappy_with": "Nobody answers", "ask_on": date(2027, 5, 19)}
    owner.do(win_backs.log_call, call.id, Outcome.NO_ANSWER, "", **said)
    assert only(owner).unhappy_with == ""
    owner.do(win_backs.log_call, call.id, Outcome.REACHED, "Bound for a year", **said)
    done = owner.get(FollowUp, call.id)
    assert (done.state, done.outcome) == (FollowUpState.DONE, "Bound for a year")
    assert (only(owner).unhappy_with, owner.due(lost)) == ("Nobody answers", {playbooks.BY_HAND: "2027-05-19"})


def test_a_quote_that_is_not_lost_is_not_on_the_list(owner: Owner) -> None:
    quote_id = owner.given()
    assert owner.ask(win_backs.rows) == []
    with pytest.raises(BookError, match="not lost"):
        owner.do(win_backs.let_go, quote_id)
    assert followups.RULE_REMOVED not in {one.reason for one in owner.all(FollowUp)}
