"""Extra work during a job: noted, shown to the customer, agreed, and then part of the price and the plan."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Hand
from tests.ui.job_cards import DAYS, CardPage, begun, taken_on
from tradesman.book.job import Job
from tradesman.book.promise import PromiseKind
from tradesman.book.quote import AcceptedBy
from tradesman.book.variation import Variation
from tradesman.services import jobs, promises, signatures, variations
from tradesman.ui.desk import Desk
from tradesman.ui.pages.job_page import JobPage
from tradesman.ui.parts.present_controls import PresentCheck
from tradesman.ui.parts.variations_card import VariationsCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.signature_pad import SignaturePad

Show = Callable[..., Hand]
PRICE = 882_000  # 7,350.00 and 20 % tax


@pytest.fixture
def job_id(desk: Desk) -> UUID:
    job = desk.do(begun, label="Job")
    assert job is not None
    return UUID(str(job.id))


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show, job_id: UUID) -> Hand:
    return show(CardPage(desk, theme, VariationsCard, job_id))


def note(hand: Hand, words: str, price: str, days: str = "0") -> None:
    hand.press("job_variation_add")
    for field, typed in (("words", words), ("price", price), ("days", days)):
        hand.type(field, typed)
    hand.press("main")


def of(desk: Desk, job_id: UUID) -> list[Variation]:
    return desk.ask(variations.of_job, job_id)


def job(desk: Desk, job_id: UUID) -> Job:
    return desk.ask(lambda session: session.load(Job, job_id))


def sign(hand: Hand) -> None:
    pad = hand.find(SignaturePad, "sign_pad")
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    for place in ((60, 30), (120, 70)):
        QTest.mouseMove(pad, QPoint(*place))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 70))


def tick(hand: Hand) -> None:
    hand.click(hand.find(PresentCheck, "sign_agree"), QPoint(10, 12))


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def test_signed_here_it_is_part_of_the_price(hand: Hand, desk: Desk, job_id: UUID) -> None:
    assert job(desk, job_id).price_minor == PRICE
    note(hand, "A second valve", "250")
    assert hand.find(Badge, "job_variation_badge_0").text() == "open"
    assert seen(hand, "job_variation_more_0") == "£250.00"
    hand.press("job_variation_agree_0")
    said = [label.text() for label in hand.sheet("sign").findChildren(Label)]
    assert "Extra work: £250.00" in said
    assert "A second valve" in said
    assert "£250.00, VAT included" in said
    assert not [one for one in hand.sheet().findChildren(Button, "sign_think") if one.isVisible()]
    hand.press("main")
    assert "Nothing is signed yet" in seen(hand, "error")
    sign(hand)
    hand.press("main")
    assert seen(hand, "error") == "Tick that it is agreed."
    tick(hand)
    hand.press("main")
    assert hand.no_sheet()
    (agreed,) = of(desk, job_id)
    assert (agreed.agreed_by, agreed.who) == (AcceptedBy.SIGNED, "Ruth Okafor")
    signed = desk.ask(signatures.of, agreed.id)
    assert signed is not None
    assert len(signed.strokes) == 1
    assert job(desk, job_id).price_minor == PRICE + 25_000
    assert hand.find(Badge, "job_variation_badge_0").text() == "agreed today"
    assert not [one for one in hand.window.findChildren(Button, "job_variation_agree_0") if one.isVisible()]


def test_by_phone_with_days_the_plan_and_the_finish_are_offered(hand: Hand, desk: Desk, job_id: UUID) -> None:
    note(hand, "Two rafters", "480", "2")
    hand.press("job_variation_agree_0")
    hand.press("sign_other")
    hand.take("sign_ways", "sign_way_phone")
    hand.type("sign_typed", "Ben Okafor")
    hand.press("main", hand.sheet("sign"))
    sheet = hand.sheet("plan_job")
    assert seen(hand, "plan_more").startswith("2 working days more are agreed.")
    hand.press("main", sheet)
    assert [day.day_on for day in job(desk, job_id).days] == [*DAYS, date(2026, 11, 24), date(2026, 11, 25)]
    (finish,) = [one for one in desk.ask(promises.of_job, job_id) if one.kind == PromiseKind.FINISH]
    assert finish.due_on == date(2026, 11, 25)
    assert seen(hand, "job_variation_more_0") == "£480.00. 2 days more. Ben Okafor, by phone"


def test_the_plan_is_left_as_it_is_where_nobody_wants_it_moved(hand: Hand, desk: Desk, job_id: UUID) -> None:
    note(hand, "Two rafters", "480", "2")
    hand.press("job_variation_agree_0")
    hand.press("sign_other")
    hand.take("sign_ways", "sign_way_email")
    hand.press("main", hand.sheet("sign"))
    hand.press("cancel", hand.sheet("plan_job"))
    assert of(desk, job_id)[0].agreed_by == AcceptedBy.EMAIL
    assert [day.day_on for day in job(desk, job_id).days] == DAYS


@pytest.mark.parametrize(
    ("price", "days"), [("2.500,00", "0"), ("1.234", "0"), ("ten", "0"), ("250", "many"), ("250", "251")]
)
def test_what_cannot_be_read_stays_in_the_sheet(hand: Hand, desk: Desk, job_id: UUID, price: str, days: str) -> None:
    note(hand, "A second valve", price, days)
    hand.sheet("variation")
    assert of(desk, job_id) == []


def test_what_falls_away_and_is_corrected_or_taken_out(hand: Hand, desk: Desk, job_id: UUID) -> None:
    note(hand, "No paint", "-50")
    assert seen(hand, "job_variation_more_0") == "-£50.00"
    hand.press("job_variation_agree_0")
    assert "Less work: £50.00 less" in [label.text() for label in hand.sheet("sign").findChildren(Label)]
    hand.press("sign_back")
    hand.press("job_variation_edit_0")
    hand.type("words", "No paint and no filler")
    hand.press("main")
    assert [one.words for one in of(desk, job_id)] == ["No paint and no filler"]
    hand.press("job_variation_edit_0")
    hand.press("variation_remove")
    assert of(desk, job_id) == []


def test_words_of_500_characters_are_signed_in_a_small_window(hand: Hand, desk: Desk, job_id: UUID) -> None:
    words = ("The valve behind the tank is worn and is replaced. " * 10)[:500]
    desk.do(variations.note, job_id, words, 25_000, label="Noted")
    hand.window.resize(1093, 614)
    hand.press("job_variation_agree_0")
    sheet = hand.sheet("sign")
    assert words.strip() in [label.text() for label in sheet.findChildren(Label)]
    assert sheet.height() <= 614
    assert hand.find(Button, "main", sheet).geometry().bottom() < 614
    sign(hand)
    tick(hand)
    hand.press("main")
    assert of(desk, job_id)[0].agreed_at is not None


def test_what_falls_away_is_no_more_than_the_work_costs(hand: Hand, desk: Desk, job_id: UUID) -> None:
    note(hand, "No roof at all", "-50000")
    assert "More would fall away than the work costs" in seen(hand, "error")
    hand.sheet("variation")
    assert of(desk, job_id) == []


def test_extra_work_is_not_taken_for_the_price_of_work_that_has_none(desk: Desk, theme: Theme, show: Show) -> None:
    taken = desk.do(taken_on, label="Job")
    assert taken is not None
    page = JobPage(desk, theme)
    page.show_subject(taken.id)
    hand = show(page)
    note(hand, "New pump", "300", "1")
    hand.press("job_variation_agree_0")
    hand.press("sign_other")
    hand.take("sign_ways", "sign_way_typed")
    tick(hand)
    hand.press("main")
    assert hand.no_sheet()
    assert job(desk, taken.id).price_minor is None
    assert [one.price_minor for one in of(desk, taken.id) if one.agreed_at is not None] == [30_000]
    assert "£300 for extra work" in seen(hand, "sub")


def test_a_job_that_is_over_takes_no_more(hand: Hand, desk: Desk, job_id: UUID) -> None:
    desk.do(variations.note, job_id, "Valve", 100, label="Noted")
    desk.do(jobs.cancel, job_id, "Called off", label="Off")
    shown = [one.objectName() for one in hand.window.findChildren(QWidget) if one.isVisible()]
    assert not {"job_variation_add", "job_variation_agree_0", "job_variation_edit_0"} & set(shown)


def test_the_header_of_the_job_follows(desk: Desk, theme: Theme, show: Show, job_id: UUID) -> None:
    page = JobPage(desk, theme)
    page.show_subject(job_id)
    hand = show(page)
    assert "£8,820" in seen(hand, "sub")
    noted = desk.do(variations.note, job_id, "A second valve", 25_000, label="Noted")
    assert noted is not None
    assert "£8,820" in seen(hand, "sub")
    desk.do(variations.agree, noted.id, AcceptedBy.PHONE, "Ruth", label="Agreed")
    assert "£9,070" in seen(hand, "sub")
