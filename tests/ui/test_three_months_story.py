"""From the sign-off to the testimonial on the website, once through the window, and whom the customer named."""

import csv
import gc
from functools import partial
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.owner import _accepted
from tests.said_tables import imported
from tests.ui.person import Person, london
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.message import Message
from tradesman.book.store import Session
from tradesman.book.testimonial import Feedback, NameShown, Testimonial
from tradesman.services import jobs, previews
from tradesman.ui.widgets.segmented import Segmented

WORDS = "Nothing drips any more. Even the dog is calmer."
CALL_CLICKS = 7  # from the row in Today to the call that is logged
LATER_CLICKS = {"consent": 2, "whom they named": 1, "the wall and two exports": 5}


class Counting:
    """The hand of a person, whose clicks are counted."""

    def __init__(self, person: Person) -> None:
        self._hand, self.clicks = person.qtbot, 0

    def mouseClick(self, *args: Any, **how: Any) -> None:
        self.clicks += 1
        self._hand.mouseClick(*args, **how)

    def taken(self) -> int:
        """How many clicks it took since this was asked last."""
        clicks, self.clicks = self.clicks, 0
        return clicks

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hand, name)


def test_three_months_later_he_rang(
    person: Person, links: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_off(person)
    _thank_you_and_service_check(person)
    hand = Counting(person)
    person.qtbot = hand  # type: ignore[assignment]
    _call(person, links)
    clicks = {"call": hand.taken()}
    _consent(person)
    clicks["consent"] = hand.taken()
    _whom_they_named(person)
    clicks["whom they named"] = hand.taken()
    _wall_and_export(person, tmp_path, monkeypatch)
    clicks["the wall and two exports"] = hand.taken()
    assert clicks == {"call": CALL_CLICKS} | LATER_CLICKS


def test_a_sheet_that_was_put_away_leaves_the_scorecard_as_it_was(person: Person) -> None:
    _sign_off(person)
    person.press("rail-scorecard")
    person.wait_until(london(1, 14, year=2027))
    person.act("Three months on")
    person.sheet().dismiss()
    person.press("rail-scorecard")
    gc.collect()
    person.pick("score_kind", "30 days")
    person.qtbot.waitUntil(lambda: person.find("score_kind", Segmented).value() == "days")
    QApplication.processEvents()  # what goes wrong as the bar comes and goes fails the test
    assert not person.faults()


def _begun(session: Session) -> Job:
    """A job that was accepted and is being worked on."""
    job = _accepted(session, None)
    session.flush()
    return jobs.start(session, job.id)


def _sign_off(person: Person) -> None:
    assert person.app.desk is not None
    job = person.app.desk.do(_begun, label="A job")
    assert job is not None
    person.wait_until(london(10, 14))
    person.app.window.open_page("job", job.id)
    person.press("job_sign_off")
    person.press("looked_round")
    person.confirm()
    person.no_sheet()
    assert person.book(Job)[0].state == JobState.COMPLETED
    assert person.follow_up(Purpose.THREE_MONTHS).due_on.isoformat() == "2027-01-14"


def _thank_you_and_service_check(person: Person) -> None:
    person.wait_until(london(10, 15))
    person.act("Say thank you")
    person.confirm()
    person.no_sheet()
    assert person.book(Message)[0].followup_id == person.follow_up(Purpose.THANK_YOU).id
    person.wait_until(london(10, 28))
    person.act("Anything to fix?")
    assert not _shown(person, "who_else")  # asked three months on
    person.pick("holding", "Yes")
    person.confirm()
    person.no_sheet()
    assert person.follow_up(Purpose.SERVICE_CHECK).state == FollowUpState.DONE


def _call(person: Person, links: list[str]) -> None:
    person.wait_until(london(1, 14, year=2027))
    links.clear()
    person.act("Three months on")
    assert links == ["tel:+442079460958"]
    assert "“Hello Leah, this is Sam of Harrow Plumbing. 3 months ago" in person.find("opening").text()
    person.pick("holding", "Yes")
    person.pick("score", "10")
    _say(person, "words", WORDS)
    person.pick("quote", "Yes")
    _say(person, "who_else", "Jane Marsh, 07700 900166")
    person.press("enquire")
    assert person.follow_up(Purpose.THREE_MONTHS).state == FollowUpState.DONE
    [_check, feedback] = person.book(Feedback)
    assert (feedback.holding, feedback.score, feedback.words) == (True, 10, WORDS)
    assert (feedback.may_quote, feedback.who_else) == (True, "Jane Marsh, 07700 900166")


def _consent(person: Person) -> None:
    """Asked apart, while the customer is still on the phone; what was said stays as it was said."""
    [draft] = person.book(Testimonial)
    assert (draft.words, draft.is_released) == (WORDS, False)
    assert person.sheet().objectName() == "release"
    person.press("on_website", QWidget)
    assert person.find("shown_as").text() == "Leah"
    person.confirm()
    [said] = person.book(Testimonial)
    assert (said.name_shown, said.place_shown, said.on_website, said.in_print) == (NameShown.FIRST, False, True, False)
    assert (said.consent_how, said.consent_at) == ("On the phone", person.now)


def _whom_they_named(person: Person) -> None:
    assert person.sheet().objectName() == "new_enquiry"
    person.write("what", "The tap drips")
    person.press("save")
    person.no_sheet()
    leah, jane = sorted(person.book(Customer), key=lambda one: one.name, reverse=True)
    assert (jane.name, jane.recommended_by_id) == ("Jane Marsh", leah.id)
    assert [enquiry.what for enquiry in person.book(Enquiry) if enquiry.customer_id == jane.id] == ["The tap drips"]
    assert person.follow_up(Purpose.ASK_WHO_ELSE).state == FollowUpState.CANCELLED  # they have just named somebody
    assert person.app.desk is not None
    assert person.app.desk.ask(previews.sent_by, jane.id) == "Leah Novak"


def _wall_and_export(person: Person, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person.press("rail-testimonials")
    assert person.find("testimonial_words_0").text() == WORDS
    assert person.find("testimonial_badge_0").text() == "First name only"
    for kind in ("csv", "html"):
        out = folder / f"testimonials.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", partial(_chosen, out))
        person.take("testimonial_export", f"export_{kind}")
        person.qtbot.waitUntil(partial(_written, person, out))
    [row] = csv.DictReader((folder / "testimonials.csv").read_text(encoding="utf-8-sig").splitlines())
    assert (row["words"], row["name"], row["place"]) == (WORDS, "Leah", "")
    [shown] = imported(folder / "testimonials.csv")
    assert (shown.words, shown.name, shown.places) == (WORDS, "Leah", ("website",))
    page = html5lib.parse((folder / "testimonials.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    text = " ".join(" ".join(page.itertext()).split())
    assert WORDS in text
    assert "Novak" not in text


def _chosen(out: Path, *_asked: Any, **_how: Any) -> tuple[str, str]:
    """What somebody answers who is asked where to."""
    return str(out), ""


def _written(person: Person, out: Path) -> bool:
    return out.is_file() and f"1 written to {out.name}" in person.find("testimonial_notice").accessibleName()


def _say(person: Person, name: str, words: str) -> None:
    """Clicks into a field and types."""
    field = person.find(name)
    person.qtbot.mouseClick(field.viewport() if hasattr(field, "viewport") else field, Qt.MouseButton.LeftButton)
    person.qtbot.keyClicks(field, words)


def _shown(person: Person, name: str) -> bool:
    return any(widget.isVisible() for widget in person.app.window.findChildren(QWidget, name))
