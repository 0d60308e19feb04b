from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from sqlmodel import select

from tradesman.book.customer import Customer, Source
from tradesman.book.enquiry import CameBy, Enquiry, EnquiryKind, Fit, RoleKind, Stage, Urgency
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.partner import Direction, Partner, Referral
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.services import answers, customers, jobs, partners, visits
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.fields import ChoiceField, LineField
from tradesman.ui.widgets.labels import Badge, Label

Show = Callable[..., Any]
NOBODY = "<b>x</b><img src=y>"


class Desktop:
    """The window, the sheet in it, and what came out."""

    def __init__(self, desk: Desk, theme: Theme, show: Show) -> None:
        self.desk, self.theme = desk, theme
        self.hand = show()
        self.places: list[Any] = []

    def open(self, *args: Any, **rest: Any) -> NewEnquiryDialog:
        dialog = NewEnquiryDialog(self.hand.window, self.desk, self.theme, *args, **rest)
        dialog.page_asked.connect(lambda key, subject: self.places.append((key, subject)))
        dialog.open()
        return dialog

    def fill(self, name: str = "Leah Novak", what: str = "Water on the floor") -> NewEnquiryDialog:
        dialog = self.open()
        self.hand.type("who", name)
        self.hand.type("phone", "020 7946 0161")
        self.hand.type("what", what)
        return dialog

    def all(self, kind: Any) -> list[Any]:
        return self.desk.ask(lambda session: list(session.exec(select(kind)).all()))

    def saved(self) -> tuple[Customer, Enquiry]:
        """Presses Save; the enquiry that is new and whose it is."""
        before = {enquiry.id for enquiry in self.all(Enquiry)}
        self.hand.press("save")
        [enquiry] = [enquiry for enquiry in self.all(Enquiry) if enquiry.id not in before]
        return self.desk.ask(lambda session: session.load(Customer, enquiry.customer_id)), enquiry

    def keys(self, *typed: Any) -> int:
        """Types words and keys wherever the keyboard is; gives how many keys that were."""
        count = 0
        for each in typed:
            where: QWidget | None = self.hand.window.focusWidget()
            assert where is not None
            if isinstance(each, str):
                self.hand.qtbot.keyClicks(where, each)
            else:
                self.hand.qtbot.keyClick(where, *(each if isinstance(each, tuple) else (each,)))
            count += len(each) if isinstance(each, str) else 1
        return count

    def drafts(self) -> bool:
        return bool(self.desk.drafts.newest(""))


@pytest.fixture
def top(desk: Desk, theme: Theme, show: Show) -> Desktop:
    return Desktop(desk, theme, show)


def otto(session: Session) -> Customer:
    made = customers.add(
        session, "Otto Lang", phone="020 7946 0155", email="otto@example.org", address="22 Harbour View, Harrow"
    )
    session.flush()
    jobs.done_and_paid(session, made.id, "Leadwork", 224000, "Cash", CameBy.PHONE)
    return made


def answered(session: Session) -> object:
    answers.add(session, "Why does the tap drip?", "The washer is worn. Turn the water off below the sink.")
    return answers.add(session, "Why does my light flicker?", "Check the lamp holder first.")


CTRL_ENTER = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


# What is saved


def test_save_a_new_customer_with_what_was_asked(top: Desktop) -> None:
    dialog = top.fill()
    assert dialog.badge.text() == "Call back by 11:00"
    top.hand.press("add_reach")
    top.hand.type("address", "19 Tannery Yard")
    top.hand.type("email", "leah@example.org")
    top.hand.choose("urgency", "Not working")
    top.hand.choose("source", "Internet")
    asked = dialog.side.questions._rows[1]
    top.hand.type(asked.answer.objectName(), "This week")
    top.hand.choose("fit", "Good")
    customer, enquiry = top.saved()
    assert (customer.name, customer.source) == ("Leah Novak", Source.INTERNET)
    assert [point.value for point in customer.contacts] == ["020 7946 0161", "leah@example.org"]
    assert (customer.properties[0].address, enquiry.property_id) == ("19 Tannery Yard", customer.properties[0].id)
    assert (enquiry.what, enquiry.came_by, enquiry.urgency) == (
        "Water on the floor",
        CameBy.PHONE,
        Urgency.NOT_WORKING,
    )
    assert (enquiry.kind, enquiry.fit) == (EnquiryKind.NEW_WORK, Fit.GOOD)
    assert [(need.question, need.answer, need.flagged) for need in enquiry.needs] == [
        ("Your own house, and you decide?", "This week", False)
    ]
    assert top.hand.no_sheet()
    assert not top.drafts()


def test_nothing_at_all_is_not_saved(top: Desktop) -> None:
    dialog = top.open()
    top.hand.press("save")
    assert dialog.fields.what_box.error == "Write a name, a number or what is wrong."
    assert not top.all(Enquiry)
    assert top.hand.find(LineField, "who").hasFocus()


@pytest.mark.parametrize(
    ("field", "typed", "name", "what"),
    [
        ("phone", "020 7946 0161", "Caller, no name", "Missed call"),
        ("what", "No light", "Caller, no name", "No light"),
        ("who", "Leah Novak", "Leah Novak", "Missed call"),
    ],
)
def test_as_little_as_is_known_is_enough(top: Desktop, field: str, typed: str, name: str, what: str) -> None:
    top.open()
    top.hand.find(ChoiceField, "came_by").set_value(CameBy.MISSED_CALL)
    top.hand.type(field, typed)
    customer, enquiry = top.saved()
    assert (customer.name, enquiry.what) == (name, what)
    assert customer.greet() == ("there" if name.startswith("Caller") else "Leah")


@pytest.mark.parametrize("kind", list(EnquiryKind))
def test_each_kind_has_its_questions_and_the_clock(top: Desktop, kind: EnquiryKind) -> None:
    dialog = top.fill()
    label = {"new_work": "New work", "question": "Question", "service_call": "Service call"}.get(kind, "Complaint")
    top.hand.choose("kind", label)
    asked = [row.question() for row in dialog.side.questions._rows]
    assert ("Your own house, and you decide?" in asked) == (kind == EnquiryKind.NEW_WORK)
    assert ("What would put it right for you?" in asked) == (kind == EnquiryKind.COMPLAINT)
    assert dialog.badge.text() == "Call back by 11:00"
    _, enquiry = top.saved()
    assert enquiry.kind == kind
    [call] = [row for row in top.all(FollowUp) if row.purpose == Purpose.CALL_BACK]
    assert (call.subject_id, call.due_at) == (enquiry.id, enquiry.call_due_at)
    assert len(top.all(Complaint)) == (kind == EnquiryKind.COMPLAINT)


# Who it is


def test_enter_takes_the_known_customer(top: Desktop, qtbot: Any) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    dialog = top.open()
    top.hand.type("who", "otto la")
    [offered] = dialog.fields.who.suggestions._rows
    assert (offered.suggestion.title, offered.suggestion.initials) == ("Otto Lang, you know each other", "OL")
    assert offered.suggestion.second == "22 Harbour View, leadwork in November, £2,240"
    qtbot.keyClick(top.hand.find(LineField, "who"), Qt.Key.Key_Return)
    assert top.hand.find(LineField, "phone").text() == "020 7946 0155"
    assert top.hand.find(Label, "known_by").text().startswith("You know each other: 22 Harbour View")
    top.hand.type("what", "The light flickers")
    top.hand.type("phone", "020 7946 0156")  # the wife rings from her own number
    customer, enquiry = top.saved()
    assert customer.id == known.id
    assert enquiry.property_id == customer.properties[0].id
    assert [point.value for point in customer.contacts] == ["020 7946 0155", "otto@example.org", "020 7946 0156"]


@pytest.mark.parametrize(
    ("field", "typed"), [("phone", "0155"), ("who", "020 7946 0155"), ("who", "otto@example"), ("email", "otto@exa")]
)
def test_a_number_or_an_address_finds_the_customer(top: Desktop, field: str, typed: str) -> None:
    top.desk.do(otto, label="Otto")
    dialog = top.open()
    top.hand.press("add_reach")
    top.hand.type(field, typed)
    top.hand.press("suggestion_0")
    assert top.hand.find(LineField, "who").text() == "Otto Lang"
    top.hand.type("who", "Ottilie Long")
    assert dialog.fields.who.known is None


def test_do_not_contact_is_said_of_who_is_known(top: Desktop) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    top.desk.do(customers.set_do_not_contact, known.id, leave_alone=True, label="Left alone")
    dialog = top.open()
    top.hand.type("who", "Otto")
    assert dialog.fields.who.suggestions._rows[0].suggestion.second.startswith("do not contact, 22 Harbour View")


def test_what_is_typed_as_a_name_finds_its_field(top: Desktop, qtbot: Any) -> None:
    dialog = top.open()
    top.hand.type("who", "Leah Novak 020 7946 0161 leah@example.org, 19 Tannery Yard")
    qtbot.keyClick(top.hand.find(LineField, "who"), Qt.Key.Key_Tab)
    values = dialog.fields.values()
    assert dialog.fields.who.name() == "Leah Novak"
    assert (values["phone"], values["email"]) == ("020 7946 0161", "leah@example.org")
    assert values["address"] == "19 Tannery Yard"
    assert top.hand.find(LineField, "address").isVisible()


def test_a_number_typed_as_the_name_is_sorted_out_when_it_is_saved(top: Desktop) -> None:
    top.open()
    top.hand.type("who", "020 7946 0161")
    customer, _ = top.saved()
    assert customer.name == "Caller, no name"
    assert [point.value for point in customer.contacts] == ["020 7946 0161"]


def test_a_number_is_not_moved_over_another(top: Desktop) -> None:
    top.open()
    top.hand.type("phone", "020 7946 0999")
    top.hand.type("who", "020 7946 0161")
    customer, _ = top.saved()
    assert customer.name == "020 7946 0161"
    assert [point.value for point in customer.contacts] == ["020 7946 0999"]


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("phone", "012", "The number is too short. Kept as typed."),
        ("email", "leah@example", "The part after the dot is missing. Kept as typed."),
    ],
)
def test_what_cannot_be_is_marked_and_kept(top: Desktop, qtbot: Any, field: str, typed: str, fault: str) -> None:
    dialog = top.fill()
    top.hand.press("add_reach")
    top.hand.type(field, typed)
    qtbot.keyClick(top.hand.find(LineField, field), Qt.Key.Key_Tab)
    assert dialog.fields.reach.box(field).error == fault
    customer, _ = top.saved()
    assert typed in [point.value for point in customer.contacts]


def test_whatever_is_written_survives_unchanged(top: Desktop) -> None:
    long = "مرحبا 🛠️ <b>no</b> " * 500
    top.open()
    top.hand.find(LineField, "who").setText(NOBODY)
    pasted = QMimeData()
    pasted.setHtml("<b>Bold</b>")
    pasted.setText("Bold & plain")
    what = top.hand.find(QPlainTextEdit, "what")
    what.setPlainText(long)
    what.moveCursor(what.textCursor().MoveOperation.End)
    what.insertFromMimeData(pasted)  # what Ctrl+V does, without the clipboard of the whole desktop
    customer, enquiry = top.saved()
    assert (customer.name, enquiry.what) == (NOBODY, f"{long}Bold & plain")
    dialog = top.open()
    top.hand.type("who", "<b>x")
    assert dialog.fields.who.suggestions._rows[0].suggestion.title == f"{NOBODY}, you know each other"


# How they found me, and who else is involved


def test_who_sent_them_is_a_customer(top: Desktop, qtbot: Any) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    top.fill()
    top.hand.choose("source", "Referred")
    top.hand.type("sent_by", "otto")
    qtbot.keyClick(top.hand.find(LineField, "sent_by"), Qt.Key.Key_Return)
    customer, _ = top.saved()
    assert (customer.source, customer.recommended_by_id) == (Source.REFERRED, known.id)


def test_who_sent_them_is_a_partner(top: Desktop) -> None:
    top.desk.do(partners.add, "Lowther Glazing", "Windows", contact="Kate Lowther", label="Partner added")
    top.fill()
    top.hand.choose("source", "Referred")
    top.hand.type("sent_by", "kate")
    top.hand.press("suggestion_0")
    customer, _ = top.saved()
    [partner], [referral] = top.all(Partner), top.all(Referral)
    assert (customer.partner_id, referral.direction) == (partner.id, Direction.RECEIVED)


@pytest.mark.parametrize(("source", "field"), [("Referred", "sent_by"), ("Other", "heard")])
def test_how_they_found_me_in_words(top: Desktop, source: str, field: str) -> None:
    top.fill()
    top.hand.choose("source", source)
    top.hand.type(field, "A neighbour")
    customer, _ = top.saved()
    assert (customer.source_words, customer.recommended_by_id) == ("A neighbour", None)


def test_others_are_involved(top: Desktop, qtbot: Any) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    top.fill()
    top.hand.press("add_role")
    top.hand.type("role_person_0", "Otto")
    qtbot.keyClick(top.hand.find(LineField, "role_person_0"), Qt.Key.Key_Return)
    top.hand.press("add_role")
    top.hand.type("role_person_1", "Mill Lettings")
    top.hand.find(ChoiceField, "role_1").set_value(RoleKind.LETS)
    top.hand.press("add_role")
    top.hand.type("role_person_2", "Mill Lettings")
    top.hand.press("add_role")
    top.hand.press("role_away_3")
    _, enquiry = top.saved()
    roles = {role.kind: role.customer_id for role in enquiry.roles}
    [agent] = [customer for customer in top.all(Customer) if customer.name == "Mill Lettings"]
    assert roles == {RoleKind.DECIDES: known.id, RoleKind.LETS: agent.id, RoleKind.PAYS: agent.id}


# What is worth asking, and the answers


def test_the_questions_follow_the_words_and_answers_stay(top: Desktop) -> None:
    dialog = top.fill()
    questions = dialog.side.questions
    top.hand.type("what", "The tap drips")
    assert questions._rows[0].question() == "Can you turn the water off at the stopcock?"
    top.hand.type(questions._rows[0].answer.objectName(), "Done")
    top.hand.type("what", "The light flickers and the breaker trips")
    asked = [row.question() for row in questions._rows]
    assert asked[:2] == ["Can you turn the water off at the stopcock?", "Has the breaker tripped?"]
    assert len(asked) == 5
    top.hand.press("more_questions")
    assert len(questions._rows) == 11
    top.hand.press("more_questions")
    own = questions._rows[-1]
    top.hand.type(own._own.objectName(), "Is there a dog?")
    top.hand.type(own.answer.objectName(), "Two")
    _, enquiry = top.saved()
    assert {need.question: need.answer for need in enquiry.needs} == {
        "Can you turn the water off at the stopcock?": "Done",
        "Is there a dog?": "Two",
    }


def test_the_best_answer_is_offered_read_and_copied(top: Desktop) -> None:
    top.desk.do(answered, label="Answers")
    dialog = top.fill()
    assert not dialog.side.answer.isVisible()
    top.hand.type("what", "My light flickers")
    assert dialog.side.answer.question.text() == "Why does my light flicker?"
    assert not dialog.side.answer.words.isVisible()
    top.hand.press("answer_open")
    top.hand.find(QPlainTextEdit, "what").setFocus()
    assert dialog.side.answer.words.isVisible()
    assert dialog.side.answer.words.text() == "Check the lamp holder first."
    top.keys(" a lot")
    assert dialog.side.answer.words.isVisible()  # it is being read
    top.hand.press("answer_copy")
    assert QGuiApplication.clipboard().text() == "Check the lamp holder first."
    top.hand.press("answer_open")
    assert not dialog.side.answer.words.isVisible()


# The clock


def test_came_in_can_be_corrected_but_not_to_later(top: Desktop) -> None:
    dialog = top.fill()
    assert top.hand.find(Button, "came_in").text() == "Came in 10:00"
    top.hand.press("came_in")
    top.hand.type("came_time", "8:30")
    assert dialog.badge.text() == "Call back was due 09:30"
    top.hand.type("came_time", "11:30")
    top.hand.press("save")
    assert "later than now" in dialog._error.text()
    top.hand.type("came_day", "yesterday")
    top.hand.type("came_day", "19/11")
    top.hand.type("came_time", "8:30")
    assert top.hand.find(Button, "came_in").text() == "Came in yesterday 08:30"
    _, enquiry = top.saved()
    assert enquiry.came_in_at.isoformat() == "2026-11-19T08:30:00+00:00"


def test_a_time_that_is_none_is_marked_and_not_saved(top: Desktop, qtbot: Any) -> None:
    dialog = top.fill()
    top.hand.press("came_in")
    top.hand.type("came_time", "25:99")
    time = top.hand.find(LineField, "came_time")
    qtbot.keyClick(time, Qt.Key.Key_Tab)
    assert dialog.fields.reach.box("came_time").error == "This is not a time. Try 9:30."
    top.hand.press("save")
    assert time.text() == "25:99"
    assert not top.all(Enquiry)
    top.hand.type("came_time", "8:30")
    assert dialog.fields.reach.box("came_time").error == ""


def test_danger_now_and_a_late_friday(top: Desktop, clock: Any) -> None:
    clock.later(hours=6, minutes=45)
    dialog = top.fill()
    assert dialog.badge.text() == "Call back by Mon 23 Nov 08:45"
    top.hand.choose("urgency", "Danger now")
    assert top.hand.find(Badge, "call_due").text() == "Call back by Mon 23 Nov 08:45"  # nobody is on call
    _, enquiry = top.saved()
    assert enquiry.urgency == Urgency.DANGER


def test_answered_live_is_one_click_and_asks_what_is_next(top: Desktop) -> None:
    dialog = top.fill()
    top.hand.press("answered_live")
    assert dialog.badge.text() == "No call owed"
    top.hand.press("main", dialog)
    top.hand.sheet("next_step")
    [enquiry] = top.all(Enquiry)
    assert enquiry.answered_live
    assert enquiry.reached_at is not None


# What follows


def test_save_and_call_copies_the_number_when_no_program_takes_it(
    top: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr("tradesman.ui.links.QDesktopServices.openUrl", lambda _url: False)
    monkeypatch.setattr("tradesman.ui.reach._copy", lambda _desk, number: copied.append(number))
    top.fill()
    top.hand.press("main", top.hand.sheet("new_enquiry"))
    top.hand.sheet("log_call").dismiss()
    assert copied == ["020 7946 0161"]


def test_save_and_call_leads_to_the_log_and_on_to_the_quote(top: Desktop, links: list[str]) -> None:
    top.fill()
    top.hand.press("main", top.hand.sheet("new_enquiry"))
    assert links == ["tel:+442079460161"]
    top.hand.press("main", top.hand.sheet("log_call"))  # reached
    top.hand.choose("then", "Write a quote")
    top.hand.press("main", top.hand.sheet())
    [enquiry] = top.all(Enquiry)
    assert enquiry.stage == Stage.QUOTED
    assert [key for key, _ in top.places] == ["quote"]


def test_poor_fit_leads_to_a_kind_no(top: Desktop) -> None:
    dialog = top.fill()
    top.hand.choose("fit", "Poor")
    assert dialog._main_button.text() == "Decline kindly"
    assert not dialog._paid.isVisible()
    top.hand.press("main", dialog)
    top.hand.sheet("decline")
    top.hand.press("reason_area")
    top.hand.press("main", top.hand.sheet())
    [enquiry] = top.all(Enquiry)
    assert (enquiry.fit, enquiry.stage, enquiry.reason) == (Fit.POOR, Stage.DECLINED, "Too far away")
    top.hand.sheet("message")


def test_done_and_paid(top: Desktop) -> None:
    top.fill(what="Outside tap")
    top.hand.press("done_and_paid")
    sheet = top.hand.sheet("done_and_paid_sheet")
    assert top.drafts()  # until the money is noted
    top.hand.type("price", "95")
    top.hand.choose("paid_how", "Card")
    top.hand.press("main", sheet)
    [job] = top.all(Job)
    assert (job.title, job.price_minor, job.paid_how, job.state) == ("Outside tap", 9500, "Card", JobState.COMPLETED)
    assert top.hand.no_sheet()
    assert not top.drafts()


def test_a_service_call_that_is_done_and_paid_puts_the_earlier_job_right(top: Desktop) -> None:
    earlier = top.desk.do(tap, label="Tap")
    assert earlier is not None
    top.open(earlier.customer_id)
    top.hand.choose("kind", "Service call")
    top.hand.type("what", "The tap drips again")
    top.hand.press("done_and_paid")
    top.hand.type("price", "0")
    top.hand.press("main", top.hand.sheet("done_and_paid_sheet"))
    [call] = [job for job in top.all(Job) if job.id != earlier.id]
    assert (call.kind, call.earlier_job_id, call.state) == (JobKind.SERVICE_CALL, earlier.id, JobState.COMPLETED)


def tap(session: Session) -> Job:
    return jobs.done_and_paid(session, customers.add(session, "Leah Novak").id, "Tap", 6_000, "Cash")


def test_done_and_paid_of_nothing_asks_for_more(top: Desktop) -> None:
    top.open()
    top.hand.press("done_and_paid")
    top.hand.sheet("new_enquiry")


# Drafts


def test_a_draft_is_kept_and_comes_back_whole(top: Desktop, qtbot: Any, clock: Any) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    dialog = top.fill(name="Otto Lang")
    qtbot.keyClick(top.hand.find(LineField, "phone"), Qt.Key.Key_Tab)
    top.hand.type("who", "otto")
    qtbot.keyClick(top.hand.find(LineField, "who"), Qt.Key.Key_Return)
    top.hand.choose("kind", "Question")
    top.hand.choose("source", "Referred")
    top.hand.type("sent_by", "The butcher")
    top.hand.choose("fit", "Good")
    top.hand.press("answered_live")
    top.hand.press("came_in")
    top.hand.type("came_time", "9:45")
    top.hand.press("add_role")
    top.hand.type("role_person_0", "His sister")
    top.hand.type(dialog.side.questions._rows[0].answer.objectName(), "Mine")
    dialog.dismiss()
    assert not top.all(Enquiry)[1:]  # the one of the job
    clock.later(hours=1)
    again = top.open()
    assert top.hand.find(Label, "draft_words").text() == "Draft of 10:00 kept"
    assert again.fields.who.known is not None
    top.hand.find(LineField, "came_time")
    assert again.fields.roles.value()[0][1].name == "His sister"
    customer, enquiry = top.saved()
    assert (customer.id, enquiry.kind, enquiry.fit) == (known.id, EnquiryKind.QUESTION, Fit.GOOD)
    assert enquiry.came_in_at.isoformat() == "2026-11-20T09:45:00+00:00"
    assert enquiry.answered_live
    assert [need.answer for need in enquiry.needs] == ["Mine"]
    assert customer.source_words == "The butcher"
    assert top.open().fields.is_empty()
    assert not top.hand.window.findChildren(QWidget, "draft_bar")[-1].isVisible()


def test_a_draft_survives_a_crash(top: Desktop, theme: Theme, show: Show) -> None:
    dialog = top.fill()
    top.desk.drafts.flush()  # what the moment after the last key does
    other = Desktop(Desk(top.desk.book, lambda: top.desk.now), theme, show)
    assert other.open().fields.who.name() == "Leah Novak"
    dialog.dismiss()


def test_a_draft_can_be_discarded(top: Desktop, clock: Any) -> None:
    top.fill().dismiss()
    clock.later(minutes=30)
    again = top.open()
    top.hand.press("draft_discard")
    assert again.fields.is_empty()
    assert not top.drafts()
    assert again.badge.text() == "Call back by 11:30"
    assert top.hand.find(LineField, "who").hasFocus()


def test_another_caller_leaves_the_draft_for_later(top: Desktop, clock: Any) -> None:
    top.fill().dismiss()
    clock.later(minutes=30)
    top.open()
    top.hand.press("draft_another")
    top.hand.type("who", "Tom Whitaker")
    customer, _ = top.saved()
    assert customer.name == "Tom Whitaker"
    assert top.open().fields.who.name() == "Leah Novak"


def test_emptied_by_hand_there_is_no_draft(top: Desktop) -> None:
    dialog = top.open()
    top.hand.type("who", "Leah")
    assert top.drafts()
    top.hand.find(LineField, "who").clear()
    dialog.dismiss()
    assert not top.drafts()


def test_a_draft_that_makes_no_sense_is_forgotten(top: Desktop) -> None:
    top.desk.drafts.keep("new_enquiry/x", {"at": "never", "who": "Leah"})
    assert top.open().fields.is_empty()
    assert not top.drafts()


def test_the_draft_of_somebody_who_is_gone_keeps_the_name(top: Desktop) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    top.open(known.id).fields.what.set_value("The light flickers")
    top.hand.sheet().dismiss()
    top.desk.do(customers.erase, known.id, label="Erased")
    again = top.open(known.id)
    assert (again.fields.who.name(), again.fields.who.known) == ("Otto Lang", None)


def test_the_sheet_of_a_customer_begins_with_what_is_wrong(top: Desktop) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    dialog = top.open(known.id)
    assert top.hand.find(QPlainTextEdit, "what").hasFocus()
    assert dialog.fields.values()["phone"] == "020 7946 0155"
    assert dialog.fields.values()["source"] == Source.KNOWS_ME


# How much it takes: fields, keys and clicks beside the caller's own words


def test_a_known_caller_takes_two_fields_and_six_keys(top: Desktop) -> None:
    known = top.desk.do(otto, label="Otto")
    assert known is not None
    top.open()
    count = 1 + top.keys("otto", Qt.Key.Key_Return)  # Ctrl+N opened it
    top.keys("The light flickers")
    count += top.keys(CTRL_ENTER)
    assert count == 7
    assert [enquiry.customer_id for enquiry in top.all(Enquiry)][1:] == [known.id]


def test_an_unknown_caller_takes_three_fields(top: Desktop) -> None:
    top.open()
    tab = Qt.Key.Key_Tab
    assert top.keys("Leah Novak", tab, "02079460161", tab, tab) - len("Leah Novak02079460161") == 3
    top.keys("Water on the floor")
    assert top.keys(CTRL_ENTER) == 1
    [enquiry], [customer] = top.all(Enquiry), top.all(Customer)
    assert (customer.name, enquiry.what) == ("Leah Novak", "Water on the floor")
    assert [point.value for point in customer.contacts] == ["02079460161"]


def test_a_visit_is_booked_in_three_clicks(top: Desktop) -> None:
    top.fill()
    top.hand.press("book_visit")
    sheet = top.hand.sheet("book_visit")
    top.hand.press("slot_1")
    top.hand.press("main", sheet)
    [enquiry] = top.all(Enquiry)
    [visit] = top.desk.ask(visits.of_enquiry, enquiry.id)
    assert (visit.day_on.isoformat(), f"{visit.starts:%H:%M}", visit.minutes) == ("2026-11-20", "12:00", 60)


def test_tab_goes_as_one_reads(top: Desktop) -> None:
    dialog = top.fill()
    for button in ("add_role", "add_role", "more_questions", "came_in"):
        top.hand.press(button)
    top.hand.choose("source", "Referred")
    stops = [stop.objectName() for stop in dialog._stops()]
    asked = [row.answer.objectName() for row in dialog.side.questions._rows]
    people = [f"role_{part}{number}" for number in (0, 1) for part in ("", "person_", "away_")]
    wanted = ["who", "phone", "came_day", "what", "sent_by", *people, "add_role", *asked, "more_questions", "main"]
    assert [stop for stop in stops if stop in wanted] == wanted
