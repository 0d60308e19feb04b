from datetime import UTC, datetime, timedelta, timezone
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


def test_a_photo_of_one_job_can_show_another_of_the_same_customer(owner: Owner) -> None:
    customer_id = owner.customer()
    first, second = (owner.do(jobs.done_and_paid, customer_id, what, 100, "Cash").id for what in ("Tap", "Sink"))
    enquiry_id = owner.get(Job, second).enquiry_id
    owner.do(photos.add_all, customer_id, ["a.jpg"], job_id=first)
    owner.do(photos.add_all, customer_id, ["a.jpg", "b.jpg"], job_id=second)
    assert [photo.file for photo in owner.ask(photos.of_job, second)] == ["a.jpg", "b.jpg"]
    assert owner.ask(photos.not_there, customer_id, ["a.jpg", "c.jpg"], {"job_id": first}) == ["c.jpg"]
    assert owner.ask(photos.not_there, customer_id, ["b.jpg"], {}) == []  # with the customer it is seen already
    owner.do(photos.add_all, customer_id, ["b.jpg"], enquiry_id=enquiry_id)
    for place in ({"job_id": second}, {"enquiry_id": enquiry_id}):
        with pytest.raises(BookError, match="among the photos already"):
            owner.do(photos.add_all, customer_id, ["b.jpg"], **place)


def test_a_copy_that_was_drawn_on_goes_in_place_of_its_photo(owner: Owner) -> None:
    customer_id = owner.customer()
    plain, marked = (owner.do(photos.add, customer_id, file) for file in ("a.jpg", "b.jpg"))
    drawn = owner.do(photos.draw_on, marked.id, "c.jpg")
    found = owner.ask(photos.of_customer, customer_id)
    assert {photo.id for photo in photos.in_place(found)} == {plain.id, drawn.id}


def test_the_files_of_photos_that_were_taken_off_go_with_the_person(owner: Owner) -> None:
    leah, neighbour = owner.customer(), owner.customer("Tom Whitaker")
    for customer_id, file in ((leah, "hers.jpg"), (leah, "street.jpg"), (neighbour, "street.jpg")):
        owner.do(photos.remove, owner.do(photos.add, customer_id, file).id)
    assert owner.ask(photos.only_of, leah) == ["hers.jpg"]  # the neighbour's may still come back


def test_the_camera_knows_when_it_was_taken(owner: Owner) -> None:
    customer_id = owner.customer()
    london = datetime(2026, 7, 5, 9, 30)  # noqa: DTZ001  a camera without a zone means the clock on the wall
    berlin = datetime(2026, 7, 5, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    files = ["london.jpg", "berlin.jpg", "none.jpg", "lost.jpg", "ahead.jpg"]
    lost, ahead = datetime(1970, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)
    taken = {"london.jpg": london, "berlin.jpg": berlin, "lost.jpg": lost, "ahead.jpg": ahead}
    found = {photo.file: photo.taken_at for photo in owner.do(photos.add_all, customer_id, files, taken=taken)}
    assert found["london.jpg"] == datetime(2026, 7, 5, 8, 30, tzinfo=UTC)
    assert found["berlin.jpg"] == datetime(2026, 7, 5, 7, 30, tzinfo=UTC)
    assert found["none.jpg"] == found["lost.jpg"] == found["ahead.jpg"] == owner.now


def test_a_photo_is_from_before_when_it_was_taken_before_the_work_began(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = customer_of(owner, job_id)
    before = owner.now - timedelta(hours=3)
    owner.do(jobs.start, job_id)
    files = owner.do(photos.add_all, customer_id, ["a.jpg", "b.jpg"], taken={"a.jpg": before}, job_id=job_id)
    assert [photo.moment for photo in files] == [Moment.BEFORE, Moment.DURING]
    first, now = photos.before_and_now(owner.ask(photos.of_job, job_id))
    assert (first and first.file, now and now.file) == ("a.jpg", "b.jpg")
    assert photos.before_and_now([]) == (None, None)


def test_the_photos_of_the_enquiry_tell_how_it_was(owner: Owner) -> None:
    job_id = owner.accepted()
    job = owner.get(Job, job_id)
    owner.do(photos.add, job.customer_id, "asked.jpg", enquiry_id=job.enquiry_id)
    owner.do(photos.add, job.customer_id, "work.jpg", job_id=job_id)
    owner.do(photos.add, job.customer_id, "other.jpg")
    assert [photo.file for photo in owner.ask(photos.of_work, job_id)] == ["asked.jpg", "work.jpg"]


def test_a_copy_with_marks_stands_beside_the_photo_and_outlives_it(owner: Owner) -> None:
    customer_id = owner.customer()
    photo = owner.do(photos.add, customer_id, "a.jpg", words="Board", moment=Moment.AFTER)
    drawn = owner.do(photos.draw_on, photo.id, "drawn.jpg")
    assert (drawn.drawn_on_id, drawn.words, drawn.moment) == (photo.id, "Board", Moment.AFTER)
    original = owner.ask(photos.drawn_on, drawn.id)
    assert original is not None
    assert original.file == "a.jpg"
    owner.do(photos.remove, photo.id)
    assert owner.ask(photos.drawn_on, drawn.id) is None
    owner.undo()
    assert owner.get(Photo, drawn.id).drawn_on_id == photo.id


def test_a_photo_that_shows_a_step_is_not_removed(owner: Owner) -> None:
    job_id = owner.accepted()
    item = owner.do(jobs.add_to_checklist, job_id, "Board photographed", wants_photo=True)
    photo = owner.do(photos.add, customer_of(owner, job_id), "a.jpg", job_id=job_id)
    owner.do(jobs.show_step, job_id, item.id, photo.id)
    with pytest.raises(BookError, match=r"shows the step “Board photographed”\. It was not removed"):
        owner.do(photos.remove, photo.id)
    owner.do(jobs.show_step, job_id, item.id, None)
    owner.do(photos.remove, photo.id)


def test_a_photo_that_is_the_logo_stays(owner: Owner) -> None:
    leah = owner.customer()
    owner.do(photos.add_all, leah, ["hers.jpg", "van.jpg"])
    owner.do(businesses.change, logo="van.jpg")
    assert owner.ask(photos.only_of, leah) == ["hers.jpg"]
