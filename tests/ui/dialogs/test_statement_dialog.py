"""The ledger leaves the book: a year, all partners or one, on paper and as a table."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import Clock, Hand
from tests.ui.papers import settle, words_of
from tradesman.book.enquiry import CameBy
from tradesman.book.store import Session
from tradesman.services import customers, enquiries, findings, jobs, partners, sent_to_me
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.statement_dialog import StatementDialog
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.pdf_view import PdfView

Show = Callable[..., Hand]


class Saves(Pickers):
    """Somebody who has chosen where."""

    def __init__(self, file: Path) -> None:
        self.target = file

    def new_file(self, _parent: QWidget, _title: str, _proposed: Path, _kinds: str) -> Path | None:
        return self.target


def sent(session: Session, name: str, partner_id: UUID, work_minor: int) -> UUID:
    customer = customers.add(session, name)
    session.flush()
    job = jobs.done_and_paid(session, customer.id, "Gutter", 5000, "Cash")
    session.flush()
    finding = findings.note(session, job.id, "=Chimney")
    session.flush()
    referral = partners.introduce(session, finding.id, partner_id, consent=True)
    session.flush()
    partners.finish(session, referral.id, work_minor)
    return referral.id


@pytest.fixture
def mason_id(desk: Desk, clock: Clock) -> UUID:
    """This year one by the mason, whose bonus came, and one by the glazier; the year before one more by the mason."""
    clock.now = clock.now.replace(year=2025)
    with desk.book.write("Then", desk.now) as session:
        mason = partners.add(session, "Harker Masonry", "Chimneys", bonus_minor=6000, email="joe@example.org")
        sent(session, "Daniel Hart", mason.id, 50000)
    clock.now = clock.now.replace(year=2026)
    with desk.book.write("Now", desk.now) as session:
        partners.settle_bonus(session, sent(session, "Ruth Okafor", mason.id, 40000), on=date(2026, 11, 20))
        glazier = partners.add(session, "Lowther Glazing", "Windows", bonus_bp=1000)
        sent(session, "Otto Lang", glazier.id, 12345)
        asked = enquiries.log(session, customers.add(session, "Iris Moreau").id, "Tap", CameBy.PHONE)
        session.flush()
        sent_to_me.receive(session, asked.id, mason.id)
    return mason.id


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show, mason_id: UUID) -> Callable[..., Hand]:
    def make(*args: Any, **rest: Any) -> Hand:
        hand = show()
        StatementDialog(hand.window, desk, theme, *args, **rest)
        return hand

    return make


def said(hand: Hand) -> str:
    return str(hand.find(QLabel, "statement_sum").text())


def test_the_sum_of_the_year_is_said_before_anything_is_saved(opened: Callable[..., Hand]) -> None:
    hand = opened()
    assert said(hand) == (
        "3 sent: £60.00 received in the year, £72.35 still due to you.\n"
        "1 sent to you: £0.00 paid in the year, £0.00 still owed by you."
    )
    field: Any = hand.find(QWidget, "year")
    field.set_value("2025")
    assert said(hand) == "1 sent: £0.00 received in the year, £60.00 still due to you."


def test_the_statement_of_one_partner_can_be_read_and_sent(
    opened: Callable[..., Hand], desk: Desk, mason_id: UUID, links: list[str]
) -> None:
    hand = opened(mason_id)
    hand.press("main")
    settle(desk)
    words = words_of(hand.find(PdfView, "paper_view")._content)
    assert "Ruth Okafor" in words
    assert "Otto Lang" not in words
    hand.press("paper_mail")
    assert len(links) == 1


def test_that_of_all_partners_is_for_the_owner_alone(opened: Callable[..., Hand], desk: Desk) -> None:
    hand = opened()
    hand.press("main")
    settle(desk)
    assert "Otto Lang" in words_of(hand.find(PdfView, "paper_view")._content)
    assert not any(button.isVisible() for button in hand.window.findChildren(QWidget, "paper_mail"))


def test_the_table_holds_both_ways_and_no_formula(opened: Callable[..., Hand], tmp_path: Path) -> None:
    target = tmp_path / "ledger.csv"
    hand = opened(pickers=Saves(target))
    hand.press("statement_csv")
    assert said(hand) == "4 referrals are in ledger.csv."
    with target.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading[:3] == ["Date", "Direction", "Customer"]
    told = {row[2]: row for row in rows}
    assert told["Ruth Okafor"] == [
        "2026-11-20",
        "sent by me",
        "Ruth Okafor",
        "'=Chimney",
        "Harker Masonry",
        "Received",
        "400.00",
        "0.00",
        "60.00",
        "2026-11-20",
    ]
    assert told["Otto Lang"][6:] == ["123.45", "0.00", "12.35", ""]
    assert told["Iris Moreau"][1:6] == ["sent to me", "Iris Moreau", "Tap", "Harker Masonry", "Came to you"]
    hand.press("statement_csv")
    error = hand.sheet().findChild(QLabel, "error")
    assert "There is something at" in error.text()  # type: ignore[union-attr]
