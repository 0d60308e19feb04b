from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from sqlmodel import select

from tests.owner import Owner
from tests.ui.conftest import Hand
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.promise import Promise
from tradesman.book.store import Book
from tradesman.book.testimonial import Complaint, Feedback, Testimonial
from tradesman.services import complaints, customers, duplicates, followups, today
from tradesman.services.decisions import Decision
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.feedback_dialog import FeedbackDialog
from tradesman.ui.dialogs.row_dialog import dialog_of
from tradesman.ui.kept_drafts import Drafts
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

Open = Callable[..., Hand]


@pytest.fixture
def job_id(book: Book, clock: Any) -> UUID:
    return Owner(book, clock()).completed()


@pytest.fixture
def owner(book: Book, clock: Any) -> Owner:
    return Owner(book, clock())


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID, book: Book, clock: Any) -> Open:
    """The call sheet of the job, three months on unless said."""

    def open_sheet(purpose: Purpose = Purpose.THREE_MONTHS) -> Hand:
        hand = show()
        followup_id = Owner(book, clock()).asked(job_id)[purpose].id
        FeedbackDialog(hand.window, desk, theme, job_id, followup_id).open()
        return hand

    return open_sheet


def rows(desk: Desk, kind: type[Any]) -> list[Any]:
    return desk.ask(lambda session: list(session.exec(select(kind)).all()))


def seen(hand: Hand) -> set[str]:
    names = ("promised", "promised_on", "no_promise", "quote", "who_else", "put_right_first", "enquire")
    return {name for name in names for one in hand.window.findChildren(QWidget, name) if one.isVisible()}


def test_what_is_not_holding_asks_no_favour_and_says_why(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.type("words", "It drips again")
    hand.choose("quote", "Yes")
    assert seen(hand) == {"quote", "who_else"}
    hand.choose("holding", "No")
    assert seen(hand) == {"promised", "promised_on", "put_right_first"}
    assert "service call" in hand.find(QWidget, "put_right_first").text()  # type: ignore[attr-defined]
    hand.press("main")
    assert hand.no_sheet()
    [service] = [job for job in rows(desk, Job) if job.kind == JobKind.SERVICE_CALL]
    [promise] = rows(desk, Promise)
    assert (promise.words, str(promise.due_on), promise.job_id) == ("Come and put it right", "2026-11-23", service.id)
    [feedback] = rows(desk, Feedback)
    assert (feedback.holding, feedback.may_quote, rows(desk, Testimonial)) == (False, None, [])


def test_a_promise_that_was_taken_out_is_asked_for(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("holding", "No")
    hand.type("promised", " ")
    hand.press("main")
    assert hand.find(QWidget, "error").text().startswith("What do you promise")  # type: ignore[attr-defined]
    hand.type("promised", "Come at eight")
    hand.type("promised_on", "32/13")
    hand.press("main")
    assert rows(desk, Feedback) == []
    hand.type("promised_on", "24/11")
    hand.press("main")
    assert hand.no_sheet()
    assert [(one.words, str(one.due_on)) for one in rows(desk, Promise)] == [("Come at eight", "2026-11-24")]


def test_a_low_score_is_a_complaint_and_what_was_named_is_not_lost(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("holding", "Yes")
    hand.type("who_else", "Jane")
    hand.choose("score", "3")
    assert seen(hand) == {"promised", "promised_on", "no_promise", "put_right_first"}
    hand.type("words", "Dust everywhere")
    hand.type("promised", "Clean it")
    hand.press("main")
    assert hand.no_sheet()
    assert [found.what for found in rows(desk, Complaint)] == ["Dust everywhere"]
    [promise] = rows(desk, Promise)
    assert (promise.words, str(promise.due_on), promise.job_id) == ("Clean it", "2026-11-23", None)
    assert rows(desk, Testimonial) == []
    assert rows(desk, Feedback)[0].who_else == "Jane"


def test_for_a_low_score_nothing_is_promised_only_by_saying_so(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("score", "3")
    hand.type("promised", " ")
    hand.press("main")
    assert "say that you promise nothing yet" in hand.find(QWidget, "error").text()  # type: ignore[attr-defined]
    hand.press("no_promise")
    assert seen(hand) == {"no_promise", "put_right_first"}
    hand.choose("holding", "No")  # then there is no way round a promise
    assert seen(hand) == {"promised", "promised_on", "put_right_first"}
    hand.choose("holding", "Yes")
    hand.press("main")
    assert hand.no_sheet()
    assert (rows(desk, Promise), [one.what for one in rows(desk, Complaint)]) == ([], ["3 of 10, without a word"])
    assert [row.decision for row in desk.ask(today.rows) if row.decision is not None] == [Decision.PUT_RIGHT]


def test_that_nothing_is_promised_comes_back_with_the_draft(opened: Open) -> None:
    hand = opened()
    hand.choose("score", "3")
    hand.press("no_promise")
    hand.sheet().dismiss()
    hand = opened()
    assert seen(hand) == {"no_promise", "put_right_first"}
    assert hand.sheet().values()["promised"] == "Come and put it right"  # type: ignore[attr-defined]


def test_the_enquiry_pushes_no_promise_out_of_sight(opened: Open) -> None:
    hand = opened()
    promise = hand.find(QWidget, "promise_note")
    hand.type("who_else", "Jane")
    QApplication.processEvents()
    tops = {one.mapTo(hand.window, QPoint()).y() for one in (promise, hand.find(QWidget, "enquire"))}
    assert len(tops) == 1


def test_there_is_one_way_to_promise(opened: Open) -> None:
    hand = opened()
    button = hand.find(QWidget, "promise_note")
    hand.choose("holding", "No")
    assert (button.isVisible(), "promised" in seen(hand)) == (False, True)
    hand.choose("holding", "Yes")
    assert (button.isVisible(), "promised" in seen(hand)) == (True, False)


def test_kind_words_are_kept_to_be_asked_for_where_nobody_asked_yet(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("score", "9")
    hand.type("words", "Very tidy")
    hand.press("main")
    assert hand.no_sheet()  # consent is not asked for now
    [draft] = rows(desk, Testimonial)
    assert (draft.words, draft.consent_at, draft.is_released) == ("Very tidy", None, False)


@pytest.fixture(params=[100, 130])
def percent(request: pytest.FixtureRequest, theme: Theme) -> Iterator[int]:
    theme.set_text_percent(request.param)
    yield request.param
    theme.set_text_percent(100)


def test_all_five_questions_are_seen_in_a_small_window(
    desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID, percent: int
) -> None:
    hand = show(None, 1093, 614)
    sheet = FeedbackDialog(hand.window, desk, theme, job_id)
    sheet.open()
    view = sheet._scroll.viewport()
    for key in ("holding", "score", "words", "quote", "who_else"):
        box = sheet.form.box(key)
        top, bottom = (box.mapTo(view, point) for point in (box.rect().topLeft(), box.rect().bottomLeft()))
        assert view.rect().contains(top), key  # with the largest text the last begin, and ask to be scrolled to
        assert view.rect().contains(bottom) or percent > 100, key


@pytest.mark.parametrize("answer", [("holding", "No"), ("score", "3")])
def test_what_an_answer_brings_out_is_brought_into_sight(
    desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID, percent: int, answer: tuple[str, str]
) -> None:
    hand = show(None, 1093, 614)
    sheet = FeedbackDialog(hand.window, desk, theme, job_id)
    sheet.open()
    hand.choose(*answer)
    QApplication.processEvents()
    view = sheet._scroll.viewport()
    for part in (sheet.form.box("promised"), sheet.form.box("promised_on"), sheet._why):
        top, bottom = (part.mapTo(view, point) for point in (part.rect().topLeft(), part.rect().bottomLeft()))
        assert view.rect().contains(top), part.objectName()
        assert view.rect().contains(bottom), part.objectName()
    foot = hand.find(QWidget, "main")
    assert hand.window.rect().contains(foot.mapTo(hand.window, foot.rect().bottomRight()))


def test_a_long_name_gives_way_to_the_whole_number(
    desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID, percent: int
) -> None:
    customer_id = desk.ask(lambda session: session.load(Job, job_id)).customer_id
    name = "Wilhelmina Featherstonehaugh-Cholmondeley and Sons Restorations Limited"
    desk.do(customers.change, customer_id, name=name, label="Renamed")
    hand = show(None, 1093, 614)
    sheet = FeedbackDialog(hand.window, desk, theme, job_id)
    sheet.open()
    QApplication.processEvents()
    who, phone = hand.find(Label, "who"), hand.find(Label, "phone")
    assert phone.text() == "020 7946 0958"
    assert phone.width() >= phone.sizeHint().width()
    assert sheet.rect().contains(phone.mapTo(sheet, phone.rect().bottomRight()))
    assert who.width() < who.sizeHint().width()
    assert name in who.toolTip()


def test_where_the_call_three_months_on_is_due_too_the_sheet_asks_all_of_it(
    desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID, clock: Any, owner: Owner
) -> None:
    clock.now = owner.at("2027-02-22")
    [row] = [row for row in desk.ask(today.rows) if row.purpose == Purpose.SERVICE_CHECK]
    assert Purpose.THREE_MONTHS in {other.purpose for other in row.also}
    hand = show()
    dialog_of(hand.window, desk, theme, row).open()
    assert seen(hand) == {"quote", "who_else"}
    hand.choose("holding", "Yes")
    hand.type("who_else", "Jane")
    hand.press("main")
    assert hand.no_sheet()
    states = {purpose: owner.asked(job_id)[purpose].state for purpose in (Purpose.SERVICE_CHECK, Purpose.THREE_MONTHS)}
    assert set(states.values()) == {FollowUpState.DONE}
    assert rows(desk, Feedback)[0].who_else == "Jane"


def test_not_reached_nobody_is_rung_again_for_what_stood_with_it(
    desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID, clock: Any, owner: Owner
) -> None:
    clock.now = owner.at("2027-02-22")
    [row] = [row for row in desk.ask(today.rows) if row.purpose == Purpose.SERVICE_CHECK]
    hand = show()
    dialog_of(hand.window, desk, theme, row).open()
    hand.press("not_reached")

    def to_ring() -> set[Purpose | None]:
        parts = [part for left in desk.ask(today.rows) for part in (left, *left.also)]
        return {part.purpose for part in parts if part.kind == today.Kind.CALL}

    assert to_ring() == set()
    clock.now = owner.at("2027-02-23")
    assert to_ring() == {Purpose.SERVICE_CHECK, Purpose.THREE_MONTHS}
    assert desk.undo() == "Call logged"


def test_while_a_complaint_is_open_no_favour_is_asked(opened: Open, desk: Desk, job_id: UUID) -> None:
    customer_id = desk.ask(lambda session: session.load(Job, job_id)).customer_id
    desk.do(complaints.open_one, customer_id, "Mud", label="Complaint")
    hand = opened()
    hand.type("words", "Good now")
    assert seen(hand) == {"put_right_first"}
    assert "complaint is open" in hand.find(QWidget, "put_right_first").text()  # type: ignore[attr-defined]


def test_the_service_check_asks_nobody_whom_else(opened: Open) -> None:
    hand = opened(Purpose.SERVICE_CHECK)
    assert seen(hand) == {"quote"}
    assert hand.sheet().accessibleName() == "Anything to fix?"


def test_not_reached_it_comes_back(opened: Open, desk: Desk, book: Book, clock: Any, job_id: UUID) -> None:
    hand = opened()
    hand.press("not_reached")
    assert hand.no_sheet()
    found = Owner(book, clock()).asked(job_id)[Purpose.THREE_MONTHS]
    assert (found.state, found.snoozed_until is not None) == (FollowUpState.OPEN, True)


def test_nothing_said_is_not_kept(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.press("main")
    assert hand.find(QWidget, "error").text().startswith("Nothing was noted yet")  # type: ignore[attr-defined]
    assert rows(desk, Feedback) == []


# What was noted and not kept


def key_of(book: Book, clock: Any, job_id: UUID) -> str:
    return f"feedback/{job_id}/{Owner(book, clock()).asked(job_id)[Purpose.THREE_MONTHS].id}"


def test_what_was_noted_comes_back_after_esc_and_a_crash(
    opened: Open, desk: Desk, book: Book, clock: Any, job_id: UUID, qtbot: Any
) -> None:
    hand = opened()
    hand.choose("holding", "Yes")
    hand.choose("score", "10")
    hand.type("words", "Very tidy")
    hand.choose("quote", "Yes")
    hand.type("who_else", "Jane")
    desk.drafts.flush()  # what the moment after the last key does
    kept = Drafts(book.folder).get(key_of(book, clock, job_id))
    assert kept is not None
    assert kept["values"]["words"] == "Very tidy"
    qtbot.keyClick(hand.sheet(), Qt.Key.Key_Escape)
    clock.later(minutes=5)
    hand = opened()
    assert hand.find(Label, "draft_words").text() == "Draft of 10:00 kept"
    values = hand.sheet().values()  # type: ignore[attr-defined]
    assert (values["holding"], values["score"], values["words"]) == ("yes", "10", "Very tidy")
    assert (values["quote"], values["who_else"]) == ("yes", "Jane")
    hand.press("main")
    [feedback] = rows(desk, Feedback)
    assert (feedback.score, feedback.words, feedback.may_quote) == (10, "Very tidy", True)
    assert not desk.drafts.newest("")


def test_a_promise_that_was_taken_out_stays_out(opened: Open) -> None:
    hand = opened()
    hand.choose("holding", "No")
    hand.type("promised", " ")
    hand.type("promised_on", "24/11")
    hand.sheet().dismiss()
    values = opened().sheet().values()  # type: ignore[attr-defined]
    assert (values["holding"], values["promised"], str(values["promised_on"])) == ("no", "", "2026-11-24")


def test_one_can_begin_anew(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("holding", "No")
    hand.type("words", "It drips")
    hand.type("promised_on", "24/11")
    hand.sheet().dismiss()
    hand = opened()
    hand.press("draft_discard")
    values = hand.sheet().values()  # type: ignore[attr-defined]
    assert (values["holding"], values["words"], str(values["promised_on"])) == (None, "", "2026-11-23")
    assert not desk.drafts.newest("")
    hand.choose("holding", "No")
    assert hand.sheet().values()["promised"] == "Come and put it right"  # type: ignore[attr-defined]


def test_without_a_word_there_is_no_draft(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("holding", "Yes")
    hand.find(QWidget, "holding").set_value(None)  # type: ignore[attr-defined]
    hand.sheet().dismiss()
    assert not desk.drafts.newest("")


@pytest.mark.parametrize("kept", [{"at": "never"}, {"at": "2026-11-20T10:00:00+00:00", "values": 3}])
def test_a_draft_that_makes_no_sense_is_forgotten(
    opened: Open, desk: Desk, book: Book, clock: Any, job_id: UUID, kept: dict[str, Any]
) -> None:
    desk.drafts.keep(key_of(book, clock, job_id), kept)
    hand = opened()
    assert hand.sheet().values()["words"] == ""  # type: ignore[attr-defined]
    assert not desk.drafts.newest("")


def test_a_call_that_is_taken_back_offers_its_words_again(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("holding", "Yes")
    hand.type("words", "Very tidy")
    hand.press("main")
    assert not desk.drafts.newest("")
    assert desk.undo() == "Feedback kept"
    hand = opened()
    assert hand.sheet().values()["words"] == "Very tidy"  # type: ignore[attr-defined]
    hand.sheet().dismiss()
    desk.redo()
    assert not desk.drafts.newest("")
    assert rows(desk, Feedback)[0].words == "Very tidy"


def test_not_reached_what_was_noted_waits_for_the_next_call(opened: Open) -> None:
    hand = opened()
    hand.type("words", "The neighbour says it is fine")
    hand.press("not_reached")
    assert opened().sheet().values()["words"] == "The neighbour says it is fine"  # type: ignore[attr-defined]


def test_the_draft_ends_with_its_follow_up_and_with_the_person(
    opened: Open, desk: Desk, book: Book, clock: Any, job_id: UUID
) -> None:
    asked = Owner(book, clock()).asked(job_id)[Purpose.THREE_MONTHS]
    opened().type("words", "Engaged")
    desk.do(followups.skip, asked.id, "Moved away", label="Skipped")
    assert not desk.drafts.newest("")
    desk.undo()
    assert desk.drafts.newest("feedback/") == key_of(book, clock, job_id)
    desk.drafts.forget(asked.customer_id)
    assert not desk.drafts.newest("")


def test_of_two_made_one_the_draft_stays_and_goes_with_who_stays(
    opened: Open, desk: Desk, book: Book, clock: Any, job_id: UUID
) -> None:
    hand = opened()
    hand.type("words", "Very tidy")
    hand.sheet().dismiss()
    gone = desk.ask(lambda session: session.load(Job, job_id)).customer_id
    kept = Owner(book, clock()).customer("Leah N")
    desk.do(duplicates.merge, kept, gone, label="Merged")
    desk.drafts.hand_over(gone, kept)  # as the sheet of the merge does
    hand = opened()
    assert hand.sheet().values()["words"] == "Very tidy"  # type: ignore[attr-defined]
    desk.drafts.forget(kept)
    assert not desk.drafts.newest("feedback/")
