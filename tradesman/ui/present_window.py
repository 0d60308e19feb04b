"""The offer as a customer is shown it: full screen, in light, with nothing private on it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.direction import unturned
from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy
from tradesman.documents import figures, quote_paper
from tradesman.services import presentations
from tradesman.services.presentations import Choice, Paper
from tradesman.ui import paper_making, quote_handout
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.every_line_dialog import EveryLineDialog
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.dialogs.ring_dialog import RingDialog
from tradesman.ui.dialogs.screen_dialog import ScreenDialog
from tradesman.ui.dialogs.sign_dialog import SignDialog, Yes, days_in_words
from tradesman.ui.parts.present_card import PresentCard
from tradesman.ui.parts.present_frame import PresentFoot, PresentHead
from tradesman.ui.parts.present_offer import offer
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.focus_ring import FocusRing
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.sheet import Sheet

_SIDE = 48
_ONE = 720  # the widest that a card by itself becomes
_LOW = 700  # below this height the edges give way


class PresentWindow(QWidget):
    """Shows the options side by side, and takes what the customer says to them.

    What was shown is frozen when it is left, thought over or accepted; a rehearsal writes nothing at all. BookError
    when there is nothing that could be shown.
    """

    page_asked = Signal(str, object)
    copy_asked = Signal(object)  # the quote whose signed copy goes by e-mail
    left = Signal()

    def __init__(
        self, desk: Desk, theme: Theme, quote_id: UUID, rehearsal: bool = False, parent: QWidget | None = None
    ) -> None:
        question = presentations.to_rehearse if rehearsal else presentations.to_give
        self._paper: Paper = desk.ask(question, quote_id)
        super().__init__(parent)
        self._desk, self._theme, self._rehearsal = desk, theme.light(), rehearsal
        self._content = content = self._paper.content
        self._printed = quote_paper.data(content)
        self._locale = figures.locale_of(content["language"], content["business"]["country"])
        self._sign: SignDialog | None = None
        self._done = self._busy = False
        self.setObjectName("present")
        self.setWindowTitle(unturned(content["title"]))
        self.setAccessibleName(content["title"])
        self.setProperty("surface", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The one sheet beside the application's: customers are shown light, whatever the trader likes.
        self.setPalette(self._theme.palette())
        self.setStyleSheet(self._theme.style_sheet())
        self._build()

    def show_on(self, screen: QScreen) -> None:
        """Fills a screen; nothing on it has the focus, so that nothing is chosen beforehand."""
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        if self._theme.app is not None:
            FocusRing(self, self._theme.app, self._theme)
        self.showFullScreen()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # How it is made

    def _build(self) -> None:
        self._head = PresentHead(self._content, self._locale, self._theme, rehearsal=self._rehearsal)
        until = days_in_words([date.fromisoformat(self._content["valid_until"])], self._locale)
        withdraw = self._printed["decision"]["note"]
        self._foot = PresentFoot(until.replace(" ", "\u00a0"), withdraw, self._theme)  # never "8" at a line's end
        self._head.end.clicked.connect(self.leave)
        self._foot.leave_pdf.clicked.connect(self._on_leave_pdf)
        self._foot.lines.clicked.connect(self._on_lines)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(18)
        self._column.addWidget(self._head)
        self._column.addLayout(self._built_cards(), 1)
        self._column.addWidget(self._foot)
        self._fit_edges()
        stops = [part for card in self.cards for part in self._stops(card)]
        tab_through(*stops, self._foot.leave_pdf, self._foot.lines, self._head.end)

    def _stops(self, card: PresentCard) -> list[QWidget]:
        return [*(tick for _line, tick in card.extras), card.button]

    def _built_cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        self.cards: list[PresentCard] = []
        for number, printed in enumerate(self._printed["options"]):
            card = PresentCard(number, self._content, printed, self._locale, self._theme)
            card.chosen.connect(lambda number=number: self._on_chosen(number))
            self.cards.append(card)
            row.addWidget(card, 1)
        if len(self.cards) == 1:
            self.cards[0].setMaximumWidth(self._theme.scaled(_ONE))
        return row

    def _fit_edges(self) -> None:
        low = self.height() < self._theme.scaled(_LOW)
        self._column.setContentsMargins(_SIDE, 12 if low else 28, _SIDE, 12 if low else 20)

    # What the customer says

    def _on_lines(self) -> None:
        EveryLineDialog(self, self._theme, self._printed).open()

    def _on_chosen(self, number: int) -> None:
        can_mail = self._desk.ask(presentations.can_mail, self._paper.customer_id)
        signed = offer(self._content, self.cards[number], self._desk.today(), can_mail=can_mail)
        dialog = self._sign = SignDialog(self, self._theme, signed)
        dialog.agreed.connect(lambda yes: self._on_agreed(number, yes))
        dialog.think_asked.connect(self._on_think)
        dialog.open()

    def _on_agreed(self, number: int, yes: Yes) -> None:
        if self._rehearsal:
            self._rehearsed()
            return
        choice = Choice(
            option_id=UUID(self._content["options"][number]["id"]),
            by=yes.by,
            who=yes.who,
            on=self._desk.today(),
            extras=frozenset(map(UUID, self.cards[number].ticked())),
            strokes=yes.strokes,
        )
        label = self.tr("Quote {0} accepted").format(self._paper.number)
        self._wait(sheet=self._sign)
        paper_making.accept(
            self._desk, self._paper, choice, label, lambda job: self._on_accepted(job, copy=yes.copy), self._on_refused
        )

    def _on_accepted(self, job: Any, *, copy: bool) -> None:
        self._end()
        self.page_asked.emit("job", job.id)
        if copy:
            self.copy_asked.emit(self._paper.quote_id)

    def _on_think(self) -> None:
        self._ask_when(GivenBy.THINK_IT_OVER, self._end)

    def _on_leave_pdf(self) -> None:
        self._ask_when(GivenBy.PRESENTED, self._on_pdf_left)

    def _ask_when(self, by: GivenBy, then: Callable[[], None]) -> None:
        who = self._content["customer"]["name"]
        ring = RingDialog(self, self._desk, self._theme, who, needed=by == GivenBy.THINK_IT_OVER)

        def settled(day: date | None, decider: str) -> None:
            if self._rehearsal:
                ring.finish()
                self._rehearsed()
                return
            self._wait(sheet=ring)

            def given(_given: Any) -> None:
                ring.set_busy(busy=False)
                ring.finish()
                then()

            paper_making.give(
                self._desk,
                self._paper,
                by,
                self.tr("Quote {0} given").format(self._paper.number),
                given,
                self._on_refused,
                decision_on=day,
                decider=decider,
            )

        ring.settled.connect(settled)
        ring.open()

    def _on_pdf_left(self) -> None:
        """What was shown is frozen; here it is on paper, and the customer may still decide."""
        self._busy = False
        self._paper = self._desk.ask(presentations.paper, self._paper.quote_id)
        handout = quote_handout.quote(self._desk, self._paper, saves=False)
        PaperDialog(self, self._desk, self._theme, handout).open()

    def _rehearsed(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.finish()
        self._foot.said.setText(self.tr("This was a rehearsal: nothing was kept."))

    # How it ends

    def leave(self) -> None:
        """Ends it without a decision; what the customer saw is kept as it was."""
        if self._busy:
            return
        if self._rehearsal or self._desk.ask(presentations.is_given, self._paper):
            self._end()
            return
        self._wait()
        label = self.tr("Quote {0} presented").format(self._paper.number)
        paper_making.give(
            self._desk, self._paper, GivenBy.PRESENTED, label, lambda _given: self._end(), self._on_not_kept
        )

    def _wait(self, sheet: Sheet | None = None) -> None:
        self._busy = True
        self._foot.said.setText(self.tr("Keeping what was shown…"))
        if sheet is not None:
            sheet.set_error("")
            sheet.set_busy(busy=True)

    def _on_refused(self, sentence: str) -> None:
        """What went wrong stands in the sheet that asked for it; everything stays as it was."""
        self._busy = False
        self._foot.said.setText("")
        for sheet in self.findChildren(Sheet):
            sheet.set_busy(busy=False)
            sheet.set_error(sentence)

    def _on_not_kept(self, sentence: str) -> None:
        """Nobody is held here by a full disk: the trader is told in the window behind."""
        self._end()
        self._desk.failed.emit(self.tr("{0} The quote was not given.").format(sentence))

    def _end(self) -> None:
        self._done, self._busy = True, False
        self.close()
        self.left.emit()

    # Qt

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_edges()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif pages:
            for card in self.cards:
                card.scroll_by(pages)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._done:
            super().closeEvent(event)
        else:
            event.ignore()
            self.leave()


def present(
    window: QWidget,
    desk: Desk,
    theme: Theme,
    quote_id: UUID,
    page_asked: Callable[[str, UUID], Any],
    *,
    rehearsal: bool = False,
    screens: Sequence[QScreen] | None = None,
) -> PresentWindow | None:
    """Presents a quote, on the screen that is chosen where there are several; None when that is asked first.

    What is missing is said through `desk.failed`. `page_asked` is told of the job that a yes begins.
    """
    try:
        shown = PresentWindow(desk, theme, quote_id, rehearsal, window)
    except BookError as error:
        desk.failed.emit(str(error))
        return None
    shown.page_asked.connect(page_asked)
    shown.copy_asked.connect(
        lambda quote: PaperDialog(
            window, desk, theme, quote_handout.quote(desk, desk.ask(presentations.paper, quote))
        ).open()
    )
    found = list(screens or QGuiApplication.screens())
    if len(found) == 1:
        shown.show_on(found[0])
        return shown
    dialog = ScreenDialog(window, theme, found, window.screen())
    dialog.picked.connect(shown.show_on)
    dialog.dismissed.connect(shown.deleteLater)
    dialog.open()
    return None
