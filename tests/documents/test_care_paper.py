from datetime import date
from typing import Any
from uuid import uuid4

from tests.documents.test_sheet_paper import BUSINESS, pages
from tradesman.book.job import Job
from tradesman.book.material import Material
from tradesman.documents import care_paper, order_paper
from tradesman.services.care_sheets import CareSheet

SHEET = CareSheet(
    business=BUSINESS,
    customer_id=uuid4(),
    customer="Ruth Okafor",
    greeting="Ruth",
    address="27 Station Road",
    language="",
    title="Re-roof the dormer",
    finished_on=date(2026, 10, 16),
    care="Clear the gutter each autumn.",
    guarantee="No leak",
    promise="It stays dry.",
    teeth="I come within a day and put it right for nothing.",
    guarantee_until_on=date(2036, 10, 16),
    photos=(),
)


def test_the_customer_reads_how_to_keep_it_and_what_is_guaranteed() -> None:
    page = " ".join(pages(care_paper.paper(SHEET)))
    for words in (
        "Dear Ruth, thank you",
        "Finished on 16 October 2026",
        "Clear the gutter each autumn.",
        "No leak, until 16 October 2036",
        "put it right for nothing",
    ):
        assert words in page, words


def test_a_german_customer_reads_it_in_german() -> None:
    german = care_paper.paper(SHEET.__class__(**{**SHEET.__dict__, "language": "de"}))
    assert "Guten Tag, Ruth" in " ".join(pages(german))


def test_a_suppliers_list_goes_by_job_and_names_no_customer() -> None:
    dormer, porch = (
        Job(customer_id=uuid4(), enquiry_id=uuid4(), title=title, agreed_on=date(2026, 10, 1))
        for title in ("Dormer", "Porch")
    )
    of_dormer: dict[str, Any] = {"customer_id": dormer.customer_id, "job_id": dormer.id, "supplier": "Quarry"}
    listed = [
        (
            Material(position=1, words="Slates", quantity_thousandths=120_000, unit="pcs", **of_dormer),
            dormer,
        ),
        (Material(position=2, words="Nails", quantity_thousandths=4_500, unit="kg", **of_dormer), dormer),
        (Material(**{**of_dormer, "job_id": porch.id}, position=1, words="Lead"), porch),
    ]
    page = " ".join(pages(order_paper.paper(BUSINESS, "Quarry", listed)))
    assert "For Quarry" in page
    assert page.index("For Dormer") < page.index("120 pcs") < page.index("4.5 kg") < page.index("For Porch")
