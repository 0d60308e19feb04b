from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from sqlmodel import select

from tradesman.book import history
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, Enquiry, Outcome, Stage
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.job import JobState
from tradesman.book.plan import Goal, PlanAction, Worksheet, WorksheetKind
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitState
from tradesman.services import (
    customers,
    enquiries,
    followups,
    jobs,
    plans,
    promises,
    settled,
    timelines,
    visits,
    worksheets,
)
from tradesman.services.plan_actions import Wanted
from tradesman.ui.desk import Desk
from tradesman.ui.pages.today_page import TodayPage
from tradesman.ui.parts.stuck_to_it import StuckToIt
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_row import ActionRow
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.labels import ElidedLabel, Label

Clock = Any
Show = Callable[..., Any]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen


def missed_call(session: Session, minutes: int = 97, name: str = "Leah Novak") -> Enquiry:
    customer = customers.add(session, name, phone="07700 900161", email="leah@example.org", address="19 Tannery Yard")
    session.flush()
    came_in = session.now - timedelta(minutes=minutes)
    return enquiries.log(session, customer.id, "Water on the floor", CameBy.MISSED_CALL, came_in_at=came_in)


def loaded(desk: Desk, kind: Any, row_id: Any) -> Any:
    return desk.ask(lambda session: session.load(kind, row_id))


def made(desk: Desk, deed: Any) -> Any:
    done = desk.do(deed, label="Made")
    assert done is not None
    return done


def rows(page: TodayPage) -> list[ActionRow]:
    return [row for row in page.findChildren(ActionRow) if row.isVisible()]


def first(page: TodayPage) -> ActionRow:
    return page.list.row(next(iter(page._rows)))


@pytest.fixture
def page(desk: Desk, theme: Theme) -> TodayPage:
    return TodayPage(desk, theme)


def test_nothing_is_waiting(page: TodayPage, show: Show) -> None:
    hand = show(page)
    assert not rows(page)
    words = [label.text() for label in hand.find(EmptyState, "", page.nothing).findChildren(Label)]
    assert "Nothing is waiting for you" in words
    assert "All calls are returned." in words


def test_when_nothing_is_waiting_the_next_thing_is_named(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    def ahead(session: Session) -> None:
        enquiry = missed_call(session)
        session.flush()
        enquiries.attempt(session, enquiry.id, Outcome.REACHED)
        visits.book(session, enquiry.id, date(2026, 11, 21), time(13, 30))
        for found in followups.of_customer(session, enquiry.customer_id):
            if found.state == FollowUpState.OPEN:
                found.skip(session.now, "No use")

    desk.do(ahead, label="Made")
    show(page)
    assert next_words(page) == "Next: visit Leah Novak tomorrow 13:30"
    clock.later(minutes=1)
    page.invalidate()
    assert next_words(page) == "Next: visit Leah Novak tomorrow 13:30"
    made(desk, lambda session: promised(session, date(2026, 11, 23)))
    assert len(rows(page)) == 1  # a promise stands there from the working day before
    assert page.nothing is not None
    assert not page.nothing.isVisible()


def next_words(page: TodayPage) -> str:
    assert page.nothing is not None
    told = [label.text() for label in page.nothing.findChildren(Label) if label.isVisible()]
    return next(line for words in told for line in words.splitlines() if line.startswith("Next"))


def test_whoever_is_missed_can_be_called(
    page: TodayPage, desk: Desk, show: Show, clock: Clock, asked: Callable[..., list[Any]]
) -> None:
    job = made(desk, small_job)

    def left(session: Session) -> None:
        for found in followups.of_customer(session, job.customer_id):
            if found.state == FollowUpState.OPEN:
                found.cancel(session.now, "No use")

    desk.do(left, label="Left")
    clock.later(days=120)
    heard = asked(page)
    hand = show(page)
    assert page.nothing is not None
    words = " ".join(label.text() for label in page.nothing.findChildren(Label))
    assert "All calls are returned.\nYou were last in touch with Alma Reyes on 20 November 2026." in words
    hand.press("act", page.nothing)
    assert heard == [("customer", job.customer_id)]


def test_follow_ups_work_and_promises_come_next_too(page: TodayPage, desk: Desk, show: Show) -> None:
    made(desk, lambda session: promised(session, date(2026, 12, 1)))
    show(page)
    assert next_words(page) == "Next: a promise to Ruth Okafor Tue 1 Dec"
    made(desk, small_job)
    assert next_words(page) == "Next: say thank you, Alma Reyes, Mon 23 Nov"

    def planned(session: Session) -> Any:
        job = small_job(session)
        job.state = JobState.IN_PROGRESS
        job.plan([date(2026, 11, 21)])
        return job

    made(desk, planned)
    assert next_words(page) == "Next: work for Alma Reyes tomorrow"


def test_a_late_call_comes_first_and_alone_is_filled(page: TodayPage, desk: Desk, show: Show) -> None:
    desk.do(missed_call, 30, "Tom Whitaker", label="Enquiry")
    desk.do(missed_call, label="Enquiry")
    show(page)
    actions = [row.action for row in rows(page)]
    assert [action.name for action in actions] == ["Leah Novak", "Tom Whitaker"]
    assert [action.when for action in actions] == ["37 min late", "30 min left"]
    assert actions[0].when_second == "Missed call 08:23, call by 09:23"
    assert [row.main.role for row in rows(page)] == ["primary", "plain"]
    assert actions[0].sentence.endswith("Enter to call.")


def test_call_and_answer(page: TodayPage, desk: Desk, show: Show, links: list[str]) -> None:
    enquiry = made(desk, missed_call)
    hand = show(page)
    hand.click(first(page).main)
    hand.sheet("log_call")
    assert links == ["tel:+447700900161"]
    hand.press("main", hand.sheet())  # reached
    hand.choose("then", "Answered")
    hand.type("reason", "Turn the valve")
    hand.press("main", hand.sheet())
    assert hand.no_sheet()
    found = loaded(desk, Enquiry, enquiry.id)
    assert found.stage == Stage.ANSWERED
    assert found.reason == "Turn the valve"
    assert not rows(page)


def test_no_answer_brings_the_call_back(page: TodayPage, desk: Desk, show: Show) -> None:
    enquiry = made(desk, missed_call)
    hand = show(page)
    hand.click(first(page).main)
    hand.press("no_answer")
    assert len(loaded(desk, Enquiry, enquiry.id).attempts) == 1
    assert rows(page)[0].action.when == "By 12:00"
    assert first(page).selected  # back to where one was


def test_reached_asks_for_the_next_step(page: TodayPage, desk: Desk, show: Show) -> None:
    enquiry = made(desk, missed_call)
    hand = show(page)
    hand.click(first(page).main)
    hand.press("main", hand.sheet())  # reached
    hand.press("main", hand.sheet())
    assert hand.sheet().form.box("then").error == "This is needed."
    assert loaded(desk, Enquiry, enquiry.id).reached_at is None


def test_a_visit_is_booked_with_the_call(page: TodayPage, desk: Desk, show: Show) -> None:
    enquiry = made(desk, missed_call)
    hand = show(page)
    hand.click(first(page).main)
    hand.press("main", hand.sheet())  # reached
    hand.choose("then", "Book a visit")
    hand.type("day", "tomorrow")
    hand.type("starts", "9:30")
    hand.press("main", hand.sheet())
    found = desk.ask(visits.of_enquiry, enquiry.id)
    assert [(visit.day_on.isoformat(), f"{visit.starts:%H:%M}") for visit in found] == [("2026-11-21", "09:30")]
    assert desk.book.last_step(desk.now).label == "Visit booked"  # type: ignore[union-attr]


def test_decide_later_stays_as_a_decision(
    page: TodayPage, desk: Desk, show: Show, asked: Callable[..., list[Any]]
) -> None:
    enquiry = made(desk, missed_call)
    heard = asked(page)
    hand = show(page)
    hand.click(first(page).main)
    hand.press("main", hand.sheet())  # reached
    hand.choose("then", "Later")
    hand.press("main", hand.sheet())
    assert rows(page)[0].action.purpose == "Choose the next step"
    hand.click(first(page).main)
    hand.sheet("next_step")
    hand.choose("then", "Write a quote")
    hand.press("main", hand.sheet())
    assert loaded(desk, Enquiry, enquiry.id).stage == Stage.QUOTED
    assert [key for key, _ in heard] == ["quote"]
    assert loaded(desk, Quote, heard[0][1]).enquiry_id == enquiry.id


def test_snooze_and_skip(page: TodayPage, desk: Desk, show: Show, clock: Any) -> None:
    desk.do(missed_call, label="Enquiry")
    hand = show(page)
    hand.click(first(page).snooze)
    hand.take("snooze_menu", "snooze_hour")
    assert not rows(page)
    clock.later(hours=1, minutes=1)
    page.refresh()
    hand.click(first(page).skip)
    hand.take("skip_menu", "skip_asked")
    assert [row.action.purpose for row in rows(page)] == ["Choose the next step"]
    done = desk.ask(settled.rows)
    assert [(row.what, row.skipped) for row in done] == [("The customer asked me not to", True)]
    assert page.done.text() == "1 done today"
    hand.press("today_done")
    words = [label.text() for label in hand.sheet("done_today_list").findChildren(Label)]
    assert "Leah Novak" in words
    assert "Return the call, skipped: The customer asked me not to" in words


def test_snooze_until_a_day(page: TodayPage, desk: Desk, show: Show) -> None:
    enquiry = made(desk, missed_call)
    hand = show(page)
    hand.click(first(page).snooze)
    hand.take("snooze_menu", "snooze_day")
    hand.type("day", "tuesday")
    hand.press("main", hand.sheet("snooze"))
    assert "at most" in hand.sheet("snooze").form.box("day").error  # a call back waits for one working day
    hand.type("day", "monday")
    hand.press("main", hand.sheet("snooze"))
    found = desk.ask(followups.of_customer, enquiry.customer_id)
    assert found[0].snoozed_until is not None
    assert found[0].snoozed_until.isoformat() == "2026-11-23T08:00:00+00:00"


def promised(session: Session, on: date | None = None) -> Promise:
    customer = customers.add(session, "Ruth Okafor")
    session.flush()
    made = promises.make(session, customer.id, "Bring the slate sample", on or session.now.date())
    session.flush()
    return made


def test_keep_a_promise(page: TodayPage, desk: Desk, show: Show) -> None:
    promise = made(desk, promised)
    hand = show(page)
    assert first(page).action.sentence.endswith("Enter to note it as done.")
    assert not first(page).snooze.isVisible()  # only follow-ups are snoozed
    hand.click(first(page).main)
    assert loaded(desk, Promise, promise.id).state == PromiseState.KEPT
    assert not rows(page)


def test_a_promise_gets_another_day_or_is_broken(page: TodayPage, desk: Desk, show: Show) -> None:
    promise = made(desk, promised)
    hand = show(page)
    hand.click(first(page).skip)
    hand.take("row_menu", "promise_day")
    hand.type("day", "monday")
    hand.press("main", hand.sheet("promise_day"))
    assert loaded(desk, Promise, promise.id).due_on.isoformat() == "2026-11-23"
    assert first(page).action.when == "Mon 23 Nov"
    hand.click(first(page).skip)
    hand.take("row_menu", "promise_broken")
    hand.type("offered", "An apology")
    hand.press("main", hand.sheet("promise_broken"))
    assert loaded(desk, Promise, promise.id).state == PromiseState.BROKEN


def test_the_customers_promise_reminds_and_is_never_late(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    def theirs(session: Session) -> Promise:
        promise = promised(session)
        promise.words, promise.mine = "Empty the loft", False
        return promise

    promise = made(desk, theirs)
    clock.later(days=3)
    hand = show(page)
    action = first(page).action
    assert (action.purpose, action.when, action.tone) == ("Promised you", "Since Fri 20 Nov", "neutral")
    assert "Empty the loft" in action.sentence
    hand.click(first(page).skip)
    hand.take("row_menu", "promise_remind")
    assert "what we agreed: Empty the loft, by Friday 20 November." in hand.sheet("message").words.value()
    hand.press("cancel", hand.sheet("message"))
    hand.click(first(page).main)
    assert loaded(desk, Promise, promise.id).state == PromiseState.KEPT
    assert not rows(page)


def test_a_promise_past_its_time_of_day_is_late(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    def by_noon(session: Session) -> Promise:
        promise = promised(session)
        promise.due_at_time = time(12)
        return promise

    made(desk, by_noon)
    show(page)
    assert (first(page).action.when, first(page).action.tone) == ("By 12:00", "neutral")
    clock.later(hours=2, minutes=5)
    page.invalidate()
    assert (first(page).action.when, first(page).action.tone) == ("5 min late", "danger")


def test_a_visit_is_late_from_its_time_on_until_one_is_there(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    visit = made(desk, booked)
    clock.now = clock.now.replace(month=11, day=visit.day_on.day, hour=visit.starts.hour, minute=10)
    show(page)
    action = next(row.action for row in rows(page) if row.action.main_words == "Start")
    assert (action.when, action.when_second, action.tone) == ("10 min late", f"was at {visit.starts:%H:%M}", "danger")
    assert action.icon == "map-pin"
    desk.do(visits.arrive, visit.id, label="Arrived")
    action = next(row.action for row in rows(page) if row.action.main_words == "Start")
    assert (action.when, action.tone) == (f"{visit.starts:%H:%M}", "neutral")


@pytest.mark.parametrize("came_by", list(CameBy))
@pytest.mark.parametrize("ago", [timedelta(hours=2), timedelta(days=3), timedelta(days=30)])
def test_when_a_call_came_in_is_never_cut(
    page: TodayPage, desk: Desk, show: Show, came_by: CameBy, ago: timedelta
) -> None:
    def asked_long_ago(session: Session) -> Enquiry:
        customer = customers.add(session, "Leah Novak", phone="07700 900161")
        session.flush()
        came_in = session.now - ago
        return enquiries.log(session, customer.id, "Water on the floor", came_by, came_in_at=came_in)

    made(desk, asked_long_ago)
    show(page)
    words = first(page).action.when_second
    shown = [label for label in first(page).findChildren(ElidedLabel) if label.text() == words]
    assert [label.toolTip() for label in shown] == [""]  # only what is cut has its words in a tooltip


def booked(session: Session) -> Visit:
    enquiry = missed_call(session)
    session.flush()
    return visits.book(session, enquiry.id, session.now.date(), (session.now + timedelta(hours=1)).time())


def test_visit_from_the_door_to_the_quote(
    page: TodayPage, desk: Desk, show: Show, asked: Callable[..., list[Any]]
) -> None:
    visit = made(desk, booked)
    heard = asked(page)
    hand = show(page)
    row = next(row for row in rows(page) if row.action.purpose == "Visit")
    assert row.action.when == "11:00"
    hand.click(row.main)
    sheet = hand.sheet("visit")
    hand.press("arrive")
    assert loaded(desk, Visit, visit.id).state == VisitState.ARRIVED
    hand.type("answer_0", "The smell", sheet)
    hand.type("need_0", "No smell", sheet)
    hand.type("diagnosis", "The trap is dry", sheet)
    hand.type("budget", "450", sheet)
    hand.press("main", sheet)
    enquiry = loaded(desk, Enquiry, visit.enquiry_id)
    assert [(need.answer, need.label, need.flagged) for need in enquiry.needs] == [("The smell", "No smell", True)]
    assert (enquiry.diagnosis, enquiry.budget_minor) == ("The trap is dry", 45_000)
    assert loaded(desk, Visit, visit.id).state == VisitState.DONE
    assert [key for key, _ in heard] == ["quote"]


def test_nobody_there(page: TodayPage, desk: Desk, show: Show) -> None:
    visit = made(desk, booked)
    hand = show(page)
    row = next(row for row in rows(page) if row.action.purpose == "Visit")
    hand.click(row.skip)
    hand.take("row_menu", "visit_nobody")
    assert loaded(desk, Visit, visit.id).state == VisitState.NOBODY_THERE


def small_job(session: Session) -> Any:
    customer = customers.add(session, "Alma Reyes", phone="07700 900155", email="alma@example.org")
    session.flush()
    return jobs.done_and_paid(session, customer.id, "Outside tap", 9500, "Cash")


def test_message_is_read_copied_and_marked_as_sent(
    page: TodayPage, desk: Desk, show: Show, clock: Any, links: list[str]
) -> None:
    job = made(desk, small_job)
    clock.later(days=3)
    hand = show(page)
    assert first(page).action.purpose == "Say thank you"
    hand.click(first(page).main)
    sheet = hand.sheet("message")
    assert sheet.words.value().startswith("Hello Alma,\n\nThank you for trusting me with the work (“Outside tap”).")
    hand.press("mail", sheet)
    assert links[0].startswith("mailto:alma@example.org?subject=Thank%20you&body=Hello%20Alma")
    hand.press("main", sheet)
    found = desk.ask(followups.of_customer, job.customer_id)
    assert [row.state for row in found if row.purpose == Purpose.THANK_YOU] == [FollowUpState.DONE]
    assert not rows(page)


def test_three_months_on(page: TodayPage, desk: Desk, show: Show, clock: Any, links: list[str]) -> None:
    job = made(desk, small_job)
    clock.later(days=95)
    hand = show(page)
    row = next(row for row in rows(page) if row.action.purpose == "Three months on")
    hand.click(row.main)
    assert links == ["tel:+447700900155"]
    sheet = hand.sheet("feedback")
    hand.choose("holding", "Yes")
    hand.choose("score", "9")
    hand.type("words", "Quick and tidy", sheet)
    hand.choose("quote", "Yes")
    hand.press("main", sheet)
    consent = hand.sheet("release")  # asked apart, still on the phone
    hand.press("on_website", consent)
    hand.press("main", consent)
    happened = {entry.happened: entry for entry in desk.ask(timelines.of_customer, job.customer_id)}
    assert happened[timelines.Happened.FEEDBACK].more == (True, 9, "")
    assert happened[timelines.Happened.TESTIMONIAL].more is True
    found = desk.ask(followups.of_customer, job.customer_id)
    assert [row.state for row in found if row.purpose == Purpose.THREE_MONTHS] == [FollowUpState.DONE]


def test_chips_filter_and_show_all(page: TodayPage, desk: Desk, show: Show) -> None:
    desk.do(missed_call, label="Enquiry")
    hand = show(page)
    hand.press("message", page.chips)
    assert not rows(page)
    assert page.none_here.isVisible()
    hand.press("act", page.none_here)
    assert len(rows(page)) == 1


def test_forty_then_more(page: TodayPage, desk: Desk, show: Show) -> None:
    def many(session: Session) -> None:
        customer = customers.add(session, "Ruth Okafor")
        session.flush()
        for number in range(45):
            promises.make(session, customer.id, f"Bring sample {number}", session.now.date())

    desk.do(many, label="Promises")
    hand = show(page)
    hand.qtbot.waitUntil(lambda: len(rows(page)) == 40)
    hand.press("today_more")
    hand.qtbot.waitUntil(lambda: len(rows(page)) == 45)
    assert not page.more.isVisible()


def test_the_name_opens_the_customer(
    page: TodayPage, desk: Desk, show: Show, asked: Callable[..., list[Any]], qtbot: Any
) -> None:
    enquiry = made(desk, missed_call)
    heard = asked(page)
    hand = show(page)
    row = first(page)
    name = next(label for label in row.findChildren(Label) if label.text() == "Leah Novak")
    hand.click(name, QPoint(4, 4))
    assert heard == [("customer", enquiry.customer_id)]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_O)
    assert len(heard) == 2


def test_keys_of_the_focused_row(page: TodayPage, desk: Desk, show: Show, qtbot: Any) -> None:
    promise = made(desk, promised)
    show(page)
    first(page).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first(page), Qt.Key.Key_D)
    assert loaded(desk, Promise, promise.id).state == PromiseState.KEPT


def test_a_refresh_under_an_open_sheet_does_no_harm(
    page: TodayPage, desk: Desk, show: Show, qtbot: Any, clock: Any
) -> None:
    desk.do(missed_call, label="Enquiry")
    hand = show(page)
    hand.click(first(page).main)
    clock.later(minutes=1)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.findChildren(ActionRow)) == 1)  # the old rows are gone by now
    hand.sheet().dismiss()
    assert first(page).selected


def test_your_day_and_the_narrow_window(page: TodayPage, desk: Desk, show: Show) -> None:
    desk.do(booked, label="Visit")
    hand = show(page)
    hand.qtbot.waitUntil(lambda: page.frame.side is not None)
    assert page.frame.side is not None
    assert "Visit Leah Novak" in [label.text() for label in page.frame.side.day.findChildren(Label)]
    assert not page.side_button.isVisible()
    hand.window.resize(1093, 614)
    assert not page.frame.side.isVisible()
    hand.press("today_side_open")
    sheet = hand.sheet("today_side")
    assert "Visit Leah Novak" in [label.text() for label in sheet.findChildren(Label)]
    hand.press("main", sheet)
    assert hand.no_sheet()
    hand.window.resize(1366, 768)
    assert page.frame.side.isVisible()


def test_in_a_narrow_window_no_side_is_made_before_it_is_wide(page: TodayPage, desk: Desk, show: Show) -> None:
    desk.do(missed_call, label="Enquiry")
    hand = show(page, 1093, 614)
    hand.qtbot.waitUntil(lambda: not page._rest.isActive())
    assert page.frame.side is None
    hand.press("today_side_open")
    hand.press("close", hand.sheet())
    hand.window.resize(1366, 768)
    hand.qtbot.waitUntil(lambda: page.frame.side is not None)


def test_the_figures_lead_to_the_scorecard_from_side_and_sheet(page: TodayPage, desk: Desk, show: Show) -> None:
    heard: list[Any] = []
    page.page_asked.connect(lambda key, subject: heard.append((key, subject)))
    hand = show(page)
    hand.qtbot.waitUntil(lambda: page.frame.side is not None)
    assert page.frame.side is not None
    hand.click(page.frame.side.stuck)
    assert heard == [("scorecard", None)]
    hand.window.resize(1000, 768)
    hand.press("today_side_open")
    hand.click(hand.sheet("today_side").findChild(StuckToIt, "stuck_to_it"))
    assert heard == [("scorecard", None)] * 2
    assert hand.no_sheet()
    desk.background.wait()


def test_the_figures_at_the_side_are_counted_beside_the_window(page: TodayPage, desk: Desk, show: Show) -> None:
    desk.do(missed_call, label="Enquiry")
    hand = show(page)
    hand.qtbot.waitUntil(lambda: page.frame.side is not None and page.frame.side.stuck.counted)
    desk.background.wait()


def test_the_list_ends_where_it_is_drawn_with_and_without_a_scroll_bar(page: TodayPage, desk: Desk, show: Show) -> None:
    made(desk, promised)
    hand = show(page, 1182, 768)  # without the rail
    hand.qtbot.waitUntil(lambda: page.frame.side is not None)

    def edges() -> list[int]:
        assert page.frame.side is not None
        parts = (page.list, page.done, page.frame.side)
        return [part.mapTo(page, part.rect().topLeft()).x() + part.width() for part in parts]

    def many(session: Session) -> None:
        each = [promised(session) for _ in range(20)]
        promises.keep(session, each[0].id)

    bar = page.frame.verticalScrollBar()
    assert bar.maximum() == 0
    assert (edges()[0], edges()[2]) == (1182 - 20 - 288 - 16, 1182 - 20)
    desk.do(many, label="Promises")
    hand.qtbot.waitUntil(lambda: bar.maximum() > 0)
    hand.qtbot.waitUntil(lambda: edges() == [1182 - 20 - 288 - 16, 1182 - 20 - 288 - 16, 1182 - 20])
    assert bar.mapTo(page, bar.rect().topRight()).x() == 1181  # at the window's edge


def test_after_midnight_the_list_shows_the_new_day(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    promise = made(desk, promised)
    made(desk, lambda session: promised(session, date(2026, 12, 1)))
    desk.do(promises.keep, promise.id, label="Promise kept")
    hand = show(page)
    assert (page.done.text(), page.done.isVisible()) == ("1 done today", True)
    assert "Friday 20 November, 10:00" in hand.find(ElidedLabel, "sub").text()
    clock.later(days=11, hours=-9)  # the laptop slept until 01:00
    page.invalidate()
    assert "Tuesday 1 December, 01:00" in hand.find(ElidedLabel, "sub").text()
    assert not page.done.isVisible()
    assert [row.action.when for row in rows(page)] == ["Today"]
    assert "All 1" in [chip.accessibleName() for chip in page.chips.findChildren(Chip)]


def test_second_lines_say_what_the_book_knows(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    made(desk, lambda session: promised(session, date(2026, 12, 1)))
    made(desk, small_job)
    clock.later(days=11)
    show(page)
    told = {row.action.purpose: row.action.when_second for row in rows(page)}
    assert told["Keep a promise"] == "You promised on 20 November"
    assert told["Say thank you"] == "Done on 20 November, paid"
    clock.later(minutes=1)
    page.invalidate()
    assert {row.action.purpose: row.action.when_second for row in rows(page)} == told


def test_no_row_is_marked_before_the_keyboard_is_used(page: TodayPage, desk: Desk, show: Show, qtbot: Any) -> None:
    made(desk, missed_call)
    show(page)
    page.take_focus()
    row = first(page)
    assert (row.selected, row.by_key) == (True, False)
    qtbot.keyClick(row, Qt.Key.Key_Down)
    assert (row.selected, row.by_key) == (True, True)


def test_a_shortcut_to_the_page_marks_the_first_row(
    page: TodayPage, desk: Desk, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Leah Novak", "Tom Whitaker"):
        made(desk, lambda session, name=name: missed_call(session, name=name))
    show(page)
    rows(page)[1].setFocus(Qt.FocusReason.MouseFocusReason)
    monkeypatch.setattr(
        "tradesman.ui.pages.today_page.QGuiApplication.keyboardModifiers", lambda: Qt.KeyboardModifier.ControlModifier
    )
    page.take_focus()
    assert [(row.selected, row.by_key) for row in rows(page)] == [(True, True), (False, False)]


def test_who_is_left_alone_is_rung_back_and_the_row_says_why(
    page: TodayPage, desk: Desk, show: Show, links: list[str]
) -> None:
    enquiry = made(desk, missed_call)
    made(desk, lambda session: customers.set_do_not_contact(session, enquiry.customer_id, leave_alone=True))
    hand = show(page)
    told = rows(page)[0].action
    assert told.second.startswith("Do not contact, but asked for this call. Water on the floor")
    assert told.sentence.endswith("Enter to call. Do not contact, but asked for this call.")
    hand.click(first(page).main)
    hand.sheet("log_call")
    assert links == ["tel:+447700900161"]


def test_keys_snooze_and_skip(page: TodayPage, desk: Desk, show: Show, qtbot: Any) -> None:
    enquiry = made(desk, missed_call)
    hand = show(page)
    page.take_focus()
    qtbot.keyClick(first(page), Qt.Key.Key_Down)
    qtbot.keyClick(first(page), Qt.Key.Key_S)
    hand.take("snooze_menu", "snooze_tomorrow")
    found = desk.ask(followups.of_customer, enquiry.customer_id)[0]
    assert found.snoozed_until is not None
    assert found.snoozed_until.isoformat() == "2026-11-23T08:00:00+00:00"
    desk.undo()
    page.take_focus()
    qtbot.keyClick(first(page), Qt.Key.Key_X)  # shows the row
    qtbot.keyClick(first(page), Qt.Key.Key_X)
    hand.take("skip_menu", "skip_no_time")
    found = desk.ask(followups.of_customer, enquiry.customer_id)[0]
    assert (found.state, found.reason, found.customer_asked) == (FollowUpState.SKIPPED, "No time", False)


def test_a_late_call_is_put_off_twice_and_no_more(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    made(desk, missed_call)
    hand = show(page)
    for _ in range(2):
        hand.click(first(page).snooze)
        hand.take("snooze_menu", "snooze_hour")
        assert not rows(page)
        clock.later(hours=1, minutes=1)
        page.invalidate()
    faults: list[str] = []
    desk.failed.disconnect()
    desk.failed.connect(faults.append)
    hand.click(first(page).snooze)
    hand.take("snooze_menu", "snooze_hour")
    assert len(rows(page)) == 1
    assert "was put off twice" in faults[0]


def piled(session: Session) -> None:
    for number in range(7):
        customer = customers.add(session, f"Alma Reyes {number}", phone="07700 900155")
        session.flush()
        jobs.done_and_paid(session, customer.id, "Outside tap", 9500, "Cash")


def test_what_piled_up_is_gone_through_in_one_go(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    desk.do(piled, label="Made")
    clock.later(days=21)
    hand = show(page)
    banner = hand.find(Banner, "pile_banner")
    assert banner.accessibleName().startswith("7 things piled up while you were away.")
    hand.press("act", banner)
    sheet = hand.sheet("pile")
    assert hand.find(Label, "pile_summary").text() == "5 today, 2 on the next working day"
    hand.choose("pile_0", "Next days")
    hand.choose("pile_1", "Skip")
    assert hand.find(Label, "pile_summary").text() == "3 today, 3 on the next working day, 1 skipped"
    hand.press("main", sheet)
    assert hand.no_sheet()
    assert len(rows(page)) == 3
    assert not page.pile.isVisible()
    assert desk.book.last_step(desk.now).label == "Went through what piled up"  # type: ignore[union-attr]
    desk.undo()
    hand.qtbot.waitUntil(lambda: len(rows(page)) == 7)
    assert not page.pile.isVisible()  # not offered twice on one day
    clock.later(days=3)
    page.invalidate()
    assert page.pile.isVisible()


def test_a_pile_that_stays_for_today_is_not_offered_again(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    desk.do(piled, label="Made")
    clock.later(days=21)
    hand = show(page)
    hand.press("act", page.pile)
    for choice, words in (("Skip", "0 today, 7 skipped"), ("Next days", "0 today, 7 over the next 2 working days")):
        hand.choose("pile_all", choice)
        assert hand.find(Label, "pile_summary").text() == words
    hand.choose("pile_all", "Today")
    hand.press("main", hand.sheet("pile"))
    assert hand.no_sheet()
    assert len(rows(page)) == 7
    assert not page.pile.isVisible()
    assert desk.book.last_step(desk.now).label == "Made"  # type: ignore[union-attr]


def test_a_pile_grows_in_words_and_what_cannot_be_done_is_said(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    desk.do(piled, label="Made")
    clock.later(days=4)
    hand = show(page)
    hand.press("act", page.pile)
    sheet = hand.sheet("pile")
    for found in page.pile.pile.rows:
        desk.do(followups.skip, found.followup_id, "No use", label="Skipped")
    hand.press("main", sheet)
    assert "not open any more" in hand.find(Label, "error").text()
    hand.press("close", sheet)
    desk.do(piled, label="Made")
    desk.do(piled, label="Made")
    clock.later(days=5)
    page.invalidate()
    assert hand.find(Banner, "pile_banner").accessibleName().startswith("14 things")


def test_done_rows_are_taken_back_one_by_one(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    kept = made(desk, promised)
    desk.do(promises.keep, kept.id, label="Promise kept")
    clock.later(minutes=5)
    visit = made(desk, booked)
    desk.do(visits.finish, visit.id, label="Visit finished")
    told: list[str] = []
    desk.undone.connect(lambda label, _stays: told.append(label))
    hand = show(page)
    hand.press("today_done")
    sheet = hand.sheet("done_today_list")
    assert "Undo: Ruth Okafor, Promise kept: Bring the slate sample" in [one.accessibleName() for one in undos(sheet)]
    number = next(n for n, row in enumerate(desk.ask(settled.rows)) if row.customer == "Ruth Okafor")
    hand.press(f"done_undo_{number}", sheet)
    assert loaded(desk, Promise, kept.id).state == PromiseState.OPEN
    assert told == ["Promise kept"]
    assert "Ruth Okafor" not in [label.text() for label in sheet.findChildren(Label) if label.isVisible()]
    while undos(sheet):
        assert hand.window.focusWidget() in undos(sheet)
        hand.press(undos(sheet)[0].objectName(), sheet)
    assert loaded(desk, Visit, visit.id).state == VisitState.BOOKED
    assert "Nothing is done yet." in [label.text() for label in sheet.findChildren(Label) if label.isVisible()]
    hand.press("main", sheet)
    assert not page.done.isVisible()


def undos(sheet: Any) -> list[Button]:
    found = [button for button in sheet.findChildren(Button) if button.objectName().startswith("done_undo")]
    return [button for button in found if button.isVisible()]


def test_what_stands_on_a_done_row_is_named_and_what_was_sent_stays(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    promise = made(desk, promised)
    desk.do(promises.keep, promise.id, label="Promise kept")
    hand = show(page)
    hand.press("today_done")
    sheet = hand.sheet("done_today_list")
    clock.later(minutes=1)
    desk.do(promises.reopen, promise.id, label="Promise reopened")
    hand.press("done_undo_0", sheet)
    assert "“Promise reopened” came later and stands on this" in hand.find(Label, "error").text()
    hand.press("main", sheet)
    job = made(desk, small_job)

    def sent(session: Session) -> None:
        asked = followups.of_customer(session, job.customer_id)
        followups.do(session, next(one.id for one in asked if one.purpose == Purpose.THANK_YOU), "Sent")
        history.seal(session, "A message was sent here.")

    desk.do(sent, label="Message sent")
    hand.press("today_done")
    assert hand.find(Label, "done_stays_0").toolTip() == "A message was sent here."


def test_no_row_for_who_is_left_alone(page: TodayPage, desk: Desk, show: Show, clock: Any) -> None:
    job = made(desk, small_job)
    desk.do(customers.set_do_not_contact, job.customer_id, leave_alone=True, label="Alone")
    clock.later(days=95)
    show(page)
    assert not rows(page)
    assert loaded(desk, Customer, job.customer_id).do_not_contact
    assert {row.state for row in desk.ask(followups.of_customer, job.customer_id)} <= {
        FollowUpState.CANCELLED,
        FollowUpState.DONE,
    }


def test_the_button_of_each_row_is_as_wide_as_the_others(page: TodayPage, desk: Desk, show: Show) -> None:
    desk.do(missed_call, label="Enquiry")
    desk.do(promised, label="Promise")
    show(page)
    assert len({row.main.width() for row in rows(page)}) == 1
    assert all(isinstance(row.main, Button) for row in rows(page))


def joined(session: Session) -> Any:
    """Two jobs of one person, done on two days: two thank-yous and a call back are one row on Monday."""
    customer = customers.add(session, "Leah Novak", phone="07700 900161")
    session.flush()
    jobs.done_and_paid(session, customer.id, "Tap", 6_000, "Cash")
    jobs.done_and_paid(session, customer.id, "Shower", 9_000, "Cash")
    return customer


def test_what_is_shown_as_one_is_put_off_as_one(page: TodayPage, desk: Desk, show: Show, clock: Clock) -> None:
    customer = made(desk, joined)
    clock.later(days=3)
    desk.do(enquiries.log, customer.id, "Boiler drips", CameBy.PHONE, label="Enquiry")
    hand = show(page)
    assert [row.action.purpose for row in rows(page)] == ["Return the call"]
    hand.click(first(page).snooze)
    hand.take("snooze_menu", "snooze_hour")
    assert not rows(page)
    asleep = [found for found in desk.ask(followups.of_customer, customer.id) if found.snoozed_until is not None]
    assert sorted(found.purpose for found in asleep) == [Purpose.CALL_BACK, Purpose.THANK_YOU, Purpose.THANK_YOU]
    desk.undo()
    assert [row.action.purpose for row in rows(page)] == ["Return the call"]
    hand.click(first(page).snooze)
    hand.take("snooze_menu", "snooze_day")
    hand.type("day", "tomorrow")
    hand.press("main", hand.sheet("snooze"))
    assert not rows(page)


def test_of_what_is_shown_as_one_the_first_alone_is_skipped_by_name(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    customer = made(desk, joined)
    clock.later(days=3)
    desk.do(enquiries.log, customer.id, "Boiler drips", CameBy.PHONE, label="Enquiry")
    labels: list[str] = []
    desk.stepped.connect(lambda label, _step: labels.append(label))
    hand = show(page)
    hand.click(first(page).skip)
    which = hand.find(QMenu, "skip_menu").findChild(QAction, "skip_which")
    assert (which.text(), which.isEnabled()) == ("Only “Return the call”", False)
    hand.take("skip_menu", "skip_no_use")
    assert labels == ["Skipped: Return the call"]
    assert [row.action.purpose for row in rows(page)] == ["Choose the next step", "Say thank you"]


def test_a_message_that_was_begun_goes_when_its_follow_up_is_skipped(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    made(desk, joined)
    clock.later(days=3)
    hand = show(page)
    hand.click(first(page).main)
    hand.sheet("message").words.insertPlainText("It was a pleasure")
    hand.sheet("message").dismiss()
    assert desk.drafts.newest("message/")
    clock.later(minutes=1)
    hand.click(first(page).skip)
    hand.take("skip_menu", "skip_no_use")
    assert not desk.drafts.newest("")
    desk.undo()
    hand.click(first(page).main)
    assert "It was a pleasure" in hand.sheet("message").words.value()


def planned(desk: Desk, due_in: int = 0, review_in: int | None = None) -> Any:
    """A worksheet with an action that is due in so many days, and perhaps a review."""
    day = desk.today() + timedelta(days=due_in)
    review_on = desk.today() + timedelta(days=review_in) if review_in is not None else None
    cells, actions = {"strengths": "On time"}, [Wanted("Ask the bank", day)]
    with desk.book.write("Sheet", desk.now) as session:
        return worksheets.add(session, WorksheetKind.SWOT, "", cells, review_on=review_on, actions=actions)


def test_an_action_of_the_plan_is_ticked_off_and_taken_back_from_what_was_done(
    desk: Desk, theme: Theme, show: Show
) -> None:
    planned(desk)
    page = TodayPage(desk, theme)
    hand = show(page)
    (row,) = rows(page)
    assert row.action.sentence == "Ask the bank, You promised yourself, SWOT, Today. Enter to note it as done."
    assert [chip.text() for chip in page.findChildren(Chip) if chip.isChecked()] == ["All"]
    hand.qtbot.keyClick(row, Qt.Key.Key_Return)
    action = made_rows(desk, PlanAction)[0]
    assert action.done_at == desk.now
    assert rows(page) == []
    hand.press("today_done")
    sheet = hand.sheet("done_today_list")
    assert "Of the plan: Ask the bank" in [label.text() for label in sheet.findChildren(Label)]
    hand.press("done_undo_0", sheet)
    assert made_rows(desk, PlanAction)[0].is_open


def made_rows(desk: Desk, kind: Any) -> list[Any]:
    return desk.ask(lambda session: list(session.exec(select(kind)).all()))


def test_an_action_stands_there_from_the_working_day_before_among_the_promises(
    desk: Desk, theme: Theme, show: Show, clock: Clock
) -> None:
    planned(desk, due_in=4)  # a Tuesday
    page = TodayPage(desk, theme)
    hand = show(page)
    assert rows(page) == []
    clock.later(days=3)
    page.invalidate()
    assert [row.action.when for row in rows(page)] == ["Tomorrow"]
    chips = {chip.objectName(): chip for chip in page.findChildren(Chip)}
    hand.click(next(chip for name, chip in chips.items() if name.endswith("promise")))
    assert len(rows(page)) == 1
    hand.click(next(chip for name, chip in chips.items() if name.endswith("call")))
    assert rows(page) == []
    assert hand.find(EmptyState, "")
    clock.later(days=2)
    hand.click(next(chip for name, chip in chips.items() if name.endswith("all")))
    assert rows(page)[0].action.when.startswith("Late since")


def test_an_action_is_moved_or_dropped_from_its_menu_and_leads_to_the_plan(
    desk: Desk, theme: Theme, show: Show
) -> None:
    planned(desk)
    page = TodayPage(desk, theme)
    hand = show(page)
    asked: list[str] = []
    page.page_asked.connect(lambda key, _subject: asked.append(key))
    row = rows(page)[0]
    row.setFocus()
    hand.qtbot.keyClick(row, Qt.Key.Key_O)
    hand.press("skip", row)
    hand.take("plan_menu", "open_plan")
    assert asked == ["plan", "plan"]
    hand.press("skip", rows(page)[0])
    hand.take("plan_menu", "action_day")
    hand.type("day", "2026-12-01", hand.sheet("plan_action_day"))
    hand.press("main", hand.sheet())
    assert rows(page) == []
    desk.undo()
    hand.press("skip", rows(page)[0])
    hand.take("plan_menu", "action_drop")
    hand.type("reason", "No use", hand.sheet("plan_action_dropped"))
    hand.press("main", hand.sheet())
    assert made_rows(desk, PlanAction)[0].reason == "No use"
    assert rows(page) == []


def test_a_review_opens_its_sheet_and_comes_back_on_the_next_day_set(
    desk: Desk, theme: Theme, show: Show, clock: Clock
) -> None:
    planned(desk, due_in=60, review_in=3)
    clock.later(days=3)
    page = TodayPage(desk, theme)
    hand = show(page)
    (row,) = rows(page)
    assert (row.action.main_words, row.action.purpose) == ("Review", "Look at the worksheet again")
    hand.press("skip", row)
    hand.take("plan_menu", "review_week")
    assert rows(page) == []
    assert made_rows(desk, Worksheet)[0].review_on == desk.today() + timedelta(days=7)
    desk.undo()
    hand.press("main", rows(page)[0])
    hand.press("main", hand.sheet("worksheet"))
    assert made_rows(desk, Worksheet)[0].review_on == date(2027, 2, 23)
    assert rows(page) == []


def test_the_review_of_a_goal_opens_the_goal(desk: Desk, theme: Theme, show: Show) -> None:
    with desk.book.write("Goal", desk.now) as session:
        plans.set_goal(session, "Win more", date(2027, 6, 30), review_on=desk.today())
    page = TodayPage(desk, theme)
    hand = show(page)
    hand.press("main", rows(page)[0])
    hand.press("main", hand.sheet("goal"))
    assert made_rows(desk, Goal)[0].review_on == date(2027, 2, 20)
    desk.undo()
    hand.press("skip", rows(page)[0])
    hand.take("plan_menu", "review_never")
    assert made_rows(desk, Goal)[0].review_on is None
