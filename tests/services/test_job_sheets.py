from datetime import date, datetime
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import CameBy, Stage
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, job_sheets, jobs, promises


@pytest.fixture
def job_id(book: Book, now: datetime) -> UUID:
    with book.write("Job", now) as session:
        customer = customers.add(session, "Ruth Okafor", phone="07700 900123", address="27 Station Road")
        enquiry = enquiries.log(session, customer.id, "Dormer", CameBy.PHONE, answered_live=True)
        enquiry.move_to(Stage.WON)
        job = Job(
            customer_id=customer.id,
            enquiry_id=enquiry.id,
            property_id=enquiry.property_id,
            title="Dormer",
            agreed_on=date(2026, 11, 20),
        )
        session.add(job)
        return job.id


def test_a_plan_counts_working_days_from_the_first(book: Book, now: datetime, job_id: UUID) -> None:
    with book.write("Plan", now) as session:
        job = job_sheets.plan(session, job_id, date(2026, 11, 21), 3, promised_finish=date(2026, 11, 24))
    assert [day.day_on for day in job.days] == [date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 24)]
    with book.read(now) as session:
        sheet = job_sheets.sheet(session, job_id)
    assert sheet.finish is not None
    assert sheet.finish.due_on == date(2026, 11, 24)
    assert (sheet.customer, sheet.place, sheet.phone) == ("Ruth Okafor", "27 Station Road", "07700 900123")
    with book.write("Plan", now) as session, pytest.raises(BookError, match="1 to 250"):
        job_sheets.plan(session, job_id, date(2026, 11, 21), 0)


def test_picked_days_count_as_they_are(book: Book, now: datetime, job_id: UUID) -> None:
    picked = [date(2026, 11, 29), date(2026, 11, 22), date(2026, 11, 22)]
    with book.write("Plan", now) as session:
        job = job_sheets.plan(session, job_id, date(2026, 11, 21), 1, picked=picked)
    assert [day.day_on for day in job.days] == [date(2026, 11, 22), date(2026, 11, 29)]


def test_the_customers_promise_stands_beside_mine(book: Book, now: datetime, job_id: UUID) -> None:
    with book.write("Promise", now) as session:
        job = session.load(Job, job_id)
        promises.make(session, job.customer_id, "Empty the loft", date(2026, 11, 23), job_id=job_id, mine=False)
    with book.read(now) as session:
        sheet = job_sheets.sheet(session, job_id)
    assert [promise.mine for promise in sheet.promises] == [False]
    assert (sheet.finish, sheet.ticked) == (None, 0)


def test_a_plan_gets_longer_by_working_days(owner: Owner) -> None:
    job_id = owner.accepted()
    assert owner.ask(job_sheets.longer, job_id, 2) == []
    owner.do(jobs.plan, job_id, [date(2026, 11, 20), date(2026, 11, 21)])  # the Saturday was wished
    assert owner.ask(job_sheets.longer, job_id, 2) == [date(2026, 11, day) for day in (20, 21, 23, 24)]
