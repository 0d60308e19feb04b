"""What customers say: the wall, and what of it may leave the book."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.exchange import exports
from tradesman.exchange.exports import Exported, Format
from tradesman.services import testimonials
from tradesman.services.testimonials import WallRow
from tradesman.ui.background import Background
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.testimonial_dialog import ReleaseDialog, ShortenDialog, WriteDownDialog
from tradesman.ui.page import Page
from tradesman.ui.parts.notice import Notice
from tradesman.ui.parts.testimonial_card import TestimonialCard
from tradesman.ui.parts.wall import Wall
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.widgets.scroll import Scroll

MOST = 60  # cards at first; more on request

ChooseFile = Callable[[QWidget, str, str, str], str]


def choose_file(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Asks where to write a file; empty when nobody wants to."""
    return QFileDialog.getSaveFileName(parent, title, name, kinds)[0]


class TestimonialsPage(Page):
    """Cards, newest first; only with consent does anything leave."""

    shows: ClassVar[frozenset[str]] = frozenset({"testimonial", "customer", "job", "property"})

    def __init__(self, desk: Desk, theme: Theme, choose: ChooseFile = choose_file) -> None:
        super().__init__(desk, theme)
        self.setObjectName("testimonials_page")
        self._choose = choose
        self._background = Background(self)
        self._cards: list[TestimonialCard] = []
        self._most = MOST
        self._build()

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self._header = PageHeader(self.tr("Testimonials"), theme)
        add = Button(self.tr("Add by hand"), theme, icon="plus", name="testimonial_add")
        add.clicked.connect(self._on_add)
        self._export = Button(self.tr("Export"), theme, icon="share", name="testimonial_export")
        self._export.setMenu(self._build_menu())
        self._header.add_action(add)
        self._header.add_action(self._export)
        choices = [("all", self.tr("All")), ("released", self.tr("May use")), ("private", self.tr("Not public"))]
        self._chips = ChipRow(choices, theme, words=self.tr("Which testimonials"), name="testimonial_chips")
        self._chips.picked.connect(self._on_chip)
        self._notice = Notice(theme, name="testimonial_notice")
        self.column.addWidget(self._header)
        self.column.addWidget(self._notice)
        self.column.addWidget(self._build_middle(), 1)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("testimonial_export_menu")
        table = menu.addAction(self.theme.icon("table"), self.tr("CSV, for a spreadsheet"))
        plain = menu.addAction(self.theme.icon("code"), self.tr("JSON, for another program"))
        table.setObjectName("export_csv")
        plain.setObjectName("export_json")
        table.triggered.connect(lambda: self._on_export(Format.CSV))
        plain.triggered.connect(lambda: self._on_export(Format.JSON))
        return menu

    def _build_middle(self) -> Scroll:
        theme, middle = self.theme, QWidget()
        self._wall = Wall(theme)
        words = self.tr("After three months the process asks for a few words. You can also write down what was said.")
        self._empty = EmptyState(
            "quote", self.tr("No words yet"), words, theme, self.tr("Write one down"), action_icon="plus"
        )
        self._empty.acted.connect(self._on_add)
        self._more = Button(self.tr("Show more"), theme, name="testimonial_more")
        self._more.clicked.connect(self._on_more)
        column = QVBoxLayout(middle)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(theme.space("s3"))
        column.addWidget(self._chips)
        column.addWidget(self._wall)
        column.addWidget(self._empty, 1)
        more = QHBoxLayout()
        more.addStretch(1)
        more.addWidget(self._more)
        more.addStretch(1)
        column.addLayout(more)
        column.addStretch(1)
        area = Scroll(middle)
        mark_regions(area)
        return area

    # What it shows

    def refresh(self) -> None:
        rows = self.desk.ask(testimonials.rows)
        released = [row for row in rows if row.testimonial.is_released]
        private = [row for row in rows if not row.testimonial.is_released]
        self._header.set_sub(str(len(rows)) if rows else "")
        self._chips.set_counts({"all": len(rows), "released": len(released), "private": len(private)})
        self._chips.setVisible(bool(rows))
        self._export.setVisible(bool(rows))
        shown = {"all": rows, "released": released, "private": private}[self._chips.value()]
        self._empty.setVisible(not rows)
        self._wall.setVisible(bool(rows))
        self._more.setVisible(len(shown) > self._most)
        self._show_cards(shown[: self._most])

    def _show_cards(self, rows: list[WallRow]) -> None:
        while len(self._cards) < len(rows):
            card = TestimonialCard(len(self._cards), self.theme)
            card.setParent(self._wall)
            card.asked.connect(self._on_card_asked)
            self._cards.append(card)
        for number, card in enumerate(self._cards):
            if number < len(rows):
                card.show_row(rows[number])
            card.setVisible(number < len(rows))
        self._wall.hang(self._cards[: len(rows)])

    # What is asked of it

    def _on_chip(self, _key: str) -> None:
        self._most = MOST
        self.refresh()

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
            self.desk.do(testimonials.withdraw, row.testimonial.id, label=self.tr("Consent taken back"))
        else:
            self._copy(row)

    def _copy(self, row: WallRow) -> None:
        try:
            shown = self.desk.ask(testimonials.shown, row.testimonial.id)
        except BookError as error:
            self.desk.failed.emit(str(error))
            return
        who = ", ".join(part for part in (shown.name, shown.place, shown.job) if part)
        given = self.tr("Given for it: %s.") % shown.incentive if shown.incentive else ""
        text = "\n".join(part for part in (f"“{shown.words}”", who, given) if part)
        QGuiApplication.clipboard().setText(text)
        self._notice.say(self.tr("Copied."), self.tr("Name and place stand there as far as consent goes."))

    def _on_export(self, form: Format) -> None:
        kinds = {Format.CSV: self.tr("CSV (*.csv)"), Format.JSON: self.tr("JSON (*.json)")}
        name = f"testimonials.{form.value}"
        chosen = self._choose(self.window(), self.tr("Where to?"), name, kinds[form])
        if chosen:
            out = Path(chosen)
            self._background.run(
                lambda: self.desk.ask(exports.testimonials, out, form), self._on_exported, self._on_failed
            )

    def _on_exported(self, found: Exported) -> None:
        left = sum(found.left_out.values())
        reasons = {"consent withdrawn": self.tr("consent taken back"), "no consent": self.tr("no consent")}
        why = ", ".join(f"{count} {reasons.get(reason, reason)}" for reason, count in found.left_out.items())
        detail = self.tr("{0} left out: {1}.").format(left, why) if left else self.tr("Nothing was left out.")
        self._notice.say(self.tr("{0} written.").format(found.written), detail)

    def _on_failed(self, sentence: str) -> None:
        self._notice.say(self.tr("Nothing was exported."), sentence, kind="danger")
