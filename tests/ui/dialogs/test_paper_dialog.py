"""The PDF itself in the window: read, saved, printed, and put into an e-mail that a person sends."""

import email
import email.policy
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import Hand
from tests.ui.papers import paper_of, pdf_of, ready, rows, settle, words_of
from tradesman.book.customer import Customer
from tradesman.book.quote import AcceptedBy, GivenBy, Quote
from tradesman.services import businesses, customers, presentations
from tradesman.services.presentations import Choice
from tradesman.ui import paper_making, pdf, quote_handout
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.pickers import Pickers
from tradesman.ui.printing import Printers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.pdf_view import PdfView

Show = Callable[..., Hand]
OpenPaper = Callable[..., Hand]


class Saves(Pickers):
    """Somebody who has chosen where."""

    def __init__(self, file: Path | None) -> None:
        self.target = file
        self.proposed = ""

    def new_file(self, _parent: QWidget, _title: str, proposed: Path, _kinds: str) -> Path | None:
        self.proposed = proposed.name
        return self.target


class Prints(Printers):
    """Somebody who has chosen a printer, which writes a file; or none."""

    def __init__(self, file: Path | None) -> None:
        self.file = file

    def ask(self, _parent: QWidget, _title: str, _pages: int) -> QPrinter | None:
        if self.file is None:
            return None
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        printer.setResolution(75)
        return printer


@pytest.fixture
def open_paper(desk: Desk, theme: Theme, show: Show) -> OpenPaper:
    def opened(quote_id: UUID, **rest: Any) -> Hand:
        hand = show()
        PaperDialog(hand.window, desk, theme, quote_handout.quote(desk, paper_of(desk, quote_id)), **rest).open()
        settle(desk)
        return hand

    return opened


def given(desk: Desk, **rest: Any) -> UUID:
    """A quote that the customer has, with its PDF."""
    quote_id = ready(desk, **rest)
    done: list[Any] = []
    paper = desk.ask(presentations.to_give, quote_id)
    paper_making.give(desk, paper, GivenBy.PRESENTED, "Given", done.append, done.append)
    settle(desk)
    assert len(done) == 1
    return quote_id


def told(hand: Hand) -> str:
    return " ".join(label.text() for label in hand.sheet("paper").findChildren(QLabel) if label.isVisible())


def test_a_given_quote_is_shown_as_it_was_kept(open_paper: OpenPaper, desk: Desk) -> None:
    quote_id = given(desk)
    desk.do(businesses.change, name="Another Business", label="Changed")
    hand = open_paper(quote_id)
    view = hand.find(PdfView, "paper_view")
    assert view._content == (desk.book.papers / paper_of(desk, quote_id).file).read_bytes()
    assert view.hasFocus()
    assert "Quote 0001" in told(hand)
    assert "draft" not in told(hand)
    assert f"Page 1 of {view.pages}" in told(hand)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert f"Page {view.pages} of {view.pages}" in told(hand)
    hand.choose("paper_zoom", "100 %")
    settle(desk)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert hand.no_sheet()


def test_a_draft_is_called_one_in_the_window_and_not_on_paper(open_paper: OpenPaper, desk: Desk) -> None:
    hand = open_paper(ready(desk))
    assert "Quote 0001, draft" in told(hand)
    assert "draft" not in words_of(hand.find(PdfView, "paper_view")._content).lower()
    assert not hand.sheet().findChild(QWidget, "paper_mail").isVisible()  # type: ignore[union-attr]
    hand.press("main")
    assert hand.no_sheet()


def test_it_is_saved_under_a_name_that_tells_nothing_of_the_customer(
    open_paper: OpenPaper, desk: Desk, tmp_path: Path
) -> None:
    quote_id, target = given(desk), tmp_path / "out.pdf"
    picks = Saves(target)
    hand = open_paper(quote_id, pickers=picks)
    hand.press("paper_save")
    assert picks.proposed == "Quote 0001.pdf"
    assert target.read_bytes() == (desk.book.papers / paper_of(desk, quote_id).file).read_bytes()
    assert "Saved as out.pdf." in told(hand)
    hand.press("paper_save")
    assert "There is something at" in told(hand)
    picks.target = None
    hand.press("paper_save")
    picks.target = tmp_path / "nowhere" / "out.pdf"
    hand.press("paper_save")
    assert "could not be written" in told(hand)


def test_it_is_printed_page_by_page(open_paper: OpenPaper, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    prints = Prints(None)
    hand = open_paper(given(desk), printers=prints)
    hand.press("paper_print")
    settle(desk)
    assert not out.exists()
    prints.file = out
    hand.press("paper_print")
    settle(desk)
    assert "2 pages went to the printer." in told(hand)
    assert len(pdf.sizes(out.read_bytes())) == 2


def test_an_e_mail_is_drafted_with_the_pdf_and_nothing_is_sent(
    open_paper: OpenPaper, desk: Desk, links: list[str]
) -> None:
    desk.do(businesses.change, email="sam@example.org", label="Changed")
    quote_id = given(desk)
    before = (desk.book.folder / "book.sqlite").read_bytes()
    hand = open_paper(quote_id)
    hand.press("paper_mail")
    (link,) = links
    draft = email.message_from_bytes(Path(link.removeprefix("file://")).read_bytes(), policy=email.policy.default)
    assert (draft["To"], draft["Subject"], draft["X-Unsent"]) == (
        "marion@example.org",
        "Quote 0001: Three ways to hot water",
        "1",
    )
    (attached,) = draft.iter_attachments()
    assert attached.get_filename() == "Quote 0001.pdf"
    assert attached.get_content() == (desk.book.papers / paper_of(desk, quote_id).file).read_bytes()
    body = draft.get_body()
    assert body is not None
    assert "Its prices hold until 20 December 2026." in body.get_content()
    assert "as a draft, with the PDF" in told(hand)
    assert (desk.book.folder / "book.sqlite").read_bytes() == before


def test_the_copy_of_what_was_signed_says_thank_you(open_paper: OpenPaper, desk: Desk, links: list[str]) -> None:
    quote_id = ready(desk, options=1)
    option = rows(desk, Quote)[0].options[0].id
    done: list[Any] = []
    choice = Choice(option, AcceptedBy.SIGNED, "Marion Ellis", desk.today())
    paper = desk.ask(presentations.to_give, quote_id)
    paper_making.accept(desk, paper, choice, "Accepted", done.append, done.append)
    settle(desk)
    hand = open_paper(quote_id)
    signed = (desk.book.papers / paper_of(desk, quote_id).signed_file).read_bytes()
    assert hand.find(PdfView, "paper_view")._content == signed
    hand.press("paper_mail")
    draft = email.message_from_bytes(Path(links[0].removeprefix("file://")).read_bytes(), policy=email.policy.default)
    body = draft.get_body()
    assert body is not None
    assert "thank you for your trust" in body.get_content()


def test_whom_no_e_mail_reaches_gets_none(open_paper: OpenPaper, desk: Desk, links: list[str]) -> None:
    hand = open_paper(given(desk, email=""))
    hand.press("paper_mail")
    assert "There is no e-mail address for Marion Ellis." in told(hand)
    desk.do(customers.set_do_not_contact, rows(desk, Customer)[0].id, leave_alone=True, label="Left alone")
    hand.press("paper_mail")
    assert "Marion Ellis asked not to be contacted." in told(hand)
    assert links == []


def test_where_no_program_takes_a_draft_that_is_said(
    open_paper: OpenPaper, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradesman.ui.links.open_draft", lambda _file: False)
    hand = open_paper(given(desk))
    hand.press("paper_mail")
    assert "No mail program takes it." in told(hand)


def test_a_full_disk_is_said(open_paper: OpenPaper, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    hand = open_paper(given(desk))
    monkeypatch.setattr(Path, "write_bytes", full)
    hand.press("paper_mail")
    assert "No space left on device" in told(hand)


@pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)
def test_what_had_to_be_left_out_and_what_cannot_be_printed_is_said(open_paper: OpenPaper, desk: Desk) -> None:
    desk.do(businesses.change, logo="gone.png", label="Changed")
    hand = open_paper(ready(desk, options=1))
    assert "The logo cannot be read" in told(hand)
    hand.press("main")
    quote_id = ready(desk, options=1, name="Tom Hale", need="Hot 🜂 water")
    hand = open_paper(quote_id)
    assert "🜂" in told(hand)
    assert not hand.find(QWidget, "paper_save").isEnabled()


def test_closed_before_the_pdf_is_there_nothing_happens(desk: Desk, theme: Theme, show: Show) -> None:
    hand = show()
    for need in ("Hot water", "Hot 🜂 water"):
        quote_id = ready(desk, options=1, need=need)
        dialog = PaperDialog(hand.window, desk, theme, quote_handout.quote(desk, paper_of(desk, quote_id)))
        dialog.open()
        dialog.dismiss()
        settle(desk)
    assert hand.no_sheet()
    assert pdf_of(desk, paper_of(desk, ready(desk))).startswith(b"%PDF")
