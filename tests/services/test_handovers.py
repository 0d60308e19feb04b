from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import Note
from tradesman.book.errors import BookError
from tradesman.book.finding import HowSoon
from tradesman.book.job import Job
from tradesman.book.partner import Referral
from tradesman.book.photo import Photo
from tradesman.book.store import Session
from tradesman.services import findings, handovers, partners, photos, sent_to_me


@pytest.fixture
def partner_id(owner: Owner) -> UUID:
    return owner.do(partners.add, "Harker Masonry", "Chimneys").id


def test_a_partner_gets_what_is_needed_and_no_more(owner: Owner, partner_id: UUID) -> None:
    job_id = owner.accepted()
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(_noted, customer_id, "The key is under the pot")
    finding = owner.do(
        findings.note, job_id, "Mortar crumbles", HowSoon.NOW, plain_words="It is soft", by_on=date(2026, 12, 1)
    )
    plain = owner.do(photos.add, customer_id, "a" * 64 + ".jpg", finding_id=finding.id)
    drawn = owner.do(photos.add, customer_id, "b" * 64 + ".jpg", finding_id=finding.id)
    owner.do(photos.add, customer_id, "c" * 64 + ".jpg", job_id=job_id)
    owner.do(_draw, drawn.id, plain.id)
    referral = owner.do(partners.introduce, finding.id, partner_id, consent=True)
    given = owner.ask(handovers.of, referral.id)
    assert (given.customer, given.partner.name) == ("Leah Novak", "Harker Masonry")
    assert given.address
    assert (given.what, given.plain_words, given.how_soon) == ("Mortar crumbles", "It is soft", HowSoon.NOW)
    assert (given.by_on, given.agreed_on) == (date(2026, 12, 1), date(2026, 11, 20))
    assert [photo.id for photo in given.photos] == [drawn.id]
    assert "pot" not in str(given)
    owner.do(handovers.note, referral.id)
    assert owner.get(Referral, referral.id).handed_over_at == owner.now


def _noted(session: Session, customer_id: UUID, words: str) -> None:
    session.add(Note(customer_id=customer_id, at=session.now, words=words))


def _draw(session: Session, photo_id: UUID, on_id: UUID) -> None:
    session.load(Photo, photo_id).drawn_on_id = on_id


def test_an_enquiry_that_is_passed_on_names_what_was_asked_for(owner: Owner, partner_id: UUID) -> None:
    referral = owner.do(partners.pass_on, owner.enquiry(what="A new roof"), partner_id, consent=True)
    given = owner.ask(handovers.of, referral.id)
    assert (given.what, given.how_soon, given.photos) == ("A new roof", None, ())


def test_whom_a_partner_sent_is_not_handed_over(owner: Owner, partner_id: UUID) -> None:
    referral = owner.do(sent_to_me.receive, owner.enquiry(), partner_id)
    with pytest.raises(BookError, match="nothing to hand over"):
        owner.ask(handovers.of, referral.id)
