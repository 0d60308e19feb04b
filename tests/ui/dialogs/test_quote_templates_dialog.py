"""Quotes from templates, and templates from quotes."""

from datetime import datetime
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.test_quote_page import choose, load, offer, three
from tests.ui.stage import Stage
from tradesman.book.store import Book
from tradesman.book.template import QuoteTemplate
from tradesman.services import quote_templates, quotes
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.theme import Theme


@pytest.fixture
def quote_id(book: Book, now: datetime) -> UUID:
    with book.write("Quote", now) as session:
        return offer(session)


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


def full(stage: Stage, quote_id: UUID) -> None:
    with stage.desk.book.write("Options", stage.now) as session:
        three(session, quote_id)


def names(stage: Stage) -> list[str]:
    return [row.name for row in stage.desk.ask(quote_templates.rows)]


def test_a_quote_is_kept_once_more_under_its_name_only_when_asked(stage: Stage, quote_id: UUID) -> None:
    full(stage, quote_id)
    stage.show(QuotePage, quote_id)
    choose(stage, "quote_more", "keep")
    assert not stage.sees("replace")
    stage.click("main")
    assert names(stage) == ["Replace water heater"]
    choose(stage, "quote_more", "keep")
    stage.click("main")
    assert "already" in stage.words("error")
    stage.choose("replace", True)
    stage.click("main")
    assert names(stage) == ["Replace water heater"]


def test_an_empty_quote_is_filled_and_a_full_one_stays(stage: Stage, quote_id: UUID) -> None:
    full(stage, quote_id)
    stage.desk.do(quote_templates.keep, quote_id, "Heater", label="Kept")
    empty = stage.desk.do(quotes.draft, load(stage, quote_id).enquiry_id, "Another", label="Draft")
    assert empty is not None
    stage.show(QuotePage, empty.id)
    stage.click("quote_start_template")
    stage.click("template_use_0")
    assert [len(option.lines) for option in load(stage, empty.id).options] == [1, 1, 1]
    assert load(stage, empty.id).title == "Another"
    assert stage.sees("option_2")
    choose(stage, "quote_more", "template")
    stage.click("template_use_0")
    key, made = stage.places[-1]
    assert key == "quote"
    assert made not in (empty.id, quote_id)
    assert len(load(stage, made).options) == 3


def test_templates_are_renamed_and_removed(stage: Stage, quote_id: UUID) -> None:
    full(stage, quote_id)
    stage.desk.do(quote_templates.keep, quote_id, "Heater", label="Kept")
    stage.show(QuotePage, quote_id)
    choose(stage, "quote_more", "template")
    stage.click("template_rename_0")
    stage.write("name", "Hot water")
    stage.click("main")
    assert stage.words("template_0") == "Hot water"
    stage.click("template_remove_0")
    assert stage.sees("templates_none")
    stage.click("main")
    assert not stage.sees("quote_templates")


def test_a_template_that_cannot_be_read_says_so(stage: Stage, quote_id: UUID) -> None:
    with stage.desk.book.write("Broken", stage.now) as session:
        session.add(QuoteTemplate(name="Old", kept_at=stage.now, content={"version": 99}))
    stage.show(QuotePage, quote_id)
    stage.click("quote_start_template")
    assert not stage.find("template_use_0").isEnabled()
