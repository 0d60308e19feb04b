from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.job import Job, JobState
from tradesman.book.quote import AcceptedBy, Quote
from tradesman.services import enquiries, findings, jobs, promises, quotes, scorecard, sign_offs, signatures, variations
from tradesman.services.scorecard import Fault, Period, Step
from tradesman.services.sign_offs import SignOff

FRIDAY = date(2026, 11, 20)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def job_id(owner: Owner) -> UUID:
    """A job whose accepted option meets two needs and is guaranteed for two years."""
    enquiry_id = owner.enquiry(answered_live=True)
    quote_id = owner.drafted(enquiry_id)
    option_id = owner.option(quote_id)
    for question in ("Quiet?", "Warm?"):
        need = owner.do(enquiries.ask, enquiry_id, question, "Yes", f"{question} Yes")
        owner.do(quotes.meet_need, quote_id, option_id, need.id, meets=True)
    owner.do(quotes.change_option, quote_id, option_id, guarantee_months=24)
    owner.given(quote_id)
    return owner.do(quotes.accept, quote_id, option_id, AcceptedBy.PHONE, "Leah Novak").id


def seen(owner: Owner, job_id: UUID) -> frozenset[UUID]:
    return frozenset(need.need_id for need in owner.ask(sign_offs.walk_round, job_id).needs)


def fault(owner: Owner, job_id: UUID) -> Fault | None:
    return next(one.fault for one in owner.ask(scorecard.cases, Step.GREAT_JOB, YEAR) if one.subject_id == job_id)


def test_a_job_is_signed_off_with_its_needs_seen(owner: Owner, job_id: UUID) -> None:
    given = SignOff(
        FRIDAY, "Leah Novak", seen(owner, job_id), [[[1, 2, 0]]], care=" Bleed it ", extra_given="A spare key"
    )
    owner.do(sign_offs.sign_off, job_id, given)
    job = owner.get(Job, job_id)
    assert (job.state, job.completed_on, job.signed_who) == (JobState.COMPLETED, FRIDAY, "Leah Novak")
    assert (job.guarantee_until_on, job.care, job.extra_given) == (date(2028, 11, 20), "Bleed it", "A spare key")
    signed = owner.ask(signatures.of, job_id)
    assert signed is not None
    assert signed.fingerprint == owner.ask(lambda session: sign_offs.fingerprint(session, session.load(Job, job_id)))
    assert all(need.seen for need in owner.ask(sign_offs.walk_round, job_id).needs)
    assert "three_months" in owner.due(job_id)
    assert fault(owner, job_id) is None
    owner.undo()
    assert owner.get(Job, job_id).is_open
    assert owner.ask(signatures.of, job_id) is None
    assert owner.due(job_id).keys() & {"three_months", "thank_you"} == set()


def test_what_is_open_is_named_and_takes_a_reason(owner: Owner, job_id: UUID) -> None:
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(jobs.add_to_checklist, job_id, "Flue tested")
    owner.do(promises.make, customer_id, "Bring the key", FRIDAY, job_id=job_id)
    owner.do(promises.make, customer_id, "Clear the room", FRIDAY, job_id=job_id, mine=False)
    owner.do(variations.note, job_id, "Second valve", 12_000)
    open_ = owner.ask(sign_offs.walk_round, job_id).open
    assert open_ == ("Quiet? Yes", "Warm? Yes", "Flue tested", "Bring the key", "Second valve")
    with pytest.raises(BookError, match="Flue tested; Bring the key; Second valve"):
        owner.do(sign_offs.sign_off, job_id, SignOff(FRIDAY, "Leah Novak", seen(owner, job_id)))
    assert owner.get(Job, job_id).is_open
    assert not any(need.seen for need in owner.ask(sign_offs.walk_round, job_id).needs)
    owner.do(sign_offs.sign_off, job_id, SignOff(FRIDAY, "Leah Novak", because="The key comes by post"))
    assert owner.get(Job, job_id).reason == "The key comes by post"
    assert fault(owner, job_id) == Fault.NEEDS_NOT_SEEN


def test_nobody_there_to_sign_leaves_no_signature(owner: Owner, job_id: UUID) -> None:
    owner.do(sign_offs.sign_off, job_id, SignOff(FRIDAY, "", seen(owner, job_id)))
    assert owner.ask(signatures.of, job_id) is None
    assert fault(owner, job_id) == Fault.NOT_SIGNED


def test_looking_round_is_part_of_it(owner: Owner, job_id: UUID) -> None:
    assert not owner.ask(sign_offs.walk_round, job_id).looked
    owner.do(findings.note, job_id, "Ivy")
    assert owner.ask(sign_offs.walk_round, job_id).looked
    other = owner.accepted()
    owner.do(sign_offs.sign_off, other, SignOff(FRIDAY, "Leah Novak", looked_round=True))
    assert owner.get(Job, other).looked_round


def test_the_day_corrected_moves_the_guarantee(owner: Owner, job_id: UUID) -> None:
    owner.do(sign_offs.sign_off, job_id, SignOff(FRIDAY, "Leah Novak", seen(owner, job_id)))
    owner.do(jobs.complete, job_id, on=date(2026, 11, 18))
    assert owner.get(Job, job_id).guarantee_until_on == date(2028, 11, 18)


def test_a_job_without_a_quote_has_no_needs(owner: Owner) -> None:
    job_id = owner.do(jobs.take_on, owner.enquiry(answered_live=True)).id
    assert owner.ask(sign_offs.walk_round, job_id).needs == ()
    owner.do(sign_offs.sign_off, job_id, SignOff(FRIDAY, "Leah Novak"))
    assert owner.get(Job, job_id).guarantee_until_on is None
    assert owner.all(Quote) == []
