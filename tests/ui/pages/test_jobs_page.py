from collections.abc import Callable
from datetime import date, timedelta
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from tests.owner import Filled, Owner
from tests.ui.conftest import Clock, Hand
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.job import Job, JobKind
from tradesman.book.promise import PromiseKind
from tradesman.book.store import Book
from tradesman.services import findings, job_listings, jobs, promises
from tradesman.ui.desk import Desk
from tradesman.ui.pages.jobs_page import JobsPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Hand]


@pytest.fixture
def owner(book: Book, clock: Clock) -> Owner:
    return Owner(book, clock.now)


@pytest.fixture
def page(desk: Desk, theme: Theme) -> Any:
    made = JobsPage(desk, theme)
    yield made
    desk.background.wait()


def taken_on(owner: Owner, name: str, title: str, price_minor: int | None = 20_000, **rest: Any) -> UUID:
    owner.now += timedelta(minutes=1)
    asked = owner.enquiry(owner.customer(name), title, answered_live=True)
    return owner.do(jobs.take_on, asked, price_minor=price_minor, **rest).id


def _five(owner: Owner) -> dict[str, UUID]:
    made = {
        "Ann Ash": taken_on(owner, "Ann Ash", "Boiler"),
        "Bo Reed": taken_on(owner, "Bo Reed", "Kitchen tap"),
        "Carl Moor": taken_on(owner, "Carl Moor", "Boiler and tank"),
        "Dee Quist": taken_on(owner, "Dee Quist", "Bath"),
        "Eve Hill": taken_on(owner, "Eve Hill", "Shower", None),
    }
    owner.do(jobs.plan, made["Bo Reed"], [date(2026, 12, 1), date(2026, 12, 2)], date(2026, 12, 1))
    days = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)]
    owner.do(jobs.plan, made["Carl Moor"], days, date(2026, 11, 23))
    owner.do(jobs.start, made["Carl Moor"])
    owner.do(jobs.complete, made["Dee Quist"], who="Dee Quist")
    owner.do(jobs.note_paid, made["Dee Quist"], "cash")
    owner.do(jobs.plan, made["Eve Hill"], [date(2026, 11, 23)], date(2026, 11, 24))
    owner.do(jobs.complete, made["Eve Hill"], who="Eve Hill")
    customer_id = owner.get(Job, made["Dee Quist"]).customer_id
    asked = owner.enquiry(customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    earlier = {"kind": JobKind.SERVICE_CALL, "earlier_job_id": made["Dee Quist"]}
    made["again"] = owner.do(jobs.take_on, asked, **earlier).id
    owner.do(jobs.cancel, made["Ann Ash"], "Moved away")
    owner.at("2026-11-25")
    return made


@pytest.fixture
def five(owner: Owner, clock: Clock, filled: Filled) -> dict[str, UUID]:
    """Five jobs and a service call, seen from Wednesday 25 November."""
    made = filled.by(_five, owner)
    clock.now = owner.now
    return made


def titles(page: JobsPage) -> list[str]:
    model = page.table.rows
    return [model.row(number).title for number in range(model.rowCount())]


def cells(page: JobsPage, title: str) -> list[str]:
    model = page.table.rows
    number = titles(page).index(title)
    return [model.index(number, column).data() for column in range(model.columnCount())]


def column(page: JobsPage, key: str) -> Any:
    return next(column for column in page.table.rows.columns if column.key == key)


def row(page: JobsPage, title: str) -> Any:
    return page.table.rows.row(titles(page).index(title))


def chips(page: JobsPage) -> dict[str, str]:
    shown = page.frame.chips.findChildren(Chip)
    return {chip.text(): chip._count for chip in shown if chip.objectName() != "more"}


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def previewed(page: JobsPage, qtbot: Any, title: str) -> None:
    """Picks a job and waits until the preview is about it."""
    page.table.pick(titles(page).index(title))

    def is_there() -> bool:
        found = page.preview.findChild(Label, "preview_title")
        return isinstance(found, Label) and found.text() == title

    qtbot.waitUntil(is_there)


def sort_by(page: JobsPage, hand: Hand, key: str) -> None:
    heading = page.table.horizontalHeader()
    number = [column.key for column in page.table.rows.columns].index(key)
    place = heading.viewport().rect().topLeft()
    place.setX(heading.sectionViewportPosition(number) + 20)
    place.setY(10)
    hand.click(heading.viewport(), place)


def test_no_job_yet_offers_an_enquiry(page: JobsPage, show: Show, qtbot: Any) -> None:
    hand = show(page)
    assert page.nothing.isVisible()
    assert not page.frame.card.isVisible()
    with qtbot.waitSignal(page.enquiry_asked):
        hand.press("act", page.nothing)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(page.frame.search, key)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand.no_sheet()


def test_the_list_says_how_far_each_job_has_come(page: JobsPage, five: dict[str, UUID], show: Show) -> None:
    show(page)
    QAbstractItemModelTester(page.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert titles(page) == ["Kitchen tap", "Boiler and tank", "It drips again", "Shower", "Bath", "Boiler"]
    assert cells(page, "Kitchen tap") == ["Kitchen tap", "Bo Reed", "", "from 1 Dec", "plan ends later", "£200", ""]
    assert cells(page, "Boiler and tank")[3:5] == ["2 of 3", "2 days late"]
    assert cells(page, "Bath")[3:] == ["20 Nov", "—", "£200", ""]
    assert cells(page, "Shower")[3:6] == ["20 Nov", "kept", "—"]
    assert cells(page, "Boiler")[3:5] == ["—", "—"]
    badges = {title: column(page, "state").badge(row(page, title)).text for title in titles(page)}
    assert badges == {
        "Kitchen tap": "Planned",
        "Boiler and tank": "In progress",
        "It drips again": "Not planned",
        "Shower": "Completed",
        "Bath": "Completed",
        "Boiler": "Cancelled",
    }
    paid = {title: badge.text for title in titles(page) if (badge := column(page, "paid").badge(row(page, title)))}
    assert paid == {"Shower": "Not paid", "Bath": "Paid"}
    tones = {title: column(page, "finish").tone(row(page, title)) for title in titles(page)}
    assert (tones["Kitchen tap"], tones["Boiler and tank"], tones["Shower"]) == ("warn", "danger", "ink_2")
    assert column(page, "title").icon(row(page, "It drips again")) == "wrench"
    assert column(page, "title").icon(row(page, "Bath")) == ""
    assert page.header._sub.text() == "6"


def test_a_row_is_read_out_as_one_sentence(page: JobsPage, five: dict[str, UUID], show: Show) -> None:
    show(page)
    assert [page._columns.sentence(row(page, title)) for title in titles(page)] == [
        "Kitchen tap, Bo Reed, Planned, from 1 Dec, finish promised: plan ends later, £200. Enter to open.",
        "Boiler and tank, Carl Moor, In progress, day 2 of 3, finish promised: 2 days late, £200. Enter to open.",
        "Service call, It drips again, Dee Quist, Not planned. Enter to open.",
        "Shower, Eve Hill, Completed, done 20 Nov, finish promised: kept, not paid. Enter to open.",
        "Bath, Dee Quist, Completed, done 20 Nov, £200, paid. Enter to open.",
        "Boiler, Ann Ash, Cancelled, £200. Enter to open.",
    ]


def test_search_as_one_types_marks_what_was_typed(page: JobsPage, five: dict[str, UUID], show: Show) -> None:
    hand = show(page)
    page.focus_search()
    hand.type("jobs_search", "moor boil")
    assert titles(page) == ["Boiler and tank"]
    found = row(page, "Boiler and tank")
    assert column(page, "customer").marks(found) == ((5, 9),)
    assert column(page, "title").marks(found) == ((0, 4),)
    assert page.header._sub.text() == "1 found"
    hand.type("jobs_search", "mill lane")
    assert len(titles(page)) == 6


def test_chips_say_how_many_and_go_with_the_search(page: JobsPage, five: dict[str, UUID], show: Show) -> None:
    hand = show(page)
    assert chips(page) == {"All": "6"} | dict.fromkeys(("Not planned", "Planned", "In progress", "Not paid"), "1")
    hand.press("more")
    choices = [action.text() for action in hand.find(QMenu, "more_menu").actions()]
    assert choices == ["Paused\t0", "Completed\t2", "Called off\t1", "Service calls\t1"]
    hand.take("more_menu", "service_calls")
    assert titles(page) == ["It drips again"]
    assert hand.find(Chip, "more").accessibleName() == "Service calls 1"
    hand.press("not_paid")
    assert titles(page) == ["Shower"]
    assert hand.find(Chip, "more").accessibleName() == "More"
    hand.type("jobs_search", "quist")
    assert (chips(page)["All"], chips(page)["Not paid"]) == ("2", "0")
    hand.press("act")  # nothing unpaid is found: all is offered
    assert (page.frame.search.text(), page.frame.chips.value(), len(titles(page))) == ("", "all", 6)


def test_headings_order_and_turn_round(page: JobsPage, five: dict[str, UUID], show: Show) -> None:
    hand = show(page)
    sort_by(page, hand, "customer")
    assert row(page, titles(page)[0]).customer == "Ann Ash"
    sort_by(page, hand, "customer")
    assert row(page, titles(page)[0]).customer == "Eve Hill"
    sort_by(page, hand, "finish")
    assert titles(page)[:2] == ["Boiler and tank", "Kitchen tap"]
    sort_by(page, hand, "days")
    sort_by(page, hand, "days")
    assert titles(page)[-1] == "Kitchen tap"


def test_enter_and_preview_open(
    page: JobsPage, five: dict[str, UUID], show: Show, asked: Callable[..., list[Any]], qtbot: Any
) -> None:
    heard = asked(page)
    hand = show(page)
    hand.type("jobs_search", "moor")
    qtbot.keyClick(page.frame.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    previewed(page, qtbot, "Boiler and tank")
    hand.press("preview_open")
    assert heard == [("job", five["Carl Moor"])] * 3
    hand.press("preview_who")
    assert heard[-1] == ("customer", row(page, "Boiler and tank").customer_id)


def test_the_preview_says_what_is_promised_ticked_noticed_and_open(
    page: JobsPage, owner: Owner, five: dict[str, UUID], show: Show, qtbot: Any
) -> None:
    job_id = five["Carl Moor"]
    job = owner.get(Job, job_id)
    item = owner.do(jobs.add_to_checklist, job_id, "Flush the pipes").id
    owner.do(jobs.add_to_checklist, job_id, "Test the valve")
    owner.do(jobs.tick, job_id, item)
    owner.do(promises.make, job.customer_id, "Clear the loft", date(2026, 11, 26), job_id=job_id, mine=False)
    for number in range(5):
        owner.do(findings.note, job_id, f"Crack {number}", plain_words="A crack")
    owner.do(findings.tell, owner.ask(findings.of_job, job_id)[0].id)
    hand = show(page)
    previewed(page, qtbot, "Boiler and tank")
    assert hand.find(Label, "preview_customer").text() == "Carl Moor, 3 Mill Lane, Harrow"
    assert hand.find(Label, "preview_days").text() == "Day 2 of 3, until Fri 27 Nov."
    finish = hand.find(Label, "preview_finish")
    assert (finish.text(), finish._tone) == (
        "Promised to be finished Mon 23 Nov: 2 days late.",
        "danger",
    )
    promise = hand.find(Label, "preview_promise")
    assert promise.text().startswith("You, Mon 23 Nov: ")
    assert promise._tone == "danger"
    assert hand.find(Label, "preview_checklist").text() == "1 of 2 ticked."
    texts = said(page.preview)
    assert sum(text.startswith("Crack") for text in texts) == 4
    assert sum(text.endswith(", told") for text in texts) == 1
    assert hand.find(Label, "preview_finding_more").text() == "and 1 more"
    (finish_promise,) = [one for one in owner.ask(promises.of_job, job_id) if one.kind == PromiseKind.FINISH]
    owner.do(promises.keep, finish_promise.id)
    page.invalidate()
    qtbot.waitUntil(lambda: hand.find(Label, "preview_promise").text() == "The customer, tomorrow: Clear the loft")
    previewed(page, qtbot, "Bath")
    assert hand.find(Label, "preview_follow_up_0").text() == "Say thank you, Mon 23 Nov"
    assert hand.find(Label, "preview_days").text() == "Done Fri 20 Nov."
    assert {"Nothing is promised.", "Nothing to tick.", "Nothing is noted yet.", "Paid"} <= set(said(page.preview))


def test_the_preview_tells_the_days_of_every_state(
    page: JobsPage, owner: Owner, five: dict[str, UUID], show: Show, qtbot: Any
) -> None:
    owner.do(jobs.pause, five["Carl Moor"], "A part is missing")
    owner.do(jobs.looked_round, five["Ann Ash"])
    hand = show(page)
    wanted = {
        "Kitchen tap": "From Tue 1 Dec to Wed 2 Dec, 2 days in all.",
        "Boiler and tank": "Day 2 of 3, until Fri 27 Nov. Paused: A part is missing.",
        "It drips again": "No day is planned yet.",
        "Boiler": "Called off: Moved away.",
    }
    for title, words in wanted.items():
        previewed(page, qtbot, title)
        assert hand.find(Label, "preview_days").text() == words
    assert hand.find(Label, "preview_finding_none").text() == "Looked round, found nothing."
    assert hand.find(Label, "preview_follow_up_none").text() == "Nothing is open."
    owner.do(jobs.plan, five["again"], [date(2026, 11, 26)], date(2026, 11, 26))
    page.invalidate()
    qtbot.waitUntil(lambda: "It drips again" in titles(page))
    previewed(page, qtbot, "It drips again")
    qtbot.waitUntil(lambda: hand.find(Label, "preview_days").text() == "One day, tomorrow.")
    assert hand.find(Label, "preview_finish").text() == "Promised to be finished tomorrow."


def test_what_a_service_call_was_is_noted_from_the_preview(
    page: JobsPage, owner: Owner, five: dict[str, UUID], show: Show, qtbot: Any
) -> None:
    hand = show(page)
    previewed(page, qtbot, "Bath")
    assert not [one for one in page.preview.findChildren(QAbstractButton, "preview_put_right") if one.isVisible()]
    previewed(page, qtbot, "It drips again")
    assert hand.find(Label, "preview_earlier").text() == (
        "Puts right: Bath, done 20 November. No guarantee is noted with that job. Came in Fri 20 Nov, not fixed yet."
    )
    hand.press("preview_put_right")
    hand.type("cause", "Washer split")
    hand.press("covered-yes")
    hand.type("cost", "45")
    hand.press("main", hand.sheet("put_right"))
    assert hand.no_sheet()
    job = owner.get(Job, five["again"])
    assert (job.cause, job.cost_to_me_minor, job.under_guarantee) == ("Washer split", 4_500, True)
    outcome = "Washer split. You put it right. Under guarantee. It cost you £45.00."
    qtbot.waitUntil(lambda: outcome in said(page.preview))


def test_the_customer_is_rung_from_here(
    page: JobsPage, five: dict[str, UUID], show: Show, qtbot: Any, links: list[str]
) -> None:
    hand = show(page)
    previewed(page, qtbot, "Kitchen tap")
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hand.sheet("note").dismiss()
    hand.press("preview_call")
    hand.sheet("note").dismiss()
    assert links == ["tel:+442079460958"] * 2


def test_in_a_narrow_window_the_preview_is_a_sheet(
    page: JobsPage, five: dict[str, UUID], show: Show, qtbot: Any, asked: Callable[..., list[Any]]
) -> None:
    heard = asked(page)
    hand = show(page, 1093, 614)
    assert not page.frame.side.isVisible()
    page.table.pick(titles(page).index("It drips again"))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    hand.press("preview_put_right", hand.sheet("preview_sheet"))
    hand.sheet("put_right").dismiss()
    assert hand.no_sheet()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    hand.press("preview_open")
    assert hand.no_sheet()
    assert heard == [("job", five["again"])]


def test_a_large_book_is_read_beside_the_window(
    page: JobsPage, five: dict[str, UUID], desk: Desk, show: Show, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, goes_on = show(page), Event()
    monkeypatch.setattr(job_listings, "MANY", 5)
    desk.background.wait()
    desk.background.run(goes_on.wait, lambda _done: None, lambda _words: None)
    sort_by(page, hand, "finish")
    qtbot.waitUntil(page.frame.loading.isVisible)
    assert not page.frame.card.isVisible()
    goes_on.set()
    qtbot.waitUntil(page.frame.card.isVisible)
    assert titles(page)[0] == "Boiler and tank"
    assert chips(page)["All"] == "6"


def test_many_that_are_found_may_be_more(
    page: JobsPage, five: dict[str, UUID], show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_listings, "MOST", 2)
    monkeypatch.setattr("tradesman.ui.parts.job_list_columns.MOST", 2)
    hand = show(page)
    hand.type("jobs_search", "mill")
    assert page.header._sub.text() == "2 found, and perhaps more"


def test_a_name_that_looks_like_a_page_is_shown_as_its_letters(
    page: JobsPage, owner: Owner, show: Show, qtbot: Any
) -> None:
    name = "<b>x</b><img src=y>"
    job_id = taken_on(owner, name, name)
    owner.do(findings.note, job_id, name)
    show(page)
    assert cells(page, name)[:2] == [name, name]
    previewed(page, qtbot, name)
    labels = [label for label in page.preview.findChildren(QLabel) if name in label.text()]
    assert len(labels) >= 3
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
