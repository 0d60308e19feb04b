"""The material of a job: typed in, ordered, late, here; and the suppliers' lists over all open jobs."""

from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui.conftest import Clock, Hand
from tests.ui.job_cards import CardPage, begun, taken_on
from tests.ui.papers import settle, words_of
from tradesman.book.material import Material
from tradesman.book.store import Session
from tradesman.services import materials, partners
from tradesman.ui.desk import Desk
from tradesman.ui.parts.material_card import MaterialCard
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.switches import CheckField

Show = Callable[..., Hand]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def job_id(desk: Desk) -> UUID:
    job = desk.do(begun, label="Job")
    assert job is not None
    return UUID(str(job.id))


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show, job_id: UUID) -> Hand:
    return show(CardPage(desk, theme, MaterialCard, job_id))


def add(hand: Hand, typed: str) -> None:
    hand.type("job_material_add", typed)
    hand.qtbot.keyClick(hand.find(QWidget, "job_material_add"), Qt.Key.Key_Return)


def of(desk: Desk, job_id: UUID) -> list[Material]:
    return desk.ask(materials.of_job, job_id)


def badge(hand: Hand, number: int = 0) -> str:
    return hand.find(Badge, f"job_material_badge_{number}").text()


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def sees(hand: Hand, name: str) -> bool:
    return any(widget.isVisible() for widget in hand.window.findChildren(QWidget, name))


def test_typed_ordered_late_and_here(hand: Hand, desk: Desk, job_id: UUID, clock: Clock) -> None:
    add(hand, "120 slates from Marley")
    (slates,) = of(desk, job_id)
    assert (slates.words, slates.quantity_thousandths, slates.supplier) == ("slates", 120_000, "Marley")
    assert hand.find(CheckField, "job_material_0").text() == "120 slates"
    assert (seen(hand, "job_material_who_0"), badge(hand)) == ("Marley", "to order")
    hand.press("job_material_order_0")
    hand.type("expected_on", "Mon")
    hand.press("main")
    assert of(desk, job_id)[0].expected_on == MONDAY
    assert badge(hand) == "comes Mon"
    clock.later(days=5)
    hand.window.findChildren(CardPage)[0].invalidate()
    assert badge(hand) == "late 2 days"
    hand.click(hand.find(CheckField, "job_material_0"), QPoint(10, 12))
    assert of(desk, job_id)[0].arrived_on == date(2026, 11, 25)
    assert badge(hand) == "arrived today"
    assert not sees(hand, "job_material_order_0")


@pytest.mark.parametrize("typed", ["0 slates", "1,5 m lead"])
def test_a_quantity_that_cannot_be_stays_as_typed(hand: Hand, desk: Desk, job_id: UUID, typed: str) -> None:
    add(hand, typed)
    assert of(desk, job_id) == []
    assert seen(hand, "job_material_told").endswith("Kept as typed.")
    field: Any = hand.find(QWidget, "job_material_add")
    assert field.text() == typed
    hand.type("job_material_add", "2")
    assert not sees(hand, "job_material_told")


def test_what_the_customer_brings_is_corrected_in_its_sheet(hand: Hand, desk: Desk, job_id: UUID) -> None:
    add(hand, "sink")
    hand.press("job_material_edit_0")
    hand.type("quantity", "two")
    hand.press("main")
    assert not hand.no_sheet()
    hand.type("quantity", "2 pcs")
    hand.click(hand.find(CheckField, "by_customer"), QPoint(10, 12))
    assert not sees(hand, "supplier")
    hand.press("main")
    (sink,) = of(desk, job_id)
    assert (sink.quantity_thousandths, sink.unit, sink.by_customer) == (2_000, "pcs", True)
    assert (seen(hand, "job_material_who_0"), badge(hand)) == ("Ruth brings it", "to bring")


def test_an_order_is_taken_back_and_a_thing_taken_off(hand: Hand, desk: Desk, job_id: UUID) -> None:
    add(hand, "slates from Marley")
    desk.do(materials.order, of(desk, job_id)[0].id, MONDAY, label="Ordered")
    hand.press("job_material_edit_0")
    hand.press("material_back")
    assert (of(desk, job_id)[0].ordered_on, badge(hand)) == (None, "to order")
    hand.press("job_material_edit_0")
    hand.press("material_remove")
    assert of(desk, job_id) == []


def test_a_day_before_today_is_refused_in_the_sheet(hand: Hand, desk: Desk, job_id: UUID) -> None:
    add(hand, "slates from Marley")
    hand.press("job_material_order_0")
    hand.type("expected_on", "2 Nov 2026")
    hand.press("main")
    assert "before it is ordered" in seen(hand, "error")
    assert of(desk, job_id)[0].ordered_on is None


def test_it_is_filled_from_the_quote(hand: Hand, desk: Desk, job_id: UUID) -> None:
    hand.press("job_material_fill")
    (slate,) = of(desk, job_id)
    assert (slate.words, slate.quantity_thousandths, slate.supplier) == ("Slate, blue", 120_000, "Marley")
    hand.press("job_material_fill")
    assert len(of(desk, job_id)) == 1
    assert "nothing more" in seen(hand, "job_material_told")


def test_work_without_a_quote_is_not_filled(desk: Desk, theme: Theme, show: Show) -> None:
    job = desk.do(taken_on, label="Job")
    assert job is not None
    hand = show(CardPage(desk, theme, MaterialCard, job.id))
    assert not sees(hand, "job_material_fill")
    assert not sees(hand, "job_material_order")
    add(hand, "valve from Smith")
    assert sees(hand, "job_material_order")


def test_of_many_what_is_not_here_comes_first(hand: Hand, desk: Desk, job_id: UUID) -> None:
    def many(session: Session) -> bool:
        for number in range(300):
            noted = materials.note(session, job_id, f"thing {number}")
            session.flush()
            if number < 295:
                materials.set_arrived(session, noted.id)
        return True

    desk.do(many, label="Noted")
    page = hand.window.findChildren(CardPage)[0]
    boxes = [box for box in page.findChildren(CheckField) if box.isVisible()]
    assert [box.text() for box in boxes[:5]] == [f"thing {number}" for number in range(295, 300)]
    assert len(boxes) == 10
    hand.press("job_material_all")
    assert len([box for box in page.findChildren(CheckField) if box.isVisible()]) == 300
    assert not sees(hand, "job_material_all")


def test_words_of_500_characters_are_kept_and_wrapped(hand: Hand, desk: Desk, job_id: UUID) -> None:
    words = "slate " * 83 + "of"
    hand.window.resize(400, 700)
    add(hand, words)
    QApplication.processEvents()  # the window is laid out anew
    assert of(desk, job_id)[0].words == words
    box = hand.find(CheckField, "job_material_0")
    assert box.width() < 400
    assert box.height() >= box.heightForWidth(box.width())


def test_a_suppliers_list_goes_over_all_open_jobs_and_is_ordered_as_one(
    hand: Hand, desk: Desk, job_id: UUID, tmp_path: Path
) -> None:
    other = desk.do(taken_on, label="Job")
    assert other is not None
    desk.do(materials.note, other.id, "valve", supplier="marley", label="Noted")
    desk.do(materials.note, other.id, "cable", supplier="Sparks", label="Noted")
    add(hand, "120 slates from MARLEY")
    hand.press("job_material_order")
    menu = hand.find(QMenu, "job_material_menu")
    assert [action.text() for action in menu.actions()] == ["Marley\t2 things", "Sparks\t1 thing"]
    hand.take("job_material_menu", "supplier_0")
    settle(desk)
    sheet: Any = hand.sheet("paper")

    class Saves(Pickers):
        def new_file(self, *_asked: object) -> Path:
            return tmp_path / "list.pdf"

    sheet._pickers = Saves()
    hand.press("paper_save")
    words = words_of((tmp_path / "list.pdf").read_bytes())
    assert "valve" in words
    assert "slates" in words
    assert "Ruth" not in words
    assert "cable" not in words
    hand.press("paper_ordered")
    hand.type("expected_on", "Mon")
    hand.press("main", hand.sheet("order_all"))
    assert hand.no_sheet()
    assert [one.expected_on for one in (*of(desk, job_id), *of(desk, other.id))] == [MONDAY, MONDAY, None]
    assert desk.ask(materials.suppliers) == [("Sparks", 1)]


def test_a_suppliers_list_goes_by_e_mail_to_whom_the_book_knows_or_the_mail_program_asks(
    hand: Hand, desk: Desk, links: list[str]
) -> None:
    desk.do(partners.add, "Marley Roofing", "Slates", email="orders@example.org", label="Added")
    add(hand, "120 slates from marley roofing")
    add(hand, "3 m cable from Sparks")
    letters = []
    for number in (0, 1):
        hand.press("job_material_order")
        hand.take("job_material_menu", f"supplier_{number}")
        settle(desk)
        hand.press("paper_mail", hand.sheet("paper"))
        assert "as a draft, with the PDF. Send it there." in hand.find(ElidedLabel, "paper_told").text()
        letters.append(message_from_bytes(Path(QUrl(links[-1]).toLocalFile()).read_bytes(), policy=SMTP))
        hand.press("main", hand.sheet("paper"))
    assert [letter["To"] for letter in letters] == ["orders@example.org", None]
    for letter, thing in zip(letters, ("slates", "cable"), strict=True):
        assert letter["Subject"] == "An order from Harrow Plumbing"
        [paper] = letter.iter_attachments()
        assert paper.get_filename() == "Order list.pdf"
        assert thing in words_of(paper.get_content())
        assert "Ruth" not in letter.as_string()
