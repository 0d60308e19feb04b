"""A job once through the window, from the yes to the sign-off; and one that nobody wrote a quote for."""

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests import pictures
from tests.ui import papers
from tests.ui.person import Person, london
from tradesman.book.checklist import Checklist
from tradesman.book.cost import Cost, CostKind
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.material import Material
from tradesman.book.message import Message, Way
from tradesman.book.partner import Referral
from tradesman.book.photo import Photo
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.quote import GivenBy, NeedMet, Quote, QuoteState
from tradesman.book.signature import Signature
from tradesman.book.variation import Variation
from tradesman.services import checklists, partners, quotes
from tradesman.ui.pickers import Pickers
from tradesman.ui.widgets.signature_pad import SignaturePad
from tradesman.ui.widgets.switches import CheckField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen

AFTER = (Purpose.THANK_YOU, Purpose.SERVICE_CHECK, Purpose.THREE_MONTHS, Purpose.CHECK_UP)
CONTROL = Qt.KeyboardModifier.ControlModifier


class Files:
    """What the person picks when a file or a place for one is asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open: list[Path] = []
        self.new: Path | None = None
        monkeypatch.setattr(Pickers, "files", lambda *_asked: self.open)
        monkeypatch.setattr(Pickers, "new_file", lambda *_asked: self.new)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    return Files(monkeypatch)


def test_from_the_yes_to_the_sign_off(person: Person, files: Files, tmp_path: Path) -> None:
    """Planned, moved, ticked, ordered, promised, told, noticed, extended, signed; and what follows stands by itself."""
    _given(person)
    _accepted(person)
    _planned(person)
    _prepared(person)
    _promised(person)
    _the_morning_before(person)
    _arrived(person)
    _moved(person)
    _photographed(person, files, tmp_path)
    _what_it_cost(person)
    _told(person, files, tmp_path)
    _noticed(person)
    _extended(person)
    _signed_off(person)
    _in_one_step(person)
    _taken_away(person, files, tmp_path)


def _given(person: Person) -> None:
    """Where the story begins: a quote that Marion has, a list in the library, and a partner."""
    desk = person.app.desk
    assert desk is not None
    quote_id = papers.ready(desk)
    with desk.book.write("Given", desk.now) as session:
        for option in session.load(Quote, quote_id).options:
            quotes.change_option(session, quote_id, option.id, guarantee_months=24)
        quotes.give(session, quote_id, GivenBy.SENT)
        checklists.add(session, "Cylinder", [("Pressure tested", True), ("Floor swept", False)])
        partners.add(session, "Harker Masonry", "Chimneys, pointing", bonus_minor=6000, discount_bp=1000)


def _accepted(person: Person) -> None:
    person.wait_until(london(10, 5))
    [quote] = person.book(Quote)
    person.app.window.open_page("quote", quote.id)
    person.press("quote_accept")
    person.pick("option", "Better, £2,125.20")
    person.pick("by", "By phone")
    person.confirm()
    person.qtbot.waitUntil(lambda: bool(person.book(Job)), timeout=20_000)
    person.no_sheet()
    [quote] = person.book(Quote)
    assert quote.state == QuoteState.ACCEPTED
    assert _job(person).price_minor == 212_520
    assert _due(person, Purpose.PROGRESS_UPDATE) == date(2026, 10, 12)


def _planned(person: Person) -> None:
    person.app.window.open_page("job", _job(person).id)
    person.press("job_plan")
    person.write("first_on", "12/10")
    person.write("count", "3")
    person.write("finish", "14/10")
    person.confirm()
    person.no_sheet()
    assert _days(person) == [12, 13, 14]
    assert _finish(person).due_on == date(2026, 10, 14)
    for number, words in enumerate(("Old one out", "New one in", "Test and clean")):
        person.press(f"job_day_{number}")
        person.write("words", words)
        person.confirm()
    assert [day.words for day in _job(person).days] == ["Old one out", "New one in", "Test and clean"]
    assert person.find("job_day_1").accessibleName().endswith("New one in")


def _prepared(person: Person) -> None:
    """A list from the library, and what is to be ordered."""
    person.press("job_check_lists")
    person.take_open("job_check_menu", "list_0")
    [kept] = person.book(Checklist)
    steps = [(item.words, item.wants_photo) for item in _job(person).checklist]
    assert steps == [(step["words"], step["wants_photo"]) for step in kept.steps]
    assert _text(person, "job_state_0") == "0 of 2"
    person.write("job_material_add", "1 cylinder from Marley")
    person.key(Qt.Key.Key_Return)
    person.press("job_material_order_0")
    person.write("expected_on", "9/10")
    person.confirm()
    person.no_sheet()
    [material] = person.book(Material)
    assert (material.supplier, material.expected_on) == ("Marley", date(2026, 10, 9))
    assert _text(person, "job_material_badge_0") == "comes Fri"


def _promised(person: Person) -> None:
    for who, words in (("I do", "Bring the tap to look at"), ("Marion", "Empty the cupboard")):
        person.press("job_promise_add")
        person.pick("whose", who)
        person.write("words", words)
        person.write("due_on", "9/10")
        person.confirm()
        person.no_sheet()
    said = [(one.words, one.mine, one.due_on) for one in _promises(person) if one.kind == PromiseKind.WORD]
    day = date(2026, 10, 9)
    assert said == [("Bring the tap to look at", True, day), ("Empty the cupboard", False, day)]
    assert person.find("job_promise_1").text() == "Marion: Empty the cupboard"


def _the_morning_before(person: Person) -> None:
    person.wait_until(london(10, 7))
    assert not _rows_about(person, "tap to look at")
    person.wait_until(london(10, 8))
    assert "promised you" in person.row("empty the cupboard").accessibleName()  # a reminder, and not on me
    person.act("tap to look at")
    [mine, theirs] = [one for one in _promises(person) if one.kind == PromiseKind.WORD]
    assert (mine.state, mine.in_time(date(2026, 10, 8))) == (PromiseState.KEPT, True)
    assert theirs.state == PromiseState.OPEN
    assert not _rows_about(person, "tap to look at")


def _arrived(person: Person) -> None:
    person.wait_until(london(10, 9))
    person.app.window.open_page("job", _job(person).id)
    person.press("job_material_0")
    person.press("job_promise_1")
    [material] = person.book(Material)
    assert material.arrived_on == date(2026, 10, 9)
    assert _text(person, "job_material_badge_0") == "arrived today"
    theirs = next(one for one in _promises(person) if not one.mine)
    assert theirs.state == PromiseState.KEPT
    assert _text(person, "job_promise_badge_1") == "kept today"


def _moved(person: Person) -> None:
    """On the first day the second is dragged behind the last: another finish is agreed, and Marion told."""
    person.wait_until(london(10, 12))
    person.app.window.open_page("job", _job(person).id)
    person.press("job_start")
    assert _job(person).state == JobState.IN_PROGRESS
    cell = person.find("job_day_1")
    place, wide = cell.rect().center(), QPoint(3 * cell.width(), 0)
    QTest.mousePress(cell, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(cell, place + wide / 2)
    QTest.mouseMove(cell, place + wide)
    QTest.mouseRelease(cell, Qt.MouseButton.LeftButton, pos=place + wide)
    QApplication.processEvents()
    assert _days(person) == [12, 14, 15]
    assert person.sheet().objectName() == "finish_moved"
    person.confirm()
    assert (_finish(person).due_on, _finish(person).missed) == (date(2026, 10, 15), False)
    assert "15 October" in person.find("words").value()
    person.confirm()  # sent
    person.no_sheet()
    [told] = person.book(Message)
    assert "15 October" in told.words
    assert _text(person, "job_on_time") == "On time"


def _photographed(person: Person, files: Files, tmp_path: Path) -> None:
    """In the afternoon the step that wants a photo is ticked with one, and only then."""
    person.wait_until(london(10, 12, 16))
    person.app.window.open_page("job", _job(person).id)
    person.press("job_check_0")
    assert person.sheet().objectName() == "step_photo"
    assert _job(person).checklist[0].done_at is None
    files.open = [pictures.telling(tmp_path / "gauge.jpg", taken="2026:10:12 15:40:00")]
    sheet = person.sheet()
    with person.qtbot.waitSignal(sheet.closed, timeout=20_000):
        person.confirm()
    [photo] = person.book(Photo)
    item = _job(person).checklist[0]
    assert (item.photo_id, item.done_at is not None) == (photo.id, True)
    assert person.find("job_check_0").value()
    assert _text(person, "job_state_0") == "1 of 2"


def _what_it_cost(person: Person) -> None:
    person.press("job_costs_time_add")
    person.write("hours", "7:30")
    person.write("words", "Old one out")
    person.write("hour", "40")
    person.confirm()
    person.press("job_costs_spent_add")
    person.write("words", "Cylinder and valves")
    person.write("cost", "640")
    person.confirm()
    person.no_sheet()
    found = {one.kind: one.cost_minor for one in person.book(Cost)}
    assert found == {CostKind.TIME: 30_000, CostKind.MATERIAL: 64_000}
    assert _text(person, "job_costs_left") == "£831.00"  # of 1,771.00 without tax


def _told(person: Person, files: Files, tmp_path: Path) -> None:
    """The weekly update leaves as a draft for the mail program, with the photo and without the place it was taken."""
    assert _text(person, "update_send") == "Send with 1 photo"
    files.new = tmp_path / "update.eml"
    person.press("update_send")
    sheet: Any = person.sheet()
    person.qtbot.waitUntil(lambda: sheet.files.ready, timeout=20_000)
    person.press("draft")
    letter = message_from_bytes(files.new.read_bytes(), policy=policy.default)
    assert letter["To"] == "marion@example.org"
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Thursday 15 October" in body.get_content()
    [photo] = [part.get_content() for part in letter.iter_attachments()]
    assert photo[:2] == b"\xff\xd8"
    assert not [secret for secret in pictures.TELLS if secret in photo]
    person.confirm()
    person.no_sheet()
    sent = max(person.book(Message), key=lambda one: one.sent_at)
    assert (sent.way, len(sent.attachments)) == (Way.EMAIL, 1)
    assert _due(person, Purpose.PROGRESS_UPDATE) == date(2026, 10, 19)
    assert _text(person, "update_send") == "Send without photos"


def _noticed(person: Person) -> None:
    person.press("job_finding")
    person.write("what", "Chimney pointing crumbles")
    person.write("plain_words", "The mortar is soft, and rain gets in.")
    person.press("finding_photo_0")
    person.press("finding_choice_0")
    person.press("finding_consent")
    person.confirm()
    person.confirm()  # the partner has the sheet
    person.no_sheet()
    [finding], [referral], [photo] = person.book(Finding), person.book(Referral), person.book(Photo)
    assert (finding.what, photo.finding_id) == ("Chimney pointing crumbles", finding.id)
    assert referral.consent_at == referral.handed_over_at == person.now
    assert _text(person, "job_finding_badge_0") == "Sent"


def _extended(person: Person) -> None:
    person.press("job_variation_add")
    for field, typed in (("words", "A second valve"), ("price", "250"), ("days", "0")):
        person.write(field, typed)
    person.confirm()
    person.press("job_variation_agree_0")
    _sign(person, "sign_pad")
    QTest.mouseClick(person.find("sign_agree"), Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    person.confirm()
    person.no_sheet()
    [extra] = person.book(Variation)
    assert (extra.agreed_at, extra.who) == (person.now, "Marion Ellis")
    assert _job(person).price_minor == 237_520
    assert _text(person, "job_variation_badge_0") == "agreed today"


def _signed_off(person: Person) -> None:
    person.wait_until(london(10, 15, 16))
    person.app.window.open_page("job", _job(person).id)
    person.press("job_check_1")
    person.press("job_sign_off")
    for box in person.sheet().findChildren(CheckField):
        if box.objectName().startswith("sign_off_need_"):
            person.press(box.objectName())
    person.write("care", "Turn the valve once a year.")
    _sign(person, "sign_off_pad")
    person.confirm()
    person.no_sheet()
    job = _job(person)
    assert (job.state, job.completed_on, job.reason) == (JobState.COMPLETED, date(2026, 10, 15), "")
    assert job.guarantee_until_on == date(2028, 10, 15)
    [quote] = person.book(Quote)
    met = [one for one in person.book(NeedMet) if one.option_id == quote.accepted_option_id]
    assert len(met) == 2
    assert all(one.seen_at == person.now for one in met)
    assert {one.subject_id for one in person.book(Signature)} >= {job.id}
    assert (_finish(person).state, _finish(person).in_time(date(2026, 10, 15))) == (PromiseState.KEPT, True)
    assert "Guaranteed until 15 Oct 2028." in _text(person, "job_sign_off_note")


def _in_one_step(person: Person) -> None:
    """What follows came with the sign-off, and goes and comes with it."""
    follows = {
        Purpose.THANK_YOU: date(2026, 10, 16),
        Purpose.SERVICE_CHECK: date(2026, 10, 29),
        Purpose.THREE_MONTHS: date(2027, 1, 15),
        Purpose.CHECK_UP: date(2027, 9, 15),
    }
    update = _of(person, Purpose.PROGRESS_UPDATE)[-1]
    assert {purpose: _due(person, purpose) for purpose in AFTER} == follows
    assert (update.state, update.reason) == (FollowUpState.CANCELLED, "The work is done")
    with person.qtbot.waitActive(person.app.window):  # offscreen, a menu takes that from it
        person.app.window.activateWindow()
    person.key(Qt.Key.Key_Z, CONTROL)
    assert _job(person).state == JobState.IN_PROGRESS
    assert not [one for purpose in AFTER for one in _of(person, purpose)]
    assert _due(person, Purpose.PROGRESS_UPDATE) == date(2026, 10, 19)
    person.key(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert {purpose: _due(person, purpose) for purpose in AFTER} == follows
    shown = [_text(person, f"job_state_{number}") for number in range(4)]
    assert shown == ["tomorrow", "Thu 29 Oct", "15 Jan 2027", "15 Sept 2027"]


def _taken_away(person: Person, files: Files, tmp_path: Path) -> None:
    assert person.app.desk is not None
    files.new = tmp_path / "care.pdf"
    person.press("job_care")
    papers.settle(person.app.desk)
    person.press("paper_save")
    words = papers.words_of(files.new.read_bytes())
    assert "Turn the valve once a year." in words
    assert "15 October 2028" in words


def test_work_that_nobody_wrote_a_quote_for(person: Person) -> None:
    """An emergency: agreed on the phone, done on the same day, signed off without a price, and paid."""
    person.key(Qt.Key.Key_N, CONTROL)
    person.write("who", "Leah Novak")
    person.write("phone", "07700 900124")
    person.press("add_reach")
    person.write("what", "Water through the ceiling")
    person.press("answered_live")
    person.confirm()
    person.key(Qt.Key.Key_Escape)  # what happens next is decided on the board
    person.no_sheet()
    _agreed(person)
    job = _job(person)
    assert (job.quote_id, job.price_minor, job.state) == (None, None, JobState.PLANNED)
    person.app.window.open_page("job", job.id)
    for name in ("job_material_fill", "job_teeth"):
        assert not _sees(person, name)
    person.press("job_start")
    person.press("job_costs_time_add")
    person.write("hours", "2")
    person.write("hour", "40")
    person.confirm()
    assert [one.cost_minor for one in person.book(Cost)] == [8_000]
    person.press("job_sign_off")
    assert not [one for one in person.sheet().findChildren(CheckField) if "sign_off_need" in one.objectName()]
    person.confirm()
    person.no_sheet()
    job = _job(person)
    assert (job.state, job.guarantee_until_on) == (JobState.COMPLETED, None)
    assert {purpose: _due(person, purpose) for purpose in AFTER}.keys() == set(AFTER)
    person.press("job_care")
    assert person.app.desk is not None
    papers.settle(person.app.desk)
    assert person.find("paper_view").pages == 1
    person.key(Qt.Key.Key_Escape)
    person.press("job_paid")
    person.pick("how", "Cash")
    person.confirm()
    person.no_sheet()
    assert _job(person).paid_how


def _agreed(person: Person) -> None:
    """On the board, where work is agreed without a quote."""
    person.press("rail-pipeline")
    person.app.window.page.take_focus()
    person.key(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    person.take_open("card_menu", "move_scheduled")
    person.confirm()
    person.no_sheet()


def _job(person: Person) -> Job:
    found: list[Job] = person.book(Job)
    [job] = found
    return job


def _days(person: Person) -> list[int]:
    return [day.day_on.day for day in _job(person).days]


def _promises(person: Person) -> list[Promise]:
    return sorted(person.book(Promise), key=lambda one: str(one.id))


def _finish(person: Person) -> Promise:
    return next(one for one in _promises(person) if one.kind == PromiseKind.FINISH)


def _of(person: Person, purpose: Purpose) -> list[FollowUp]:
    return sorted((row for row in person.book(FollowUp) if row.purpose == purpose), key=lambda row: row.due_on)


def _due(person: Person, purpose: Purpose) -> date:
    """The day of the one that is open."""
    [found] = [row for row in _of(person, purpose) if row.state == FollowUpState.OPEN]
    return found.due_on


def _rows_about(person: Person, words: str) -> list[str]:
    """The rows of Today that say this."""
    try:
        return [person.row(words).accessibleName()]
    except AssertionError:
        return []


def _text(person: Person, name: str) -> str:
    return str(person.find(name).text())


def _sees(person: Person, name: str) -> bool:
    return any(widget.isVisible() for widget in person.app.window.findChildren(QWidget, name))


def _sign(person: Person, name: str) -> None:
    pad = person.find(name, SignaturePad)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    for place in ((60, 30), (120, 70)):
        QTest.mouseMove(pad, QPoint(*place))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 70))
