"""The scorecard against a book that was counted by hand. NOW is Friday 20 November 2026, 10:00 in Harrow."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from tests.conftest import NOW
from tests.owner import Owner
from tests.statements import statements, tables_of
from tradesman.book.enquiry import EnquiryKind, Outcome
from tradesman.book.followup import Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.plan import Figure
from tradesman.book.promise import Promise
from tradesman.book.quote import AcceptedBy, Quote
from tradesman.book.store import Book
from tradesman.services import (
    businesses,
    customers,
    enquiries,
    findings,
    followups,
    jobs,
    partners,
    plan_figures,
    promises,
    quotes,
    score_cases,
    score_facts,
    score_sheets,
    scorecard,
    testimonials,
    visits,
    win_backs,
)
from tradesman.services.score_facts import Beside
from tradesman.services.score_periods import PeriodKind
from tradesman.services.score_sheets import Experience, ScoreSheet
from tradesman.services.scorecard import Period, Share, Step
from tradesman.services.selling import Came

QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))


class Counted:
    """Fills a book with a case of each kind; what each counts for stands beside it."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.people = 0

    def asked(self, what: str = "The boiler drips", **rest: Any) -> UUID:
        """An enquiry of somebody new, in this moment."""
        self.people += 1
        someone = self.owner.customer(f"Customer {self.people}")
        return self.owner.enquiry(someone, what, came_in_at=self.owner.now, **rest)

    def calls(self) -> None:
        """Step 1: 5 due, 2 kept. Call-backs: 30 and 90 minutes."""
        owner = self.owner
        owner.at("2026-10-05", "09:00")
        prompt, late, _never, spam, asked_not_to, no_time, declined = (self.asked() for _ in range(7))
        self.asked(answered_live=True)  # kept
        owner.do(enquiries.mark_spam, spam)  # not due
        owner.do(followups.skip, owner.call_back(asked_not_to).id, "Asked me not to", customer_asked=True)  # not due
        owner.do(followups.skip, owner.call_back(no_time).id, "No time")  # due
        owner.do(enquiries.decline, declined, "Too far away")  # over before its clock ran out: not due
        owner.at("2026-10-05", "09:30")
        owner.do(enquiries.attempt, prompt, Outcome.NO_ANSWER)  # kept
        owner.at("2026-10-05", "10:30")
        owner.do(enquiries.attempt, late, Outcome.REACHED)  # due

    def looked_at(self, diagnosis: str = "The trap is dry", **rest: Any) -> UUID:
        """An enquiry answered live on Tuesday 6 October, with a visit on that day; its quote is due on the 9th."""
        owner = self.owner
        owner.at("2026-10-06")
        enquiry_id = self.asked(answered_live=True, **rest)
        visit = owner.do(visits.book, enquiry_id, date(2026, 10, 6), time(10))
        owner.do(visits.arrive, visit.id)
        owner.do(visits.finish, visit.id)
        if diagnosis:
            owner.do(enquiries.diagnose, enquiry_id, diagnosis)
        return enquiry_id

    def quoted(
        self, enquiry_id: UUID, day: str, prices: tuple[int, ...], needs: int = 3, decides: date | None = None
    ) -> UUID:
        """A quote given on a day."""
        owner = self.owner
        owner.at(day)
        for number in range(needs):
            owner.do(enquiries.ask, enquiry_id, f"Question {number}?", "Yes", f"Need {number}")
        return owner.given(owner.drafted(enquiry_id, prices), decision_on=decides)

    def selling(self) -> UUID:
        """Step 1: 8 kept of 8. Step 2: 6 due, 1 kept. Step 3: 5 due, 2 kept. Quotes: 4 decided, 1 won, the best value.

        Gives the job that was won.
        """
        owner, week = self.owner, date(2026, 10, 16)
        won = self.quoted(self.looked_at(), "2026-10-09", (1_000, 2_000), decides=week)  # 2 kept, 3 kept
        one = self.quoted(self.looked_at(), "2026-10-07", (1_000,), decides=week)  # 2: one option; 3: no best value
        late = self.quoted(self.looked_at(), "2026-10-12", (1_000, 2_000))  # 2: late; 3: no decision date
        wordless = self.quoted(self.looked_at(""), "2026-10-07", (1_000, 2_000), needs=2)  # 2: no diagnosis; 3: needs
        self.looked_at()  # 2: no quote
        owner.do(enquiries.decline, self.looked_at(), "Too far away")  # 2: not due
        self.looked_at(kind=EnquiryKind.QUESTION)  # 2: not due
        # One option in time, a second one too late.
        revised = self.quoted(self.looked_at(), "2026-10-07", (1_000,))
        owner.at("2026-10-12")
        option = owner.do(quotes.add_option, revised, "Better")
        owner.do(quotes.add_line, revised, option.id, "Boiler, fitted", 2_000)
        owner.do(quotes.mark_best_value, revised, option.id, "It does all you need")
        owner.given(revised, decision_on=week)  # 2: late; 3 kept
        owner.at("2026-10-14")
        job = owner.do(quotes.accept, won, owner.option(won, 1), AcceptedBy.PHONE, "Customer")
        for quote_id, why in ((one, "Went quiet"), (late, "too dear."), (wordless, "Too dear")):
            owner.do(
                quotes.lose, quote_id, why, "Harker" if quote_id == late else "", 1_800 if quote_id == late else None
            )
        return job.id

    def taken_on(self, **rest: Any) -> UUID:
        """Work without a quote; step 1: 1 kept."""
        return self.owner.do(jobs.take_on, self.asked(answered_live=True), **rest).id

    def work(self, won: UUID) -> None:
        """Step 1: 4 kept of 4. Step 4: 3 due, 2 kept. Step 5: 4 due, 2 kept. Jobs: 3 agreed on."""
        owner = self.owner
        owner.at("2026-10-19")
        owner.do(jobs.start, won)
        owner.at("2026-10-20")
        owner.do(findings.tell, owner.do(findings.note, won, "Damp wall", plain_words="The wall is damp").id)
        owner.completed(won)  # 4 kept, 5 kept
        someone = owner.do(customers.add, "Customer of a customer", recommended_by_id=owner.get(Job, won).customer_id)
        small = owner.do(jobs.done_and_paid, someone.id, "A washer", 4_000, "Cash")  # 4 missed, 5 kept
        broken = self.taken_on()
        customer_id = owner.get(Job, broken).customer_id
        owner.do(promises.make, customer_id, "Clear the room", date(2026, 10, 1), job_id=broken, mine=False)
        owner.do(promises.make, customer_id, "Bring the key", date(2026, 10, 20), job_id=broken)
        owner.at("2026-10-22")
        owner.do(jobs.looked_round, broken)
        owner.completed(broken)  # 4 kept, 5 missed: the key came late
        again = self.taken_on(kind=JobKind.SERVICE_CALL, earlier_job_id=won)
        owner.do(jobs.complete, again)  # 4 not due, 5 missed: not signed off
        owner.do(jobs.put_right, again, "Washer split", 2_500, under_guarantee=True)
        owner.do(jobs.cancel, self.taken_on(), "No money")  # counts nowhere but in step 1
        for job_id, score in ((won, 9), (small.id, 10), (broken, 5)):
            owner.do(testimonials.record_feedback, job_id, score=score, words="Said so")

    def three_months_on(self) -> None:
        """Step 6: 4 due, 1 kept. Two were asked, one of them gave words. In the quarter before: 6 quotes won of 6."""
        owner = self.owner
        owner.at("2026-07-01")
        calls = []
        for _ in range(6):
            job_id = owner.completed(owner.accepted(owner.given(owner.drafted(self.asked(answered_live=True)))))
            calls.append(owner.asked(job_id)[Purpose.THREE_MONTHS])
        assert {call.due_on for call in calls} == {date(2026, 10, 1)}
        done, late, skipped, asked_not_to, cancelled, _open = calls
        owner.at("2026-10-01")
        owner.do(followups.skip, skipped.id, "No time")
        owner.do(followups.skip, asked_not_to.id, "They asked", customer_asked=True)  # not due
        owner.do(customers.set_do_not_contact, cancelled.customer_id, leave_alone=True)  # not due
        owner.at("2026-10-08")
        owner.do(followups.do, done.id, "All well")  # kept, a week after its day
        owner.do(testimonials.take_down, done.customer_id, "Not a single crumb left.")
        owner.at("2026-10-09")
        owner.do(followups.do, late.id, "All well")

    def referrals(self) -> None:
        """A partner paid £40 in October for one of two customers."""
        owner = self.owner
        owner.at("2026-10-20")
        partner = owner.do(partners.add, "Harker Masonry", "Chimneys", bonus_minor=4_000)
        for paid in (True, False):
            job = owner.do(jobs.done_and_paid, owner.customer(f"Referred {paid}"), "Gutter", 5_000, "Cash")
            finding = owner.do(findings.note, job.id, "Chimney")
            referral = owner.do(partners.introduce, finding.id, partner.id, consent=True)
            if paid:
                owner.do(partners.finish, referral.id, 40_000)
                owner.do(partners.settle_bonus, referral.id, on=date(2026, 10, 20))


@pytest.fixture(scope="module")
def counted(_plumbers_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owner]:
    """The book that was counted by hand, filled once and only looked at."""
    folder = tmp_path_factory.mktemp("counted") / _plumbers_book.name
    shutil.copytree(_plumbers_book, folder)
    book = Book(folder)
    owner = Owner(book, NOW)
    filling = Counted(owner)
    filling.three_months_on()
    filling.calls()
    filling.work(filling.selling())
    owner.at("2026-11-20")
    yield owner
    book.close()


@pytest.fixture(scope="module")
def sheet(counted: Owner) -> ScoreSheet:
    return counted.ask(score_sheets.of, PeriodKind.QUARTER)


def test_each_step_is_kept_of_due_as_it_was_counted_by_hand(sheet: ScoreSheet) -> None:
    shares = {step: score.share for step, score in sheet.steps.items()}
    assert shares == {
        Step.CALLED_BACK: Share(2 + 8 + 4, 5 + 8 + 4),
        Step.EXPLAINED: Share(1, 6),
        Step.HELPED_TO_CHOOSE: Share(2, 5),
        Step.NOTICED: Share(2, 3),
        Step.GREAT_JOB: Share(2, 4),
        Step.THREE_MONTHS_ON: Share(1, 4),
    }
    assert sheet.all_steps.share == Share(22, 39)
    assert sheet.since == date(2026, 7, 1)
    assert (sheet.steps[Step.NOTICED].share.percent, sheet.weakest) == (None, Step.EXPLAINED)
    # The quarter before: six calls, six quotes of one option without a visit, six jobs without a finding.
    assert [score.before for score in sheet.steps.values()] == [100, 0, 0, 0, 100, None]
    assert sheet.steps[Step.CALLED_BACK].trend == (*(None,) * 6, 100, 82)
    assert (sheet.all_steps.before, sheet.all_steps.share.percent) == (40, 56)


def test_what_stands_beside_the_steps_is_as_it_was_counted_by_hand(sheet: ScoreSheet) -> None:
    assert (sheet.wins.share, sheet.wins.before) == (Share(1, 4), Share(6, 6))
    assert (sheet.wins.by_option, sheet.wins.best_value) == ((0, 1, 0), 1)
    assert sheet.lost.reasons == (("Too dear", 2), ("Went quiet", 1))
    assert (sheet.lost.number, sheet.lost.won_back, sheet.lost.due) == (3, 0, 0)
    assert (sheet.rivals.cheaper, sheet.rivals.dearer, sheet.rivals.median_bp) == (1, 0, None)
    assert sheet.came == {Came.AGAIN: 0, Came.RECOMMENDED: 1, Came.BY_PARTNER: 0, Came.ELSEWHERE: 2}
    assert sheet.experience == Experience(3, None, 2, 0, 1)
    assert (sheet.promises, sheet.asked, sheet.given) == (Share(0, 1), Share(1, 2), 1)
    medians = {figure: (middle.median, middle.count) for figure, middle in sheet.waits.items()}
    assert medians == {  # fewer than five say nothing
        Beside.CALL_BACK: (None, 2),
        Beside.TO_VISIT: (0, 8),
        Beside.TO_QUOTE: (1, 5),  # 3, 1, 6, 1 and 1 days
        Beside.TO_START: (None, 1),
        Beside.TO_FINISH: (None, 1),
    }
    calls = sheet.service_calls
    assert (calls.number, calls.put_right, calls.median_days, calls.cost_to_me_minor) == (1, 1, None, 2_500)


def test_referral_income_stands_by_the_month(owner: Owner) -> None:
    Counted(owner).referrals()
    owner.at("2026-11-20")
    months = owner.ask(score_sheets.of, PeriodKind.QUARTER).months
    assert (len(months), months[0].first, months[-1].first) == (12, date(2025, 12, 1), date(2026, 11, 1))
    counted = [(month.first.month, month.income_minor, month.paid, month.sent) for month in months if month.sent]
    assert counted == [(10, 4_000, 1, 2)]


def test_who_said_no_and_came_back_is_won_back_and_worked_for_again(owner: Owner) -> None:
    owner.at("2026-10-05")
    lost = owner.given()
    owner.do(quotes.lose, lost, "Too dear", win_back_on=date(2026, 10, 19))
    customer_id = owner.get(Quote, lost).customer_id
    owner.at("2026-10-20")
    assert owner.ask(score_sheets.of, PeriodKind.QUARTER).lost.due == 1
    for _ in range(2):
        enquiry_id = owner.enquiry(customer_id, answered_live=True)
        owner.completed(owner.accepted(owner.given(owner.drafted(enquiry_id))))
        owner.at("2026-10-21")
    found = owner.ask(score_sheets.of, PeriodKind.QUARTER)
    assert (found.lost.won_back, found.wins.share) == (1, Share(2, 3))  # one was lost, and came back
    assert (found.came[Came.AGAIN], found.came[Came.ELSEWHERE]) == (1, 1)


def test_who_is_won_back_is_the_same_in_the_scorecard_as_in_the_list(owner: Owner) -> None:
    owner.at("2026-10-05")
    lost, standing = (owner.given() for _ in range(2))
    customer_id, other_id = (owner.get(Quote, quote_id).customer_id for quote_id in (lost, standing))
    owner.do(quotes.lose, lost, "Too dear")
    also = owner.given(owner.drafted(owner.enquiry(other_id, "A tap")))
    owner.do(quotes.lose, also, "Not now")
    owner.at("2026-10-12")
    owner.accepted(standing)  # given before the other was lost
    owner.do(jobs.done_and_paid, customer_id, "A washer", 4_000, "Cash")
    back = [(row.quote_id, row.back_on) for row in owner.ask(win_backs.rows) if row.back_on is not None]
    assert back == [(lost, date(2026, 10, 12))]
    facts = owner.ask(score_facts.facts, Beside.WON_BACK, QUARTER)
    assert [(fact.subject_id, fact.on) for fact in facts] == back
    before = Period(date(2026, 7, 1), date(2026, 10, 11))
    assert owner.ask(score_facts.facts, Beside.WON_BACK, before) == []


def test_a_quote_that_gave_way_to_another_of_its_enquiry_is_neither_won_nor_lost(owner: Owner) -> None:
    owner.at("2026-10-05")
    for number in range(5):
        enquiry_id = owner.enquiry(owner.customer(f"Customer {number}"), answered_live=True)
        first, other = (owner.given(owner.drafted(enquiry_id)) for _ in range(2))
        owner.now += timedelta(minutes=1)
        if number < 2:  # they say no to one, and then to both
            owner.do(quotes.lose, first, "The larger one will do")
            owner.now += timedelta(minutes=1)
            owner.do(quotes.lose, other, "Too dear")
            continue
        owner.accepted(other)
        owner.now += timedelta(minutes=1)
        owner.do(quotes.lose, first, "Took the other one")
    found = owner.ask(score_sheets.of, PeriodKind.QUARTER)
    assert (found.wins.share, found.lost.number, found.lost.reasons) == (Share(3, 5), 2, (("Too dear", 2),))
    assert len(owner.ask(score_facts.facts, Beside.LOST, QUARTER)) == len(owner.ask(win_backs.rows)) == 2


@pytest.mark.parametrize("deed", [jobs.withdraw, jobs.cancel])
def test_work_that_was_called_off_is_not_won(owner: Owner, deed: Callable[..., Any]) -> None:
    owner.at("2026-10-05")
    kept, called_off = (owner.accepted() for _ in range(2))
    owner.do(quotes.lose, owner.given(), "Too dear")
    assert owner.ask(score_sheets.of, PeriodKind.QUARTER).wins.share == Share(2, 3)
    owner.do(deed, called_off, "Changed their mind")
    found = owner.ask(score_sheets.of, PeriodKind.QUARTER)
    assert (found.wins.share, found.wins.by_option, found.lost.number, found.jobs) == (Share(1, 2), (1, 0, 0), 1, 1)
    assert {fact.subject_id for fact in owner.ask(score_facts.facts, Beside.WINS, QUARTER) if fact.kept} == {
        owner.get(Job, kept).quote_id
    }


def test_what_was_kept_before_its_day_is_no_case_beside_the_steps_either(owner: Owner) -> None:
    customer_id = owner.customer()
    for due_on in (date(2026, 11, 20), date(2026, 12, 18)):
        promised = owner.do(promises.make, customer_id, "Ring the supplier", due_on)
        owner.do(promises.keep, promised.id)
    assert owner.ask(score_sheets.of, PeriodKind.QUARTER).promises == Share(1, 1)
    owner.at("2026-12-18")
    assert owner.ask(score_sheets.of, PeriodKind.QUARTER).promises == Share(2, 2)


def test_an_empty_book_has_nothing_to_count(owner: Owner) -> None:
    for kind in PeriodKind:
        found = owner.ask(score_sheets.of, kind)
        assert found.is_empty
        assert (found.weakest, found.all_steps.share, found.jobs, found.rivals.count) == (None, Share(0, 0), 0, 0)


def test_rare_reasons_are_counted_together(owner: Owner) -> None:
    found = [
        score_cases.Fact(UUID(int=1), score_cases.About.QUOTE, UUID(int=2), date(2026, 10, 1), group=why, words=why)
        for why in ("a", "a", "a", "b", "b", "c", "d", "e")
    ]
    assert score_sheets.reasons(found) == (("a", 3), ("b", 2), ("c", 1), ("", 2))


def test_each_step_and_each_figure_is_one_question(counted: Owner) -> None:
    def ask(question: Callable[..., Any], what: Any) -> int:
        with counted.book.read(counted.now) as session:
            businesses.calendar(session)
            with statements() as asked:
                assert question(session, what, QUARTER) is not None
            return len(asked)

    assert {step: ask(scorecard.cases, step) for step in Step} == dict.fromkeys(Step, 1)
    # Each step; which quotes, then of all of them the bids, who won, options and lines.
    several = {Beside.TOGETHER: 6, Beside.RIVALS: 6}
    assert {figure: ask(score_facts.facts, figure) for figure in Beside} == dict.fromkeys(Beside, 1) | several


def test_the_figures_are_drawn_from_the_tables_that_are_read(counted: Owner) -> None:
    book = Book(counted.book.folder)  # knows nothing yet, so that business and calendar are read too
    with book.read(counted.now) as session, statements() as asked:
        for kind in PeriodKind:
            score_sheets.of(session, kind)
        for figure in Figure:
            plan_figures.up_to(session, figure, date(2026, 11, 20))
    book.close()
    assert (
        tables_of(asked) - {"tax_rate"} == score_facts.DRAWN_FROM
    )  # that is read with the business, and counts nothing


def test_the_cases_of_every_figure_have_their_names(counted: Owner) -> None:
    lists = [counted.ask(score_cases.of_step, step, QUARTER) for step in Step]
    lists += [counted.ask(score_facts.facts, figure, QUARTER) for figure in Beside]
    for facts in lists:
        named = counted.ask(score_cases.named, facts)
        assert [row.fact for row in named] == facts
        assert all(row.customer for row in named)
        assert all(row.what for row in named if row.fact.about != score_cases.About.CUSTOMER)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_late_promise_is_the_same_in_a_question_as_in_words(owner: Owner, days: int) -> None:
    customer_id = owner.customer()
    made = [owner.do(promises.make, customer_id, f"Thing {number}", date(2026, 11, 23)).id for number in range(5)]
    owner.do(promises.keep, made[0])
    owner.do(promises.break_, made[1], "")
    owner.at("2026-11-24")
    owner.do(promises.keep, made[2])
    owner.do(promises.re_agree, made[3], date(2026, 11, 30))
    today = date(2026, 11, 23) + timedelta(days=days)
    found = owner.ask(lambda s: set(s.exec(select(Promise.id).where(Promise.is_late(today))).all()))
    assert found == {promise.id for promise in owner.all(Promise) if promise.in_time(today) is False}
