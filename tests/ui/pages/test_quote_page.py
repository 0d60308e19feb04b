from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from tradesman.book.enquiry import CameBy, Enquiry
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, Quote, QuoteState
from tradesman.book.store import Book, Session
from tradesman.services import customers, enquiries, prices, quote_sheets, quotes
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.theme import Theme


def offer(session: Session) -> UUID:
    prices.add(session, "Safety valve kit", 16500, cost_minor=9000)
    customer = customers.add(session, "Marion Ellis", phone="07700 900107", address="14 Mill Lane")
    enquiry = enquiries.log(session, customer.id, "Water heater", CameBy.PHONE, answered_live=True)
    enquiries.ask(session, enquiry.id, "Who showers?", "Three of us", "3 showers in a row")
    enquiries.ask(session, enquiry.id, "How long will you stay?", "Ten years")
    return quotes.draft(session, enquiry.id, "Replace water heater").id


def three(session: Session, quote_id: UUID) -> list[UUID]:
    options = quote_sheets.add_options(session, quote_id, [(1, "Good"), (2, "Mains pressure"), (3, "Best")])
    for number, option in enumerate(options, 1):
        quotes.add_line(session, quote_id, option.id, "Cylinder", 50000 * number, cost_minor=20000)
    return [option.id for option in options]


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def quote_id(book: Book, now: datetime) -> UUID:
    with book.write("Quote", now) as session:
        return offer(session)


@pytest.fixture
def options(book: Book, now: datetime, quote_id: UUID) -> list[UUID]:
    with book.write("Options", now) as session:
        return three(session, quote_id)


def give(stage: Stage, quote_id: UUID, option_id: UUID) -> None:
    stage.desk.do(quotes.mark_best_value, quote_id, option_id, "Meets every need", label="Best value")
    stage.desk.do(quotes.give, quote_id, GivenBy.SENT, label="Given")


def load(stage: Stage, quote_id: UUID) -> Quote:
    return stage.desk.ask(lambda session: session.load(Quote, quote_id))


def test_an_empty_quote_offers_three_options(stage: Stage, quote_id: UUID) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("quote_add_all")
    assert [option.title for option in load(stage, quote_id).options] == ["Good", "Better", "Best"]
    assert not stage.sees("quote_add_options")
    assert stage.words("quote_number") == "Quote 0001"


def test_a_removed_option_leaves_room_for_the_same_tier(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    stage.desk.do(quotes.remove_option, quote_id, options[1], label="Removed")
    assert stage.words("quote_add_option") == "Add Better"
    stage.click("quote_add_option")
    assert [option.position for option in load(stage, quote_id).options] == [1, 2, 3]


def test_typing_finds_the_price_book_and_copies_its_price(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    stage.write("option_add_line_0", "valve", enter=True)
    line = load(stage, quote_id).options[0].lines[-1]
    assert (line.words, line.price_minor, line.cost_minor, line.tax_bp) == ("Safety valve kit", 16500, 9000, 2000)
    assert stage.find("option_add_line_0").text() == ""
    assert not stage.sees("suggestion_0")
    assert stage.words("option_total_0") == "£798.00"


def test_own_words_make_a_line_whose_price_comes_next(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    stage.write("option_add_line_0", "valve")
    stage.click("suggestion_1")
    stage.write("cell", "60")
    stage.press(Qt.Key.Key_Return)
    line = load(stage, quote_id).options[0].lines[-1]
    assert (line.words, line.price_minor) == ("valve", 6000)
    assert stage.find("option_add_line_0").hasFocus()


def test_tab_walks_the_cells_and_totals_follow(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    table: Any = stage.find("option_lines_0")
    table.edit_cell(0, 1)
    stage.write("cell", "2.5 h")
    stage.press(Qt.Key.Key_Tab)
    stage.write("cell", "1,000.50")
    stage.press(Qt.Key.Key_Return)
    line = load(stage, quote_id).options[0].lines[0]
    assert (line.quantity_thousandths, line.unit, line.price_minor) == (2500, "h", 100050)
    assert stage.words("option_total_0") == "£3,001.50"


def walk(stage: Stage, key: Qt.Key, start: str, end: str) -> list[str]:
    """The names of what the keyboard visits from one widget to another; cells of the first table say which."""
    table: Any = stage.find("option_lines_0")
    stage.find(start).setFocus()
    seen = [start]
    while seen[-1] != end and len(seen) < 20:
        stage.press(key)
        here = stage.window.focusWidget()
        assert here is not None
        cell = table.currentIndex()
        seen.append(f"{cell.row()},{cell.column()}" if here is table else here.objectName())
    return seen


def test_tab_goes_in_reading_order_and_back(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.desk.do(quotes.add_line, quote_id, options[0], "Labour", 4800, label="Line added")
    stage.show(QuotePage, quote_id)
    order = ["option_mark_0", "option_0_need_0", "0,0", "0,1", "0,2", "1,0", "1,1", "1,2"]
    order += ["option_add_line_0", "option_guarantee_0"]
    assert walk(stage, Qt.Key.Key_Tab, order[0], order[-1]) == order
    assert walk(stage, Qt.Key.Key_Backtab, order[-1], order[0]) == order[::-1]


def test_tab_out_of_a_cell_that_is_typed_in_goes_in_the_same_order(
    stage: Stage, quote_id: UUID, options: list[UUID]
) -> None:
    stage.show(QuotePage, quote_id)
    table: Any = stage.find("option_lines_0")
    table.edit_cell(0, 2)
    stage.write("cell", "70")
    stage.press(Qt.Key.Key_Tab)
    assert stage.find("option_add_line_0").hasFocus()
    table.edit_cell(0, 0)
    stage.write("cell", "Tank")
    stage.press(Qt.Key.Key_Backtab)
    assert stage.find("option_0_need_0").hasFocus()
    line = load(stage, quote_id).options[0].lines[0]
    assert (line.words, line.price_minor) == ("Tank", 7000)


def test_tab_passes_a_table_without_lines(stage: Stage, quote_id: UUID) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("quote_add_all")
    stage.find("option_0_need_0").setFocus()
    stage.press(Qt.Key.Key_Tab)
    assert stage.find("option_add_line_0").hasFocus()


def test_the_total_stays_in_sight_over_many_lines(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    for number in range(20):
        stage.desk.do(quotes.add_line, quote_id, options[0], f"Line {number}", 100, label="Line added")
    page = stage.show(QuotePage, quote_id)
    stage.qtbot.waitUntil(lambda: in_sight(page, stage.find("option_total_0")))
    area = page.findChild(QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert in_sight(page, stage.find("option_total_0"))
    takes, total = stage.find("option_takes_0"), stage.find("option_total_0")
    assert takes.mapTo(page, takes.rect().bottomLeft()).y() < total.mapTo(page, QPoint()).y()


def in_sight(page: Any, widget: Any) -> bool:
    """Whether it lies wholly in the scrolled middle, with nothing over it."""
    view = page.findChild(QScrollArea).viewport()
    place = QRect(widget.mapTo(page, QPoint()), widget.size())
    return bool(QRect(view.mapTo(page, QPoint()), view.size()).contains(place)) and (
        page.childAt(place.center()) is widget
    )


@pytest.mark.usefixtures("options")
def test_in_a_narrow_window_the_needs_fold_and_the_options_get_their_room(stage: Stage, quote_id: UUID) -> None:
    stage.show(QuotePage, quote_id)
    assert not stage.sees("quote_needs_fold")
    stage.window.resize(900, 768)
    assert not stage.sees("quote_need_0")
    stage.click("quote_needs_fold")
    assert stage.sees("quote_need_0")
    assert stage.words("quote_needs_fold") == "Hide"
    stage.click("quote_needs_fold")
    assert not stage.sees("quote_need_0")
    assert stage.words("sub").startswith("Marion Ellis. Valid until")


def test_long_words_of_a_line_go_on_in_a_second_row(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    words = "Unvented cylinder with a second coil for the panels on the roof"
    stage.desk.do(quotes.add_line, quote_id, options[0], words, 184500, label="Line added")
    stage.show(QuotePage, quote_id)
    table: Any = stage.find("option_lines_0")
    assert table.rowHeight(1) > table.rowHeight(0)
    assert table.height() == table.rowHeight(0) + table.rowHeight(1)


def test_a_price_that_is_none_is_refused_in_words(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    table: Any = stage.find("option_lines_0")
    table.edit_cell(0, 2)
    stage.write("cell", "1,25")
    stage.press(Qt.Key.Key_Return)
    assert load(stage, quote_id).options[0].lines[0].price_minor == 50000
    assert "This is not an amount" in stage.words("option_fault_0")


def test_delete_removes_a_line(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    table: Any = stage.find("option_lines_1")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    stage.press(Qt.Key.Key_Delete)
    assert load(stage, quote_id).options[1].lines == []
    assert stage.labels == ["Line removed"]


def test_titles_and_terms_are_written_where_they_stand(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    stage.write("option_title_0", "Like for like", enter=True)
    stage.write("option_guarantee_0", "2 years", enter=True)
    stage.write("option_discount_0", "£50", enter=True)
    option = load(stage, quote_id).options[0]
    assert (option.title, option.guarantee, option.discount_minor) == ("Like for like", "2 years", 5000)
    assert stage.words("option_total_0") == "£540.00"
    stage.write("option_title_0", "", enter=True)
    assert load(stage, quote_id).options[0].title == "Good"


def test_a_need_is_ticked_and_the_option_that_meets_it_suggested(
    stage: Stage, quote_id: UUID, options: list[UUID]
) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("option_1_need_0")
    assert len(load(stage, quote_id).options[1].needs_met) == 1
    assert stage.sees("option_suggested_1")
    stage.click("option_1_need_0")
    assert load(stage, quote_id).options[1].needs_met == []


def test_the_best_value_is_marked_with_its_reason(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("option_1_need_0")
    stage.click("option_mark_1")
    reason: Any = stage.find("reason")
    assert reason.value() == "Only one that meets all 1 needs"
    stage.click("main")
    quote = load(stage, quote_id)
    assert quote.best_value is not None
    assert quote.best_value.id == options[1]
    assert stage.sees("option_best_1")
    assert not stage.sees("best_value")


def test_giving_says_what_is_missing_then_gives(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("quote_give")
    assert stage.words("error") == "No option is marked as the best value."
    stage.click("main")
    assert load(stage, quote_id).state == QuoteState.DRAFT
    stage.click("cancel")
    stage.desk.do(quotes.mark_best_value, quote_id, options[1], "Meets all", label="Best value")
    stage.click("quote_give")
    stage.write("decision_on", "27 Nov")
    stage.write("rival", "Cheap & Co")
    stage.write("rival_price", "499")
    stage.click("main")
    quote = load(stage, quote_id)
    assert (quote.state, quote.decision_on, quote.decider) == (QuoteState.GIVEN, date(2026, 11, 27), "Marion Ellis")
    assert [(rival.who, rival.price_minor) for rival in quote.rivals] == [("Cheap & Co", 49900)]
    assert stage.words("quote_state") == "Given"
    assert stage.sees("quote_banner")


def test_a_change_after_giving_makes_revision_two(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    give(stage, quote_id, options[1])
    stage.show(QuotePage, quote_id)
    stage.write("option_takes_0", "1 day", enter=True)
    assert load(stage, quote_id).revision == 2
    assert stage.words("quote_number") == "Quote 0001, revision 2"
    assert stage.sees("quote_give")


def test_accepting_takes_one_option_and_leads_to_the_job(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    give(stage, quote_id, options[1])
    stage.show(QuotePage, quote_id)
    stage.click("quote_accept")
    stage.click("main")
    assert load(stage, quote_id).state == QuoteState.GIVEN
    stage.choose("option", str(options[0]))
    stage.choose("by", AcceptedBy.PHONE.value)
    stage.click("main")
    quote = load(stage, quote_id)
    assert (quote.state, quote.accepted_option_id) == (QuoteState.ACCEPTED, options[0])
    key, job_id = stage.places[-1]
    assert key == "job"
    assert stage.desk.ask(lambda session: session.load(Job, job_id)).price_minor == 60000
    assert not stage.sees("option_add_line_0")
    stage.click("quote_job")
    assert stage.places[-1] == ("job", job_id)


def test_losing_takes_the_reason(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    give(stage, quote_id, options[1])
    stage.show(QuotePage, quote_id)
    stage.click("quote_lose")
    stage.click("main")
    assert load(stage, quote_id).state == QuoteState.GIVEN
    stage.write("reason", "Price")
    stage.write("to", "Cheap & Co")
    stage.write("price", "499")
    stage.click("main")
    quote = load(stage, quote_id)
    assert (quote.state, quote.lost_to, quote.lost_price_minor) == (QuoteState.LOST, "Cheap & Co", 49900)


def test_an_expired_quote_is_renewed(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    give(stage, quote_id, options[1])
    stage.now = datetime(2027, 2, 1, 10, tzinfo=stage.now.tzinfo)
    stage.show(QuotePage, quote_id)
    assert stage.words("quote_state") == "Expired"
    assert not stage.sees("quote_accept")
    stage.click("quote_renew")
    stage.click("main")
    assert load(stage, quote_id).revision == 2
    assert stage.words("quote_state") == "Draft"


def test_questions_and_the_budget_are_noted(stage: Stage, quote_id: UUID) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("quote_ask")
    stage.write("question", "Any date?")
    stage.write("answer", "Before Christmas")
    stage.write("label", "Before 24 Dec")
    stage.click("main")
    stage.click("quote_budget")
    stage.write("budget", "2,500")
    stage.click("main")
    enquiry = stage.desk.ask(lambda session: session.load(Enquiry, session.load(Quote, quote_id).enquiry_id))
    assert (enquiry.needs[-1].label, enquiry.budget_minor) == ("Before 24 Dec", 250000)
    assert stage.words("quote_budget") == "Budget £2,500"
    stage.click("quote_need_2")
    stage.write("label", "")
    stage.click("main")
    enquiry = stage.desk.ask(lambda session: session.load(Enquiry, enquiry.id))
    assert not enquiry.needs[-1].flagged


def test_a_line_has_a_sheet_for_all_of_it(stage: Stage, quote_id: UUID, options: list[UUID]) -> None:
    page = stage.show(QuotePage, quote_id)
    page._on_line(load(stage, quote_id).options[0].lines[0])
    stage.write("cost", "300")
    stage.choose("extra", True)
    stage.choose("keep", True)
    stage.click("main")
    line = load(stage, quote_id).options[0].lines[0]
    assert (line.cost_minor, line.extra) == (30000, True)
    assert [item.words for item in stage.desk.ask(prices.find, "Cylinder")] == ["Cylinder"]


def test_the_title_and_dates_have_a_sheet(stage: Stage, quote_id: UUID) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("quote_rename")
    stage.write("title", "New hot water")
    stage.write("decision_on", "4 Dec")
    stage.click("main")
    quote = load(stage, quote_id)
    assert (quote.title, quote.decision_on) == ("New hot water", date(2026, 12, 4))
    stage.click("quote_customer")
    assert stage.places == [("customer", quote.customer_id)]


def test_a_quote_that_is_gone_is_said_in_words(stage: Stage, quote_id: UUID) -> None:
    page = stage.show(QuotePage, quote_id)
    page.show_subject(UUID(int=1))
    assert stage.words("sub") == "This is no longer in the book. Nothing was changed."
