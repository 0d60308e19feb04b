from datetime import UTC, datetime, timedelta

import pytest

from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_told_is_when_it_was_told_first_in_the_newest_words() -> None:
    finding = Finding(customer_id=new_id(), job_id=new_id(), what="Rising damp", noticed_at=AT)
    with pytest.raises(BookError, match="plain words"):
        finding.tell(AT, " ")
    assert not finding.told_at
    finding.tell(AT, " The wall is wet ")
    finding.tell(AT + timedelta(days=1), "The wall draws water")
    finding.tell(AT + timedelta(days=2))
    assert finding.told_at == AT
    assert finding.plain_words == "The wall draws water"
