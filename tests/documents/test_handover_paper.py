from datetime import UTC, date, datetime
from uuid import uuid4

from tests.documents.test_sheet_paper import BUSINESS, pages
from tradesman.book.finding import HowSoon
from tradesman.book.partner import Partner, ReferralState
from tradesman.documents import handover_paper, statement_paper
from tradesman.services.handovers import Handover
from tradesman.services.partners import LedgerRow
from tradesman.services.statements import Statement

PARTNER = Partner(name="Harker Masonry", trades="Chimneys", contact="Joe Harker")
GIVEN = Handover(
    referral_id=uuid4(),
    partner=PARTNER,
    business=BUSINESS,
    customer="Ruth Okafor",
    phone="07700 900100",
    email="",
    address="27 Station Road",
    what="Chimney pointing crumbles",
    plain_words="The mortar is soft.",
    how_soon=HowSoon.SOON,
    by_on=date(2026, 12, 1),
    agreed_on=date(2026, 10, 12),
    photos=(),
)


def row(state: ReferralState, work: int | None = None, bonus: int | None = None) -> LedgerRow:
    return LedgerRow(
        id=uuid4(),
        sent_at=datetime(2026, 10, 12, 23, 30, tzinfo=UTC),
        customer_id=uuid4(),
        customer="Ruth Okafor",
        what="Pointing",
        partner="Harker Masonry",
        state=state,
        saved_minor=None,
        bonus_minor=bonus,
        late=False,
        work_minor=work,
    )


def test_the_partner_reads_whom_to_ask_for_and_what_was_found() -> None:
    page = " ".join(pages(handover_paper.paper(GIVEN)))
    for words in (
        "For Harker Masonry Joe Harker",
        "Ruth Okafor agreed on 12 October 2026",
        "07700 900100",
        "27 Station Road",
        "The mortar is soft.",
        "Soon, before 1 December 2026",
        "for this work only",
    ):
        assert words in page, words
    assert "E-mail" not in page


def test_a_statement_says_what_is_owed_both_ways() -> None:
    sent = (row(ReferralState.BONUS_DUE, 80_000, 5_000), row(ReferralState.DECLINED))
    told = Statement(BUSINESS, PARTNER, 2026, sent, (row(ReferralState.BONUS_DUE, 10_000, 1_000),))
    page = " ".join(pages(statement_paper.paper(told)))
    assert "Referrals 2026" in page
    assert "13/10/2026" in page  # by the business's clock it was the next day
    assert "customer said no" in page
    assert "Still owed to Sam Rowan: £50.00" in page
    assert "Still owed to Harker Masonry: £10.00" in page


def test_where_nothing_is_owed_that_is_said() -> None:
    page = " ".join(pages(statement_paper.paper(Statement(BUSINESS, None, 2026, (), ()))))
    assert "Nothing is owed." in page
