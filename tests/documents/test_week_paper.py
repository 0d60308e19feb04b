"""The week on paper: its words as a reader finds them in the PDF."""

from contextlib import closing
from datetime import UTC, date, datetime
from uuid import UUID

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from tradesman.book.business import Business
from tradesman.book.errors import BookError
from tradesman.documents import week_paper
from tradesman.documents.week_paper import Week
from tradesman.services.calendars import Day, Entry, EntryKind

AT = datetime(2026, 10, 9, 12, tzinfo=UTC)
MON, TUE = date(2026, 10, 12), date(2026, 10, 13)
BUSINESS = Business(name="Harrow Plumbing", owner="Sam Harrow", currency="GBP", zone="Europe/London", hours={})


def entry(kind: EntryKind = EntryKind.VISIT, what: str = "Leaking tap", **rest: object) -> Entry:
    ids = UUID(int=1)
    said: dict[str, object] = {
        "customer": "Leah Novak",
        "first_name": "Leah",
        "place": "3 Mill Lane\nHarrow",
        "on": MON,
        "begins": 570,
        "ends": 660,
        **rest,
    }
    return Entry(kind=kind, row_id=ids, subject_id=ids, customer_id=ids, what=what, place_id=None, **said)  # type: ignore[arg-type]


def words(week: Week) -> list[str]:
    with closing(pdfium.PdfDocument(week_paper.pdf(week, AT))) as document:
        found = []
        for page in document:
            with closing(page.get_textpage()) as text:
                found.append(" ".join(str(text.get_text_bounded()).replace("\u200b", "").split()))
        return found


def test_each_day_says_when_to_whom_and_where() -> None:
    work = entry(EntryKind.WORK, "New boiler", number=2, count=3, begins=480, ends=1020, held=True)
    (page,) = words(Week(BUSINESS, (Day(MON, entries=(entry(), work)), Day(TUE)), (["Ruth: update"], [])))
    for said in (
        *("Week 42, 2026", "Monday 12 Oct", "09:30–11:00", "Leah Novak", "Leaking tap", "3 Mill Lane, Harrow"),
        *("08:00–17:00", "Work, day 2 of 3, not confirmed yet", "Ruth: update", "Tuesday", "Nothing planned"),
        *("Harrow Plumbing", "Page 1 of 1"),
    ):
        assert said in page
    assert page.index("Monday") < page.index("Tuesday")


def test_a_day_off_says_why() -> None:
    (page,) = words(Week(BUSINESS, (Day(MON, holiday="Columbus Day", away=True),), ([],)))
    assert "Columbus Day, Away" in page
    assert "Nothing planned" not in page


def test_in_german_and_on_letter_paper() -> None:
    business = Business(name="Harrow", currency="EUR", zone="Europe/Berlin", hours={}, country="DE", paper="letter")
    (page,) = words(Week(business, (Day(MON, entries=(entry(held=True),)),), ([],), "de"))
    for said in ("Woche 42, 2026", "Montag", "Besuch, noch nicht bestätigt"):
        assert said in page


def test_more_than_a_page_goes_on_and_long_words_are_held() -> None:
    many = tuple(entry(what=f"Job {number} " + "x" * 90) for number in range(40))
    pages = words(Week(BUSINESS, (Day(MON, entries=many), *(Day(TUE) for _ in range(6))), [["Due"] * 30, *[[]] * 6]))
    assert len(pages) > 1
    told = " ".join(pages)
    assert all(f"Job {number} " in told for number in range(40))
    assert "and 22 more" in told


def test_the_same_week_is_the_same_to_the_byte() -> None:
    week = Week(BUSINESS, (Day(MON, entries=(entry(),)),), ([],))
    assert week_paper.pdf(week, AT) == week_paper.pdf(week, AT)


def test_a_letter_that_no_font_has_is_said() -> None:
    with pytest.raises(BookError, match="cannot be printed"):
        week_paper.pdf(Week(BUSINESS, (Day(MON, entries=(entry(what="水"),)),), ([],)), AT)
