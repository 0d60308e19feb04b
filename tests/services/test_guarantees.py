import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.quote import Quote
from tradesman.services import guarantees


def test_a_guarantee_is_copied_into_an_option_and_later_changes_leave_it_alone(owner: Owner) -> None:
    found = owner.do(
        guarantees.add, " On time ", " Done by the day ", " £50 a day ", kind=GuaranteeKind.ON_TIME, months=18
    )
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    owner.do(guarantees.take, quote_id, option_id, found.id)
    owner.do(guarantees.change, found.id, teeth="Nothing much", kind=GuaranteeKind.RESULT, months=None)
    option = owner.get(Quote, quote_id).option(option_id)
    assert (option.guarantee, option.guarantee_kind, option.guarantee_months) == ("On time", GuaranteeKind.ON_TIME, 18)
    assert (option.guarantee_promise, option.guarantee_teeth) == ("Done by the day", "£50 a day")
    (row,) = owner.ask(guarantees.rows)
    assert (row.teeth, row.kind, row.months) == ("Nothing much", GuaranteeKind.RESULT, None)
    owner.do(guarantees.remove, found.id)
    assert owner.ask(guarantees.rows) == []
    owner.do(guarantees.drop, quote_id, option_id)
    option = owner.get(Quote, quote_id).option(option_id)
    assert (option.guarantee, option.guarantee_kind, option.guarantee_teeth) == ("", None, "")


def test_a_guarantee_without_teeth_is_none(owner: Owner) -> None:
    with pytest.raises(BookError, match="if it fails"):
        owner.do(guarantees.add, "On time", "Done by the day", " ")
    found = owner.do(guarantees.add, "On time", "Done by the day", "£50 a day")
    with pytest.raises(BookError, match="at least a month"):
        owner.do(guarantees.change, found.id, months=0)
    with pytest.raises(TypeError, match="no colour"):
        owner.do(guarantees.change, found.id, colour="red")
    assert owner.ask(guarantees.rows)[0].months is None
