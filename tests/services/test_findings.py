from datetime import date

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.followup import Purpose
from tradesman.services import findings


def test_a_finding_is_noted_in_seconds_and_belongs_to_the_jobs_customer(owner: Owner) -> None:
    job_id = owner.completed()
    finding = owner.do(findings.note, job_id, " Damp wall ", by_on=date(2027, 3, 1))
    kept = owner.get(Finding, finding.id)
    assert (kept.what, kept.how_soon, kept.job_id, kept.noticed_at, kept.by_on) == (
        "Damp wall",
        HowSoon.SOON,
        job_id,
        owner.now,
        date(2027, 3, 1),
    )
    assert owner.due(finding.id) == {}
    with pytest.raises(BookError, match="What did you see"):
        owner.do(findings.note, job_id, " ")
    assert [found.id for found in owner.ask(findings.of_job, job_id)] == [finding.id]


@pytest.mark.parametrize(
    ("how_soon", "asked"),
    [
        (HowSoon.NOW, {"finding_decided": "2026-11-23"}),
        (HowSoon.SOON, {"finding_outcome": "2026-12-21"}),
        (HowSoon.KEEP_AN_EYE, {"finding_outcome": "2026-12-21"}),
    ],
)
def test_once_told_it_is_asked_what_became_of_it(owner: Owner, how_soon: HowSoon, asked: dict[str, str]) -> None:
    finding = owner.do(findings.note, owner.completed(), "Damp wall", how_soon)
    owner.do(findings.tell, finding.id, "The wall is wet")
    assert owner.due(finding.id) == asked


def test_the_customer_is_told_in_plain_words_only(owner: Owner) -> None:
    finding = owner.do(findings.note, owner.completed(), "Rising damp")
    with pytest.raises(BookError, match="plain words"):
        owner.do(findings.tell, finding.id)
    assert owner.get(Finding, finding.id).told_at is None
    assert owner.due(finding.id) == {}


def test_told_twice_it_counts_from_the_first_time(owner: Owner) -> None:
    finding = owner.do(findings.note, owner.completed(), "Rising damp", plain_words="The wall is wet")
    told = owner.now
    owner.do(findings.tell, finding.id)
    owner.at("2026-11-30")
    owner.do(findings.tell, finding.id, "The wall draws water")
    kept = owner.get(Finding, finding.id)
    assert (kept.told_at, kept.plain_words) == (told, "The wall draws water")
    assert owner.due(finding.id) == {"finding_outcome": "2026-12-21"}


def test_what_became_of_it_ends_the_asking(owner: Owner) -> None:
    finding = owner.do(findings.note, owner.completed(), "Rising damp", plain_words="The wall is wet")
    owner.do(findings.tell, finding.id)
    owner.do(findings.settle, finding.id, " Dried out ")
    assert owner.get(Finding, finding.id).outcome == "Dried out"
    owner.do(findings.tell, finding.id)
    assert owner.due(finding.id) == {}
    assert owner.asked(finding.id)[Purpose.FINDING_OUTCOME].reason == "It is known what became of it"


def test_more_urgent_than_it_seemed_it_is_asked_about_sooner_and_back_again_later(owner: Owner) -> None:
    finding = owner.do(findings.note, owner.completed(), "Rising damp", plain_words="The wall is wet")
    owner.do(findings.change, finding.id, how_soon=HowSoon.KEEP_AN_EYE)
    assert owner.due(finding.id) == {}
    owner.do(findings.tell, finding.id)
    owner.do(findings.change, finding.id, how_soon=HowSoon.NOW, plain_words="The wall may fall")
    assert owner.due(finding.id) == {"finding_decided": "2026-11-23"}
    owner.do(findings.change, finding.id, how_soon=HowSoon.SOON)
    owner.do(findings.change, finding.id, how_soon=HowSoon.SOON, own_trade=True, what=" Damp ")
    assert owner.due(finding.id) == {"finding_outcome": "2026-12-21"}
    kept = owner.get(Finding, finding.id)
    assert (kept.what, kept.own_trade, kept.plain_words) == ("Damp", True, "The wall may fall")
    with pytest.raises(BookError, match="What did you see"):
        owner.do(findings.change, finding.id, what=" ")
    with pytest.raises(TypeError):
        owner.do(findings.change, finding.id, told_at=None)
