"""From a visit to a signature, through the window: looked at, offered, presented at the table, signed on the pad."""

from datetime import date, time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.ui.papers import words_of
from tests.ui.person import Person, london
from tradesman.book import shelf
from tradesman.book.enquiry import CameBy, Enquiry
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenQuote, Quote, QuoteState
from tradesman.book.signature import Signature
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitState
from tradesman.services import customers, enquiries, visits
from tradesman.ui.present_window import PresentWindow
from tradesman.ui.widgets.signature_pad import SignaturePad

STROKE = ((60, 60), (110, 30), (160, 70), (220, 40))


def test_from_the_visit_to_the_signature(person: Person) -> None:
    _visit(person)
    _offer(person)
    _sign(person)
    [quote], [job], [signature], [given] = (person.book(kind) for kind in (Quote, Job, Signature, GivenQuote))
    assert (quote.state, quote.accepted_by, quote.accepted_who) == (
        QuoteState.ACCEPTED,
        AcceptedBy.SIGNED,
        "Daniel Hart",
    )
    assert (job.quote_id, job.price_minor) == (quote.id, 132_000)  # 1,050 and the extra of 50, with a fifth of tax
    assert signature.fingerprint == given.fingerprint
    assert len(signature.strokes[0]) >= len(STROKE)
    assert person.app.desk is not None
    papers = person.app.desk.book.papers
    seen, signed = (shelf.read(papers, name) for name in (given.file, given.signed_file))
    assert seen is not None
    assert signed is not None
    assert "The fuse board is old" in words_of(seen)
    assert words_of(signed).count("Daniel Hart") > words_of(seen).count("Daniel Hart")


def _asked_for(session: Session) -> None:
    customer = customers.add(session, "Daniel Hart", phone="07700 900118", address="8 Orchard Close")
    session.flush()
    enquiry = enquiries.log(session, customer.id, "Sockets keep going off", CameBy.PHONE, answered_live=True)
    session.flush()
    visits.book(session, enquiry.id, date(2026, 9, 30), time(9))


def _visit(person: Person) -> None:
    assert person.app.desk is not None
    person.app.desk.do(_asked_for, label="Visit booked")
    person.wait_until(london(9, 29))
    person.act("Confirm the visit")
    person.confirm()
    person.no_sheet()
    person.wait_until(london(9, 30))
    person.act("Daniel Hart")
    person.press("arrive")
    person.write("answer_0", "They trip in the evening")
    person.write("need_0", "No tripping")
    person.write("diagnosis", "The fuse board is old.")
    person.confirm()
    person.no_sheet()
    assert person.book(Visit)[0].state == VisitState.DONE
    assert person.book(Enquiry)[0].diagnosis == "The fuse board is old."


def _offer(person: Person) -> None:
    person.press("quote_add_all")
    for number, price in enumerate(("700", "1050", "1900")):
        _line(person, number, "Consumer unit", price)
    _line(person, 1, "Surge protection", "50")
    table = person.find("option_lines_1")
    table.setCurrentIndex(table.model().index(1, 0))
    assert person.app.desk is not None
    person.press("option_1_need_0")
    person.press("option_mark_1")
    person.confirm()  # the reason is written already
    person.no_sheet()
    [quote] = person.book(Quote)
    assert quote.best_value_reason == "Only one that meets all 1 needs"
    person.press("option_more_1")
    person.take_open("option_menu", "option_line")
    person.press("extra")
    person.confirm()
    person.no_sheet()


def _line(person: Person, option: int, words: str, price: str) -> None:
    person.write(f"option_add_line_{option}", words)
    person.key(Qt.Key.Key_Return)
    person.write("cell", price)
    person.qtbot.keyClick(person.find("cell"), Qt.Key.Key_Return)
    QApplication.processEvents()


def _sign(person: Person) -> None:
    person.press("quote_present")
    [window] = [found for found in QApplication.topLevelWidgets() if isinstance(found, PresentWindow)]
    person.qtbot.waitUntil(window.isVisible)

    def press(name: str) -> None:
        button = next(found for found in window.findChildren(QAbstractButton, name) if found.isVisible())
        person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    press("present_extra_1_0")
    press("present_choose_1")
    pad = window.findChildren(SignaturePad, "sign_pad")[-1]
    first, *others = (QPoint(*place) for place in STROKE)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
    for place in others:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=others[-1])
    press("sign_agree")
    press("main")
    person.qtbot.waitUntil(lambda: bool(person.book(Job)))
