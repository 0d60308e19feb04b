import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.job import Job, JobKind
from tradesman.book.quote import AcceptedBy
from tradesman.book.signature import Signature
from tradesman.book.variation import Variation
from tradesman.services import customers, jobs, signatures, variations

STROKES = [[[10, 20, 0], [30, 40, 16]]]


def test_extra_work_is_agreed_and_signed(owner: Owner) -> None:
    job_id = owner.accepted()
    before = owner.get(Job, job_id).price_minor or 0
    first = owner.do(variations.note, job_id, " Second valve ", 12_000, 1)
    second = owner.do(variations.note, job_id, "No paint", -5_000)
    assert (first.words, first.number, second.number) == ("Second valve", 1, 2)
    owner.do(variations.change, first.id, "Two more valves", 24_000, 2)
    owner.do(variations.agree, first.id, AcceptedBy.SIGNED, " Leah Novak ", STROKES)
    agreed = owner.get(Variation, first.id)
    assert (agreed.agreed_by, agreed.who, agreed.agreed_at) == (AcceptedBy.SIGNED, "Leah Novak", owner.now)
    signed = owner.ask(signatures.of, first.id)
    assert signed is not None
    assert signed.fingerprint == variations.fingerprint(agreed)
    assert owner.get(Job, job_id).price_minor == before + 24_000
    assert owner.ask(variations.agreed_minor, job_id) == 24_000
    for deed, args in ((variations.change, ("Other", 1)), (variations.remove, ())):
        with pytest.raises(BookError, match="has agreed to this"):
            owner.do(deed, first.id, *args)
    with pytest.raises(BookError, match="agreed already"):
        owner.do(variations.agree, first.id, AcceptedBy.PHONE, "Leah Novak")
    owner.do(variations.remove, second.id)
    assert [one.number for one in owner.ask(variations.of_job, job_id)] == [1]


def test_taking_an_agreement_back_takes_its_price_back(owner: Owner) -> None:
    job_id = owner.accepted()
    before = owner.get(Job, job_id).price_minor
    noted = owner.do(variations.note, job_id, "Second valve", 12_000)
    owner.do(variations.agree, noted.id, AcceptedBy.SIGNED, "Leah Novak")
    owner.undo()
    assert owner.get(Job, job_id).price_minor == before
    assert owner.get(Variation, noted.id).agreed_at is None
    assert owner.all(Signature) == []


def test_what_cannot_be_agreed(owner: Owner) -> None:
    job_id = owner.accepted()
    with pytest.raises(BookError, match="What changes"):
        owner.do(variations.note, job_id, " ", 100)
    with pytest.raises(BookError, match="250"):
        owner.do(variations.note, job_id, "Valve", 100, 251)
    noted = owner.do(variations.note, job_id, "Valve", 100)
    with pytest.raises(BookError, match="Who agreed"):
        owner.do(variations.agree, noted.id, AcceptedBy.PHONE, " ")
    owner.do(jobs.complete, job_id)
    with pytest.raises(BookError, match="job is over"):
        owner.do(variations.note, job_id, "Valve", 100)


def test_no_more_falls_away_than_the_work_costs(owner: Owner) -> None:
    job_id = owner.accepted()
    price = owner.get(Job, job_id).price_minor or 0
    with pytest.raises(BookError, match="More would fall away"):
        owner.do(variations.note, job_id, "All of it", -price - 1)
    first, second = (owner.do(variations.note, job_id, words, -price) for words in ("No bath", "No sink"))
    with pytest.raises(BookError, match="More would fall away"):
        owner.do(variations.change, first.id, "All of it", -price - 1)
    owner.do(variations.agree, first.id, AcceptedBy.PHONE, "Leah Novak")
    with pytest.raises(BookError, match="More would fall away"):
        owner.do(variations.agree, second.id, AcceptedBy.PHONE, "Leah Novak")
    assert owner.get(Job, job_id).price_minor == 0
    assert owner.get(Variation, second.id).agreed_at is None


def test_a_price_that_nobody_has_said_stays_unsaid(owner: Owner) -> None:
    job_id = owner.do(jobs.take_on, owner.enquiry(answered_live=True)).id
    noted = owner.do(variations.note, job_id, "Second valve", 5_000)
    owner.do(variations.agree, noted.id, AcceptedBy.PHONE, "Leah Novak")
    assert owner.get(Job, job_id).price_minor is None
    assert owner.ask(variations.agreed_minor, job_id) == 5_000


def test_a_service_call_costs_what_was_agreed_in_it(owner: Owner) -> None:
    earlier, again = owner.completed(), owner.enquiry(what="It drips again", answered_live=True)
    job_id = owner.do(jobs.take_on, again, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    with pytest.raises(BookError, match="More would fall away"):
        owner.do(variations.note, job_id, "Less", -1)
    noted = owner.do(variations.note, job_id, "A new tap", 5_000)
    owner.do(variations.agree, noted.id, AcceptedBy.PHONE, "Leah Novak")
    assert owner.get(Job, job_id).price_minor == 5_000


def test_erasing_the_person_erases_what_was_agreed(owner: Owner) -> None:
    job_id = owner.accepted()
    noted = owner.do(variations.note, job_id, "Valve", 100)
    owner.do(variations.agree, noted.id, AcceptedBy.SIGNED, "Leah Novak", STROKES)
    owner.do(customers.erase, owner.get(Job, job_id).customer_id)
    assert owner.all(Variation) == []
    assert owner.all(Signature) == []
