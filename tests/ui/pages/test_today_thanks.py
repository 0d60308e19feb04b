"""Whoever recommended the owner is thanked from Today, by a message or on the phone, or not at all for a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from sqlmodel import select

from tests.ui.conftest import Hand
from tradesman.book.customer import Customer
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.services import customers, today
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.pages.today_page import TodayPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_row import ActionRow
from tradesman.ui.widgets.card_line import CardLine

Show = Callable[..., Hand]


@pytest.fixture
def daniel(desk: Desk) -> UUID:
    """Ruth sent him."""
    with desk.book.write("Recommended", desk.now) as session:
        ruth = customers.add(session, "Ruth Okafor", phone="07700 900123")
        session.flush()
        made = customers.add(session, "Daniel Hart", recommended_by_id=ruth.id)
        session.flush()
        return made.id


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show, daniel: UUID) -> Hand:
    return show(TodayPage(desk, theme))


def row(hand: Hand) -> ActionRow:
    return next(one for one in hand.window.findChildren(ActionRow) if "Ruth Okafor" in one.accessibleName())


def thanked(desk: Desk, daniel: UUID) -> bool:
    return desk.ask(lambda session: session.load(Customer, daniel)).recommender_thanked_at is not None


def test_the_message_thanks_and_the_row_goes(hand: Hand, desk: Desk, daniel: UUID) -> None:
    assert "recommendation" in row(hand).accessibleName()
    assert "Daniel Hart" in row(hand).accessibleName()
    hand.click(row(hand).main)
    sheet = hand.sheet("message")
    assert "Thank you for recommending me" in hand.find(QPlainTextEdit, "words", sheet).toPlainText()
    hand.press("main", sheet)
    assert thanked(desk, daniel)
    assert desk.ask(today.rows) == []


def test_thanked_on_the_phone(hand: Hand, desk: Desk, daniel: UUID) -> None:
    hand.click(row(hand).skip)
    hand.take("row_menu", "thanked")
    assert thanked(desk, daniel)
    desk.undo()
    assert not thanked(desk, daniel)


def test_left_out_for_a_reason(hand: Hand, desk: Desk, daniel: UUID) -> None:
    hand.click(row(hand).skip)
    hand.take("row_menu", "skip_no_use")
    assert not thanked(desk, daniel)
    assert desk.ask(today.rows) == []
    [kept] = desk.ask(lambda session: list(session.exec(every()).all()))
    assert (kept.state, kept.reason) == (FollowUpState.SKIPPED, "It would be of no use")


def every() -> Any:
    return select(FollowUp)


def test_both_pages_show_it_and_lead_to_the_other(desk: Desk, theme: Theme, show: Show, daniel: UUID) -> None:
    page = CustomerPage(desk, theme)
    hand = show(page)
    page.show_subject(daniel)
    line = hand.find(CardLine, "recommended_0")
    assert line.accessibleName() == "Recommended by Ruth Okafor, Not thanked"
    asked: list[tuple[str, UUID]] = []
    page.page_asked.connect(lambda key, subject: asked.append((key, subject)))
    hand.click(line)
    [(key, ruth)] = asked
    assert key == "customer"
    page.show_subject(ruth)
    assert hand.find(QAbstractButton, "recommended_0").accessibleName() == "Sent you Daniel Hart, Not thanked"
