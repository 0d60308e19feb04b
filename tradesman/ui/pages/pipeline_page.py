"""Pipeline: all work as cards in seven stages, and what was lost below them; a drag, a key and the menu do the same."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import businesses, overviews, pipeline, today
from tradesman.services.cards import Card
from tradesman.services.pipeline import COLUMNS, SHOWN, Board
from tradesman.services.standings import Standing
from tradesman.services.today import Kind
from tradesman.ui import format as say
from tradesman.ui import reach
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk, Question
from tradesman.ui.dialogs.win_backs_dialog import WinBacksDialog
from tradesman.ui.page import Page
from tradesman.ui.parts import board_words, row_deeds
from tradesman.ui.parts.board_column import Lane
from tradesman.ui.parts.board_menu import BOARD, BoardMenu, main_place, steps
from tradesman.ui.parts.board_moves import BoardMoves
from tradesman.ui.parts.board_row import BoardRow
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.key_cap import KeyCap
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.regions import mark_regions

ALL, MINE = "all", "needs_me"
NARROW = 900  # of the page, below which there is no room for the words on how to move a card
ARROWS = {Qt.Key.Key_Left: "←", Qt.Key.Key_Right: "→", Qt.Key.Key_Up: "↑", Qt.Key.Key_Down: "↓"}
KEYS: PageKeys = (
    ("Alt →", QT_TRANSLATE_NOOP("keys", "Move the card one stage on")),
    ("Alt ←", QT_TRANSLATE_NOOP("keys", "Move the card one stage back")),
    ("Alt ↓", QT_TRANSLATE_NOOP("keys", "Move the card to Lost")),
    ("Alt ↑", QT_TRANSLATE_NOOP("keys", "Take a lost card up again")),
    ("← →", QT_TRANSLATE_NOOP("keys", "Walk from column to column")),
    ("Enter", QT_TRANSLATE_NOOP("keys", "Open the job, the quote or the customer")),
    ("Ctrl Enter", QT_TRANSLATE_NOOP("keys", "Call the customer")),
    ("Shift F10", QT_TRANSLATE_NOOP("keys", "Everything that can be done with the card")),
)


class PipelinePage(Page):
    """The board; whichever way a card is moved, `_move` moves it."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "contact_point", "property", "enquiry", "call_attempt", "visit", "quote", "option", "line"),
            *("job", "promise", "follow_up", "feedback", "testimonial", "complaint", "business", "rule"),
            "material",
        }
    )
    asks: ClassVar[tuple[Question, ...]] = (today.rows,)
    ticks: ClassVar[bool] = True
    keys: ClassVar[PageKeys] = KEYS

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("pipeline_page")
        self._cards: dict[str, Card] = {}
        self._held: Card | None = None  # the card that the keyboard was on last, wherever it stands now
        self._most = SHOWN
        self._moves = BoardMoves(desk, theme, self)
        self._menu = BoardMenu(self._moves, theme, self)
        self._build()

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Pipeline"), theme, search=True)
        choices = [(ALL, self.tr("All work")), (MINE, self.tr("Needs me today"))]
        self.chips = ChipRow(choices, theme, words=self.tr("Which work"), name="pipeline_chips")
        self.lanes = {standing: Lane(standing, theme, self._slot) for standing in BOARD}
        self.row = BoardRow([self.lanes[standing] for standing in COLUMNS], theme)
        self.nothing = EmptyState(
            "square-kanban",
            self.tr("Nothing on the board yet"),
            self.tr("Each enquiry becomes a card here, and moves on as you work."),
            theme,
            self.tr("New enquiry"),
            "plus",
        )
        self.none_due = EmptyState(
            "square-kanban",
            self.tr("Nothing here needs you today"),
            self.tr("The rest waits for its day."),
            theme,
            self.tr("Show all"),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self.theme
        self.hint = QWidget()
        hint = QHBoxLayout(self.hint)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.setSpacing(6)
        hint.addWidget(Label(self.tr("Drag a card, or press"), theme, "small", "ink_2"))
        hint.addWidget(KeyCap("Alt →", theme))
        hint.addWidget(Label(self.tr("to move it on"), theme, "small", "ink_2"))
        above = QHBoxLayout()
        above.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        above.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignVCenter)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 16)
        inner.setSpacing(theme.space("s3"))
        inner.addLayout(above)
        for widget in (self.row, self.nothing, self.none_due):
            inner.addWidget(widget, 1)
            widget.hide()  # until the book is asked: together they would make the window taller
        inner.addWidget(self.lanes[Standing.WIN_BACK])
        self.column.addWidget(self.header)
        self.column.addLayout(inner, 1)
        mark_regions(self.row, self.lanes[Standing.WIN_BACK])

    def _connect(self) -> None:
        self.theme.changed.connect(self._fit)
        self.header.search_asked.connect(self.palette_asked)
        self.chips.picked.connect(self._on_picked)
        self.nothing.acted.connect(self.enquiry_asked)
        self.none_due.acted.connect(self._on_show_all)
        self._moves.page_asked.connect(self.page_asked)
        self._moves.sheet_closed.connect(self._on_sheet_closed)
        self._menu.page_asked.connect(self.page_asked)
        self._menu.move_asked.connect(self._move)
        self._menu.called.connect(self._call)
        for standing, lane in self.lanes.items():
            lane.more_asked.connect(self._on_more)
            lane.list_asked.connect(self._on_list_asked)
            cards = lane.list
            cards.opened.connect(self._on_opened)
            cards.called.connect(self._on_called)
            cards.acted.connect(self._on_acted)
            cards.menu_asked.connect(self._on_menu_asked)
            cards.shifted.connect(self._on_shifted)
            cards.walked.connect(lambda key, at=standing: self._walk(at, key))
            # After the drop is over: a sheet that opens within it would take the mouse away from the drag.
            cards.dropped.connect(lambda key, to=standing: QTimer.singleShot(0, self, partial(self._on_drop, key, to)))
            cards.drag_moved.connect(self.row.follow)
            cards.drag_ended.connect(self.row.let_go)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.hint.setVisible(self.width() >= self.theme.scaled(NARROW))

    # What it shows

    def refresh(self) -> None:
        """Asks the book for the board, and keeps the keyboard on the card it was on."""
        focused = self._focused()
        if focused is not None:
            self._held = self._cards.get(focused.list.current_key(), self._held)
        only_mine = self.chips.value() == MINE
        board = self.desk.ask(pipeline.board, self.desk.recall(today.rows), most=self._most, needs_me=only_mine)
        columns = (*board.columns, board.lost)
        seen = [card for column in columns for card in column.cards]
        self._cards = {str(card.key): card for card in seen}
        currency = self.desk.ask(businesses.current).currency
        now, zone = self.desk.now, self.desk.zone()
        for column in columns:
            items = [board_words.item(card, now, zone, currency) for card in column.cards]
            self.lanes[column.standing].show_column(column, items, currency)
        self.chips.set_counts({MINE: board.needs_me_today})
        self._show_head(board, currency)
        self.nothing.setVisible(not board.count)
        self.none_due.setVisible(bool(board.count) and not seen)
        self.row.setVisible(bool(seen))
        self.lanes[Standing.WIN_BACK].setVisible(bool(seen))
        if focused is not None:
            self._take_held()

    def _show_head(self, board: Board, currency: str) -> None:
        waiting, to_do = (
            say.money(minor, currency, decimals=False) for minor in (board.waiting_minor, board.to_do_minor)
        )
        words = self.tr("{0} waiting for a decision, {1} to do").format(waiting, to_do)
        self.header.set_sub(words if board.count else "")

    def take_focus(self) -> None:
        """The card one was on has the keyboard, or else the first: Enter and the arrows work at once."""
        self._take_held()

    def _focused(self) -> Lane | None:
        focus = self.window().focusWidget()
        return next((lane for lane in self.lanes.values() if lane.list is focus), None)

    def _take_held(self) -> None:
        """Puts the keyboard on the card that was held, in whichever column it stands now; a job follows its enquiry."""
        held = self._held
        same = [card for card in self._cards.values() if held is not None and card.enquiry_id == held.enquiry_id]
        found = next((card for card in same if held is not None and card.key == held.key), next(iter(same), None))
        focused = self._focused()
        if found is not None:
            self._take(found.standing, self.lanes[found.standing].list.items.row_of(str(found.key)))
        elif focused is None or not focused.list.current_key():
            full = next((standing for standing in BOARD if self.lanes[standing].list.items.rowCount()), None)
            self._take(full, 0) if full is not None else self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, standing: Standing, row: int) -> None:
        lane = self.lanes[standing]
        lane.list.take(row)
        if standing != Standing.WIN_BACK:
            self.row.ensureWidgetVisible(lane, 0, 0)

    def _slot(self, key: str, to: Standing) -> str:
        """What dropping a card on a stage asks for; empty when it cannot go there."""
        card = self._cards.get(key)
        return self._moves.ways(card).get(to, (None, ""))[1] if card is not None else ""

    # What is done

    def _move(self, card: Card, to: Standing) -> None:
        self._held = card
        self._moves.move(card, to)

    def _call(self, card: Card) -> None:
        """Rings the customer; where a call is due, its sheet comes with it."""
        customer = self.desk.ask(overviews.case, card.enquiry_id).customer
        self._held = card
        if not reach.can_call(customer, card.due.purpose if card.due is not None else None):
            self.desk.failed.emit(self.tr("%s has no number, or is not to be contacted.") % customer.name)
        elif card.due is not None and card.due.kind == Kind.CALL:
            self._moves.do_due(card)
        else:
            reach.call(self.desk, customer)

    def _walk(self, at: Standing, key: Qt.Key) -> None:
        """An arrow leads out of a list: to the next column with a card, down to the tray, up from it."""
        row = self.lanes[at].list.currentIndex().row()
        if at == Standing.WIN_BACK:
            ahead = list(COLUMNS) if key == Qt.Key.Key_Up else []
        elif key == Qt.Key.Key_Down:
            ahead = [Standing.WIN_BACK]
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            place = COLUMNS.index(at)
            ahead = list(COLUMNS[place + 1 :] if key == Qt.Key.Key_Right else reversed(COLUMNS[:place]))
        else:
            ahead = []
        found = next((standing for standing in ahead if self.lanes[standing].list.items.rowCount()), None)
        if found is not None:
            self._take(found, row)

    def _on_drop(self, key: str, to: Standing) -> None:
        card = self._cards.get(key)
        if card is not None:  # not one from another window
            self._move(card, to)

    def _on_shifted(self, key: str, arrow: Qt.Key) -> None:
        card = self._cards[key]
        to = steps(card).get(ARROWS[arrow])
        if to is not None:
            self._move(card, to)

    def _on_opened(self, key: str) -> None:
        self.page_asked.emit(*main_place(self._cards[key]))

    def _on_called(self, key: str) -> None:
        self._call(self._cards[key])

    def _on_acted(self, key: str) -> None:
        self._held = self._cards[key]
        self._moves.do_due(self._cards[key])

    def _on_menu_asked(self, key: str, place: QPoint) -> None:
        self._held = self._cards[key]
        self._menu.pop_up(self._cards[key], place)

    def _on_sheet_closed(self) -> None:
        if self.isVisible():
            self._take_held()

    def _on_picked(self) -> None:
        self._most = SHOWN
        self.refresh()

    def _on_show_all(self) -> None:
        self.chips.set_value(ALL)
        self._on_picked()

    def _on_list_asked(self) -> None:
        row_deeds.open_sheet(WinBacksDialog(self.window(), self.desk, self.theme), self.page_asked)

    def _on_more(self) -> None:
        self._most += SHOWN
        self.refresh()
