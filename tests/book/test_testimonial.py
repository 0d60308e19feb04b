from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from tradesman.book import testimonial
from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.testimonial import Complaint, NameShown

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


def said() -> testimonial.Testimonial:
    return testimonial.Testimonial(customer_id=new_id(), words="Best plumber", said_on=date(2026, 11, 20))


@pytest.mark.parametrize("where", list(product([False, True], repeat=3)))
def test_words_are_shown_only_somewhere_that_was_allowed(where: tuple[bool, bool, bool]) -> None:
    words = said()
    allowed = dict(zip(("on_website", "in_print", "on_social"), where, strict=True))
    if any(where):
        words.release(AT, "By e-mail", NameShown.FULL, **allowed)
    else:
        with pytest.raises(BookError, match="Where may it be shown"):
            words.release(AT, "By e-mail", NameShown.FULL, place_shown=True, photo_shown=True)
    assert words.is_released == any(where)


def test_a_new_consent_replaces_the_old_one_whole() -> None:
    words = said()
    words.release(AT, "By e-mail", NameShown.FULL, on_website=True, place_shown=True, photo_shown=True)
    words.release(AT + timedelta(days=1), "On the phone", NameShown.FIRST, in_print=True)
    assert (words.on_website, words.in_print, words.place_shown, words.photo_shown) == (False, True, False, False)
    assert (words.consent_how, words.consent_at) == ("On the phone", AT + timedelta(days=1))
    with pytest.raises(TypeError):
        words.release(AT, "By e-mail", NameShown.FULL, on_television=True)


def test_withdrawn_it_is_shown_nowhere_until_it_is_allowed_anew() -> None:
    words = said()
    with pytest.raises(BookError, match="No consent"):
        words.withdraw(AT)
    words.release(AT, "By e-mail", NameShown.FULL, on_website=True)
    words.withdraw(AT)
    words.withdraw(AT + timedelta(days=1))
    assert (words.is_released, words.withdrawn_at, words.on_website) == (False, AT, True)
    words.release(AT, "By e-mail", NameShown.FULL, on_website=True)
    assert words.is_released


@pytest.mark.parametrize("name", ["Leah", "Leah van Dyk", ""])
def test_no_more_of_a_name_is_shown_than_was_allowed(name: str) -> None:
    words = said()
    shown = {}
    for kind in NameShown:
        words.name_shown = kind
        shown[kind] = words.shown_name(name)
    assert shown[NameShown.FULL] == name
    assert shown[NameShown.FIRST] == (name.split(maxsplit=1)[0] if name else "")
    assert shown[NameShown.INITIALS] == " ".join(f"{part[0]}." for part in name.split())
    assert shown[NameShown.NONE] == ""


def test_a_complaint_is_settled_once_with_words() -> None:
    complaint = Complaint(customer_id=new_id(), what="It drips", opened_at=AT)
    with pytest.raises(BookError, match="How was it put right"):
        complaint.settle(AT, "")
    complaint.settle(AT, " New seal ")
    assert (complaint.how, complaint.settled_at) == ("New seal", AT)
    with pytest.raises(BookError, match="settled already"):
        complaint.settle(AT, "Again")


@pytest.mark.parametrize(
    ("name", "first", "initials"),
    [
        ("Leah Novak", "Leah", "L. N."),
        ("Novak, Leah", "Leah", "L. N."),
        ("Mrs Novak", "", "N."),
        ("Dr. Leah Novak", "Leah", "L. N."),
        ("Jean-Luc Picard", "Jean-Luc", "J. P."),
        ("(Bob) Smith & Sons", "Bob", "B. S. S."),
        ("\u202eLeah Novak", "Leah", "L. N."),
        ("Cher", "Cher", "C."),
        ("Mrs", "", ""),
        ("Mr and Mrs Novak", "", "N."),
        ("Herr & Frau Novak", "", "N."),
        ("Leah und Tom Novak", "Leah", "L. T. N."),
        ("Novak Bakery Ltd", "", "N. B. L."),
        ("Müller & Co. KG", "", "M. C. K."),
    ],
)
def test_no_more_of_a_name_than_was_allowed(name: str, first: str, initials: str) -> None:
    assert (NameShown.FIRST.of(name), NameShown.INITIALS.of(name)) == (first, initials)
    assert (NameShown.FULL.of(name), NameShown.NONE.of(name)) == (name, "")
