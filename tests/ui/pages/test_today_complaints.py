"""What a customer is unhappy with stands in Today until it is put right, and is put right from wherever it is told."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from sqlmodel import select

from tests.owner import Owner
from tests.ui.conftest import Hand
from tradesman.book.followup import Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.promise import Promise
from tradesman.book.store import Book
from tradesman.book.testimonial import Complaint
from tradesman.services import check_ins, complaints, followups, promises, settled, today
from tradesman.services.check_ins import Said
from tradesman.services.decisions import Decision
from tradesman.services.standings import Standing
from tradesman.services.today import Kind
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.done_dialog import DoneDialog
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.pages.job_page import JobPage
from tradesman.ui.pages.pipeline_page import PipelinePage
from tradesman.ui.pages.today_page import TodayPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_row import ActionRow
from tradesman.ui.widgets.chips import Chip

Show = Callable[..., Hand]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen


@pytest.fixture
def owner(book: Book, clock: Any) -> Owner:
    return Owner(book, clock())


@pytest.fixture
def job_id(owner: Owner) -> UUID:
    return owner.completed()


@pytest.fixture
def complaint(owner: Owner, job_id: UUID, clock: Any) -> Complaint:
    """Said on a Friday; now it is Monday."""
    made = owner.do(complaints.open_one, owner.get(Job, job_id).customer_id, "It drips", job_id)
    clock.later(days=3)
    owner.now = clock()
    return made


def every(desk: Desk, kind: type[Any]) -> list[Any]:
    return desk.ask(lambda session: list(session.exec(select(kind)).all()))


def unhappy(hand: Hand) -> list[ActionRow]:
    rows = hand.window.findChildren(ActionRow)
    return [row for row in rows if row.isVisible() and ", put it right, " in row.accessibleName()]


def write_how(hand: Hand, words: str = "New seal") -> None:
    hand.type("how", words, hand.sheet("complaint"))
    hand.press("main", hand.sheet("complaint"))


def test_the_row_says_since_when_and_asks_how_it_was_put_right(
    desk: Desk, theme: Theme, show: Show, complaint: Complaint
) -> None:
    page = TodayPage(desk, theme)
    hand = show(page)
    [row] = unhappy(hand)
    assert row.accessibleName() == (
        "Leah Novak, put it right, It drips, Since Fri 20 Nov. Enter to note how it was put right."
    )
    hand.click(row.main)
    sheet = hand.sheet("complaint")
    assert hand.find(QLabel, "who", sheet).text() == "Leah Novak: New boiler"
    assert hand.find(QLabel, "told", sheet).text() == "Unhappy since Fri 20 Nov."
    hand.press("main", sheet)
    assert every(desk, Complaint)[0].settled_at is None  # a few words are needed
    write_how(hand)
    assert hand.no_sheet()
    assert (every(desk, Complaint)[0].how, unhappy(hand)) == ("New seal", [])
    assert page.done.text() == "1 done today"
    assert desk.undo() == "Put right"
    assert (every(desk, Complaint)[0].settled_at, len(unhappy(hand))) == (None, 1)


def test_it_is_counted_among_the_decisions(desk: Desk, theme: Theme, show: Show, complaint: Complaint) -> None:
    page = TodayPage(desk, theme)
    hand = show(page)
    chip = next(one for one in page.chips.findChildren(Chip) if one.text() == "Decisions")
    assert chip.accessibleName() == "Decisions 1"
    hand.click(chip)
    assert len(unhappy(hand)) == 1


def test_what_was_put_right_is_taken_back_from_what_was_done_today(
    desk: Desk, theme: Theme, show: Show, complaint: Complaint
) -> None:
    desk.do(complaints.settle, complaint.id, "New seal", label="Put right")
    hand = show()
    DoneDialog(hand.window, desk, theme).open()
    told = [label.text() for label in hand.sheet().findChildren(QLabel)]
    assert "Put right: It drips" in told
    hand.press("done_undo_0")
    assert (every(desk, Complaint)[0].settled_at, desk.ask(settled.count)) == (None, 0)


def test_what_it_held_back_is_due_again(
    desk: Desk, theme: Theme, show: Show, owner: Owner, job_id: UUID, complaint: Complaint, clock: Any
) -> None:
    clock.now = owner.at("2027-02-24")
    hand = show(TodayPage(desk, theme))

    def asked() -> set[Purpose | None]:
        return {part.purpose for row in desk.ask(today.rows) for part in (row, *row.also)}

    assert Purpose.THREE_MONTHS not in asked()
    hand.click(unhappy(hand)[0].main)
    write_how(hand)
    assert Purpose.THREE_MONTHS in asked()


def test_a_day_is_promised_from_the_menu_and_the_promise_stands_for_it(
    desk: Desk, theme: Theme, show: Show, complaint: Complaint, clock: Any
) -> None:
    hand = show(TodayPage(desk, theme))
    hand.click(unhappy(hand)[0].skip)
    hand.take("row_menu", "promise_a_day")
    hand.type("promised", "Ring and say sorry")
    hand.press("main", hand.sheet("complaint_answer"))
    assert hand.no_sheet()
    [promise] = every(desk, Promise)
    assert (promise.words, promise.due_on, unhappy(hand)) == ("Ring and say sorry", date(2026, 11, 24), [])
    clock.later(days=1)
    desk.do(promises.keep, promise.id, label="Promise kept")
    [row] = unhappy(hand)
    assert "Promise kept today" in row.accessibleName()


def test_it_becomes_a_service_call_and_comes_back_when_that_is_signed_off(
    desk: Desk, theme: Theme, show: Show, owner: Owner, complaint: Complaint
) -> None:
    hand = show(TodayPage(desk, theme))
    hand.click(unhappy(hand)[0].skip)
    hand.take("row_menu", "service_call")
    hand.press("main", hand.sheet("complaint_answer"))
    [call] = [job for job in every(desk, Job) if job.kind == JobKind.SERVICE_CALL]
    [promise] = every(desk, Promise)
    assert (promise.words, promise.job_id, unhappy(hand)) == ("Come and put it right", call.id, [])
    desk.do(promises.keep, promise.id, label="Promise kept")
    assert not unhappy(hand)
    owner.completed(call.id)
    desk.changed.emit({"job"})
    [row] = unhappy(hand)
    assert "Service call done today" in row.accessibleName()
    hand.click(row.main)
    assert hand.find(QLabel, "told").text() == "Unhappy since Fri 20 Nov. The service call was done today."


def test_the_menu_leads_to_the_job_and_the_customer(
    desk: Desk, theme: Theme, show: Show, job_id: UUID, complaint: Complaint
) -> None:
    page = TodayPage(desk, theme)
    places: list[tuple[str, object]] = []
    page.page_asked.connect(lambda key, subject: places.append((key, subject)))
    hand = show(page)
    for entry in ("open_job", "open_customer"):
        hand.click(unhappy(hand)[0].skip)
        hand.take("row_menu", entry)
    assert places == [("job", job_id), ("customer", complaint.customer_id)]


def test_of_what_came_in_without_a_job_no_service_call_is_made(
    desk: Desk, theme: Theme, show: Show, owner: Owner
) -> None:
    owner.do(complaints.open_one, owner.customer(), "Mud on the drive")
    hand = show(TodayPage(desk, theme))
    hand.click(unhappy(hand)[0].skip)
    names = {action.objectName() for action in hand.find(QMenu, "row_menu").actions()}
    assert names >= {"promise_a_day", "open_customer"}
    assert not names & {"service_call", "open_job"}
    hand.find(QMenu, "row_menu").close()


# Wherever else it is told


def test_the_timeline_has_it_too(desk: Desk, theme: Theme, show: Show, complaint: Complaint) -> None:
    page = CustomerPage(desk, theme)
    page.show_subject(complaint.customer_id)
    hand = show(page)
    page.line.source_asked.emit("complaint", complaint.id)
    write_how(hand)
    assert every(desk, Complaint)[0].how == "New seal"


def test_an_entry_of_the_timeline_opens_its_sheet(desk: Desk, theme: Theme, show: Show, complaint: Complaint) -> None:
    page = CustomerPage(desk, theme)
    page.show_subject(complaint.customer_id)
    hand = show(page)
    [told] = [one for one, target in page.line._targets.items() if target == ("complaint", complaint.id)]
    page.line.line.entry_opened.emit(told)
    assert hand.sheet("complaint").accessibleName() == "Put it right"
    hand.sheet().dismiss()
    desk.do(complaints.settle, complaint.id, "New seal", label="Put right")
    assert not [one for one, target in page.line._targets.items() if target[0] == "complaint"]


def test_the_page_of_the_job_says_it_until_it_is_put_right(
    desk: Desk, theme: Theme, show: Show, job_id: UUID, complaint: Complaint
) -> None:
    page = JobPage(desk, theme)
    page.show_subject(job_id)
    hand = show(page)
    banner = hand.find(QWidget, "job_complaint")
    assert banner.accessibleName() == "Leah is unhappy. It drips. Since Fri 20 Nov."
    hand.press("act", banner)
    write_how(hand)
    QApplication.processEvents()
    assert not [one for one in page.findChildren(QWidget, "job_complaint") if one.isVisible()]
    desk.undo()
    assert hand.find(QWidget, "job_complaint").isVisible()


def test_the_page_of_its_service_call_says_it_too(desk: Desk, theme: Theme, show: Show, complaint: Complaint) -> None:
    desk.do(check_ins.answer_complaint, complaint.id, "Come", date(2026, 11, 27), service_call=True, label="Noted")
    [call] = [job for job in every(desk, Job) if job.kind == JobKind.SERVICE_CALL]
    page = JobPage(desk, theme)
    page.show_subject(call.id)
    assert show(page).find(QWidget, "job_complaint").isVisible()


def test_a_card_of_the_board_is_put_right_from_its_menu_while_a_promise_stands_for_it(
    desk: Desk, theme: Theme, show: Show, owner: Owner, job_id: UUID
) -> None:
    said = Said(True, 3, "Dust", promised="Clean it", promised_on=owner.now.date() + timedelta(days=7))
    owner.do(check_ins.check_in, job_id, said)
    owner.do(followups.do, owner.asked(job_id)[Purpose.THREE_MONTHS].id)
    page = PipelinePage(desk, theme)
    hand = show(page)
    [card] = [one for one in page._cards.values() if one.standing == Standing.FOLLOWED_UP]
    assert (card.due, card.complaint_id is not None) == (None, True)
    page._menu.pop_up(card, page.mapToGlobal(page.rect().center()))
    hand.take("card_menu", "card_put_right")
    write_how(hand, "Cleaned it")
    assert every(desk, Complaint)[0].how == "Cleaned it"


def test_a_card_that_asks_for_it_today_does_not_offer_it_twice(
    desk: Desk, theme: Theme, show: Show, owner: Owner, job_id: UUID, complaint: Complaint
) -> None:
    owner.do(followups.do, owner.asked(job_id)[Purpose.THREE_MONTHS].id)
    page = PipelinePage(desk, theme)
    hand = show(page)
    [card] = [one for one in page._cards.values() if one.job_id == job_id]
    assert card.due is not None
    assert (card.due.decision, card.due.kind) == (Decision.PUT_RIGHT, Kind.DECISION)
    page._menu.pop_up(card, page.mapToGlobal(page.rect().center()))
    menu = hand.find(QMenu, "card_menu")
    names = [action.objectName() for action in menu.actions()]
    assert ("card_due" in names, "card_put_right" in names) == (True, False)
    hand.take("card_menu", "card_due")
    write_how(hand)
    assert every(desk, Complaint)[0].how == "New seal"
