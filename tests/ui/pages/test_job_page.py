from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.ui.stage import Stage
from tradesman.book import album
from tradesman.book.customer import ContactKind, Customer
from tradesman.book.enquiry import CameBy, Enquiry
from tradesman.book.finding import Finding
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.job import Job, JobState
from tradesman.book.message import Message, Way
from tradesman.book.partner import Referral
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import AcceptedBy, GivenBy, Quote
from tradesman.book.store import Book, Session
from tradesman.services import (
    customers,
    enquiries,
    findings,
    followups,
    jobs,
    partners,
    photos,
    promises,
    quote_sheets,
    quotes,
)
from tradesman.ui.pages.job_page import JobPage
from tradesman.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen

TODAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def job_id(book: Book, now: datetime) -> UUID:
    with book.write("Job", now) as session:
        customer = customers.add(session, "Ruth Okafor", phone="07700 900123", address="27 Station Road")
        enquiry = enquiries.log(session, customer.id, "Dormer leaks", CameBy.PHONE, answered_live=True)
        quote = quotes.draft(session, enquiry.id, "Re-roof the dormer")
        option = quote_sheets.add_options(session, quote.id, [(2, "Slate")])[0]
        quotes.add_line(session, quote.id, option.id, "Roof", 705000)
        quotes.give(session, quote.id, GivenBy.SENT)
        return quotes.accept(session, quote.id, option.id, AcceptedBy.PHONE, "Ruth").id


@pytest.fixture
def started(book: Book, now: datetime, job_id: UUID) -> UUID:
    with book.write("Start", now) as session:
        jobs.plan(session, job_id, [date(2026, 11, 20), MONDAY], MONDAY)
        jobs.start(session, job_id)
    return job_id


def load(stage: Stage, job_id: UUID) -> Job:
    return stage.desk.ask(lambda session: session.load(Job, job_id))


def found(stage: Stage, job_id: UUID) -> list[Finding]:
    return stage.desk.ask(findings.of_job, job_id)


def said(stage: Stage, job_id: UUID) -> list[Promise]:
    return stage.desk.ask(promises.of_job, job_id)


def plan(stage: Stage, days: str, finish: str) -> None:
    """Plans these days one by one, with another finish if one is said."""
    stage.page.refresh()
    more(stage, "plan")
    stage.write("picked", days)
    if finish:
        stage.write("finish", finish)
    stage.click("main")


def more(stage: Stage, entry: str) -> None:
    """Takes an entry from the header's menu."""
    stage.click("job_more")
    stage.take("job_menu", f"job_menu_{entry}")


def test_cards_go_below_each_other_where_there_is_less_room(stage: Stage, started: UUID) -> None:
    page = stage.show(JobPage, started)

    def place(name: str) -> QPoint:
        return QPoint(stage.find(name).mapTo(page, QPoint()))

    cards = ("job_checklist", "job_promises", "job_findings", "job_update", "job_photos", "job_sign_off_card")
    assert [place(card).y() for card in cards].count(place("job_checklist").y()) == 3
    for width, columns in ((800, 2), (500, 1), (1366, 3)):
        stage.window.resize(width, 768)
        QApplication.processEvents()
        assert len({place(card).x() for card in cards}) == columns
        places = [place(card) for card in cards]
        assert places == sorted(places, key=lambda point: (point.x(), point.y()))


def test_of_many_days_today_is_in_sight_and_no_words_are_cut(stage: Stage, started: UUID) -> None:
    days = [TODAY + timedelta(days=number - 17) for number in range(30)]
    words = "Strip the old felt and check every rafter below it"
    stage.desk.do(jobs.plan, started, days, days[-1], label="Planned")
    stage.desk.do(jobs.describe_day, started, TODAY, words, label="Noted")
    page = stage.show(JobPage, started)
    today = stage.find("job_day_17")
    stage.qtbot.waitUntil(lambda: 0 < today.mapTo(page, QPoint()).x() < page.width() - today.width())
    assert today.height() >= today.heightForWidth(today.width())


def test_planning_counts_working_days_and_promises_the_finish(stage: Stage, job_id: UUID) -> None:
    stage.show(JobPage, job_id)
    assert stage.words("sub") == "Ruth Okafor, 27 Station Road. Better, £8,460. Not planned yet"
    stage.click("job_plan")
    stage.write("first_on", "20 Nov")
    stage.write("count", "3")
    stage.write("finish", "25 Nov")
    stage.click("main")
    assert [day.day_on for day in load(stage, job_id).days] == [date(2026, 11, 20), MONDAY, TUESDAY]
    assert stage.words("job_on_time") == "On time"


def test_planning_takes_days_one_by_one(stage: Stage, job_id: UUID) -> None:
    stage.show(JobPage, job_id)
    stage.click("job_plan")
    stage.write("first_on", "21 Nov")
    stage.write("picked", "21 Nov, someday")
    stage.click("main")
    assert load(stage, job_id).days == []
    stage.write("picked", "21 Nov, 24 Nov")
    stage.click("main")
    assert [day.day_on for day in load(stage, job_id).days] == [date(2026, 11, 21), TUESDAY]


def test_work_begins_while_the_customer_may_withdraw_only_when_asked(stage: Stage, job_id: UUID) -> None:
    def may_withdraw(session: Session) -> None:
        session.load(Job, job_id).withdraw_until_on = date(2026, 12, 4)

    stage.desk.do(may_withdraw, label="May withdraw")
    stage.show(JobPage, job_id)
    assert stage.words("sub").endswith("The customer may withdraw until Fri 4 Dec")
    stage.click("job_plan")
    stage.write("first_on", "24 Nov")
    stage.click("main")
    assert load(stage, job_id).days == []
    stage.choose("early", value=True)
    stage.click("main")
    job = load(stage, job_id)
    assert ([day.day_on for day in job.days], job.wants_early_start) == ([TUESDAY], True)
    stage.now += timedelta(days=15)
    stage.page.invalidate()
    assert "withdraw" not in stage.words("sub")


def test_a_day_gets_words(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.click("job_day_1")
    stage.write("words", "Slates, south")
    stage.click("main")
    assert load(stage, started).days[1].words == "Slates, south"


def test_start_pause_and_go_on(stage: Stage, job_id: UUID) -> None:
    stage.show(JobPage, job_id)
    stage.click("job_start")
    assert load(stage, job_id).state == JobState.IN_PROGRESS
    more(stage, "pause")
    stage.write("reason", "Rain")
    stage.click("main")
    assert load(stage, job_id).state == JobState.PAUSED
    assert stage.words("sub").endswith("Paused: Rain")
    stage.click("job_start")
    assert load(stage, job_id).state == JobState.IN_PROGRESS


def test_the_checklist_is_written_ticked_and_pruned(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.write("job_check_add", "Hose test", enter=True)
    stage.write("job_check_add", "Gutters cleared", enter=True)
    stage.click("job_check_0")
    assert [item.done_at is not None for item in load(stage, started).checklist] == [True, False]
    assert stage.words("job_state_0") == "1 of 2"
    stage.click("job_check_0")
    assert not stage.sees("job_check_remove_0")
    stage.click("job_check_prune")
    stage.click("job_check_remove_0")
    assert [item.words for item in load(stage, started).checklist] == ["Gutters cleared"]
    stage.click("job_check_prune")
    assert not stage.sees("job_check_remove_0")


def test_with_the_last_step_gone_nothing_is_left_to_take_off(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    assert not stage.sees("job_check_prune")
    stage.write("job_check_add", "Hose test", enter=True)
    stage.find("job_check_prune").setFocus()
    stage.press(Qt.Key.Key_Return)
    stage.click("job_check_remove_0")
    assert not load(stage, started).checklist
    stage.write("job_check_add", "Swept", enter=True)
    assert not stage.sees("job_check_remove_0")  # a new list begins as one to tick


def test_promises_are_made_kept_moved_and_broken(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.click("job_promise_add")
    stage.write("words", "Bring the slate sample")
    stage.write("due_on", "20 Nov")
    stage.write("at", "12")
    stage.click("main")
    first = said(stage, started)[0]
    assert (first.words, first.due_at_time, first.mine) == ("Bring the slate sample", time(12), True)
    assert stage.words("job_promise_badge_0") == "by 12:00"
    stage.click("job_promise_0")
    assert said(stage, started)[0].state == PromiseState.KEPT
    stage.click("job_promise_0")
    stage.click("job_promise_menu_0")
    stage.take("job_promise_menu", "promise_day")
    stage.write("day", "24 Nov")
    stage.click("main")
    assert {promise.due_on for promise in said(stage, started)} == {MONDAY, TUESDAY}
    assert stage.words("job_promise_more_1") == "Agreed anew, it was today"
    stage.click("job_promise_menu_1")
    stage.take("job_promise_menu", "promise_broken")
    stage.write("offered", "An hour for free")
    stage.click("main")
    assert said(stage, started)[1].offered == "An hour for free"
    assert stage.words("job_promise_badge_1") == "broken"
    assert stage.words("job_promise_more_1") == "Offered: An hour for free"


def test_agreeing_another_finish_offers_to_write(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.click("job_promise_menu_0")
    stage.take("job_promise_menu", "promise_day")
    assert "is not missed" in stage.find("day").accessibleDescription()
    stage.write("day", "27 Nov")
    stage.click("main")
    assert stage.words("finish_agreed_words") == (
        "The finish of Re-roof the dormer was promised for Mon 23 Nov and is now promised for Fri 27 Nov."
    )
    stage.click("main")
    assert stage.sees("message")
    assert "I promise to be finished on Friday 27 November." in stage.find("message").words.value()


def test_planning_another_finish_offers_to_write_and_the_same_one_does_not(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    plan(stage, "20 Nov, 23 Nov", "")
    assert not stage.sees("finish_agreed")
    plan(stage, "20 Nov, 25 Nov", "25 Nov")
    assert stage.sees("finish_agreed")
    stage.click("finish_later")
    assert not stage.sees("message")
    plan(stage, "20 Nov, 26 Nov", "")
    assert stage.sees("finish_moved")


def test_a_finish_that_has_passed_is_asked_about_before_it_is_promised(stage: Stage, job_id: UUID) -> None:
    stage.show(JobPage, job_id)
    stage.click("job_plan")
    stage.write("first_on", "17 Nov")
    stage.write("finish", "18 Nov")
    stage.click("main")
    assert "late at once" in stage.find("plan_job").findChild(QLabel, "error").text()
    assert said(stage, job_id) == []
    stage.click("main")
    assert [promise.due_on.day for promise in said(stage, job_id)] == [18]


def test_a_finish_that_has_passed_or_is_broken_is_not_promised_again_by_planning(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.now = datetime(2026, 11, 25, 9, tzinfo=stage.now.tzinfo)
    plan(stage, "26 Nov, 27 Nov", "")
    assert [day.day_on.day for day in load(stage, started).days] == [26, 27]
    assert stage.sees("finish_moved")
    stage.click("finish_leave")
    stage.desk.do(promises.break_, said(stage, started)[0].id, "Five per cent off", label="Broken")
    plan(stage, "27 Nov, 30 Nov", "")
    assert [promise.state for promise in said(stage, started)] == [PromiseState.BROKEN]
    plan(stage, "27 Nov, 30 Nov", "1 Dec")
    assert stage.words("finish_agreed_words").endswith("was promised for Mon 23 Nov and is now promised for Tue 1 Dec.")
    assert [promise.state for promise in said(stage, started)] == [PromiseState.BROKEN, PromiseState.OPEN]


def test_the_customer_promises_too(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.click("job_promise_add")
    stage.choose("whose", "theirs")
    stage.write("words", "Empty the loft")
    stage.write("due_on", "20 Nov")
    stage.click("main")
    assert not said(stage, started)[0].mine
    assert stage.words("job_promise_0") == "Ruth: Empty the loft"


def test_a_late_finish_is_said_in_words(stage: Stage, started: UUID) -> None:
    stage.now = datetime(2026, 11, 25, 9, tzinfo=stage.now.tzinfo)
    stage.show(JobPage, started)
    assert stage.words("job_on_time") == "Late by 2 days"


def test_signing_off_lists_what_is_not_ticked(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.write("job_check_add", "Hose test", enter=True)
    stage.click("job_sign_off")
    assert "Hose test" in stage.words("sign_off_left")
    stage.click("main")
    assert load(stage, started).state == JobState.IN_PROGRESS
    stage.write("because", "No water yet")
    stage.choose("looked_round", True)
    stage.click("main")
    job = load(stage, started)
    assert (job.state, job.looked_round, job.reason) == (JobState.COMPLETED, True, "No water yet")
    assert len(stage.desk.ask(followups.of_subject, started)) == 4
    assert stage.words("job_state_0") == "Mon 23 Nov"
    stage.click("job_paid")
    stage.choose("how", "Cash")
    stage.click("main")
    assert load(stage, started).paid_how == "Cash"
    assert not stage.sees("job_paid")


def test_a_job_is_not_signed_off_on_a_day_to_come_and_one_before_it_was_agreed_is_asked_about(
    stage: Stage, started: UUID
) -> None:
    stage.show(JobPage, started)
    stage.click("job_sign_off")
    stage.write("on", "23/11/2026")
    stage.click("main")
    assert stage.words("error") == "This day has not come yet. The job was not signed off. Correct the day."
    stage.write("on", "20/11/2025")
    stage.click("main")
    assert stage.words("error").startswith("20 Nov 2025 lies before the job was agreed.")
    assert load(stage, started).state == JobState.IN_PROGRESS
    stage.click("main")
    job = load(stage, started)
    assert (job.state, job.completed_on) == (JobState.COMPLETED, date(2025, 11, 20))


def test_calling_off_takes_a_reason(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    more(stage, "call_off")
    stage.choose("how", "withdraw")
    stage.write("reason", "Changed their minds")
    stage.click("main")
    assert load(stage, started).state == JobState.WITHDRAWN
    stage.click("job_more")
    assert "job_menu_call_off" not in [action.objectName() for action in stage.find("job_menu").actions()]
    stage.find("job_menu").close()


def test_looking_round_and_finding_nothing_is_an_answer(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.click("job_looked_round")
    assert load(stage, started).looked_round
    assert stage.sees("job_looked_badge")


@pytest.fixture
def partner_ids(book: Book, now: datetime) -> list[UUID]:
    with book.write("Partners", now) as session:
        mason = partners.add(session, "Harker Masonry", "Chimneys, pointing", bonus_minor=6000, discount_bp=1000)
        glazier = partners.add(session, "Lowther Glazing", "Windows, doors")
        return [mason.id, glazier.id]


def test_a_finding_goes_to_a_partner_only_with_consent(stage: Stage, started: UUID, partner_ids: list[UUID]) -> None:
    stage.show(JobPage, started)
    stage.write("job_finding_add", "Chimney pointing crumbles", enter=True)
    stage.click("job_recommend_0")
    assert stage.words("main") == "Recommend Harker Masonry"
    assert not stage.find("main").isEnabled()
    assert "small fee" in stage.words("finding_fee")
    stage.write("plain_words", "The mortar is soft")
    message: Any = stage.find("finding_message")
    assert "The mortar is soft" in message.value()
    assert stage.find("finding_fee").value().endswith("your price does not change.")
    stage.click("finding_choice_1")
    assert not stage.sees("finding_fee")
    stage.click("finding_choice_0")
    stage.click("finding_consent")
    stage.click("main")
    finding = found(stage, started)[0]
    assert finding.plain_words == "The mortar is soft"
    assert finding.told_at is not None
    ledger = stage.desk.ask(partners.ledger)
    assert [row.partner for row in ledger] == ["Harker Masonry"]
    referral = stage.desk.ask(lambda session: session.load(Referral, ledger[0].id))
    assert referral.consent_at == stage.now
    assert stage.words("job_finding_badge_0") == "Sent"
    assert not stage.sees("job_recommend_0")


def test_a_finding_can_just_be_told_or_kept(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.write("job_finding_add", "Window misted up", enter=True)
    stage.click("job_recommend_0")
    stage.choose("how_soon", "now")
    stage.click("finding_save")
    assert found(stage, started)[0].told_at is None
    stage.click("job_recommend_0")
    assert stage.words("main") == "Tell Ruth"
    stage.click("main")
    assert found(stage, started)[0].told_at is not None
    assert stage.words("job_finding_badge_0") == "Told today"


def test_own_trade_goes_into_a_quote(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    stage.write("job_finding_add", "Gutter sags", enter=True)
    stage.click("job_recommend_0")
    stage.click("finding_quote")
    key, quote_id = stage.places[-1]
    assert key == "quote"
    quote = stage.desk.ask(lambda session: session.load(Quote, quote_id))
    enquiry = stage.desk.ask(lambda session: session.load(Enquiry, quote.enquiry_id))
    customer = stage.desk.ask(lambda session: session.load(Customer, quote.customer_id))
    assert (quote.title, enquiry.what, customer.name) == ("Gutter sags", "Gutter sags", "Ruth Okafor")
    assert found(stage, started)[0].outcome == f"Quote {quote.number}"
    assert found(stage, started)[0].own_trade


def test_the_way_leads_to_customer_and_quote(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    job = load(stage, started)
    more(stage, "customer")
    more(stage, "quote")
    assert stage.places == [("customer", job.customer_id), ("quote", job.quote_id)]
    stage.page.show_subject(UUID(int=1))
    assert stage.words("sub") == "This is no longer in the book. Nothing was changed."


def test_the_weekly_update_is_filled_put_in_other_words_and_sent(
    stage: Stage, started: UUID, tmp_path: Path, links: list[str]
) -> None:
    customer_id = load(stage, started).customer_id
    stage.desk.do(customers.add_contact, customer_id, ContactKind.EMAIL, "ruth@example.org", label="E-mail")
    stage.desk.do(jobs.describe_day, started, TODAY, "Scaffold up", label="Day")
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#224466"))
    picture.save(str(tmp_path / "roof.png"))
    file = album.keep(stage.desk.book.photos, tmp_path / "roof.png")
    stage.now += timedelta(hours=8)  # the day's work has ended
    stage.desk.do(photos.add, customer_id, file, job_id=started, label="Photo")
    stage.show(JobPage, started)
    assert stage.words("update_done") == "Scaffold up."
    assert stage.words("update_on_time") == "Yes. It will be finished on Monday 23 November, as promised."
    stage.click("update_edit")
    stage.write("done", "The scaffold stands, tidy and tall.")
    stage.click("main")
    assert stage.words("update_done") == "The scaffold stands, tidy and tall."
    assert stage.words("update_send") == "Send with 1 photo"
    stage.click("update_send")
    sheet = stage.find("message")
    assert "Done: The scaffold stands, tidy and tall." in sheet.words.value()
    stage.qtbot.waitUntil(lambda: sheet.files.ready)
    stage.click("mail")
    assert links
    stage.click("main")
    (sent,) = stage.desk.ask(lambda session: session.exec(select(Message)).all())
    assert (sent.way, len(sent.attachments)) == (Way.EMAIL, 1)
    assert "tidy and tall" in sent.words
    assert stage.words("update_done") == "Nothing is noted yet."  # the next one begins anew
    assert stage.words("update_send") == "Send without photos"


def test_a_missed_finish_proposes_the_guarantee(stage: Stage, job_id: UUID) -> None:
    job = load(stage, job_id)

    def guarantee(session: Session) -> None:
        option = session.load(Quote, job.quote_id).options[0]
        option.guarantee, option.guarantee_kind = "On time", GuaranteeKind.ON_TIME
        option.guarantee_teeth = "£50 off for each day"

    stage.desk.do(guarantee, label="Guarantee")
    stage.desk.do(jobs.plan, job_id, [MONDAY], MONDAY, label="Plan")
    stage.now = datetime(2026, 11, 25, 9, tzinfo=stage.now.tzinfo)
    stage.show(JobPage, job_id)
    assert stage.sees("job_teeth")
    stage.click("act")
    assert stage.find("words").value() == "£50 off for each day"
    stage.write("words", "£100 off the bill")
    stage.click("main")
    assert [one.words for one in said(stage, job_id)] == ["Finished", "£100 off the bill"]
    assert not stage.sees("job_teeth")
    stage.desk.undo()
    assert stage.sees("job_teeth")
    stage.click("act")
    stage.choose("how", "waive")
    stage.click("main")
    assert stage.sees("reason")  # it asks why
    stage.write("reason", "Ruth moved the day")
    stage.click("main")
    assert not stage.sees("job_teeth")
    assert [one.words for one in said(stage, job_id)] == ["Finished"]


def test_the_care_sheet_is_shown_and_can_leave(stage: Stage, started: UUID) -> None:
    stage.show(JobPage, started)
    more(stage, "care")
    sheet = stage.find("paper")
    stage.qtbot.waitUntil(lambda: sheet.view.pages == 1)
    assert "Re-roof the dormer" in sheet.accessibleName()
