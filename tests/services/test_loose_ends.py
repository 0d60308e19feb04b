from datetime import date

from tests.owner import Owner
from tradesman.services import jobs, loose_ends, materials, promises


def test_work_without_a_quote_has_no_deposit(owner: Owner) -> None:
    job_id = owner.do(jobs.take_on, owner.enquiry(answered_live=True)).id
    ends = owner.ask(loose_ends.of, job_id)
    assert (ends.followups, ends.promises, ends.ordered, ends.deposit_minor) == (1, 0, (), 0)  # its weekly update
    assert (ends.quote_number, ends.withdraw_until_on, ends.in_time) == ("", None, False)


def test_what_is_open_is_counted_and_what_is_ordered_named(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = owner.do(jobs.plan, job_id, [date(2026, 11, 23)]).customer_id
    kept = owner.do(promises.make, customer_id, "Tidy up", date(2026, 11, 24), job_id=job_id)
    owner.do(promises.make, customer_id, "Drive free", date(2026, 11, 24), job_id=job_id, mine=False)
    owner.do(promises.keep, kept.id)
    slate = owner.do(materials.note, job_id, "Slates", supplier="Quarry")
    sink = owner.do(materials.note, job_id, "Sink", by_customer=True)
    owner.do(materials.note, job_id, "Sand", supplier="Quarry")
    for one in (slate, sink):
        owner.do(materials.order, one.id)
    ends = owner.ask(loose_ends.of, job_id)
    assert (ends.promises, ends.ordered, ends.deposit_minor) == (1, ("Slates",), 0)
    assert ends.followups == len(owner.due(job_id)) > 0
