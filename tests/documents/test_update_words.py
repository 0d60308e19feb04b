from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.documents import update_words
from tradesman.services.updates import Update

TUESDAY = date(2026, 10, 13)
FRIDAY = date(2026, 10, 16)


def promise(words: str = "Finished", due_on: date = FRIDAY, kind: PromiseKind = PromiseKind.FINISH) -> Promise:
    return Promise(customer_id=uuid4(), words=words, due_on=due_on, first_due_on=due_on, kind=kind)


UPDATE = Update(
    job_id=uuid4(),
    customer_id=uuid4(),
    today=TUESDAY,
    number=2,
    of=2,
    due=None,
    done=("Felt and battens", "South side half slated."),
    coming=((date(2026, 10, 14), "Slates, north"), (date(2026, 10, 15), "")),
    ends_on=FRIDAY,
    rests=False,
    paused="",
    finish=promise(),
    owed=(promise("Drive free for the van", date(2026, 10, 15), PromiseKind.WORD),),
    to_bring=("The sink",),
    photos=(),
)


def test_the_four_fields() -> None:
    assert update_words.fields(UPDATE) == {
        "done": "Felt and battens. South side half slated.",
        "next": "Wednesday 14 October: Slates, north. Thursday 15 October.",
        "on_time": "Yes. It will be finished on Friday 16 October, as promised.",
        "from_you": "Drive free for the van, by Thursday 15 October. The sink on site.",
    }


def test_where_nothing_is_noted_nothing_is_claimed() -> None:
    empty = replace(UPDATE, done=(), coming=(), ends_on=None, finish=None, owed=(), to_bring=())
    assert update_words.fields(empty) == {
        "done": "",
        "next": "The next day is not fixed yet.",
        "on_time": "No day is promised yet.",
        "from_you": "Nothing for now.",
    }


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"ends_on": date(2026, 10, 20)}, "Not as it stands: Friday 16 October was promised, and the plan goes on"),
        ({"today": date(2026, 10, 19)}, "No. Friday 16 October was promised, and it is not finished."),
        (
            {"today": date(2026, 10, 19), "ends_on": date(2026, 10, 20)},
            "not finished. The plan goes on until Tuesday 20 October.",
        ),
        ({"finish": None}, "The last day planned is Friday 16 October."),
        ({"finish": None, "today": date(2026, 10, 19)}, "The last day planned was Friday 16 October."),
        ({"finish": None, "rests": True}, "The work rests, so the last day is not certain."),
        ({"rests": True}, "Not certain, because the work rests. Friday 16 October was promised."),
        ({"rests": True, "today": date(2026, 10, 19)}, "and it is not finished. The work rests."),
        ({"begun": False, "today": FRIDAY}, "the work has not begun. Friday 16 October was promised."),
        ({"ends_on": date(2026, 10, 12)}, "the days planned are over. Friday 16 October was promised."),
    ],
)
def test_a_finish_that_does_not_stand_is_said_openly(changed: dict[str, object], says: str) -> None:
    assert says in update_words.on_time(replace(UPDATE, **changed))  # type: ignore[arg-type]


def test_a_finish_called_off_is_not_spoken_of() -> None:
    off = promise()
    off.state = PromiseState.CANCELLED
    assert update_words.on_time(replace(UPDATE, finish=off)) == "The last day planned is Friday 16 October."


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, "No. Friday 16 October was promised, and I cannot keep that."),
        (
            {"ends_on": date(2026, 10, 20)},
            "No. Friday 16 October was promised, and I cannot keep that. The plan goes on until Tuesday 20 October.",
        ),
        (
            {"ends_on": date(2026, 10, 20), "rests": True},
            "No. Friday 16 October was promised, and I cannot keep that. The work rests.",
        ),
    ],
)
def test_a_finish_that_will_not_be_kept_is_never_told_as_promised(changed: dict[str, object], says: str) -> None:
    broken = promise()
    broken.break_("Five per cent off")
    update = replace(UPDATE, finish=broken, ends_on=None)
    assert update_words.on_time(replace(update, **changed)) == says  # type: ignore[arg-type]


def test_a_finish_agreed_too_late_is_not_told_as_if_it_were_the_first() -> None:
    late = promise()
    late.re_agree(date(2026, 10, 20), date(2026, 10, 19))
    said = update_words.on_time(replace(UPDATE, finish=late, today=date(2026, 10, 19), ends_on=date(2026, 10, 20)))
    assert said == ("It will be finished on Tuesday 20 October, as we agreed. Friday 16 October was promised at first.")


@pytest.mark.parametrize(
    ("kept_on", "says"),
    [
        (FRIDAY, "Yes. It was finished on Friday 16 October, as promised."),
        (date(2026, 10, 17), "It was finished on Saturday 17 October."),
    ],
)
def test_a_finish_that_is_ticked_is_told_as_done(kept_on: date, says: str) -> None:
    kept = promise()
    kept.keep(kept_on, datetime(2026, 10, 17, tzinfo=UTC))
    assert update_words.on_time(replace(UPDATE, finish=kept)) == says


def test_work_that_rests_says_why() -> None:
    rests = replace(UPDATE, rests=True, paused="Waiting for the part")
    assert update_words.coming(rests) == "The work rests: Waiting for the part."
    assert update_words.coming(replace(rests, paused="")) == "The work rests."


def test_what_is_not_here_yet_is_said_with_what_comes_next() -> None:
    late = replace(UPDATE, late=("Slates", "Lead"))
    assert update_words.coming(late).endswith("Thursday 15 October. Not here yet: Slates, Lead.")
    assert update_words.coming(replace(late, coming=())) == "The next day is not fixed yet. Not here yet: Slates, Lead."


def test_an_update_in_german() -> None:
    assert update_words.fields(UPDATE, "de") == {
        "done": "Felt and battens. South side half slated.",
        "next": "Mittwoch, 14. Oktober: Slates, north. Donnerstag, 15. Oktober.",
        "on_time": "Ja. Es wird am Freitag, 16. Oktober fertig, wie zugesagt.",
        "from_you": "Drive free for the van, bis Donnerstag, 15. Oktober. The sink vor Ort.",
    }
