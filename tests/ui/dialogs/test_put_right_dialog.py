"""What a service call was, in one sheet."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.owner import Owner
from tests.ui.conftest import Clock, Hand
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.job import Job, JobKind
from tradesman.book.store import Book
from tradesman.services import customers, jobs, kits, prices, quotes
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.put_right_dialog import PutRightDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet


@pytest.fixture
def owner(book: Book, clock: Clock) -> Owner:
    return Owner(book, clock.now)


@pytest.fixture
def call(owner: Owner) -> UUID:
    """A service call for a job under guarantee, which came in on the day when that was done."""
    quote_id = owner.drafted()
    promised = {"guarantee": "No drips", "guarantee_kind": GuaranteeKind.RESULT, "guarantee_months": 12}
    owner.do(quotes.change_option, quote_id, owner.option(quote_id), **promised)
    earlier = owner.completed(owner.accepted(owner.given(quote_id)))
    customer_id = owner.get(Job, earlier).customer_id
    asked = owner.enquiry(customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    return owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id


@pytest.fixture
def sheet(call: UUID, desk: Desk, theme: Theme, show: Callable[..., Hand]) -> Hand:
    hand = show()
    PutRightDialog(hand.window, desk, theme, call)
    return hand


def faults(hand: Hand) -> list[str]:
    labels = hand.window.findChildren(Label)
    return [label.text() for label in labels if label.isVisible() and label._tone == "danger"]


def test_the_guarantee_suggests_who_bears_it(sheet: Hand, call: UUID, owner: Owner, desk: Desk) -> None:
    assert sheet.find(Label, "who").text() == "Leah Novak: It drips again"
    assert sheet.find(Label, "earlier_words").text() == (
        "Its guarantee, No drips, holds until 20 November 2027. Came in today, not fixed yet."
    )
    sheet.type("cause", "Washer split")
    sheet.press("main", sheet.sheet("put_right"))
    assert sheet.no_sheet()
    job = owner.get(Job, call)
    assert (job.cause, job.cost_to_me_minor, job.under_guarantee) == ("Washer split", None, True)
    assert (job.fixed_by_me, job.failed_item_id) == (True, None)  # proposed, and none
    assert desk.undo() is not None
    assert owner.get(Job, call).cause == ""


def test_what_is_missing_or_cannot_be_is_said_and_nothing_is_lost(sheet: Hand, call: UUID, owner: Owner) -> None:
    sheet.type("cost", "12,3.4,5")
    sheet.press("main", sheet.sheet("put_right"))
    assert len(faults(sheet)) == 2
    assert "This is needed." in faults(sheet)
    assert any(fault.startswith("This is not an amount.") for fault in faults(sheet))
    sheet.type("cause", "Washer split")
    sheet.type("cost", "-5")
    sheet.press("main", sheet.sheet("put_right"))
    assert faults(sheet) == ["A cost cannot be less than nothing."]
    assert owner.get(Job, call).cause == ""
    sheet.type("cost", "1,045.50")
    sheet.press("covered-no")
    sheet.press("main", sheet.sheet("put_right"))
    job = owner.get(Job, call)
    assert (job.cause, job.cost_to_me_minor, job.under_guarantee) == ("Washer split", 104_550, False)


def test_what_was_noted_comes_back_to_be_corrected(
    call: UUID, owner: Owner, desk: Desk, theme: Theme, clock: Clock, show: Callable[..., Hand]
) -> None:
    tap = owner.do(prices.add, "Tap, chrome", 4_000).id
    said = {"under_guarantee": False, "fixed_by_me": False, "failed_item_id": tap}
    owner.do(jobs.put_right, call, "Washer split", 4_500, **said)
    owner.at("2026-11-24")
    owner.completed(call)
    clock.now = owner.now
    hand = show()
    sheet: Any = PutRightDialog(hand.window, desk, theme, call)
    noted = {"cause": "Washer split", "covered": "no", "fixed_by": "other", "cost": "45.00"}
    assert sheet.values() == {"earlier": owner.get(Job, call).earlier_job_id, **noted}
    assert hand.find(QLineEdit, "failed_item").text() == "Tap, chrome"
    assert hand.find(Label, "earlier_words").text().endswith("Came in Fri 20 Nov, fixed in 4 days.")
    hand.type("cost", "")
    hand.qtbot.keyClick(hand.find(QLineEdit, "cost"), Qt.Key.Key_Delete)
    hand.press("main", hand.sheet("put_right"))
    job = owner.get(Job, call)
    assert (job.cost_to_me_minor, job.fixed_by_me, job.failed_item_id) == (None, False, tap)


@pytest.mark.parametrize(("day", "words"), [("2026-11-20", "the same day."), ("2026-11-21", "in 1 day.")])
def test_days_to_fix_are_said_as_people_say_them(
    call: UUID, owner: Owner, desk: Desk, theme: Theme, show: Callable[..., Hand], day: str, words: str
) -> None:
    owner.at(day)
    owner.completed(call)
    hand = show()
    PutRightDialog(hand.window, desk, theme, call)
    assert hand.find(Label, "earlier_words").text().endswith(f"fixed {words}")


def test_a_guarantee_that_ended_suggests_the_customer_bears_it(
    call: UUID, owner: Owner, desk: Desk, theme: Theme, clock: Clock, show: Callable[..., Hand]
) -> None:
    owner.at("2027-12-01")
    clock.now = owner.now
    earlier = owner.get(Job, call).earlier_job_id
    customer_id = owner.get(Job, call).customer_id
    asked = owner.enquiry(customer_id, "Again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    late = owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    hand = show()
    sheet = PutRightDialog(hand.window, desk, theme, late)
    assert sheet.values()["covered"] == "no"
    assert "ended 20 November." in hand.find(Label, "earlier_words").text()
    assert isinstance(hand.sheet("put_right"), Sheet)


# Which item failed


@pytest.fixture
def stocked(owner: Owner) -> dict[str, UUID]:
    """Three items of the price book, and a kit; the valve is used in the next quote."""
    made = {
        words: owner.do(prices.add, words, 4_000, code=code, supplier="Pipes").id
        for words, code in (("Valve", "V1"), ("Tap, chrome", "T1"), ("Tap, brass", "T2"))
    }
    owner.do(kits.make, "Tap, fitted", [(made["Tap, brass"], 1_000)])
    return made


@pytest.fixture
def used(owner: Owner, stocked: dict[str, UUID]) -> UUID:
    """A service call for a job in which the valve was used."""
    quote_id = owner.drafted()
    owner.do(quotes.add_from_price_book, quote_id, owner.option(quote_id), stocked["Valve"])
    earlier = owner.completed(owner.accepted(owner.given(quote_id)))
    asked = owner.enquiry(
        owner.get(Job, earlier).customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, answered_live=True
    )
    return owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id


def offered(hand: Hand) -> list[str]:
    places = [hand.window.findChildren(QAbstractButton, f"suggestion_{number}") for number in range(6)]
    return [row.accessibleName() for rows in places for row in rows if row.isVisible()]


def test_what_was_used_is_offered_before_a_letter_is_typed(
    used: UUID, stocked: dict[str, UUID], owner: Owner, desk: Desk, theme: Theme, show: Callable[..., Hand]
) -> None:
    hand = show()
    PutRightDialog(hand.window, desk, theme, used)
    assert offered(hand) == []
    hand.type("cause", "Spring broke")
    hand.press("covered-yes")
    field = hand.find(QLineEdit, "failed_item")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert offered(hand) == ["Valve, V1, used in that job"]
    hand.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), offered(hand)) == ("Valve", [])
    hand.press("fixed_by-other")
    hand.press("main", hand.sheet("put_right"))
    job = owner.get(Job, used)
    assert (job.failed_item_id, job.fixed_by_me, job.under_guarantee) == (stocked["Valve"], False, True)


def test_another_item_is_found_by_its_words_and_kits_are_not(
    used: UUID, stocked: dict[str, UUID], owner: Owner, desk: Desk, theme: Theme, show: Callable[..., Hand]
) -> None:
    hand = show()
    PutRightDialog(hand.window, desk, theme, used)
    hand.type("cause", "Rust")
    hand.press("covered-no")
    hand.type("failed_item", "tap")
    assert offered(hand) == ["Tap, brass, T2, £40.00", "Tap, chrome, T1, £40.00"]
    hand.press("suggestion_1")
    hand.press("main", hand.sheet("put_right"))
    assert owner.get(Job, used).failed_item_id == stocked["Tap, chrome"]


def test_words_that_are_no_item_are_said_and_kept(
    used: UUID, owner: Owner, desk: Desk, theme: Theme, show: Callable[..., Hand]
) -> None:
    hand = show()
    sheet: Any = PutRightDialog(hand.window, desk, theme, used)
    hand.type("cause", "Rust")
    hand.press("covered-no")
    hand.type("failed_item", "boiler")
    assert offered(hand) == []
    hand.press("main", sheet)
    assert faults(hand) == ["No item is picked. Take one of those offered, or none."]
    assert (hand.find(QLineEdit, "failed_item").text(), owner.get(Job, used).cause) == ("boiler", "")
    hand.find(QLineEdit, "failed_item").selectAll()
    hand.qtbot.keyClick(hand.find(QLineEdit, "failed_item"), Qt.Key.Key_Delete)
    assert offered(hand) == ["Valve, V1, used in that job"]
    assert faults(hand) == []
    hand.press("main", sheet)
    assert hand.no_sheet()
    assert (owner.get(Job, used).cause, owner.get(Job, used).failed_item_id) == ("Rust", None)


def test_what_is_offered_goes_when_the_field_is_left(
    used: UUID, desk: Desk, theme: Theme, show: Callable[..., Hand]
) -> None:
    hand = show()
    PutRightDialog(hand.window, desk, theme, used)
    hand.find(QLineEdit, "failed_item").setFocus()
    assert len(offered(hand)) == 1
    hand.qtbot.keyClick(hand.find(QLineEdit, "failed_item"), Qt.Key.Key_Tab)
    assert offered(hand) == []


def test_an_item_that_went_meanwhile_is_said(
    used: UUID, stocked: dict[str, UUID], owner: Owner, desk: Desk, theme: Theme, show: Callable[..., Hand]
) -> None:
    hand = show()
    sheet: Any = PutRightDialog(hand.window, desk, theme, used)
    hand.type("cause", "Rust")
    hand.press("covered-no")
    hand.type("failed_item", "chrome")
    hand.press("suggestion_0")
    owner.do(prices.remove, stocked["Tap, chrome"])
    hand.press("main", sheet)
    assert faults(hand) == [
        "This item is no longer in the price book. Nothing was changed. Choose another one, or none."
    ]
    assert owner.get(Job, used).cause == ""


# Which job is put right


def test_another_earlier_job_is_chosen_and_its_guarantee_counts(
    owner: Owner, call: UUID, desk: Desk, theme: Theme, clock: Clock, show: Callable[..., Hand]
) -> None:
    customer_id = owner.get(Job, call).customer_id
    clock.now = owner.at("2026-11-23")
    shower = owner.do(jobs.take_on, owner.enquiry(customer_id, "Shower", answered_live=True)).id
    asked = owner.enquiry(customer_id, "Wet again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    late = owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=shower).id
    hand = show()
    sheet: Any = PutRightDialog(hand.window, desk, theme, late)
    field = hand.find(ChoiceField, "earlier")
    assert [field.itemText(place) for place in range(field.count())] == [
        *("Shower, agreed 23 November", "It drips again, agreed 20 November", "New boiler, done 20 November"),
        "None: it is other work",
    ]
    assert (hand.find(Label, "earlier_words").text(), sheet.values()["covered"]) == (
        "No guarantee is noted with that job. Came in today, not fixed yet.",
        None,
    )
    field.setCurrentIndex(2)
    assert hand.find(Label, "earlier_words").text().startswith("Its guarantee, No drips, holds until")
    assert sheet.values()["covered"] == "yes"
    hand.type("cause", "Joint")
    hand.press("main", sheet)
    assert owner.get(Job, late).earlier_job_id == owner.get(Job, call).earlier_job_id


def test_what_puts_nothing_right_is_other_work(sheet: Hand, call: UUID, owner: Owner, desk: Desk) -> None:
    field = sheet.find(ChoiceField, "earlier")
    field.setCurrentIndex(field.count() - 1)
    assert sheet.find(Label, "earlier_words").text().startswith("It becomes work of its own, and no service call.")
    seen = [name for name in ("cause", "cost", "failed_item") if _sees(sheet, name)]
    assert seen == []
    sheet.press("main", sheet.sheet("put_right"))
    assert sheet.no_sheet()
    assert owner.get(Job, call).kind == JobKind.WORK
    assert desk.undo() is not None
    assert owner.get(Job, call).kind == JobKind.SERVICE_CALL


def _sees(hand: Hand, name: str) -> bool:
    return any(widget.isVisible() for widget in hand.window.findChildren(QWidget, name))


def test_the_cause_is_noted_though_the_earlier_job_is_gone(
    owner: Owner, call: UUID, desk: Desk, theme: Theme, show: Callable[..., Hand]
) -> None:
    stranger = owner.enquiry(owner.customer("Bo Reed"), "Wet", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    earlier = owner.get(Job, call).earlier_job_id
    other = owner.do(jobs.take_on, stranger, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    owner.do(customers.erase, owner.get(Job, call).customer_id)
    hand = show()
    sheet: Any = PutRightDialog(hand.window, desk, theme, other)
    assert hand.find(ChoiceField, "earlier").currentText() == "A job that is no longer in the book"
    hand.type("cause", "Joint")
    hand.press("covered-yes")
    hand.press("main", sheet)
    job = owner.get(Job, other)
    assert (job.cause, job.earlier_job_id, job.kind) == ("Joint", None, JobKind.SERVICE_CALL)
