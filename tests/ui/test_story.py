"""The contractor's story once through the window: clicks and keys of a person, and what the book says after each."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.ui.person import Person, london
from tradesman.book.business import DaysAway
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.partner import Partner, Referral
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.testimonial import Testimonial
from tradesman.book.visit import Visit, VisitState
from tradesman.ui.widgets.switches import CheckField


def test_the_story(person: Person, links: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a missed call on a Friday to a testimonial that is withdrawn."""
    _enquiry(person)
    _call_back(person, links)
    _visit(person)
    _quote(person)
    _decision(person)
    _job(person)
    _partners(person)
    _findings(person)
    _days_away(person)
    _sign_off(person)
    _after(person)
    _three_months_on(person)
    _testimonial(person, tmp_path, monkeypatch)


def _enquiry(person: Person) -> None:
    person.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.write("who", "Daniel Hart")
    person.write("phone", "07700 900118")
    person.press("add_reach")
    person.write("address", "8 Orchard Close")
    person.write("what", "Sockets keep going off")
    person.press("save")
    person.no_sheet()
    [enquiry] = person.book(Enquiry)
    assert enquiry.call_due_at == london(9, 28, 8, 45)  # Monday
    assert "By Mon 08:45" in person.row("Daniel Hart").accessibleName()


def _call_back(person: Person, links: list[str]) -> None:
    person.wait_until(london(9, 28, 8, 30))
    person.act("Daniel Hart")
    assert links == ["tel:+447700900118"]
    person.confirm()  # reached
    person.pick("then", "Book a visit")
    person.write("day", "30/9")
    person.write("starts", "9:00")
    person.confirm()
    person.no_sheet()
    [enquiry] = person.book(Enquiry)
    assert enquiry.called_in_time
    assert enquiry.stage == Stage.VISIT
    [visit] = person.book(Visit)
    assert visit.day_on == date(2026, 9, 30)


def _visit(person: Person) -> None:
    person.wait_until(london(9, 29))
    person.act("Confirm the visit")
    person.confirm()
    person.no_sheet()
    person.wait_until(london(9, 30))
    person.act("Daniel Hart")
    person.press("arrive")
    person.write("answer_0", "They trip in the evening")
    person.write("need_0", "No tripping")
    person.write("answer_1", "I cook at seven")
    person.write("need_1", "Evenings work")
    person.write("diagnosis", "The fuse board is old and has no RCD on the sockets.")
    person.write("budget", "1500")
    person.confirm()
    person.no_sheet()
    [visit] = person.book(Visit)
    assert visit.state == VisitState.DONE
    [enquiry] = person.book(Enquiry)
    assert [need.label for need in enquiry.needs if need.flagged] == ["No tripping", "Evenings work"]
    assert enquiry.budget_minor == 150000
    assert enquiry.diagnosis.startswith("The fuse board")


def _quote(person: Person) -> None:
    person.press("quote_add_all")
    titles = ("Like for like", "12-way unit", "With surge protection")
    for number, (title, price) in enumerate(zip(titles, ("700", "1050", "1900"), strict=True)):
        person.write(f"option_title_{number}", title)
        person.key(Qt.Key.Key_Return)
        person.write(f"option_add_line_{number}", "Consumer unit")
        person.key(Qt.Key.Key_Return)
        person.write("cell", price)
        person.qtbot.keyClick(person.find("cell"), Qt.Key.Key_Return)
        QApplication.processEvents()
    [quote] = person.book(Quote)
    assert [option.title for option in quote.options] == list(titles)
    assert [option.totals(gross=False).total_minor for option in quote.options] == [84000, 126000, 228000]
    person.press("option_1_need_0")
    person.press("option_1_need_1")
    person.press("option_mark_1")
    person.write("reason", "It is the only one that does both things you asked for.")
    person.confirm()
    person.no_sheet()
    person.press("quote_give")
    person.write("decision_on", "7/10")
    person.confirm()
    person.qtbot.waitUntil(lambda: person.sheet().objectName() == "paper")
    person.confirm()
    person.no_sheet()
    [quote] = person.book(Quote)
    assert quote.state == QuoteState.GIVEN
    assert quote.best_value is not None
    assert quote.best_value.title == "12-way unit"
    assert quote.decision_on == date(2026, 10, 7)
    assert person.follow_up(Purpose.HIDDEN_SLOT).due_on == date(2026, 10, 6)


def _decision(person: Person) -> None:
    person.wait_until(london(10, 7))
    [quote] = person.book(Quote)
    person.app.window.open_page("quote", quote.id)
    person.press("quote_accept")
    person.pick("option", "Better, £1,260.00")
    person.pick("by", "By phone")
    person.confirm()
    person.qtbot.waitUntil(lambda: bool(person.book(Job)))
    person.no_sheet()
    [job] = person.book(Job)
    assert job.price_minor == 126000
    confirm = person.follow_up(Purpose.CONFIRM_CHOICE)
    assert confirm.due_on == date(2026, 10, 8)
    person.wait_until(london(10, 8))
    person.act("Confirm the choice")
    person.confirm()
    person.no_sheet()
    assert person.follow_up(Purpose.CONFIRM_CHOICE).state == FollowUpState.DONE


def _job(person: Person) -> None:
    [job] = person.book(Job)
    person.act("Plan the job")
    person.press("job_plan")
    person.write("first_on", "12/10")
    person.write("count", "2")
    person.confirm()
    person.no_sheet()
    person.write("job_check_add", "Every circuit tested")
    person.key(Qt.Key.Key_Return)
    person.wait_until(london(10, 12))
    person.app.window.open_page("job", job.id)
    person.press("job_start")
    [job] = person.book(Job)
    assert job.state == JobState.IN_PROGRESS
    assert [day.day_on for day in job.days] == [date(2026, 10, 12), date(2026, 10, 13)]
    assert [item.words for item in job.checklist] == ["Every circuit tested"]
    person.wait_until(london(10, 14))
    person.act("Weekly update")
    person.write("words", "All is done but the last circuit. It will be finished tomorrow.")
    person.confirm()
    person.no_sheet()


def _partners(person: Person) -> None:
    person.press("rail-partners")
    for name, trades, terms, amount in (
        ("Lowther Glazing", "Windows, doors", "bonus", "40"),
        ("Greenfold Tree Care", "Trees", "discount", "10%"),
    ):
        person.press("partner_add")
        person.write("name", name)
        person.write("trades", trades)
        person.write(terms, amount)
        person.confirm()
        person.no_sheet()
    found = {
        partner.name: (partner.trades, partner.bonus_minor, partner.discount_bp) for partner in person.book(Partner)
    }
    assert found == {
        "Lowther Glazing": ("Windows, doors", 4000, 0),
        "Greenfold Tree Care": ("Trees", 0, 1000),
    }


def _findings(person: Person) -> None:
    [job] = person.book(Job)
    person.app.window.open_page("job", job.id)
    for words in ("Cracked window pane", "Ash branch over the garage", "Loose coping stone"):
        person.write("job_finding_add", words)
        person.key(Qt.Key.Key_Return)
    for number in (0, 1):
        person.press(f"job_recommend_{number}")
        person.write("plain_words", "It is outside my job, and it should be seen to.")
        if number:  # the words name no trade, so nobody is chosen beforehand
            person.press("finding_choice_0")
        person.press("finding_consent")
        person.confirm()
        person.confirm()  # the partner has the sheet
        person.no_sheet()
    referrals = person.book(Referral)
    assert len(referrals) == 2
    assert all(referral.consent_at and referral.handed_over_at for referral in referrals)


def _days_away(person: Person) -> None:
    """What is asked for on these days comes on the next working day."""
    person.press("rail-settings")
    person.press("settings_days")
    person.press("away_add")
    person.write("from_on", "28/10")
    person.write("until_on", "29/10")
    person.confirm()
    person.no_sheet()
    [away] = person.book(DaysAway)
    assert (away.from_on, away.until_on) == (date(2026, 10, 28), date(2026, 10, 29))


def _sign_off(person: Person) -> None:
    [job] = person.book(Job)
    person.app.window.open_page("job", job.id)
    person.press("job_check_0")
    person.press("job_sign_off")
    boxes = person.sheet().findChildren(CheckField)
    for box in (box for box in boxes if box.objectName().startswith("sign_off_need_")):
        person.press(box.objectName())
    person.confirm()
    person.no_sheet()
    [job] = person.book(Job)
    assert job.state == JobState.COMPLETED
    assert job.completed_on == date(2026, 10, 14)
    assert person.follow_up(Purpose.THANK_YOU).due_on == date(2026, 10, 15)
    assert person.follow_up(Purpose.SERVICE_CHECK).due_on == date(2026, 10, 30)  # away on the 28th and 29th
    assert person.follow_up(Purpose.THREE_MONTHS).due_on == date(2027, 1, 14)


def _after(person: Person) -> None:
    person.wait_until(london(10, 15))
    person.act("Say thank you")
    person.confirm()
    person.no_sheet()
    assert person.follow_up(Purpose.THANK_YOU).state == FollowUpState.DONE
    person.wait_until(london(10, 30))
    person.act("Anything to fix?")  # one call serves the partners' questions too
    person.pick("holding", "Yes")
    person.tick_also()
    person.confirm()
    person.no_sheet()
    person.wait_until(london(11, 16))
    person.act("What became of it?")
    person.pick("outcome", "Reached")
    person.tick_also()
    person.confirm()
    person.no_sheet()
    due = [row for row in person.book(FollowUp) if row.state == FollowUpState.OPEN and row.due_on <= date(2026, 11, 16)]
    assert not due


def _three_months_on(person: Person) -> None:
    person.wait_until(london(1, 14, year=2027))
    person.act("Three months on")
    person.pick("holding", "Yes")
    person.pick("score", "10")
    person.write("words", "Nothing trips any more. Even the dog is calmer.")
    person.confirm()
    person.no_sheet()
    assert person.follow_up(Purpose.THREE_MONTHS).state == FollowUpState.DONE
    assert person.follow_up(Purpose.ASK_WHO_ELSE).due_on == date(2027, 1, 21)


def _testimonial(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Nothing trips any more. Even the dog is calmer."
    [said] = person.book(Testimonial)
    assert (said.words, said.is_released) == (words, False)  # what was said in the call waits for a yes
    person.press("rail-testimonials")
    person.press("testimonial_release_0")
    person.pick("name_shown", "First name only")
    person.press("on_website", QWidget)
    person.write("how", "On the phone")
    person.confirm()
    person.no_sheet()
    [said] = person.book(Testimonial)
    assert said.is_released
    out = tmp_path / "testimonials.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_how: (str(out), ""))
    [shown] = _exported(person, out, "1 written to testimonials.json. Nothing was left out.")
    assert (shown["words"], shown["name"]) == (words, "Daniel")
    person.press("testimonial_more_0")
    person.take_open("testimonial_menu", "testimonial_withdraw")
    person.write("how", "By e-mail")
    person.confirm()
    person.no_sheet()
    [said] = person.book(Testimonial)
    assert said.withdrawn_at is not None
    assert _exported(person, out, "0 written to testimonials.json. 1 left out: 1 with consent taken back.") == []


def _exported(person: Person, out: Path, said: str) -> list[dict[str, Any]]:
    """What stands in the file that the Export menu writes, when the page has said so."""
    person.take("testimonial_export", "export_json")
    person.qtbot.waitUntil(lambda: said in person.find("testimonial_notice").accessibleName())
    found: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return found
