from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.job import Job
from tradesman.book.message import Message, Way
from tradesman.book.partner import Referral
from tradesman.book.photo import Photo
from tradesman.services import finding_sheets, findings, followups, partners, photos
from tradesman.services.finding_sheets import Seen


@pytest.fixture
def job_id(owner: Owner) -> UUID:
    return owner.accepted()


def photo(owner: Owner, job_id: UUID, letter: str) -> UUID:
    customer_id = owner.get(Job, job_id).customer_id
    return owner.do(photos.add, customer_id, letter * 64 + ".jpg", job_id=job_id).id


def test_a_message_that_was_sent_tells_the_customer_in_one_step(owner: Owner, job_id: UUID) -> None:
    customer_id = owner.get(Job, job_id).customer_id
    seen = Seen(job_id, "Pane cracked", HowSoon.NOW, photo_ids=(photo(owner, job_id, "a"),))
    owner.do(finding_sheets.send, customer_id, "Look at the pane.", Way.TEXT, seen=seen, to="07700 900155")
    [kept] = owner.all(Finding)
    assert (kept.told_at, kept.plain_words) == (owner.now, "Pane cracked")
    [message] = owner.all(Message)
    assert (message.customer_id, message.words, message.to) == (customer_id, "Look at the pane.", "07700 900155")
    assert [row.state for row in owner.ask(followups.of_subject, kept.id)] == ["open"]
    with pytest.raises(BookError, match="stays in the timeline"):
        owner.undo()
    with pytest.raises(BookError, match="There are no words"):
        owner.do(finding_sheets.send, customer_id, " ", Way.TEXT, seen=Seen(job_id, "Another"))
    assert len(owner.all(Finding)) == 1  # nothing is kept of it


def test_something_new_is_kept_with_its_photos_and_corrected(owner: Owner, job_id: UUID) -> None:
    first, second = photo(owner, job_id, "a"), photo(owner, job_id, "b")
    seen = Seen(job_id, " Pane cracked ", HowSoon.NOW, "It lets in rain", date(2026, 12, 1), (first,))
    finding = owner.do(finding_sheets.keep, seen)
    kept = owner.get(Finding, finding.id)
    assert (kept.what, kept.how_soon, kept.by_on) == ("Pane cracked", HowSoon.NOW, date(2026, 12, 1))
    assert owner.get(Photo, first).finding_id == finding.id
    again = Seen(job_id, "Pane broken", photo_ids=(second,), finding_id=finding.id)
    owner.do(finding_sheets.keep, again)
    kept = owner.get(Finding, finding.id)
    assert (kept.what, kept.plain_words, kept.by_on, kept.how_soon) == ("Pane broken", "", None, HowSoon.SOON)
    assert [owner.get(Photo, one).finding_id for one in (first, second)] == [None, finding.id]
    assert owner.get(Photo, first).job_id == job_id


def test_a_photo_that_shows_something_else_stays_there(owner: Owner, job_id: UUID) -> None:
    taken = photo(owner, job_id, "a")
    first = owner.do(finding_sheets.keep, Seen(job_id, "Pane", photo_ids=(taken,)))
    assert owner.ask(finding_sheets.photos_for, job_id, None) == []
    assert [one.id for one in owner.ask(finding_sheets.photos_for, job_id, first.id)] == [taken]
    owner.do(finding_sheets.keep, Seen(job_id, "Ivy", photo_ids=(taken,)))
    assert owner.get(Photo, taken).finding_id == first.id


def test_it_is_told_recommended_or_quoted(owner: Owner, job_id: UUID) -> None:
    glazier = owner.do(partners.add, "Lowther Glazing", "Windows").id
    told = owner.do(finding_sheets.tell, Seen(job_id, "Pane", HowSoon.NOW))
    assert (told.plain_words, told.told_at) == ("Pane", owner.now)
    with pytest.raises(BookError, match="has not agreed"):
        owner.do(finding_sheets.recommend, Seen(job_id, "Ivy"), glazier, consent=False)
    assert [found.what for found in owner.ask(findings.of_job, job_id)] == ["Pane"]
    referral = owner.do(finding_sheets.recommend, Seen(job_id, "Ivy"), glazier, consent=True, ask_after=False)
    assert owner.get(Referral, referral.id).consent_at == owner.now
    assert owner.due(referral.id) == {}
    quote = owner.do(finding_sheets.quote_instead, Seen(job_id, "Gutter"))
    gutter = owner.ask(findings.of_job, job_id)[-1]
    assert (gutter.outcome, gutter.own_trade, quote.title) == (f"Quote {quote.number}", True, "Gutter")
    assert owner.ask(followups.of_subject, gutter.id) == []
    with pytest.raises(BookError, match="What did you see"):
        owner.do(finding_sheets.keep, Seen(job_id, " ", finding_id=told.id))


def test_what_the_customer_was_told_stays(owner: Owner, job_id: UUID) -> None:
    told = owner.do(finding_sheets.tell, Seen(job_id, "Pane", plain_words="It lets in rain"))
    owner.do(finding_sheets.keep, Seen(job_id, "Pane", finding_id=told.id))
    assert owner.get(Finding, told.id).plain_words == "It lets in rain"
