"""The sample book: the pictures' stories told through the services, and a large book of the same shapes."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from tradesman import sample
from tradesman.book import inspection, store
from tradesman.book.customer import Customer, Source
from tradesman.book.enquiry import Enquiry, Outcome
from tradesman.book.entity import Entity
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.partner import Direction, ReferralState
from tradesman.book.photo import Moment, Photo
from tradesman.book.promise import Promise
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Book, Session
from tradesman.book.testimonial import Complaint, Testimonial
from tradesman.sample import telling
from tradesman.sample.almanac import Almanac
from tradesman.sample.crowd import FRESH
from tradesman.sample.world import Act, Data, load
from tradesman.services import (
    answers,
    best_value,
    businesses,
    call_figures,
    directory,
    failures,
    guarantees,
    partners,
    plan_days,
    plan_sheets,
    prices,
    quote_sheets,
    repeats,
    service_calls,
    settled,
    terms,
    testimonials,
    timelines,
    today,
    win_backs,
    words_to_come,
)
from tradesman.services.decisions import Decision
from tradesman.services.scorecard import Period
from tradesman.services.standings import Standing
from tradesman.services.today import Group, Kind, TodayRow

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 10, 13, 10, 42, tzinfo=LONDON)
CHRISTMAS = datetime(2027, 12, 25, 12, 0, tzinfo=LONDON)  # a Saturday as well
LARGE = 300


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The sample as the pictures have it."""
    yield from _opened(tmp_path_factory.mktemp("small") / "Sample.tradesman", TUESDAY)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book for measuring, of a size that a test can wait for."""
    yield from _opened(tmp_path_factory.mktemp("large") / "Large.tradesman", TUESDAY, customers=LARGE)


def _opened(folder: Path, now: datetime, **rest: Any) -> Iterator[Book]:
    sample.make(folder, now=now, **rest)
    book = store.open_book(folder, now)
    yield book
    book.close()


@pytest.fixture
def look(small: Book) -> Iterator[Session]:
    with small.read(TUESDAY) as session:
        yield session


def _row(rows: list[TodayRow], customer: str, kind: Kind) -> TodayRow:
    (found,) = [row for row in rows if row.customer == customer and row.kind == kind]
    return found


def test_today_has_every_kind_of_row_in_every_group(look: Session) -> None:
    rows = today.rows(look)
    assert {row.kind for row in rows} == set(Kind)
    assert {row.group for row in rows} == set(Group)
    assert 10 <= len(rows) <= 15
    assert {Decision.NEXT_STEP, Decision.PUT_RIGHT} <= {row.decision for row in rows}
    assert {Purpose.HIDDEN_SLOT, Purpose.WIN_BACK, Purpose.THREE_MONTHS, Purpose.THANK_YOU} <= {
        row.purpose for row in rows
    }


def test_the_year_is_planned_and_an_action_is_due(look: Session) -> None:
    plan = plan_sheets.sheet(look)
    assert [row.why.words for row in plan.whys] == ["Fewer lost calls", "More recommendations"]
    assert [len(row.actions) for row in plan.goals] == [1]
    assert [len(row.actions) for row in plan.sheets] == [2]
    assert plan.goals[0].progress == 1.0
    (due,) = plan_days.rows(look)
    assert (due.is_action, due.of) == (True, "SWOT")


def test_the_calls_are_as_late_as_in_the_picture(look: Session) -> None:
    late, soon = today.rows(look)[:2]
    assert (late.customer, late.left, late.came_by) == ("Leah Novak", -timedelta(minutes=37), "missed_call")
    assert (soon.customer, soon.left, soon.came_by) == ("Tom Whitaker", timedelta(minutes=36), "web")


def test_some_things_are_done_today_already(look: Session) -> None:
    assert settled.count(look) == 4


def test_there_are_photos_before_and_after(small: Book, look: Session) -> None:
    kept = look.exec(select(Photo)).all()
    assert len({photo.file for photo in kept}) == len(list(small.photos.iterdir())) == 10
    assert {photo.moment for photo in kept} == set(Moment)
    assert all((small.photos / photo.file).is_file() and photo.words for photo in kept)


def test_nothing_else_is_left_over_from_the_year(look: Session) -> None:
    open_rows = look.exec(select(FollowUp).where(FollowUp.state == FollowUpState.OPEN)).all()
    assert all(row.due_on >= date(2026, 10, 13) for row in open_rows)
    assert {FollowUpState.SKIPPED, FollowUpState.CANCELLED, FollowUpState.DONE} <= {
        row.state for row in look.exec(select(FollowUp)).all()
    }


def test_there_are_42_customers_at_every_stage(look: Session) -> None:
    rows = directory.page(look, limit=100)
    assert directory.count(look) == len(rows) == 42
    assert {row.standing for row in rows} == set(Standing)
    assert sum(row.do_not_contact for row in rows) == 1
    assert len({row.name for row in rows}) == len({row.phone for row in rows}) == 42
    assert all(row.phone.startswith("07700 900") for row in rows)


def test_the_stories_of_the_pictures_are_told(look: Session) -> None:
    worth = {row.name: row.worth_minor for row in directory.page(look, limit=100)}
    assert (worth["Ruth Okafor"], worth["Daniel Hart"], worth["Ben Castell"]) == (846000, 144500, 205500)
    (ruth,) = [job for job in look.exec(select(Job)).all() if job.state == JobState.IN_PROGRESS]
    assert [day.day_on for day in ruth.days].index(date(2026, 10, 13)) == 6
    assert (len(ruth.days), len(ruth.checklist), len(ruth.unfinished())) == (10, 10, 5)
    assert len(look.exec(select(Promise).where(Promise.job_id == ruth.id)).all()) == 4
    told = {entry.happened for entry in timelines.of_customer(look, ruth.customer_id)}
    assert {"finding", "referral", "promise_kept", "quote_accepted", "note"} <= told


def test_quote_0214_adds_up_to_the_printed_totals(look: Session) -> None:
    quote = look.exec(select(Quote).where(Quote.number == "0214")).one()
    assert look.load(Customer, quote.customer_id).name == "Marion Ellis"
    assert [option.totals(gross=False).total_minor for option in quote.options] == [106800, 212520, 401760]
    assert quote.decision_on == date(2026, 10, 16)
    proposed = best_value.proposed(look, quote.id)
    assert proposed is not None
    assert quote.best_value is quote.options[1]
    assert proposed.option_id == quote.options[1].id
    needs = [need.label for need in look.load(Enquiry, quote.enquiry_id).needs if need.flagged]
    assert needs == ["3 showers in a row", "Strong upstairs", "Fits the cupboard", "Before 1 Nov", "About £2,500"]
    assert [len(option.needs_met) for option in quote.options] == [3, 5, 2]


def test_the_lines_of_the_quotes_come_from_the_price_book(look: Session) -> None:
    items = {row.id: row for row in prices.find(look, "", 1000)}
    assert [row.code for row in items.values() if row.is_kit] == ["KIT-CU", "KIT-SPOT", "KIT-SHOWER"]
    assert all(row.code and row.cost_minor for row in items.values())
    quote = look.exec(select(Quote).where(Quote.number == "0214")).one()
    for line in (line for option in quote.options for line in option.lines):
        item = items[line.item_id] if line.item_id is not None else None
        assert item is not None
        assert (line.words, line.price_minor, line.cost_minor) == (item.words, item.price_minor, item.cost_minor)
    assert [sheet.keeps_minor for sheet in quote_sheets.sheet(look, quote.id).options] == [24800, 56600, 90400]
    assert len(guarantees.rows(look)) == 4
    assert not terms.standard(look)


def test_the_ledger_has_every_state_of_the_picture(look: Session) -> None:
    rows = partners.ledger(look)
    states = {row.state for row in rows}
    assert {ReferralState.AGREED, ReferralState.BONUS_DUE, ReferralState.BONUS_RECEIVED} <= states
    assert ReferralState.DECLINED in states
    assert len(rows) == 19
    late = [row.customer for row in rows if row.late]
    assert late == ["Alma Reyes"]
    asked = {row.partner.name: (row.happy, row.asked) for row in partners.rows(look)}
    assert len(asked) == 6
    assert asked["Nell Decorating"][0] < asked["Nell Decorating"][1]


def test_a_partner_sent_a_customer_and_another_one_needs_insurance_soon(look: Session) -> None:
    (came,) = partners.ledger(look, direction=Direction.RECEIVED)
    assert (came.partner, came.state, came.bonus_minor) == ("Harker Masonry", ReferralState.BONUS_RECEIVED, 4000)
    sent = look.load(Customer, came.customer_id)
    assert (sent.source, sent.partner_id is not None) == (Source.REFERRED, True)
    ends = {row.partner.name: row.partner.ends_soon(TUESDAY.date()) for row in partners.rows(look)}
    assert {name: said for name, said in ends.items() if said} == {
        "Stonebridge Repairs": [("insurance", date(2026, 11, 2))]
    }


def test_one_job_was_put_right_under_guarantee(look: Session) -> None:
    year = Period(date(2025, 10, 14), date(2026, 10, 13))
    found = call_figures.service_calls(look, year)
    (case,) = found.cases
    assert (case.under_guarantee, case.fixed_by_me, case.days_to_fix, case.cost_to_me_minor) == (True, True, 1, 6400)
    assert [item.words for item in found.failed] == ["Under-cupboard light"]
    sheet = service_calls.sheet(look, case.job_id)
    assert (sheet.customer, sheet.job.state, sheet.job.price_minor) == ("Iris Moreau", JobState.COMPLETED, None)
    assert sheet.earlier is not None
    assert sheet.earlier.job.title == "Kitchen lights"
    assert "UNDER" in {row.code for row in failures.suspects(look, sheet.earlier.job.id)}


def test_testimonials_are_shown_as_far_as_consent_goes(look: Session) -> None:
    export = testimonials.for_export(look)
    assert (len(export.shown), export.withdrawn, export.without_consent) == (14, 1, 2)
    assert len({shown.name.count(" ") for shown in export.shown}) > 1
    assert len({shown.places for shown in export.shown}) > 2


def test_words_are_to_be_asked_for_and_waited_for_and_two_stand_beside_a_picture(small: Book, look: Session) -> None:
    assert len(words_to_come.to_ask(look)) == 3
    waited = words_to_come.waiting(look)
    assert [row.said_yes for row in waited] == [True, True]
    seen = [shown.photo for shown in testimonials.for_export(look).shown if shown.photo]
    assert len(seen) == 2
    assert all((small.photos / file).is_file() for file in seen)


def test_there_is_somebody_with_whom_to_get_in_touch_again_for_every_reason(look: Session) -> None:
    for asked in (repeats.check_up_due, repeats.guarantee_ends_soon, repeats.not_seen_for_long):
        assert 2 <= len(look.execute(asked(look)).all()) <= 5, asked


def test_it_is_known_who_went_where_and_with_what_they_are_unhappy(look: Session) -> None:
    found = win_backs.rows(look)
    assert {row.standing for row in found} >= {win_backs.Standing.WAITS, win_backs.Standing.WON_BACK}
    assert {"Drainpipe Direct", "Summit Roofing", "Warmflow", "Brightspark"} <= {row.went_to for row in found}
    (told,) = [row for row in found if row.unhappy_with]
    assert told.bound_until_on is not None
    assert told.next_on is not None
    assert TUESDAY.date() < told.next_on < told.bound_until_on


def test_most_answers_were_looked_over_within_the_year(look: Session) -> None:
    old = [answers.is_old(answer, TUESDAY.date()) for answer in answers.rows(look)]
    assert 0 < sum(old) < len(old) / 4


def test_what_leaves_has_the_colour_of_the_business_and_the_place_that_is_agreed(look: Session) -> None:
    assert businesses.current(look).colour == "#14553B"
    places = {shown.place for shown in testimonials.for_export(look).shown}
    assert {"", "Ashcombe"} < places
    released = look.exec(select(Testimonial).where(Testimonial.place_shown)).all()
    assert all(testimonial.place for testimonial in released)


def test_one_complaint_is_open(look: Session) -> None:
    (complaint,) = look.exec(select(Complaint)).all()
    assert complaint.settled_at is None


def test_the_sample_is_a_sound_book_whose_last_step_can_be_taken_back(small: Book) -> None:
    assert len(list(inspection.inspect(small.folder))) == 6
    last = small.last_step(TUESDAY)
    assert last is not None
    small.undo(TUESDAY)
    with small.read(TUESDAY) as session:
        assert directory.count(session) == 41
    small.redo(TUESDAY)
    with small.read(TUESDAY) as session:
        assert directory.count(session) == 42


def test_it_can_be_made_on_a_holiday_of_another_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "load", _lately)
    for book in _opened(tmp_path / "Christmas.tradesman", CHRISTMAS, seed=7):
        with book.read(CHRISTMAS) as session:
            rows = today.rows(session)
            assert {row.kind for row in rows} == set(Kind) - {Kind.VISIT}  # nobody is visited on Christmas Day
            assert _row(rows[:2], "Leah Novak", Kind.CALL).late
            assert not _row(rows[:3], "Tom Whitaker", Kind.CALL).late
            assert len(rows) <= 14
            assert session.exec(select(Quote.number).where(Quote.title == "Replace water heater")).one() == "0214"


def _lately(name: str) -> Data:
    """The people whose stories are of the last weeks; the long ones take as long as they are."""
    now = {"Leah Novak", "Tom Whitaker", "Priya Nair", "Grace Lindqvist", "Ruth Okafor", "Marion Ellis", "Ivo Brandt"}
    found = load(name)
    return {"customer": [row for row in found.get("customer", ()) if row["name"] in now], "other": []}


@pytest.mark.soak
def test_the_whole_of_it_can_be_made_on_a_holiday_of_another_year(tmp_path: Path) -> None:
    for book in _opened(tmp_path / "Christmas.tradesman", CHRISTMAS, seed=7):
        with book.read(CHRISTMAS) as session:
            assert 10 <= len(today.rows(session)) <= 14
            assert directory.count(session) == 42


def _visible(story: list[Act]) -> list[tuple[datetime, str]]:
    return [(act.at, act.label) for act in story]


def test_the_same_seed_and_now_tell_the_same_story() -> None:
    one, again, other = (telling.acts(sample._scene(TUESDAY)[1], seed) for seed in (3, 3, 4))
    assert _visible(one) == _visible(again) != _visible(other)


@pytest.mark.soak
def test_the_same_seed_and_now_make_the_same_book(small: Book, tmp_path: Path) -> None:
    for book in _opened(tmp_path / "Again.tradesman", TUESDAY):
        assert _without_ids(book) == _without_ids(small)


def test_the_same_seed_and_now_make_the_same_large_book(large: Book, tmp_path: Path) -> None:
    for book in _opened(tmp_path / "Again.tradesman", TUESDAY, customers=LARGE):
        assert _without_ids(book) == _without_ids(large)


def _without_ids(book: Book) -> list[str]:
    kept = []
    with book.read(TUESDAY) as session:
        for kind in Entity.__subclasses__():
            for row in session.exec(select(kind)).all():
                words = {key: value for key, value in row.model_dump().items() if not key.endswith("id")}
                words.pop("fingerprint", None)
                if "document" in words:  # what was frozen names its options and lines
                    words["document"] = re.sub(r'"id": "[0-9a-f]{32}"', "", words["document"])
                kept.append(f"{kind.__name__} {words}")
    return sorted(kept)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 1, 2, 7, 30, tzinfo=LONDON),
        datetime(2026, 10, 17, 11, 0, tzinfo=LONDON),
        datetime(2028, 2, 29, 16, 59, tzinfo=LONDON),
        datetime(2030, 4, 23, 0, 0, tzinfo=LONDON),
        datetime(2027, 1, 4, 20, 15, tzinfo=LONDON),
    ],
)
def test_every_course_is_told_in_order_whatever_the_day(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    order = ["New enquiry", "Call back", "Visit booked", "Quote given", "Option accepted", "Job started", "Signed off"]
    told: list[list[Act]] = []
    tell = telling._course

    def listen(*args: Any) -> list[Act]:
        told.append(tell(*args))
        return told[-1]

    monkeypatch.setattr(telling, "_course", listen)
    telling.acts(sample._scene(now)[1], 1)
    assert len(told) > 42
    for acts in told:
        firsts = {act.label: act.at for act in reversed(acts)}
        moments = [firsts[label] for label in order if label in firsts]
        assert moments == sorted(moments)


def test_working_minutes_ago_stop_at_the_weekend() -> None:
    calendar = sample._scene(TUESDAY)[1].almanac.calendar
    monday = datetime(2026, 10, 12, 8, 10, tzinfo=LONDON)
    assert Almanac(calendar, monday).ago(25) == datetime(2026, 10, 9, 16, 45, tzinfo=LONDON)


def test_an_existing_book_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "Mine.tradesman"
    folder.mkdir()
    with pytest.raises(BookError, match="already"):
        sample.make(folder, now=TUESDAY)
    assert list(folder.iterdir()) == []


def test_a_sample_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any) -> None:
        raise BookError("The disk is full.")

    monkeypatch.setattr(sample.large, "fill", fail)
    with pytest.raises(BookError):
        sample.make(tmp_path / "Large.tradesman", now=TUESDAY, customers=1)
    assert list(tmp_path.iterdir()) == []


def test_the_making_says_how_far_it_is_and_can_be_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "load", _lately)
    heard: list[int] = []

    def going(hundredths: int) -> None:
        heard.append(hundredths)
        if hundredths > 5:
            raise BookError

    with pytest.raises(BookError):
        sample.make(tmp_path / "Sample.tradesman", now=TUESDAY, going=going)
    assert heard[0] == 0
    assert sorted(heard) == heard
    assert list(tmp_path.iterdir()) == []


def test_the_large_book_is_sound(large: Book) -> None:
    assert len(list(inspection.inspect(large.folder))) == 6


def test_the_large_book_reads_back_as_it_was_meant(large: Book) -> None:
    with large.read(TUESDAY) as session:
        assert directory.count(session) == LARGE < FRESH
        enquiry = session.exec(select(Enquiry).where(Enquiry.first_attempt_at < Enquiry.call_due_at)).all()[0]  # type: ignore[operator]
        assert enquiry.attempts[0].outcome is Outcome.REACHED
        assert enquiry.called_in_time
        job = session.exec(select(Job).where(Job.state == JobState.COMPLETED)).all()[0]
        quote = session.load(Quote, job.quote_id)
        assert isinstance(job.completed_on, date)
        assert quote.state is QuoteState.ACCEPTED
        assert quote.accepted_option_id is not None
        assert quote.option(quote.accepted_option_id).title
        whole = [quote for quote in session.exec(select(Quote)).all() if quote.options[0].lines]
        assert 0 < len(whole) < LARGE
        assert {job.state for job in session.exec(select(Job)).all()} == {
            JobState.PLANNED,
            JobState.IN_PROGRESS,
            JobState.COMPLETED,
        }


def test_the_large_book_is_found_and_worked_with(large: Book) -> None:
    with large.read(TUESDAY) as session:
        name = directory.page(session, limit=1)[0].name
        assert name in {row.name for row in directory.page(session, name)}
        rows = today.rows(session)
        assert {Kind.CALL, Kind.VISIT} <= {row.kind for row in rows}
        assert len(rows) < LARGE
        given = session.exec(select(Quote).where(Quote.state == QuoteState.GIVEN)).one()
        assert given.last_given is not None
        assert timelines.of_customer(session, given.customer_id)
