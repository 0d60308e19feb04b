"""PDFs are made beside the window, kept before a quote counts as given, and made again as they were."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import claims, picture
from tests.ui.papers import kept, paper_of, pdf_of, ready, rows, settle, words_of
from tradesman.book import album, shelf
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, GivenQuote, Quote, QuoteState
from tradesman.book.signature import Signature
from tradesman.services import businesses, presentations, prices, quotes
from tradesman.services.presentations import Choice, Paper
from tradesman.ui import paper_making, pdf, quote_handout
from tradesman.ui.desk import Desk
from tradesman.ui.paper_making import Made

STROKES = [[[100, 100, 0], [200, 150, 20], [300, 90, 44]]]


class Ends:
    """What came back from the work."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.failed: list[str] = []


@pytest.fixture
def ends() -> Ends:
    return Ends()


def give(desk: Desk, paper: Paper, ends: Ends) -> None:
    paper_making.give(desk, paper, GivenBy.PRESENTED, "Quote given", ends.done.append, ends.failed.append)
    settle(desk)


def to_give(desk: Desk, **rest: Any) -> Paper:
    return desk.ask(presentations.to_give, ready(desk, **rest))


def chosen(paper: Paper, desk: Desk, who: str = "Marion Ellis") -> Choice:
    option = next(row for row in rows(desk, Quote)[0].options if row.title == "Mains pressure")
    extra = next(line.id for line in option.lines if line.extra)
    return Choice(option.id, AcceptedBy.SIGNED, who, desk.today(), frozenset({extra}), STROKES)


def shown(desk: Desk, paper: Paper) -> Made:
    found: list[Made] = []
    faults: list[str] = []
    desk.background.run(quote_handout.quote(desk, paper).make, found.append, faults.append)
    settle(desk)
    assert not faults
    return found[0]


def test_a_given_quote_has_its_pdf_and_stays_byte_for_byte(desk: Desk, ends: Ends) -> None:
    paper = to_give(desk)
    give(desk, paper, ends)
    (given,), (file,) = ends.done, kept(desk)
    assert (given.file, file.name) == (file.name, file.name)
    was = file.read_bytes()
    desk.do(businesses.change, name="Another Business", tax_label="MwSt", label="Changed")
    desk.do(businesses.set_tax, 500, desk.today(), label="Rate changed")
    again = paper_of(desk, paper.quote_id)
    assert shown(desk, again).content == was
    assert "Harrow Plumbing" in words_of(was)


def test_a_pdf_that_is_gone_is_made_again_as_it_was(desk: Desk, ends: Ends, clock: Any) -> None:
    paper = to_give(desk)
    give(desk, paper, ends)
    (file,) = kept(desk)
    was = file.read_bytes()
    clock.later(days=3)
    file.unlink()
    desk.do(businesses.change, name="Another Business", label="Changed")
    assert shown(desk, paper_of(desk, paper.quote_id)).content == was
    file.write_bytes(b"%PDF something else")
    assert shown(desk, paper_of(desk, paper.quote_id)).content == was


def test_given_without_a_pdf_it_is_made_from_the_frozen_words(desk: Desk) -> None:
    quote_id = ready(desk)
    desk.do(quotes.give, quote_id, GivenBy.SENT, label="Given")
    paper = paper_of(desk, quote_id)
    assert paper.file == ""
    assert shown(desk, paper).content == pdf_of(desk, paper)
    assert kept(desk) == []  # looking at it is no step


def test_accepting_keeps_both_papers_and_the_signed_one_carries_the_name(desk: Desk, ends: Ends) -> None:
    paper = to_give(desk)
    choice = chosen(paper, desk)
    paper_making.accept(desk, paper, choice, "Accepted", ends.done.append, ends.failed.append)
    settle(desk)
    assert not ends.failed
    (given,) = rows(desk, GivenQuote)
    assert {given.file, given.signed_file} == {file.name for file in kept(desk)}
    assert given.file != given.signed_file
    signed = shown(desk, paper_of(desk, paper.quote_id)).content
    assert signed == shelf.read(desk.book.papers, given.signed_file)
    assert words_of(signed).count("Marion Ellis") > words_of(pdf_of(desk, paper)).count("Marion Ellis")
    (desk.book.papers / given.signed_file).unlink()
    assert shown(desk, paper_of(desk, paper.quote_id)).content == signed
    assert desk.undo() == "Accepted"
    assert (rows(desk, Job), rows(desk, Signature), rows(desk, GivenQuote)) == ([], [], [])


def test_a_disk_that_fills_leaves_nothing_half_written_and_the_quote_not_given(
    desk: Desk, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    paper = to_give(desk)
    choice = chosen(paper, desk)
    with monkeypatch.context() as patch:
        patch.setattr("tradesman.book.private_file.os.fsync", full)
        give(desk, paper, ends)
        paper_making.accept(desk, paper, choice, "Accepted", ends.done.append, ends.failed.append)
        settle(desk)
    assert len(ends.failed) == 2
    assert all("No space left" in said and "Free some space" in said for said in ends.failed)
    assert (ends.done, kept(desk), rows(desk, GivenQuote), rows(desk, Job)) == ([], [], [], [])
    assert rows(desk, Quote)[0].state == QuoteState.DRAFT
    give(desk, paper, ends)
    assert len(ends.done) == 1


def test_a_letter_that_cannot_be_printed_is_named_and_what_was_seen_is_frozen_all_the_same(
    desk: Desk, ends: Ends
) -> None:
    said: list[str] = []
    desk.failed.disconnect()
    desk.failed.connect(said.append)
    paper = to_give(desk, need="Hot 🜂 water")
    give(desk, paper, ends)
    assert len(ends.done) == 1
    assert "🜂" in said[0]
    assert "cannot be printed" in said[0]
    assert (kept(desk), rows(desk, GivenQuote)[0].file) == ([], "")
    faults: list[str] = []
    handout = quote_handout.quote(desk, paper_of(desk, paper.quote_id))
    desk.background.run(handout.make, ends.done.append, faults.append)
    settle(desk)
    assert "🜂" in faults[0]


def test_a_quote_that_changed_meanwhile_is_not_given(desk: Desk, ends: Ends) -> None:
    paper = to_give(desk)
    desk.do(quotes.change, paper.quote_id, title="Another title", label="Changed")
    give(desk, paper, ends)
    assert ends.done == []
    assert "changed while it was shown" in ends.failed[0]


@pytest.mark.parametrize("name", ["<b>x</b><img src=y>", "#panic()", "Zoë O'Neill \\ $x$ `{`", "A" * 300])
def test_any_name_is_printed_as_it_is(desk: Desk, name: str) -> None:
    content = pdf_of(desk, paper_of(desk, ready(desk, options=1, name=name)))
    # A long name is broken over lines.
    assert name[:16] in words_of(content).replace("\r\n", " ")


def blue(content: bytes) -> bool:
    """Whether something pure blue stands on the first page."""
    page = pdf.picture(content, 0, 300)
    return any(page.pixel(x, y) & 0xFFFFFF == 0x0000FF for x in range(page.width()) for y in range(150))


@pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)
def test_a_logo_stands_on_the_paper_and_one_that_cannot_is_left_out_and_told(desk: Desk, tmp_path: Path) -> None:
    name = album.keep(desk.book.photos, picture(tmp_path / "logo.png", "blue", 400, 100))
    bomb = album.keep(desk.book.photos, claims(tmp_path / "bomb.png", 60_000, 60_000))
    quote_id = ready(desk, options=1)
    plain = shown(desk, paper_of(desk, quote_id))
    desk.do(businesses.change, logo=name, label="Logo")
    with_logo = shown(desk, paper_of(desk, quote_id))
    assert blue(with_logo.content)
    assert not blue(plain.content)
    for bad in (bomb, "gone.png", "../book.sqlite"):
        desk.do(businesses.change, logo=bad, label="Logo")
        made = shown(desk, paper_of(desk, quote_id))
        assert "The logo" in made.told
        assert not blue(made.content)


def test_prices_and_tax_of_today_leave_a_given_paper_alone(desk: Desk, ends: Ends) -> None:
    quote_id = ready(desk)
    item = desk.do(prices.add, "Safety valve kit", 16_500, supplier="Pipes", label="Item added")
    assert item is not None
    option_id = desk.ask(lambda session: session.load(Quote, quote_id)).options[0].id
    desk.do(quotes.add_from_price_book, quote_id, option_id, item.id, label="Line added")
    give(desk, desk.ask(presentations.to_give, quote_id), ends)
    (file,) = kept(desk)
    was = file.read_bytes()
    desk.do(prices.change, item.id, words="Another kit", price_minor=99_900, tax_bp=0, label="Item changed")
    desk.do(businesses.set_tax, 500, desk.today(), label="Rate changed")
    paper = paper_of(desk, quote_id)
    assert shown(desk, paper).content == was
    file.unlink()  # made again from the frozen words, it is the same to the byte
    assert shown(desk, paper).content == was
    assert "Safety valve kit" in words_of(was)


def test_each_revision_leaves_under_a_name_of_its_own(desk: Desk, ends: Ends) -> None:
    quote_id = ready(desk)
    give(desk, desk.ask(presentations.to_give, quote_id), ends)
    assert quote_handout.quote(desk, paper_of(desk, quote_id)).name == "Quote 0001"
    desk.do(quotes.change, quote_id, title="Other", label="Changed")
    give(desk, desk.ask(presentations.to_give, quote_id), ends)
    assert quote_handout.quote(desk, paper_of(desk, quote_id)).name == "Quote 0001, revision 2"
