"""A service call is taken on for the job that it puts right."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.owner import Owner
from tests.ui.conftest import Clock, Hand
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.job import Job, JobKind
from tradesman.book.store import Book
from tradesman.services import customers, jobs
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.take_on_dialog import TakeOnDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.labels import Label

Open = Callable[[UUID], Hand]


@pytest.fixture
def owner(book: Book, clock: Clock) -> Owner:
    return Owner(book, clock.now)


@pytest.fixture
def open_on(desk: Desk, theme: Theme, show: Callable[..., Hand]) -> Open:
    def opened(enquiry_id: UUID) -> Hand:
        hand = show()
        TakeOnDialog(hand.window, desk, theme, enquiry_id, "GBP")
        return hand

    return opened


def asked_again(owner: Owner, customer_id: UUID) -> UUID:
    return owner.enquiry(customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)


def choices(hand: Hand) -> list[str]:
    field = hand.find(ChoiceField, "earlier")
    return [field.itemText(place) for place in range(field.count())]


def agree(hand: Hand) -> None:
    hand.press("main", hand.sheet("take_on"))


def test_the_newest_job_of_the_customer_is_suggested(owner: Owner, open_on: Open, clock: Clock) -> None:
    first = owner.completed()
    customer_id = owner.get(Job, first).customer_id
    clock.now = owner.at("2026-11-23")
    second = owner.do(jobs.take_on, owner.enquiry(customer_id, "Shower", answered_live=True)).id
    owner.completed(second)
    hand = open_on(asked_again(owner, customer_id))
    assert choices(hand) == [
        *("Shower, done 23 November", "New boiler, done 20 November", "None of these: it is other work"),
    ]
    assert hand.find(Label, "cover").text() == "No guarantee is noted with that job."
    agree(hand)
    (made,) = [job for job in owner.all(Job) if job.kind == JobKind.SERVICE_CALL]
    assert (made.earlier_job_id, made.title, made.customer_id) == (second, "It drips again", customer_id)


def test_another_job_or_none_is_chosen_instead(owner: Owner, open_on: Open) -> None:
    customer_id = owner.get(Job, owner.completed()).customer_id
    hand = open_on(asked_again(owner, customer_id))
    hand.find(ChoiceField, "earlier").setCurrentIndex(1)
    assert hand.find(Label, "cover").text() == "It becomes work of its own, and no service call."
    agree(hand)
    assert {job.kind for job in owner.all(Job)} == {JobKind.WORK}


def test_a_customer_without_an_earlier_job_gets_work_of_its_own(owner: Owner, open_on: Open) -> None:
    hand = open_on(asked_again(owner, owner.customer()))
    assert choices(hand) == ["None: it is other work"]
    assert hand.find(Label, "cover").text().startswith("No earlier job of this customer is in the book")
    agree(hand)
    (made,) = owner.all(Job)
    assert (made.kind, made.earlier_job_id) == (JobKind.WORK, None)


def test_an_earlier_job_that_went_meanwhile_is_said_and_the_words_stay(owner: Owner, open_on: Open) -> None:
    earlier = owner.completed()
    hand = open_on(asked_again(owner, owner.get(Job, earlier).customer_id))
    sheet = hand.sheet("take_on")
    owner.do(customers.erase, owner.get(Job, earlier).customer_id)
    hand.type("title", "New washer")
    agree(hand)
    assert hand.sheet("take_on").values()["title"] == "New washer"  # type: ignore[attr-defined]
    texts = [label.text() for label in sheet.findChildren(Label) if label.isVisible()]
    assert "The earlier job is no longer in the book. Nothing was changed. Choose another one." in texts
    assert owner.all(Job) == []


def test_a_long_title_does_not_make_the_sheet_wider_than_the_window(owner: Owner, open_on: Open) -> None:
    customer_id = owner.customer()
    owner.do(jobs.take_on, owner.enquiry(customer_id, "Boiler and all that belongs to it, " * 12, answered_live=True))
    hand = open_on(asked_again(owner, customer_id))
    sheet, field = hand.sheet("take_on"), hand.find(ChoiceField, "earlier")
    assert hand.window.rect().contains(field.mapTo(hand.window, field.rect().bottomRight()))
    assert field.width() < sheet.width() <= hand.window.width()
    assert choices(hand)[0] == "Boiler and all that belongs to it, Boiler…, agreed 20 November"


def test_other_enquiries_are_not_asked_about_an_earlier_job(owner: Owner, open_on: Open) -> None:
    customer_id = owner.get(Job, owner.completed()).customer_id
    hand = open_on(owner.enquiry(customer_id, "A new tap", answered_live=True))
    assert not [field for field in hand.window.findChildren(ChoiceField, "earlier") if field.isVisible()]
    agree(hand)
    assert {job.kind for job in owner.all(Job)} == {JobKind.WORK}
