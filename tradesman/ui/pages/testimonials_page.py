"""What customers say: the wall, and what of it may leave the book."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.customer import Customer
from tradesman.book.store import Session
from tradesman.services import testimonials, words_to_come
from tradesman.services.messages import Occasion
from tradesman.services.testimonials import WallRow
from tradesman.services.words_to_come import AskRow, WaitingRow
from tradesman.ui import reach, release_handout
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.consent_dialog import ReleaseDialog, WithdrawDialog
from tradesman.ui.dialogs.feedback_dialog import FeedbackDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.dialogs.testimonial_dialog import ShortenDialog, WriteDownDialog
from tradesman.ui.page import Page
from tradesman.ui.parts.asking_card import AskingCard
from tradesman.ui.parts.export_menu import ExportMenu
from tradesman.ui.parts.row_deeds import open_sheet
from tradesman.ui.parts.testimonial_card import TestimonialCard
from tradesman.ui.parts.testimonial_leaving import TestimonialLeaving
from tradesman.ui.parts.wall import Wall
from tradesman.ui.parts.wall_filter import AnyRow, WallFilter
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.widgets.scroll import Scroll

MOST = 60  # cards at first; more on request


class TestimonialsPage(Page):
    """Cards, newest first, before them whom to ask; only with consent does anything leave."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"testimonial", "customer", "job", "property", "follow_up", "feedback", "message", "outgoing_mail", "complaint"}
    )

    def __init__(self, desk: Desk, theme: Theme, pickers: Pickers | None = None) -> None:
        super().__init__(desk, theme)
        self.setObjectName("testimonials_page")
        self._leaving = TestimonialLeaving(desk, theme, pickers)
        self._cards: list[TestimonialCard] = []
        self._asking: list[AskingCard] = []
        self._most = MOST
        self._build()

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self._header = PageHeader(self.tr("Testimonials"), theme)
        add = Button(self.tr("Add by hand"), theme, icon="plus", name="testimonial_add")
        add.clicked.connect(self._on_add)
        self._export = Button(self.tr("Export"), theme, icon="share", name="testimonial_export")
        self._menu = ExportMenu(theme, self._export)
        self._menu.file_asked.connect(self._leaving.export)
        self._menu.cards_asked.connect(self._leaving.cards)
        self._export.setMenu(self._menu)
        self._header.add_action(add)
        self._header.add_action(self._export)
        self.filter = WallFilter(theme)
        self.filter.changed.connect(self._on_filter)
        self.column.addWidget(self._header)
        self.column.addWidget(self._leaving)
        self.column.addWidget(self._build_middle(), 1)

    def _build_middle(self) -> Scroll:
        theme, middle = self.theme, QWidget()
        self._wall = Wall(theme)
        words = self.tr("After three months the process asks for a few words. You can also write down what was said.")
        self._empty = EmptyState(
            "quote", self.tr("No words yet"), words, theme, self.tr("Write one down"), action_icon="plus"
        )
        self._empty.acted.connect(self._on_add)
        told = self.tr("No card is left by what you chose above. Show all of them again.")
        self._none = EmptyState("search", self.tr("Nothing here"), told, theme, self.tr("Show all"))
        self._none.acted.connect(self._on_show_all)
        self._more = Button(self.tr("Show more"), theme, name="testimonial_more")
        self._more.clicked.connect(self._on_more)
        column = QVBoxLayout(middle)
        column.setSpacing(theme.space("s3"))
        column.addWidget(self.filter)
        column.addWidget(self._wall)
        column.addWidget(self._empty, 1)
        column.addWidget(self._none, 1)
        more = QHBoxLayout()
        more.addStretch(1)
        more.addWidget(self._more)
        more.addStretch(1)
        column.addLayout(more)
        column.addStretch(1)
        area = Scroll(middle)
        area.pad(column, 20, 12, 20, 16)
        mark_regions(area)
        return area

    # What it shows

    def refresh(self) -> None:
        rows, to_ask, waiting, asked = self.desk.ask(_wall)
        released = sum(row.testimonial.is_released for row in rows)
        self._header.set_sub(self._counted(len(rows), asked))
        self._export.setVisible(bool(rows))
        self._menu.set_counts(released, len(rows))
        anything = bool(rows or to_ask or waiting)
        shown = self.filter.chosen(rows, to_ask, waiting)
        self.filter.setVisible(anything)
        self._empty.setVisible(not anything)
        self._none.setVisible(anything and not shown)
        self._wall.setVisible(bool(shown))
        self._more.setVisible(len(shown) > self._most)
        self._show_cards(shown[: self._most])

    def _counted(self, given: int, asked: int) -> str:
        """How many there are, and from how many that were asked; what came unasked may be more."""
        if asked > given:
            return self.tr("{0}, from {1} asked").format(given, asked)
        return str(given) if given else ""

    def _show_cards(self, rows: list[AnyRow]) -> None:
        words = [row for row in rows if isinstance(row, WallRow)]
        self._make_cards(len(words), len(rows) - len(words))
        hung: list[QWidget] = []
        said, asking = iter(self._cards), iter(self._asking)
        for row in rows:
            if isinstance(row, WallRow):
                card = next(said)
                card.show_row(row, self.desk.zone())
                hung.append(card)
            else:
                ask = next(asking)
                ask.show_row(row, self.desk.today())
                hung.append(ask)
        for one in (*self._cards, *self._asking):
            one.setVisible(one in hung)
        self._wall.hang(hung)

    def _make_cards(self, words: int, asking: int) -> None:
        """As many as are needed; those that are there are used again."""
        while len(self._cards) < words:
            card = TestimonialCard(len(self._cards), self.theme)
            card.setParent(self._wall)
            card.asked.connect(self._on_card_asked)
            self._cards.append(card)
        while len(self._asking) < asking:
            ask = AskingCard(len(self._asking), self.theme)
            ask.setParent(self._wall)
            ask.asked.connect(self._on_asking)
            self._asking.append(ask)

    def focus_search(self) -> None:
        self.filter.typed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.typed.selectAll()

    # What is asked of it

    def _on_filter(self) -> None:
        self._most = MOST
        self.refresh()

    def _on_show_all(self) -> None:
        self.filter.clear()
        self._on_filter()

    def _on_more(self) -> None:
        self._most += MOST
        self.refresh()

    def _on_add(self) -> None:
        WriteDownDialog(self.window(), self.desk, self.theme)

    def _on_card_asked(self, key: str, row: Any) -> None:
        if key == "release":
            ReleaseDialog(self.window(), self.desk, self.theme, row)
        elif key == "shorten":
            ShortenDialog(self.window(), self.desk, self.theme, row)
        elif key == "withdraw":
            WithdrawDialog(self.window(), self.desk, self.theme, row)
        elif key == "customer":
            self.page_asked.emit("customer", row.testimonial.customer_id)
        elif key == "image":
            self._leaving.card(row.testimonial.id)
        elif key == "form":
            PaperDialog(
                self.window(), self.desk, self.theme, release_handout.release(self.desk, row.testimonial.id)
            ).open()
        else:
            self._leaving.copy(row.testimonial.id)

    def _on_asking(self, key: str, row: AskRow | WaitingRow) -> None:
        place = (self.window(), self.desk, self.theme)
        if key == "write" and isinstance(row, WaitingRow):
            WriteDownDialog(*place, row)
        elif key == "call" and isinstance(row, AskRow):
            reach.call(self.desk, self.desk.ask(lambda session: session.load(Customer, row.customer_id)))
            open_sheet(FeedbackDialog(*place, row.job_id, row.followup_id), self.page_asked)
        else:
            about: dict[str, Any] = {"followup_id": row.followup_id} if isinstance(row, AskRow) else {}
            MessageDialog(*place, row.customer_id, Occasion.ASK_WORDS, **about).open()


def _wall(session: Session) -> tuple[list[WallRow], list[AskRow], list[WaitingRow], int]:
    """All that hangs on the wall, and how many were asked."""
    given, to_ask = testimonials.rows(session), words_to_come.to_ask(session)
    return given, to_ask, words_to_come.waiting(session), words_to_come.asked(session)
