from datetime import date, time, timedelta

import pytest

from tests.owner import Owner
from tradesman.services import enquiries, followups, photos, visit_sheets, visits
from tradesman.services.visit_sheets import VisitSheet

TUESDAY = date(2026, 11, 24)


def sheet(owner: Owner, what: str = "The boiler drips") -> VisitSheet:
    visit = owner.do(visits.book, owner.enquiry(what=what), TUESDAY, time(9))
    return owner.ask(visit_sheets.of_visit, visit.id)


def test_what_was_asked_comes_first_and_is_not_asked_again(owner: Owner) -> None:
    seen = sheet(owner, what="The tap drips")
    asked = [one.question for one in seen.asking]
    assert asked[:4] == [
        "What bothers you most about it?",
        "What must be better afterwards?",
        "Who decides, and by when?",
        "How many use it in the morning at the same time?",
    ]
    assert seen.asking[0].listen
    need = owner.do(enquiries.ask, seen.case.enquiry.id, "Anyone else looking at it?", "No")
    owner.do(enquiries.ask, seen.case.enquiry.id, "Does the dog bite?", "No", "Dog kept away")
    again = owner.ask(visit_sheets.of_visit, seen.visit.id).asking
    assert (again[0].need_id, again[0].answer, again[0].matters) == (need.id, "No", "Compared fairly")
    assert (again[1].label, again[1].matters) == ("Dog kept away", "")
    assert [one.question for one in again].count("Anyone else looking at it?") == 1
    assert len(again) == len(seen.asking) + 1


def test_a_visit_has_its_photos_the_newest_first(owner: Owner) -> None:
    seen = sheet(owner)
    for name in ("a.jpg", "b.jpg"):
        owner.do(photos.add, seen.case.customer.id, name, enquiry_id=seen.case.enquiry.id)
    owner.do(photos.add, seen.case.customer.id, "other.jpg")
    assert [photo.file for photo in owner.ask(visit_sheets.of_visit, seen.visit.id).photos] == ["b.jpg", "a.jpg"]


def test_what_asks_to_confirm_is_named_while_it_is_open(owner: Owner) -> None:
    seen = sheet(owner)
    assert [found.id for found in owner.ask(followups.of_subject, seen.visit.id)] == [seen.confirm_id]
    owner.do(visits.confirm, seen.visit.id)
    assert owner.ask(visit_sheets.of_visit, seen.visit.id).confirm_id is None


@pytest.mark.parametrize(
    ("wall", "late"),
    [("08:00", None), ("09:00", None), ("09:01", timedelta(minutes=1)), ("10:30", timedelta(hours=1.5))],
)
def test_how_late_it_is_and_then_how_late_one_came(owner: Owner, wall: str, late: timedelta | None) -> None:
    seen = sheet(owner)
    owner.at("2026-11-24", wall)
    assert owner.ask(visit_sheets.of_visit, seen.visit.id).late == late
    owner.do(visits.arrive, seen.visit.id)
    owner.at("2026-11-24", "17:00")
    assert owner.ask(visit_sheets.of_visit, seen.visit.id).late == late


def test_what_fell_through_is_not_late(owner: Owner) -> None:
    seen = sheet(owner)
    owner.at("2026-11-24", "12:00")
    owner.do(visits.nobody_there, seen.visit.id)
    after = owner.ask(visit_sheets.of_visit, seen.visit.id)
    assert (after.late, after.is_ahead) == (None, False)
