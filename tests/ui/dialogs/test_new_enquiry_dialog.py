from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlmodel import select

from tradesman.book.customer import Customer, Source
from tradesman.book.enquiry import CameBy, Enquiry, Stage, Urgency
from tradesman.book.job import Job, JobState
from tradesman.book.store import Session
from tradesman.services import customers, visits
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Badge

Show = Callable[..., Any]


class Desktop:
    """The window, the sheet in it, and what came out."""

    def __init__(self, desk: Desk, theme: Theme, show: Show) -> None:
        self.desk, self.theme = desk, theme
        self.hand = show()
        self.drafts: dict[str, Any] = {}
        self.places: list[Any] = []

    def open(self) -> NewEnquiryDialog:
        dialog = NewEnquiryDialog(self.hand.window, self.desk, self.theme, self.drafts)
        dialog.page_asked.connect(lambda key, subject: self.places.append((key, subject)))
        dialog.open()
        return dialog

    def fill(self, name: str = "Leah Novak", what: str = "Water on the floor") -> NewEnquiryDialog:
        dialog = self.open()
        self.hand.type("who", name)
        self.hand.type("phone", "07700 900161")
        self.hand.type("what", what)
        return dialog

    def all(self, kind: Any) -> list[Any]:
        return self.desk.ask(lambda session: list(session.exec(select(kind)).all()))


@pytest.fixture
def top(desk: Desk, theme: Theme, show: Show) -> Desktop:
    return Desktop(desk, theme, show)


def otto(session: Session) -> Customer:
    return customers.add(session, "Otto Lang", phone="07700 900155", address="22 Harbour View")


def test_save_a_new_customer_with_what_was_asked(top: Desktop) -> None:
    dialog = top.fill()
    assert dialog.badge.text() == "Call back by 11:00"
    top.hand.type("address", "19 Tannery Yard")
    top.hand.choose("urgency", "Not working")
    top.hand.choose("source", "Internet")
    top.hand.type("answer_1", "This week")
    top.hand.press("save")
    (customer,), (enquiry,) = top.all(Customer), top.all(Enquiry)
    assert (customer.name, customer.source) == ("Leah Novak", Source.INTERNET)
    assert [point.value for point in customer.contacts] == ["07700 900161"]
    assert customer.properties[0].address == "19 Tannery Yard"
    assert (enquiry.what, enquiry.came_by, enquiry.urgency) == (
        "Water on the floor",
        CameBy.PHONE,
        Urgency.NOT_WORKING,
    )
    assert enquiry.property_id == customer.properties[0].id
    assert [(need.question, need.answer) for need in enquiry.needs] == [("By when do you need it?", "This week")]
    assert top.hand.no_sheet()
    assert not top.drafts


def test_what_is_missing_is_said_and_nothing_saved(top: Desktop) -> None:
    dialog = top.open()
    top.hand.press("save")
    assert dialog.who.form.box("who").error == "This is needed."
    assert dialog.form.box("what").error == "This is needed."
    assert not top.all(Enquiry)
    assert top.hand.find(LineField, "who").hasFocus()


def test_enter_takes_the_known_customer(top: Desktop, qtbot: Any) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    dialog = top.open()
    top.hand.type("who", "otto la")
    assert dialog.who.suggestions.isVisible()
    qtbot.keyClick(top.hand.find(LineField, "who"), Qt.Key.Key_Return)
    assert top.hand.find(LineField, "phone").text() == "07700 900155"
    top.hand.type("what", "The light flickers")
    top.hand.type("phone", "07700 900156")  # the wife rings from her own number
    top.hand.press("save")
    (enquiry,) = top.all(Enquiry)
    assert enquiry.customer_id == known.id
    (customer,) = top.all(Customer)
    assert [point.value for point in customer.contacts] == ["07700 900155", "07700 900156"]


def test_a_number_finds_the_customer_and_another_name_lets_go(top: Desktop) -> None:
    top.desk.do(otto, label="Otto")
    dialog = top.open()
    top.hand.type("phone", "900155")
    top.hand.press("suggestion_0")
    assert top.hand.find(LineField, "who").text() == "Otto Lang"
    top.hand.type("who", "Ottilie Long")
    assert dialog.who.known is None


def test_save_and_call_leads_to_the_log_and_on_to_the_quote(top: Desktop, links: list[str]) -> None:
    top.fill()
    top.hand.press("main", top.hand.sheet("new_enquiry"))
    assert links == ["tel:07700900161"]
    top.hand.sheet("log_call")
    top.hand.choose("outcome", "Reached")
    top.hand.choose("then", "Write a quote")
    top.hand.press("main", top.hand.sheet())
    (enquiry,) = top.all(Enquiry)
    assert enquiry.stage == Stage.QUOTED
    assert [key for key, _ in top.places] == ["quote"]


def test_book_a_visit_at_once(top: Desktop) -> None:
    top.fill()
    top.hand.press("book_visit")
    top.hand.sheet("book_visit")
    top.hand.type("day", "monday")
    top.hand.type("starts", "9")
    top.hand.choose("minutes", "1 h 30 min")
    top.hand.press("main", top.hand.sheet())
    (enquiry,) = top.all(Enquiry)
    (visit,) = top.desk.ask(visits.of_enquiry, enquiry.id)
    assert (visit.day_on.isoformat(), visit.minutes) == ("2026-11-23", 90)


def test_done_and_paid(top: Desktop) -> None:
    top.fill(what="Outside tap")
    top.hand.press("done_and_paid")
    sheet = top.hand.sheet("done_and_paid_sheet")
    top.hand.type("price", "95")
    top.hand.choose("paid_how", "Card")
    top.hand.press("main", sheet)
    (job,) = top.all(Job)
    assert (job.title, job.price_minor, job.paid_how, job.state) == ("Outside tap", 9500, "Card", JobState.COMPLETED)
    assert top.hand.no_sheet()
    assert not top.drafts


def test_answered_live_asks_what_is_next(top: Desktop) -> None:
    dialog = top.fill()
    top.hand.press("answered_live")
    assert dialog.badge.text() == "Answered live"
    top.hand.press("main", dialog)
    top.hand.sheet("next_step")
    (enquiry,) = top.all(Enquiry)
    assert enquiry.answered_live
    assert enquiry.reached_at is not None


def test_came_in_can_be_corrected_but_not_to_later(top: Desktop) -> None:
    dialog = top.fill()
    top.hand.type("came_time", "8:30")
    assert dialog.badge.text() == "Call back was due 09:30"
    top.hand.type("came_time", "11:30")
    top.hand.press("save")
    assert "later than now" in dialog._error.text()
    top.hand.type("came_time", "8:30")
    top.hand.press("save")
    (enquiry,) = top.all(Enquiry)
    assert enquiry.came_in_at.isoformat() == "2026-11-20T08:30:00+00:00"


def test_a_draft_is_kept_and_comes_back(top: Desktop) -> None:
    dialog = top.fill()
    top.hand.type("answer_0", "Mine")
    dialog.dismiss()
    assert not top.all(Enquiry)
    again = top.open()
    assert again.who.name() == "Leah Novak"
    assert again.form.values()["what"] == "Water on the floor"
    assert again.questions.value()[0].answer == "Mine"
    top.hand.press("save")
    assert len(top.all(Enquiry)) == 1
    assert top.open().who.name() == ""
    assert top.hand.find(Badge, "call_due").text() == "Call back by 11:00"
