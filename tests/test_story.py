"""The contractor's story, once from the call on Friday afternoon to the testimonial, on a real book."""

import json
from datetime import date, datetime, time
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book import store
from tradesman.book.customer import Source
from tradesman.book.enquiry import CameBy, Enquiry, Outcome, Stage, Urgency
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.partner import Referral, ReferralState
from tradesman.book.quote import AcceptedBy, GivenBy, Quote, QuoteState
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown
from tradesman.documents import quote_paper
from tradesman.exchange import exports, testimonial_exports
from tradesman.services import (
    best_value,
    businesses,
    check_ins,
    deeds,
    enquiries,
    findings,
    followups,
    jobs,
    partners,
    prices,
    promises,
    quotes,
    testimonials,
    timelines,
    today,
    visits,
)


class Story:
    """Tells the story step by step, each at its own moment, and remembers who is who in it."""

    def __init__(self, book: Book, now: datetime) -> None:
        self.owner = Owner(book, now)
        self.ids: dict[str, UUID] = {}

    def rings_on_friday(self) -> None:
        self.owner.at("2026-11-20", "16:45")
        intake = deeds.Intake(
            "Leah Novak",
            "No hot water",
            CameBy.MISSED_CALL,
            phone="020 7946 0958",
            address="3 Mill Lane, Harrow",
            urgency=Urgency.NOT_WORKING,
            source=Source.REFERRED,
        )
        enquiry = self.owner.do(deeds.take, intake)
        self.ids |= {"enquiry": enquiry.id, "leah": enquiry.customer_id}

    def is_rung_back_on_monday(self) -> None:
        self.owner.at("2026-11-23", "08:20")
        self.owner.do(
            deeds.log_call,
            self.ids["enquiry"],
            Outcome.REACHED,
            "Cold since Thursday",
            then=deeds.Then.VISIT,
            visit_at=(date(2026, 11, 24), time(10)),
        )
        (visit,) = self.owner.ask(visits.of_enquiry, self.ids["enquiry"])
        self.ids["visit"] = visit.id

    def is_visited_and_asked(self) -> None:
        owner = self.owner
        owner.at("2026-11-24", "09:58")
        owner.do(visits.arrive, self.ids["visit"])
        owner.at("2026-11-24", "10:45")
        answers = [
            deeds.Reply("How many baths a day?", "Three", "Three baths a day"),
            deeds.Reply("By when?", "Before Christmas", "Done before Christmas"),
            deeds.Reply("What matters most?", "That it is quiet", "Quiet at night"),
            deeds.Reply("Any pets?", "A dog"),
        ]
        owner.do(deeds.note_visit, self.ids["visit"], answers, "The tank is rusted through", 150_000, write_quote=True)
        (quote,) = owner.ask(quotes.of_enquiry, self.ids["enquiry"])
        self.ids["quote"] = quote.id

    def gets_three_options(self) -> None:
        owner, quote_id = self.owner, self.ids["quote"]
        owner.at("2026-11-24", "18:00")
        tank = owner.do(prices.add, "Water heater, fitted", 80_000, cost_minor=50_000)
        needs = [need.id for need in owner.get(Enquiry, self.ids["enquiry"]).needs if need.flagged]
        for number, (title, price) in enumerate((("Repair", 45_000), ("New heater", 30_000), ("Heat pump", 400_000))):
            option = owner.do(quotes.add_option, quote_id, title)
            owner.do(quotes.add_line, quote_id, option.id, title, price)
            if number:
                owner.do(quotes.add_from_price_book, quote_id, option.id, tank.id)
            for need in needs[: number + 1]:
                owner.do(quotes.meet_need, quote_id, option.id, need, meets=True)
        self.ids["tank"] = tank.id
        owner.do(quotes.mark_best_value, quote_id, owner.option(quote_id, 1), "All the baths, and inside your budget")
        owner.at("2026-11-25", "17:30")
        owner.do(quotes.give, quote_id, GivenBy.THINK_IT_OVER, decision_on=date(2026, 11, 30), decider="Leah and Tom")

    def says_yes(self) -> None:
        owner = self.owner
        owner.at("2026-11-27", "11:00")
        hidden = owner.asked(self.ids["quote"])
        owner.do(followups.do, hidden[Purpose.ANSWER_QUESTIONS].id, "How loud is it? Told her")
        option_id = owner.option(self.ids["quote"], 1)
        self.ids["job"] = owner.do(quotes.accept, self.ids["quote"], option_id, AcceptedBy.PHONE, "Leah Novak").id

    def has_the_work_done(self) -> None:
        owner, job_id = self.owner, self.ids["job"]
        owner.do(jobs.plan, job_id, [date(2026, 12, 9), date(2026, 12, 10)], date(2026, 12, 11))
        owner.at("2026-11-30", "09:00")
        owner.do(followups.do, owner.asked(job_id)[Purpose.CONFIRM_CHOICE].id, "Sent")
        owner.at("2026-12-04", "16:00")
        owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id, "The heater is here")
        owner.at("2026-12-09", "08:00")
        owner.do(jobs.start, job_id)
        owner.at("2026-12-10", "15:00")
        seen = [
            ("Rotten gutter", HowSoon.SOON),
            ("Loose socket by the bath", HowSoon.NOW),
            ("Crack over the door", HowSoon.KEEP_AN_EYE),
        ]
        for name, how_soon in seen:
            self.ids[name] = owner.do(findings.note, job_id, name, how_soon, plain_words=f"{name}: better looked at").id

    def is_introduced_to_partners(self) -> None:
        owner = self.owner
        for trade, name, terms in (
            ("Roofing, gutters", "Rotten gutter", {"bonus_minor": 5_000}),
            ("Electrician, sockets", "Loose socket by the bath", {"bonus_bp": 500}),
        ):
            owner.do(partners.add, f"Partner for {trade}", trade, vouch="I have seen the work", **terms)
            best = owner.ask(partners.suggested, name)[0].partner
            referral = owner.do(partners.introduce, self.ids[name], best.id, consent=True)
            self.ids[f"referral {name}"] = referral.id
        owner.do(findings.tell, self.ids["Crack over the door"])

    def is_done(self, on: date | None = None) -> None:
        self.owner.do(jobs.complete, self.ids["job"], on=on, who="Leah Novak")

    def gives_a_testimonial(self) -> None:
        owner, job_id = self.owner, self.ids["job"]
        owner.at("2027-03-11", "10:00")
        said = check_ins.Said(
            holding=True, score=10, words="He rang back, he explained, he stuck to it.", may_quote=True
        )
        call = owner.asked(job_id)[Purpose.THREE_MONTHS]
        done = owner.do(check_ins.check_in, job_id, said, call.id, "All is well")
        assert done.testimonial is not None
        owner.do(testimonials.release, done.testimonial.id, "On the phone", NameShown.FIRST, on_website=True)

    def up_to_completion(self) -> None:
        self.rings_on_friday()
        self.is_rung_back_on_monday()
        self.is_visited_and_asked()
        self.gets_three_options()
        self.says_yes()
        self.has_the_work_done()
        self.is_introduced_to_partners()
        self.owner.at("2026-12-11", "16:00")
        self.is_done()


@pytest.fixture
def story(book: Book, now: datetime) -> Story:
    return Story(book, now)


AFTER_THE_JOB = {
    "thank_you": "2026-12-14",
    "service_check": "2026-12-29",  # two weeks end at Christmas, and the 28th stands for Boxing Day
    "three_months": "2027-03-11",
    "check_up": "2027-11-11",
}


def test_a_call_on_friday_at_a_quarter_to_five_is_due_on_monday_at_a_quarter_to_nine(story: Story) -> None:
    story.rings_on_friday()
    enquiry_id, owner = story.ids["enquiry"], story.owner
    assert owner.wall(owner.get(Enquiry, enquiry_id).call_due_at) == "2026-11-23 08:45"
    story.is_rung_back_on_monday()
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (enquiry.called_in_time, enquiry.stage) == (True, Stage.VISIT)
    assert owner.call_back(enquiry_id).state == FollowUpState.DONE
    assert owner.due(story.ids["visit"]) == {"confirm_visit": "2026-11-23"}


def test_the_visit_gives_needs_and_a_diagnosis_and_the_quote_three_options_and_a_best_value(story: Story) -> None:
    owner = story.owner
    story.rings_on_friday()
    story.is_rung_back_on_monday()
    story.is_visited_and_asked()
    enquiry = owner.get(Enquiry, story.ids["enquiry"])
    assert (enquiry.diagnosis, sum(need.flagged for need in enquiry.needs)) == ("The tank is rusted through", 3)
    story.gets_three_options()
    quote_id = story.ids["quote"]
    quote = owner.get(Quote, quote_id)
    proposed = owner.ask(best_value.proposed, quote_id)
    assert quote.state == QuoteState.GIVEN
    assert (len(quote.options), quote.best_value_reason) == (3, "All the baths, and inside your budget")
    assert proposed is not None
    assert quote.best_value is not None
    assert proposed.option_id == quote.best_value.id
    assert owner.due(quote_id) == {
        "answer_questions": "2026-11-27",
        "hidden_slot": "2026-11-27",
        "offer_to_renew": "2026-12-21",
    }
    story.owner.at("2026-11-27", "09:00")
    (row,) = owner.ask(today.rows)
    asked = {row.purpose, *(other.purpose for other in row.also)}
    assert asked == {Purpose.ANSWER_QUESTIONS, Purpose.HIDDEN_SLOT}


def test_the_choice_is_confirmed_the_next_working_day_and_news_comes_every_week(story: Story) -> None:
    owner = story.owner
    for step in (story.rings_on_friday, story.is_rung_back_on_monday, story.is_visited_and_asked):
        step()
    story.gets_three_options()
    story.says_yes()
    job = owner.get(Job, story.ids["job"])
    assert (job.price_minor, job.title) == (132_000, "No hot water")
    assert owner.due(job.id) == {"confirm_choice": "2026-11-30", "progress_update": "2026-12-04"}
    assert owner.due(story.ids["quote"]) == {}
    story.has_the_work_done()
    assert owner.due(job.id) == {"progress_update": "2026-12-11"}
    assert owner.asked(job.id)[Purpose.CONFIRM_START].reason == "The work has begun"


def test_three_things_are_noticed_and_two_partners_introduced(story: Story) -> None:
    owner = story.owner
    story.up_to_completion()
    assert len(owner.all(Finding)) == 3
    referrals = owner.all(Referral)
    assert {referral.consent_at for referral in referrals} == {owner.get(Finding, story.ids["Rotten gutter"]).told_at}
    for name, asked in (
        ("Rotten gutter", {"finding_outcome": "2027-01-11"}),
        ("Loose socket by the bath", {"finding_decided": "2026-12-11"}),
        ("Crack over the door", {"finding_outcome": "2027-01-11"}),
    ):
        assert owner.due(story.ids[name]) == asked
    assert {owner.due(referral.id)["partner_did_well"] for referral in referrals} == {"2026-12-24"}
    owner.at("2027-01-11")
    owner.do(partners.finish, story.ids["referral Rotten gutter"], 40_000)
    owner.do(partners.settle_bonus, story.ids["referral Rotten gutter"])
    owner.do(partners.finish, story.ids["referral Loose socket by the bath"], 30_000)
    bonuses = {row.state: row.bonus_minor for row in owner.ask(partners.ledger)}
    assert bonuses == {ReferralState.BONUS_RECEIVED: 5_000, ReferralState.BONUS_DUE: 1_500}


def test_after_the_job_comes_what_the_process_asks_for_on_the_right_days(story: Story) -> None:
    story.up_to_completion()
    owner, job_id = story.owner, story.ids["job"]
    assert owner.due(job_id) == AFTER_THE_JOB
    (finish,) = owner.ask(promises.of_job, job_id)
    assert finish.in_time(date(2026, 12, 14)) is True
    story.gives_a_testimonial()
    call = owner.asked(job_id)[Purpose.THREE_MONTHS]
    assert (call.state, call.outcome) == (FollowUpState.DONE, "All is well")
    assert owner.due(job_id)["ask_who_else"] == "2027-03-18"
    told = [entry.happened for entry in owner.ask(timelines.of_customer, story.ids["leah"])]
    assert told[-1] == timelines.Happened.ENQUIRY
    assert timelines.Happened.TESTIMONIAL in told


def test_a_testimonial_goes_out_with_consent_and_withdrawn_the_export_says_so(story: Story, tmp_path: Path) -> None:
    story.up_to_completion()
    story.gives_a_testimonial()
    owner, out = story.owner, tmp_path / "testimonials.json"
    (row,) = owner.ask(testimonials.rows)
    write = partial(owner.ask, testimonial_exports.write, out, testimonial_exports.Kind.JSON, owner.book.photos)
    assert write() == exports.Exported(1)
    assert [(shown["words"], shown["name"], shown["place"]) for shown in json.loads(out.read_bytes())] == [
        ("He rang back, he explained, he stuck to it.", "Leah", "")
    ]
    owner.do(testimonials.withdraw, row.testimonial.id)
    assert write() == exports.Exported(0, {exports.LeftOut.WITHDRAWN: 1})
    assert json.loads(out.read_bytes()) == []


def test_corrected_twice_undone_and_after_a_restart_the_follow_ups_are_the_same(story: Story, folder: Path) -> None:
    story.up_to_completion()
    owner, job_id = story.owner, story.ids["job"]
    first = owner.rows()
    story.is_done(on=date(2026, 12, 10))
    assert owner.due(job_id)["service_check"] == "2026-12-24"
    story.is_done(on=date(2026, 12, 11))
    assert owner.rows() == first
    story.is_done(on=date(2026, 12, 9))
    owner.undo()
    assert owner.rows() == first
    owner.undo()
    assert owner.due(job_id)["service_check"] == "2026-12-24"
    owner.undo()
    assert owner.rows() == first
    owner.undo()
    assert owner.get(Job, job_id).state == JobState.IN_PROGRESS
    assert set(owner.due(job_id)) == {"progress_update"}
    story.is_done()
    assert owner.due(job_id) == AFTER_THE_JOB
    before = owner.rows()
    owner.book.close()
    story.owner = Owner(store.open_book(folder, owner.now), owner.now)
    assert story.owner.rows() == before
    story.is_done()
    assert story.owner.rows() == before
    assert len({(row.rule_key, row.subject_id, row.repetition) for row in story.owner.all(FollowUp)}) == len(before)
    story.owner.book.close()


def test_whatever_changes_afterwards_what_leah_was_given_is_the_same_to_the_byte(story: Story, folder: Path) -> None:
    story.up_to_completion()
    owner, quote_id = story.owner, story.ids["quote"]
    (given,) = owner.get(Quote, quote_id).given
    owner.do(prices.change, story.ids["tank"], price_minor=99_900, words="Another heater")
    owner.do(businesses.set_tax, 2500, date(2026, 1, 1))
    owner.do(businesses.change, name="Harrow & Daughter", address="New Yard", tax_label="GST", prices_gross=True)
    owner.do(businesses.change, logo="0" * 64 + ".png", paper="letter", language="de", withdrawal_days=30)
    owner.do(enquiries.diagnose, story.ids["enquiry"], "It was the valve")
    printed = quote_paper.pdf(json.loads(given.document), given.given_at)
    owner.book.close()
    story.owner = Owner(store.open_book(folder, owner.now), owner.now)
    (after,) = story.owner.get(Quote, quote_id).given
    assert (after.document.encode(), after.fingerprint) == (given.document.encode(), given.fingerprint)
    assert sha256(after.document.encode()).hexdigest() == after.fingerprint
    paper = json.loads(after.document)
    assert (paper["business"]["name"], paper["diagnosis"]) == ("Harrow Plumbing", "The tank is rusted through")
    assert [option["total_minor"] for option in paper["options"]] == [54_000, 132_000, 576_000]
    assert (paper["business"]["logo"], paper["business"]["paper"], paper["language"]) == ("", "a4", "")
    assert quote_paper.pdf(paper, after.given_at) == printed
    assert story.owner.get(Job, story.ids["job"]).price_minor == 132_000
    story.owner.book.close()
