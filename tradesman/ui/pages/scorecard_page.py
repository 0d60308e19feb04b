"""The scorecard: did I stick to the process, and the cases behind every figure."""

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.services import score_cases, score_facts
from tradesman.services.score_facts import Beside
from tradesman.services.score_sheets import ScoreSheet
from tradesman.services.scorecard import Period, Step
from tradesman.ui import score_handout
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.cases_dialog import CasesDialog
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.page import Page
from tradesman.ui.parts import score_words
from tradesman.ui.parts.notice import Notice
from tradesman.ui.parts.row_deeds import open_sheet
from tradesman.ui.parts.score_cards import KINDS, Wanted
from tradesman.ui.parts.score_frame import ScoreFrame
from tradesman.ui.parts.score_header import ScoreHeader
from tradesman.ui.parts.score_overview import ScoreOverview
from tradesman.ui.parts.score_reader import ScoreReader
from tradesman.ui.parts.why_lines import WhyLines
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.widgets.skeleton import Skeleton

_OF_THE_YEAR = (Beside.INCOME, Beside.SENT)  # shown by month, twelve of them whatever the period is


class ScorecardPage(Page):
    """The figures are counted beside the window; until they come, those of before stay."""

    shows: ClassVar[frozenset[str]] = score_facts.DRAWN_FROM | {"why"}

    keys: ClassVar[PageKeys] = (
        ("Ctrl P", QT_TRANSLATE_NOOP("keys", "Show the PDF")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Show the cases of a figure")),
    )

    def __init__(self, desk: Desk, theme: Theme, *, pickers: Pickers | None = None) -> None:
        super().__init__(desk, theme)
        self.setObjectName("scorecard_page")
        self._pickers = pickers or Pickers()
        self.sheet: ScoreSheet | None = None
        self.reader = ScoreReader(desk, self)
        self._build()

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self._header = ScoreHeader(theme)
        self._notice = Notice(theme, name="score_notice")
        self._overview = ScoreOverview(theme)
        self._cards = [kind(theme) for kind in KINDS]
        self._whys = WhyLines(self.desk, theme)
        self._frame = ScoreFrame(theme, self._overview, self._whys, self._cards)
        mark_regions(self._frame)
        words = self.tr("Once there are calls, quotes and jobs, this shows how well you keep to the six steps.")
        self._empty = EmptyState(
            "gauge", self.tr("Nothing to count yet"), words, theme, self.tr("New enquiry"), action_icon="plus"
        )
        self._stack = QStackedWidget()
        self._waiting = self._built_waiting()
        self._blank = QWidget()
        for part in (self._blank, self._waiting, self._frame, self._empty):
            self._stack.addWidget(part)
        self.column.addWidget(self._header)
        self.column.addWidget(self._notice)
        self.column.addWidget(self._stack, 1)
        self._listen()

    def _built_waiting(self) -> QWidget:
        """What stands there while the figures of a large book are counted."""
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.setContentsMargins(20, 24, 20, 16)
        column.addWidget(Skeleton(8, self.theme))
        column.addStretch(1)
        return waiting

    def _listen(self) -> None:
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+P"), self, self._on_paper, context=here)
        self._header.asked.connect(self._on_period)
        self._header.paper_asked.connect(self._on_paper)
        self._header.table_asked.connect(self._on_table)
        self._header.plan_asked.connect(lambda: self.page_asked.emit("plan", None))
        self._overview.step_asked.connect(lambda step: self._on_cases(step, None, ""))
        self._overview.figure_asked.connect(lambda figure: self._on_cases(figure, None, ""))
        for card in self._cards:
            card.cases_asked.connect(self._on_cases)
        self._empty.acted.connect(self.enquiry_asked)
        self.reader.ready.connect(self._on_ready)
        self.reader.waits.connect(self._on_waits)
        self.reader.failed.connect(self._on_failed)

    # What it shows

    def refresh(self) -> None:
        self.reader.read(self._header.kind, self._header.back)

    def _on_ready(self, sheet: ScoreSheet) -> None:
        self.sheet = sheet
        self._header.show_sheet(sheet)
        if not sheet.is_empty:
            self._overview.show_sheet(sheet)
            self._whys.refresh()
            for card in self._cards:
                card.show_sheet(sheet)
        self._stack.setCurrentWidget(self._empty if sheet.is_empty else self._frame)

    def _on_waits(self) -> None:
        self._stack.setCurrentWidget(self._waiting)

    def _on_failed(self, sentence: str) -> None:
        self._stack.setCurrentWidget(self._frame if self.sheet is not None else self._blank)
        self._notice.say(self.tr("The figures could not be counted."), sentence, kind="danger")

    # What is asked of it

    def _on_period(self) -> None:
        self.invalidate()

    def _on_cases(self, asked: Step | Beside, wanted: Wanted | None, words: str) -> None:
        if self.sheet is None:
            return
        period = self._period_of(asked)
        if isinstance(asked, Step):
            found = self.desk.ask(score_cases.of_step, asked, period)
        else:
            found = self.desk.ask(score_facts.facts, asked, period)
        shown = found if wanted is None else [fact for fact in found if wanted(fact)]
        of_a_month = bool(words) and asked in _OF_THE_YEAR
        about = words if of_a_month else ", ".join(part for part in (words, self._period_words(asked)) if part)
        open_sheet(CasesDialog(self.window(), self.desk, self.theme, asked, shown, about=about), self.page_asked)

    def _period_of(self, asked: Step | Beside) -> Period:
        sheet: Any = self.sheet
        return Period(sheet.months[0].first if asked in _OF_THE_YEAR else sheet.period.first, sheet.period.last)

    def _period_words(self, asked: Step | Beside) -> str:
        if asked == Beside.WIN_BACKS_DUE:
            return self.tr("now")
        if asked in _OF_THE_YEAR:
            return self.tr("in 12 months")
        sheet: Any = self.sheet
        return score_words.period(sheet.kind, sheet.period)

    def _on_paper(self) -> None:
        if self.sheet is not None and not self.sheet.is_empty:
            handout = score_handout.paper(self.desk, self.sheet)
            PaperDialog(self.window(), self.desk, self.theme, handout, pickers=self._pickers).open()

    def _on_table(self) -> None:
        if self.sheet is None:
            return
        name = score_handout.name(self.sheet)
        proposed = Path.home() / f"{name}.csv"
        target = self._pickers.new_file(self, self.tr("Save the table"), proposed, self.tr("Tables (*.csv)"))
        if target is None:
            return
        try:
            count = score_handout.save(self.sheet, target)
        except BookError as error:
            self._notice.say(self.tr("Nothing was exported."), str(error), kind="danger")
            return
        self._notice.say(self.tr("Exported."), self.tr("{0} figures are in {1}.").format(count, target.name))
