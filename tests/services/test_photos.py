from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.photo import Moment, Photo
from tradesman.services import businesses, customers, jobs, photos


def customer_of(owner: Owner, job_id: UUID) -> UUID:
    return owner.get(Job, job_id).customer_id


def test_a_photo_is_from_before_during_or_after_the_work_as_the_job_stands(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = customer_of(owner, job_id)
    owner.do(photos.add, customer_id, "a.jpg", job_id=job_id)
    owner.do(jobs.start, job_id)
    owner.do(photos.add, customer_id, "b.jpg", job_id=job_id)
    owner.completed(job_id)
    owner.do(photos.add, customer_id, "c.jpg", job_id=job_id, words=" The new unit ")
    owner.do(photos.add, customer_id, "d.jpg")
    found = owner.ask(photos.of_job, job_id)
    assert [(photo.file, photo.moment) for photo in found] == [
        ("a.jpg", Moment.BEFORE),
        ("b.jpg", Moment.DURING),
        ("c.jpg", Moment.AFTER),
    ]
    assert found[-1].words == "The new unit"
    assert [photo.file for photo in owner.ask(photos.of_customer, customer_id)] == ["d.jpg", "c.jpg", "b.jpg", "a.jpg"]


def test_a_photo_of_an_enquiry_is_found_with_it(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    photo = owner.do(photos.add, owner.customer(), "a.jpg", enquiry_id=enquiry_id, moment=Moment.DURING)
    assert [one.id for one in owner.ask(photos.of_enquiry, enquiry_id)] == [photo.id]


def test_words_and_place_of_a_photo_can_be_changed_and_nothing_else(owner: Owner) -> None:
    photo = owner.do(photos.add, owner.customer(), "a.jpg")
    owner.do(photos.change, photo.id, words=" Behind the bath ", moment=Moment.AFTER)
    changed = owner.get(Photo, photo.id)
    assert (changed.words, changed.moment) == ("Behind the bath", Moment.AFTER)
    with pytest.raises(TypeError, match="file cannot be changed"):
        owner.do(photos.change, photo.id, file="b.jpg")


def test_a_photo_that_is_taken_off_comes_back_with_undo(owner: Owner) -> None:
    customer_id = owner.customer()
    photo = owner.do(photos.add, customer_id, "a.jpg")
    owner.do(photos.remove, photo.id)
    assert owner.ask(photos.of_customer, customer_id) == []
    owner.undo()
    assert [one.file for one in owner.ask(photos.of_customer, customer_id)] == ["a.jpg"]


def test_a_photo_needs_what_it_is_said_to_show(owner: Owner) -> None:
    with pytest.raises(BookError, match="no longer in the book"):
        owner.do(photos.add, owner.customer(), "a.jpg", job_id=owner.customer())


def test_the_files_of_one_person_alone_go_with_the_person(owner: Owner) -> None:
    leah, neighbour = owner.customer(), owner.customer("Tom Whitaker")
    for file in ("hers.jpg", "street.jpg"):
        owner.do(photos.add, leah, file)
    owner.do(photos.add, neighbour, "street.jpg")
    assert owner.ask(photos.only_of, leah) == ["hers.jpg"]
    owner.do(customers.erase, leah)
    assert owner.ask(photos.of_customer, leah) == []
    assert owner.ask(photos.only_of, neighbour) == ["street.jpg"]


def test_several_at_once_and_none_twice(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(photos.add, customer_id, "a.jpg")
    added = owner.do(photos.add_all, customer_id, ["b.jpg", "a.jpg", "b.jpg", "c.jpg"])
    assert [photo.file for photo in added] == ["b.jpg", "c.jpg"]
    with pytest.raises(BookError, match="among the photos already"):
        owner.do(photos.add_all, customer_id, ["a.jpg"])
    owner.undo()
    assert [photo.file for photo in owner.ask(photos.of_customer, customer_id)] == ["a.jpg"]


def test_the_files_of_photos_that_were_taken_off_go_with_the_person(owner: Owner) -> None:
    leah, neighbour = owner.customer(), owner.customer("Tom Whitaker")
    for customer_id, file in ((leah, "hers.jpg"), (leah, "street.jpg"), (neighbour, "street.jpg")):
        owner.do(photos.remove, owner.do(photos.add, customer_id, file).id)
    assert owner.ask(photos.only_of, leah) == ["hers.jpg"]  # the neighbour's may still come back


def test_a_photo_that_is_the_logo_stays(owner: Owner) -> None:
    leah = owner.customer()
    owner.do(photos.add_all, leah, ["hers.jpg", "van.jpg"])
    owner.do(businesses.change, logo="van.jpg")
    assert owner.ask(photos.only_of, leah) == ["hers.jpg"]
