"""At the kitchen table: three ways side by side, every line for who asks, and a yes, a no rush, or a copy to keep."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand
from tests.ui.papers import kept, ready, rows, settle, words_of
from tradesman.book import shelf
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, GivenQuote, PaymentStep, Quote, QuoteState
from tradesman.book.signature import Signature
from tradesman.services import businesses, customers, quotes
from tradesman.ui.desk import Desk
from tradesman.ui.parts.present_card import running
from tradesman.ui.parts.present_frame import asked_for
from tradesman.ui.present_window import PresentWindow, present
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.signature_pad import SignaturePad
from tradesman.ui.widgets.text import text_width

Open = Callable[..., Hand]
PLACES = ((160, 90), (200, 50), (240, 96), (300, 60))


def finished(window: Any) -> None:
    """Lets a window go at the end of a test without keeping what was shown."""
    window._done = True


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, theme: Theme) -> Open:
    """Presents a quote in a window of a size, and gives the customer's hand."""

    def in_window(quote_id: UUID | None = None, size: tuple[int, int] = (1366, 768), **rest: Any) -> Hand:
        window = PresentWindow(desk, theme, quote_id or ready(desk), **rest)
        qtbot.addWidget(window, before_close_func=finished)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        return Hand(qtbot, window)

    return in_window


def window_of(hand: Hand) -> PresentWindow:
    assert isinstance(hand.window, PresentWindow)
    return hand.window


def said(hand: Hand, name: str) -> str:
    return hand.find(QLabel, name).text()


def texts(window: QWidget) -> list[str]:
    """Everything that can be read on it."""
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return labels + [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]


def sign(hand: Hand) -> None:
    pad = hand.find(SignaturePad, "sign_pad")
    first, *others = (QPoint(*place) for place in PLACES)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
    for place in others:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*PLACES[-1]))


def way(hand: Hand, name: str) -> None:
    """Another way than signing, from the menu."""
    action = hand.find(QAbstractButton, "sign_other").menu().findChild(QAction, name)  # type: ignore[attr-defined]
    assert isinstance(action, QAction)
    action.trigger()


def the(desk: Desk, kind: type[Any]) -> Any:
    (row,) = rows(desk, kind)
    return row


# What is shown


def test_three_ways_stand_side_by_side_and_none_is_pushed(opened: Open) -> None:
    hand = opened()
    window = window_of(hand)
    assert said(hand, "present_title") == "Three ways to hot water"
    assert said(hand, "present_asked") == "Marion, you asked for hot water and fits the cupboard."
    assert [said(hand, f"present_price_{place}") for place in range(3)] == ["£1,068.00", "£2,125.20", "£4,017.60"]
    assert "these prices hold until" in said(hand, "present_said")
    buttons = [card.button for card in window.cards]
    assert [button.text() for button in buttons] == [
        "Choose like for like",
        "Choose mains pressure",
        "Choose lowest running cost",
    ]
    assert {(button.role, button.isDefault(), button.hasFocus(), button.height()) for button in buttons} == {
        ("plain", False, False, window._theme.size("button_present"))
    }
    assert max(b.width() for b in buttons) - min(b.width() for b in buttons) <= 2
    assert [card.isVisible() for card in window.cards] == [True] * 3
    assert window.windowTitle() == "Three ways to hot water"
    seen = texts(window)
    assert seen.count("All two things you asked for") == 1
    assert seen.count("Best value") == 1
    assert {"Upstairs stays weak", "No bath", "7 years", "1 day", "VAT included"} <= set(seen)


def test_nothing_private_is_on_it(opened: Open, desk: Desk) -> None:
    ready(desk, name="Somebody Else")
    window = window_of(opened())
    told = " ".join([*texts(window), *(child.toolTip() for child in window.findChildren(QWidget))])
    for private in ("Somebody", "123.45", "Ellis", "2,500", "margin", "keep", "Draft"):
        assert private not in told


def test_it_is_light_whatever_the_trader_likes(opened: Open, desk: Desk, theme: Theme) -> None:
    theme.set_scheme("dark")
    try:
        window = window_of(opened())
        image = window.grab().toImage()
        assert QColor(image.pixel(10, 10)) == QColor(theme.tokens.schemes["light"]["canvas"])
        assert QColor(image.pixel(100, 650)) == QColor(theme.tokens.schemes["light"]["surface"])
    finally:
        theme.set_scheme("light")


@pytest.mark.parametrize("options", [1, 2])
def test_fewer_options_lay_out_too(opened: Open, desk: Desk, options: int) -> None:
    window = window_of(opened(ready(desk, options=options)))
    assert len(window.cards) == options
    widths = {card.width() for card in window.cards}
    assert max(widths) - min(widths) <= 1
    assert min(widths) > 500
    if options == 1:
        assert window.cards[0].button.text() == "Choose like for like"
        assert "Good" not in texts(window)
        assert window.cards[0].width() <= 720


def test_extras_change_the_total_of_their_option_at_once(opened: Open) -> None:
    hand = opened()
    hand.press("present_extra_1_0")
    assert [said(hand, f"present_price_{place}") for place in range(3)] == ["£1,068.00", "£2,209.20", "£4,017.60"]
    hand.press("present_choose_1")
    assert "Better: mains pressure, £2,209.20" in texts(hand.sheet("sign"))
    hand.press("sign_back")
    hand.press("present_extra_1_0")
    assert said(hand, "present_price_1") == "£2,125.20"


def test_every_line_is_shown_on_request_without_leaving(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.press("present_lines")
    seen = texts(hand.sheet("every_line"))
    assert seen.count("Cylinder, fitted") == 3
    assert {"You can add: Shelf above", "890.00", "£178.00", "£1,068.00"} <= set(seen)
    QTest.keyClick(hand.sheet(), Qt.Key.Key_Escape)
    assert hand.no_sheet()
    assert hand.window.isVisible()
    assert rows(desk, GivenQuote) == []


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
@pytest.mark.parametrize("text", [100, 130])
def test_it_fits_small_screens_and_large_text(
    opened: Open, theme: Theme, size: tuple[int, int], text: int, desk: Desk
) -> None:
    theme.set_text_percent(text)
    try:
        hand = opened(size=size)
        window = window_of(hand)
        QApplication.processEvents()
        assert (window.width(), window.height()) == size
        for button in [child for child in window.findChildren(Button) if child.isVisible()]:
            inside = window.rect().contains(button.mapTo(window, QPoint(0, 0)))
            fits = text_width(button.text(), button._font()) <= button.width()
            assert inside, button.objectName()
            assert fits, button.objectName()
            assert button.mapTo(window, QPoint(button.width(), button.height())).y() <= size[1]
        hand.press("present_choose_0")
        sheet = hand.sheet("sign")
        for name in ("sign_pad", "sign_agree", "main"):
            part = hand.find(QWidget, name)
            assert sheet.rect().contains(part.mapTo(sheet, QPoint(0, part.height() - 1))), name
    finally:
        theme.set_text_percent(100)


def test_what_does_not_fit_scrolls_inside_its_card(opened: Open) -> None:
    hand = opened(size=(1093, 480))
    window = window_of(hand)
    bars = [card.area.verticalScrollBar() for card in window.cards]
    assert all(bar.maximum() > 0 for bar in bars)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert all(bar.value() > 0 for bar in bars)
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert all(bar.value() == 0 for bar in bars)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.isVisible()


def test_tab_walks_it_in_reading_order_and_enter_chooses(opened: Open) -> None:
    hand = opened()
    window = window_of(hand)
    window.setFocus()
    names = []
    for _ in range(9):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
    assert names == [
        *(f"present_{kind}" for place in range(3) for kind in (f"extra_{place}_0", f"choose_{place}")),
        "present_pdf",
        "present_lines",
        "present_close",
    ]
    window.cards[2].button.setFocus()
    QTest.keyClick(window.cards[2].button, Qt.Key.Key_Return)
    assert "Best: lowest running cost, £4,017.60" in texts(hand.sheet("sign"))
    QTest.keyClick(hand.sheet(), Qt.Key.Key_Escape)
    assert hand.no_sheet()
    assert window.isVisible()


def test_hostile_and_long_words_are_shown_as_they_are(opened: Open, desk: Desk) -> None:
    quote_id = ready(desk, name="<b>x</b><img src=y>", need="<i>Hot</i> & 🜂 water")
    option = the(desk, Quote).options[0].id
    desk.do(quotes.change_option, quote_id, option, title="L" * 500, label="Named")
    hand = opened(quote_id)
    window = window_of(hand)
    assert "<b>x</b><img" in said(hand, "present_asked")
    assert "<i>Hot</i> & 🜂 water" in texts(window)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in window.findChildren(Label))
    assert window.cards[0].button.text() == "Choose good"
    assert window.width() == 1366
    hand.press("present_choose_0")
    assert hand.sheet("sign").height() <= 768 - 48


def test_words_inside_a_sentence_begin_small_but_for_capitals() -> None:
    assert [running(words) for words in ("Mains pressure", "PVC window", "", "3 showers")] == [
        "mains pressure",
        "PVC window",
        "",
        "3 showers",
    ]


def test_yen_have_no_small_decimals_and_a_customer_without_needs_is_greeted(opened: Open, desk: Desk) -> None:
    hand = opened(ready(desk, options=1, need=""))
    window = window_of(hand)
    price = window.cards[0]._price
    for amount, digits, parts in (
        ("¥1,068", 0, ("¥1,068", "", "")),
        ("1.068,50\xa0€", 2, ("1.068", ",50", "\xa0€")),
        ("KWD1,068.500", 3, ("KWD1,068", ".500", "")),
    ):
        price.set_amount(amount, digits)
        assert price._parts == parts
    price.set_amount("£123,456,789,012.00", 2)
    window.resize(640, 600)
    assert price.grab().width() < 640
    content = {**window._content, "needs": []}
    assert asked_for(content, "en_GB") == "Marion, here is what I would do."


# A yes


def test_a_yes_that_is_signed_makes_job_signature_and_papers_in_one_step(
    opened: Open, desk: Desk, asked: Callable[[Any], list[Any]]
) -> None:
    hand = opened()
    window = window_of(hand)
    heard = asked(window)
    copies: list[Any] = []
    window.copy_asked.connect(copies.append)
    hand.press("present_extra_1_0")
    hand.press("present_choose_1")
    sign(hand)
    hand.press("sign_agree")
    hand.press("main")
    settle(desk)
    job, given, signature, quote = (the(desk, kind) for kind in (Job, GivenQuote, Signature, Quote))
    assert heard == [("job", job.id)]
    assert copies == [quote.id]
    assert not window.isVisible()
    assert (quote.state, quote.accepted_by, quote.accepted_who) == (
        QuoteState.ACCEPTED,
        AcceptedBy.SIGNED,
        "Marion Ellis",
    )
    assert job.price_minor == 220_920
    assert (signature.who, signature.subject_id, signature.fingerprint) == ("Marion Ellis", quote.id, given.fingerprint)
    assert [len(stroke) for stroke in signature.strokes] == [len(PLACES)]
    assert {given.file, given.signed_file} == {file.name for file in kept(desk)}
    printed = shelf.read(desk.book.papers, given.signed_file)
    assert printed is not None
    assert "Marion Ellis" in words_of(printed)
    assert desk.undo() == "Quote 0001 accepted"
    assert (rows(desk, Job), rows(desk, Signature), rows(desk, GivenQuote)) == ([], [], [])
    assert the(desk, Quote).state == QuoteState.DRAFT


def test_what_is_missing_for_a_yes_is_said(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.press("present_choose_0")
    hand.press("main")
    assert "Nothing is signed yet" in " ".join(texts(hand.sheet()))
    sign(hand)
    assert "Nothing is signed yet" not in " ".join(texts(hand.sheet()))
    hand.press("main")
    assert "Tick that the work and the guarantee are agreed." in texts(hand.sheet())
    hand.press("sign_agree")
    hand.type("sign_who", "  ")
    hand.press("main")
    assert "Who says yes? Write the name." in texts(hand.sheet())
    hand.press("sign_clear")
    hand.type("sign_who", "Tom Ellis")
    hand.press("main")
    assert "Nothing is signed yet" in " ".join(texts(hand.sheet()))
    assert rows(desk, Job) == []
    sign(hand)
    QTest.keyClick(hand.sheet(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    assert the(desk, Signature).who == "Tom Ellis"


def test_a_typed_name_is_a_signature_without_strokes(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.press("present_choose_0")
    hand.type("sign_who", "Tom Ellis")
    way(hand, "sign_way_typed")
    assert not hand.find(QWidget, "sign_typed").property("readOnly")
    hand.press("sign_agree")
    hand.press("main")
    settle(desk)
    signature = the(desk, Signature)
    assert (signature.who, signature.strokes, the(desk, Quote).accepted_by) == ("Tom Ellis", [], AcceptedBy.SIGNED)


@pytest.mark.parametrize(("name", "by"), [("phone", AcceptedBy.PHONE), ("email", AcceptedBy.EMAIL)])
def test_that_it_was_agreed_from_afar_is_noted_instead(opened: Open, desk: Desk, name: str, by: AcceptedBy) -> None:
    hand = opened()
    window = window_of(hand)
    copies: list[Any] = []
    window.copy_asked.connect(copies.append)
    hand.press("present_choose_0")
    way(hand, f"sign_way_{name}")
    hand.type("sign_typed", "Marion")
    way(hand, "sign_way_here")
    assert hand.find(QWidget, "sign_who").property("text") == "Marion"
    way(hand, f"sign_way_{name}")
    hand.press("main")
    settle(desk)
    assert (rows(desk, Signature), the(desk, Quote).accepted_by, copies) == ([], by, [])


def test_a_customer_without_e_mail_is_offered_no_copy(opened: Open, desk: Desk) -> None:
    hand = opened(ready(desk, email=""))
    hand.press("present_choose_0")
    assert "I agree to the work and the guarantee as shown." in texts(hand.sheet())
    way(hand, "sign_way_phone")
    assert not any("copy" in text for text in texts(hand.sheet()))


def test_deposit_and_days_to_change_ones_mind_stand_beside_it(opened: Open, desk: Desk) -> None:
    quote_id = ready(desk)
    hand = opened(quote_id)
    hand.press("present_choose_0")
    seen = texts(hand.sheet())
    assert "None, pay at the end" in seen
    assert "Change your mind" not in seen
    assert "24 and 25 November" in seen
    hand.press("sign_back")
    desk.do(businesses.change, withdrawal_days=14, label="Changed")
    with_deposit(desk, quote_id)
    hand = opened(quote_id)
    hand.press("present_choose_0")
    assert {"£320.40", "14 days, free"} <= set(texts(hand.sheet()))


def test_the_right_to_withdraw_is_told_where_the_law_gives_it(opened: Open, desk: Desk) -> None:
    hand = opened(ready(desk))
    assert "change your mind" not in hand.find(Label, "present_said").text()
    desk.do(businesses.change, withdrawal_days=14, label="Changed")
    hand = opened(ready(desk))
    assert hand.find(Label, "present_said").text().endswith("You can change your mind within 14 days, free of charge.")


def test_quantities_are_told_with_their_unit(opened: Open, desk: Desk) -> None:
    quote_id = ready(desk, 1)
    with desk.book.write("Hours", desk.now) as session:
        option_id = session.load(Quote, quote_id).options[0].id
        quotes.add_line(session, quote_id, option_id, "Labour", 4_800, quantity_thousandths=11_000, unit="h")
        rail = {"quantity_thousandths": 2_500, "unit": "m", "extra": True}
        quotes.add_line(session, quote_id, option_id, "Rail", 1_000, **rail)
    hand = opened(quote_id)
    assert hand.find(QAbstractButton, "present_extra_0_1").text() == "Rail, 2.5 m, £30.00"
    hand.press("present_lines")
    assert {"Labour", "11 h", "You can add: Rail, 2.5 m"} <= set(texts(hand.sheet("every_line")))


def with_deposit(desk: Desk, quote_id: UUID) -> None:
    with desk.book.write("Steps", desk.now) as session:
        quote = session.load(Quote, quote_id)
        for place, (words, share) in enumerate((("On acceptance", 3000), ("At the end", 7000))):
            quote.payments.append(
                PaymentStep(quote_id=quote.id, position=place, words=words, share_bp=share, deposit=place == 0)
            )


# No rush


def test_thinking_it_over_asks_when_to_ring_and_freezes_what_was_seen(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.press("present_choose_1")
    hand.press("sign_think")
    hand.press("main", hand.sheet("ring"))
    assert "This is needed." in texts(hand.sheet())
    hand.type("decision_on", "1 Nov 2026")
    hand.press("main", hand.sheet("ring"))
    assert "This day has passed. Choose a later one." in texts(hand.sheet())
    hand.type("decision_on", "27 Nov 2026")
    hand.type("decider", "Tom and Marion")
    hand.press("main", hand.sheet("ring"))
    settle(desk)
    quote, given = the(desk, Quote), the(desk, GivenQuote)
    assert (quote.state, quote.decision_on, quote.decider) == (
        QuoteState.GIVEN,
        date(2026, 11, 27),
        "Tom and Marion",
    )
    assert (given.given_by, given.file) == (GivenBy.THINK_IT_OVER, kept(desk)[0].name)
    slot = [row for row in rows(desk, FollowUp) if row.purpose == Purpose.HIDDEN_SLOT]
    assert [(row.due_on, row.state) for row in slot] == [(date(2026, 11, 26), FollowUpState.OPEN)]
    assert not hand.window.isVisible()


def test_leaving_the_pdf_freezes_it_and_shows_it_while_the_customer_may_still_decide(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.press("present_pdf")
    hand.press("main", hand.sheet("ring"))
    settle(desk)
    assert the(desk, GivenQuote).given_by == GivenBy.PRESENTED
    assert "Quote 0001" in texts(hand.sheet("paper"))
    hand.press("main", hand.sheet("paper"))
    hand.press("present_choose_0")
    sign(hand)
    hand.press("sign_agree")
    hand.press("main")
    settle(desk)
    assert the(desk, Job).price_minor == 106_800
    assert len(rows(desk, GivenQuote)) == 1


@pytest.mark.parametrize("how", ["close", "escape", "window"])
def test_leaving_it_freezes_what_was_seen(opened: Open, desk: Desk, how: str) -> None:
    hand = opened()
    if how == "close":
        hand.press("present_close")
        window_of(hand).leave()  # a second press while it is kept
    elif how == "escape":
        QTest.keyClick(hand.window, Qt.Key.Key_Escape)
    else:
        hand.window.close()
    settle(desk)
    assert not hand.window.isVisible()
    given = the(desk, GivenQuote)
    assert (given.given_by, given.file) == (GivenBy.PRESENTED, kept(desk)[0].name)
    assert desk.undo() == "Quote 0001 presented"


def test_shown_again_as_it_was_it_is_left_without_a_step(opened: Open, desk: Desk) -> None:
    quote_id = ready(desk)
    desk.do(quotes.give, quote_id, GivenBy.SENT, label="Given")
    before = (desk.book.folder / "book.sqlite").read_bytes()
    hand = opened(quote_id)
    hand.press("present_close")
    settle(desk)
    assert not hand.window.isVisible()
    assert (desk.book.folder / "book.sqlite").read_bytes() == before


def test_a_rehearsal_leaves_no_trace(opened: Open, desk: Desk) -> None:
    quote_id = ready(desk)
    before = (desk.book.folder / "book.sqlite").read_bytes()  # every row, the record of changes among them
    files = sorted(file.name for file in desk.book.folder.rglob("*"))
    hand = opened(quote_id, rehearsal=True)
    assert said(hand, "present_rehearsal") == "Rehearsal"
    hand.press("present_extra_0_0")
    hand.press("present_choose_0")
    sign(hand)
    hand.press("sign_agree")
    hand.press("main")
    settle(desk)
    assert said(hand, "present_said") == "This was a rehearsal: nothing was kept."
    hand.press("present_choose_1")
    hand.press("sign_think")
    hand.type("decision_on", "27 Nov 2026")
    hand.press("main", hand.sheet("ring"))
    hand.press("present_pdf")
    hand.press("main", hand.sheet("ring"))
    settle(desk)
    assert hand.no_sheet()
    hand.press("present_close")
    settle(desk)
    assert not hand.window.isVisible()
    assert (desk.book.folder / "book.sqlite").read_bytes() == before
    assert sorted(file.name for file in desk.book.folder.rglob("*")) == files


# When something goes wrong


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tradesman.book.private_file.os.fsync", full)


@pytest.mark.parametrize("sheet", ["sign", "ring"])
def test_a_full_disk_is_said_where_it_happened_and_nothing_is_lost(
    opened: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch, sheet: str
) -> None:
    hand = opened()
    hand.press("present_choose_0")
    if sheet == "sign":
        sign(hand)
        hand.press("sign_agree")
    else:
        hand.press("sign_think")
        hand.type("decision_on", "27 Nov 2026")
    with monkeypatch.context() as patch:
        full_disk(patch)
        hand.press("main", hand.sheet(sheet))
        settle(desk)
    assert "No space left" in " ".join(texts(hand.sheet(sheet)))
    assert (rows(desk, GivenQuote), rows(desk, Job), kept(desk)) == ([], [], [])
    hand.press("main", hand.sheet(sheet))
    settle(desk)
    assert len(rows(desk, GivenQuote)) == 1


def test_a_full_disk_holds_nobody_in_the_presentation(
    opened: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    desk.failed.disconnect()
    desk.failed.connect(heard.append)
    hand = opened()
    full_disk(monkeypatch)
    hand.press("present_close")
    settle(desk)
    assert not hand.window.isVisible()
    assert "No space left" in heard[0]
    assert heard[0].endswith("The quote was not given.")
    assert rows(desk, GivenQuote) == []


def test_a_letter_that_no_font_has_stops_nobody_from_signing(opened: Open, desk: Desk) -> None:
    heard: list[str] = []
    desk.failed.disconnect()
    desk.failed.connect(heard.append)
    hand = opened(ready(desk, need="Hot 🜂 water"))
    hand.press("present_choose_0")
    sign(hand)
    hand.press("sign_agree")
    hand.press("main")
    settle(desk)
    assert "🜂" in heard[0]
    assert the(desk, Signature).fingerprint == the(desk, GivenQuote).fingerprint
    assert rows(desk, Job)


# How it is opened


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_it_fills_the_only_screen_and_hands_on_where_to_go(
    behind: QWidget, desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    heard: list[Any] = []
    shown = present(behind, desk, theme, ready(desk), lambda key, subject: heard.append((key, subject)))
    assert isinstance(shown, PresentWindow)
    qtbot.waitExposed(shown)
    assert shown.isFullScreen()
    assert shown.size() == QGuiApplication.primaryScreen().geometry().size()
    assert not any(card.button.hasFocus() for card in shown.cards)
    hand = Hand(qtbot, shown)
    hand.press("present_choose_0")
    sign(hand)
    hand.press("sign_agree")
    hand.press("main")
    settle(desk)
    assert heard == [("job", the(desk, Job).id)]
    copy = Hand(qtbot, behind).sheet("paper")
    assert "Write e-mail" in texts(copy)
    copy.finish()


class Beamer:
    """A second screen, as far as a choice of screens asks."""

    def __init__(self, screen: Any) -> None:
        self._screen = screen

    def name(self) -> str:
        return "Beamer"

    def geometry(self) -> Any:
        return self._screen.geometry().translated(1366, 0)


def test_of_two_screens_one_is_chosen(
    behind: QWidget, desk: Desk, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = behind.screen()
    picked: list[Any] = []
    monkeypatch.setattr(PresentWindow, "show_on", lambda _window, screen: picked.append(screen))
    beamer: Any = Beamer(here)
    assert present(behind, desk, theme, ready(desk), lambda *_: None, screens=[beamer, here]) is None
    hand = Hand(qtbot, behind)
    size = here.geometry().size()
    assert texts(hand.sheet("screens"))[-2:] == [
        f"This screen, {size.width()} × {size.height()}",
        f"Beamer, {size.width()} × {size.height()}",
    ]
    hand.press("screen_1")
    assert picked == [beamer]
    assert len(behind.findChildren(PresentWindow)) == 1
    assert hand.no_sheet()


@pytest.mark.parametrize("rehearsal", [False, True])
def test_what_cannot_be_shown_is_said_and_nothing_opens(
    behind: QWidget, desk: Desk, theme: Theme, rehearsal: bool
) -> None:
    heard: list[str] = []
    desk.failed.disconnect()
    desk.failed.connect(heard.append)
    quote_id = desk.do(quotes.draft, enquiry_of(desk), "Bath", label="Drafted").id  # type: ignore[union-attr]
    assert present(behind, desk, theme, quote_id, lambda *_: None, rehearsal=rehearsal) is None
    assert "no option" in heard[0]


def enquiry_of(desk: Desk) -> UUID:
    quote = desk.ask(lambda session: session.load(Quote, ready(desk)))
    return quote.enquiry_id


def test_a_person_who_is_left_alone_gets_no_copy(opened: Open, desk: Desk) -> None:
    quote_id = ready(desk)
    desk.do(customers.set_do_not_contact, the(desk, Quote).customer_id, leave_alone=True, label="Left alone")
    hand = opened(quote_id)
    hand.press("present_choose_0")
    assert not any("Email" in text for text in texts(hand.sheet()))


def test_a_screen_that_is_not_picked_leaves_no_window_behind(
    qtbot: QtBot, behind: QWidget, desk: Desk, theme: Theme
) -> None:
    here = QGuiApplication.primaryScreen()
    beamer: Any = Beamer(here)
    present(behind, desk, theme, ready(desk), lambda *_: None, screens=[beamer, here])
    hand = Hand(qtbot, behind)
    hand.press("close")
    qtbot.waitUntil(lambda: not behind.findChildren(PresentWindow))
    assert rows(desk, GivenQuote) == []


def test_no_file_is_saved_before_a_customers_eyes(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.press("present_pdf")
    hand.press("main", hand.sheet("ring"))
    hand.qtbot.waitUntil(lambda: any(sheet.objectName() == "paper" for sheet in hand.window.findChildren(Sheet)))
    settle(desk)
    assert not any(button.isVisible() for button in hand.window.findChildren(QAbstractButton, "paper_save"))
    assert hand.find(QAbstractButton, "paper_print").isEnabled()
