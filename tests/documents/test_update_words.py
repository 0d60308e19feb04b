from dataclasses import replace
from datetime import date
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
    ],
)
def test_a_finish_that_does_not_stand_is_said_openly(changed: dict[str, object], says: str) -> None:
    assert says in update_words.on_time(replace(UPDATE, **changed))  # type: ignore[arg-type]


def test_a_finish_called_off_is_not_spoken_of() -> None:
    off = promise()
    off.state = PromiseState.CANCELLED
    assert update_words.on_time(replace(UPDATE, finish=off)) == "The last day planned is Friday 16 October."


def test_work_that_rests_says_why() -> None:
    assert (
        update_words.coming(replace(UPDATE, paused="Waiting for the part")) == "The work rests: Waiting for the part."
    )


def test_what_is_not_here_yet_is_said_with_what_comes_next() -> None:
    late = replace(UPDATE, late=("Slates", "Lead"))
    assert update_words.coming(late).endswith("Thursday 15 October. Not here yet: Slates, Lead.")
    assert update_words.coming(replace(late, coming=())) == "The next day is not fixed yet. Not here yet: Slates, Lead."
