from datetime import timedelta
from uuid import uuid4

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.services import closings, customers, enquiries, followups


def test_what_is_closed_says_since_when(owner: Owner) -> None:
    open_one, declined = owner.enquiry(), owner.enquiry()
    job_id = owner.completed()
    thanks, check = (owner.asked(job_id)[purpose].id for purpose in (Purpose.THANK_YOU, Purpose.SERVICE_CHECK))
    owner.do(enquiries.decline, declined, "Too far")
    owner.do(followups.skip, thanks, "No use")
    won = next(enquiry.id for enquiry in owner.all(Enquiry) if enquiry.id not in (open_one, declined))
    asked = [open_one, declined, thanks, check, won, uuid4()]
    assert owner.ask(closings.closed, asked) == dict.fromkeys((declined, thanks, won), owner.now)


def test_what_is_only_held_back_is_not_closed_until_it_has_long_passed(owner: Owner) -> None:
    job_id = owner.completed()
    thanks, check = (owner.asked(job_id)[purpose] for purpose in (Purpose.THANK_YOU, Purpose.SERVICE_CHECK))
    owner.rule("thank_you", enabled=False)
    assert owner.get(FollowUp, thanks.id).state == FollowUpState.CANCELLED
    assert owner.ask(closings.closed, [thanks.id]) == {}
    owner.do(customers.set_do_not_contact, thanks.customer_id, leave_alone=True)
    assert owner.ask(closings.closed, [thanks.id, check.id]) == {}
    owner.now += timedelta(days=40)
    assert set(owner.ask(closings.closed, [thanks.id, check.id])) == {thanks.id}


def test_a_customer_is_known_while_the_book_has_them(owner: Owner) -> None:
    leah = owner.customer()
    assert owner.ask(closings.knows_customer, leah)
    assert not owner.ask(closings.knows_customer, uuid4())
