from datetime import UTC, date, datetime

import pytest

from tests.owner import Owner
from tradesman.book.job import Job
from tradesman.services import customers, jobs, photo_names, photos
from tradesman.services.photo_names import NamedPhoto


def noon(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=UTC)


def test_photos_are_named_by_work_day_and_number_the_oldest_first(owner: Owner) -> None:
    job = owner.do(jobs.done_and_paid, owner.customer("Leah Novak"), "Fuse board for Leah Novak", 18_500, "Cash")
    enquiry_id = owner.enquiry(job.customer_id, "Novak’s tap drips")
    for file, day, subject in (
        ("c.jpg", 5, {"enquiry_id": enquiry_id}),
        ("b.jpg", 4, {"job_id": job.id}),
        ("a.jpg", 4, {"enquiry_id": job.enquiry_id}),
        ("d.jpg", 6, {}),
    ):
        owner.do(photos.add, job.customer_id, file, taken_at=noon(day), **subject)
    of_work = [
        NamedPhoto("b.jpg", "Fuse board", date(2026, 3, 4), 1),
        NamedPhoto("a.jpg", "Fuse board", date(2026, 3, 4), 2),
    ]
    assert owner.ask(photo_names.of_work, job.id) == of_work
    assert owner.ask(photo_names.of_customer, job.customer_id) == [
        *of_work,
        NamedPhoto("c.jpg", "tap drips", date(2026, 3, 5), 1),
        NamedPhoto("d.jpg", "", date(2026, 3, 6), 1),
    ]


def test_nobody_has_photos_yet(owner: Owner) -> None:
    assert owner.ask(photo_names.of_customer, owner.customer()) == []
    assert owner.ask(photo_names.of_work, owner.accepted()) == []


def test_the_day_is_that_of_the_business(owner: Owner) -> None:
    job_id = owner.accepted()
    late = datetime(2026, 7, 4, 23, 30, tzinfo=UTC)
    owner.now = datetime(2026, 8, 1, 9, tzinfo=UTC)
    owner.do(photos.add, owner.get(Job, job_id).customer_id, "a.jpg", job_id=job_id, taken_at=late)
    assert owner.ask(photo_names.of_work, job_id)[0].taken_on == date(2026, 7, 5)  # London has summer time


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Roof at 8 Orchard Close", "Roof"),
        ("Mrs O'Brien's bathroom", "Mrs bathroom"),
        ("Bathroom of O'Brien", "Bathroom"),
        ("New boiler (O'Brien)", "New boiler"),
        ("A boiler in the Old Mill", "A boiler in the Old Mill"),
        ("O'Brien", ""),
    ],
)
def test_neither_name_nor_address_is_in_it(owner: Owner, title: str, left: str) -> None:
    customer = owner.do(customers.add, "Mary O'Brien", address="8 Orchard Close, Ashcombe", greeting="Mary")
    job = owner.do(jobs.done_and_paid, customer.id, title, 18_500, "Cash")
    owner.do(photos.add, customer.id, "a.jpg", job_id=job.id)
    assert [one.work for one in owner.ask(photo_names.of_work, job.id)] == [left]
