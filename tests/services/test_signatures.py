from uuid import uuid4

import pytest

from tests.owner import Owner
from tradesman.book import history
from tradesman.book.errors import BookError
from tradesman.book.quote import AcceptedBy, Quote
from tradesman.book.signature import Signature
from tradesman.services import customers, presentations, signatures
from tradesman.services.presentations import Choice

STROKES = [[[10, 20, 0], [30, 40, 16]], [[50, 60, 90]]]


def test_a_signature_is_kept_with_its_moment_and_the_newest_counts(owner: Owner) -> None:
    subject = uuid4()
    owner.do(signatures.sign, subject, " Leah Novak ", "a" * 64, STROKES)
    first = owner.ask(signatures.of, subject)
    assert first is not None
    assert (first.who, first.signed_at, first.fingerprint, first.strokes) == (
        "Leah Novak",
        owner.now,
        "a" * 64,
        STROKES,
    )
    owner.at("2026-11-23")
    owner.do(signatures.sign, subject, "Tom Novak", "b" * 64)
    newest = owner.ask(signatures.of, subject)
    assert newest is not None
    assert (newest.who, newest.is_drawn) == ("Tom Novak", False)
    assert owner.ask(signatures.of, uuid4()) is None


def test_a_signature_without_a_name_is_not_kept(owner: Owner) -> None:
    with pytest.raises(BookError, match="Who signs"):
        owner.do(signatures.sign, uuid4(), " ", "a" * 64)
    assert owner.all(Signature) == []


def signed(owner: Owner, who: str) -> Quote:
    customer = owner.customer(who)
    quote_id = owner.drafted(owner.enquiry(customer, answered_live=True))
    paper = owner.ask(presentations.to_give, quote_id)
    choice = Choice(owner.option(quote_id), AcceptedBy.SIGNED, who, owner.now.date(), strokes=STROKES)
    owner.do(presentations.accept, paper, choice, file=f"{who}.pdf", signed_file=f"{who} signed.pdf")
    return owner.get(Quote, quote_id)


def test_a_persons_signatures_go_with_the_person_and_so_does_what_was_taken_back(owner: Owner) -> None:
    leah, tom = signed(owner, "Leah Novak"), signed(owner, "Tom Hale")
    taken_back = signed(owner, "Ann Lee")
    owner.undo()
    assert owner.ask(presentations.files) == {
        f"{who}{kind}.pdf" for who in ("Leah Novak", "Tom Hale", "Ann Lee") for kind in ("", " signed")
    }
    for gone in (leah, taken_back):
        owner.do(customers.erase, gone.customer_id)
    assert [(row.who, row.subject_id) for row in owner.all(Signature)] == [("Tom Hale", tom.id)]
    assert owner.ask(presentations.files) == {"Tom Hale.pdf", "Tom Hale signed.pdf"}
    told = owner.ask(lambda session: str(session.execute(history.changes.select()).all()))
    assert "Leah Novak" not in told
    assert "Ann Lee" not in told
    assert "Tom Hale" in told
