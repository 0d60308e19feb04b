from tests.owner import Owner
from tradesman.book.job import Job
from tradesman.book.photo import Moment
from tradesman.services import care_sheets, photos, sign_offs
from tradesman.services.sign_offs import SignOff


def test_a_care_sheet_says_what_was_done_and_shows_it(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = owner.get(Job, job_id).customer_id
    for number in range(6):
        owner.do(photos.add, customer_id, f"{number}" * 64 + ".jpg", job_id=job_id, moment=Moment.AFTER)
    owner.do(photos.add, customer_id, "f" * 64 + ".jpg", job_id=job_id, moment=Moment.BEFORE)
    owner.do(sign_offs.sign_off, job_id, SignOff(owner.now.date(), "Leah Novak", care=" Bleed it once a year "))
    told = owner.ask(care_sheets.of, job_id)
    assert (told.care, told.finished_on, told.greeting) == ("Bleed it once a year", owner.now.date(), "Leah")
    assert [photo.file[0] for photo in told.photos] == ["0", "1", "2", "3"]


def test_a_photo_that_was_drawn_on_is_shown_once(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = owner.get(Job, job_id).customer_id
    photo = owner.do(photos.add, customer_id, "a" * 64 + ".jpg", job_id=job_id, moment=Moment.AFTER)
    drawn = owner.do(photos.draw_on, photo.id, "b" * 64 + ".jpg")
    assert [one.id for one in owner.ask(care_sheets.of, job_id).photos] == [drawn.id]


def test_the_words_for_work_of_the_same_title_are_found_again(owner: Owner) -> None:
    first, second = owner.accepted(), owner.accepted()
    title = owner.get(Job, first).title
    assert owner.ask(care_sheets.like, title) == ""
    owner.do(sign_offs.sign_off, first, SignOff(owner.now.date(), care="Once a year"))
    owner.do(sign_offs.sign_off, second, SignOff(owner.now.date(), care="Twice a year"))
    assert owner.ask(care_sheets.like, f" {title.upper()} ") == "Twice a year"
