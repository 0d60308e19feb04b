"""The plan: the year on one page, with why, goals and worksheets. Rule: product.md, Plan."""

from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from tradesman.book.plan import WorksheetKind
from tradesman.services import plan_sheets, score_facts, worksheets
from tradesman.services.worksheets import SheetRow
from tradesman.ui import plan_handout
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.goal_dialog import GoalDialog
from tradesman.ui.dialogs.paper_dialog import Handout, PaperDialog
from tradesman.ui.dialogs.why_dialog import WhyDialog
from tradesman.ui.dialogs.worksheet_dialog import WorksheetDialog
from tradesman.ui.page import Page
from tradesman.ui.parts.goals_card import GoalsCard
from tradesman.ui.parts.plan_frame import PlanFrame
from tradesman.ui.parts.why_card import WhyCard
from tradesman.ui.parts.worksheets_card import WorksheetsCard
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.regions import mark_regions


class PlanPage(Page):
    """Each change is one step; the figures are those of the scorecard."""

    shows: ClassVar[frozenset[str]] = score_facts.DRAWN_FROM | {"why", "goal", "worksheet", "plan_action"}

    keys: ClassVar[PageKeys] = (("Ctrl P", QT_TRANSLATE_NOOP("keys", "Show the PDF")),)

    def __init__(self, desk: Desk, theme: Theme, *, pickers: Pickers | None = None) -> None:
        super().__init__(desk, theme)
        self.setObjectName("plan_page")
        self._pickers = pickers or Pickers()
        self._build()

    # How it is made

    def _build(self) -> None:
        desk, theme = self.desk, self.theme
        self._header = PageHeader(self.tr("Plan"), theme, back=True)
        self._header.set_sub(self.tr("The year on one page"))
        self._add_buttons()
        self._whys, self._goals = WhyCard(desk, theme), GoalsCard(desk, theme)
        self._sheets = WorksheetsCard(desk, theme)
        self._frame = PlanFrame(theme, self._whys, self._goals, self._sheets)
        mark_regions(self._frame)
        words = self.tr("Up to three things that the book shall change for you. The scorecard then says how each goes.")
        self._empty = EmptyState(
            "flag", self.tr("Why did you start this?"), words, theme, self.tr("Write it down"), action_icon="plus"
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._frame)
        self._stack.addWidget(self._empty)
        self.column.addWidget(self._header)
        self.column.addWidget(self._stack, 1)
        self._header.back_asked.connect(self.back_asked)
        self._empty.acted.connect(self._on_why)
        self._sheets.paper_asked.connect(self._on_sheet_paper)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+P"), self, self._on_paper, context=here)

    def _add_buttons(self) -> None:
        theme = self.theme
        self._paper = Button(self.tr("PDF"), theme, icon="file-down", name="plan_paper")
        sheet = Button(self.tr("New worksheet"), theme, icon="file-plus", name="plan_worksheet")
        goal = Button(self.tr("Add a goal"), theme, "primary", "plus", name="plan_goal")
        sheet.setMenu(self._built_menu(sheet))
        for button in (self._paper, sheet, goal):
            self._header.add_action(button)
        self._paper.clicked.connect(self._on_paper)
        goal.clicked.connect(self._on_goal)

    def _built_menu(self, button: QWidget) -> Menu:
        menu = Menu(self.theme, button, words=self.tr("New worksheet"))
        menu.setObjectName("plan_worksheet_menu")
        for kind in WorksheetKind:
            choice = menu.add_choice(worksheets.template(kind).title, name=f"worksheet_{kind}")
            choice.triggered.connect(lambda _on=False, kind=kind: self._on_worksheet(kind))
        return menu

    # What it shows

    def refresh(self) -> None:
        sheet = self.desk.ask(plan_sheets.sheet)
        self._whys.show_sheet(sheet)
        self._goals.show_sheet(sheet)
        self._sheets.show_rows(sheet.sheets)
        self._paper.setEnabled(not sheet.is_empty)
        self._stack.setCurrentWidget(self._empty if sheet.is_empty else self._frame)

    # What is asked of it

    def _on_why(self) -> None:
        WhyDialog(self.window(), self.desk, self.theme)

    def _on_goal(self) -> None:
        GoalDialog(self.window(), self.desk, self.theme)

    def _on_worksheet(self, kind: WorksheetKind) -> None:
        WorksheetDialog(self.window(), self.desk, self.theme, kind).open()

    def _on_paper(self) -> None:
        if self._paper.isEnabled():
            self._show_paper(plan_handout.plan(self.desk, self.desk.ask(plan_sheets.sheet)))

    def _on_sheet_paper(self, row: SheetRow) -> None:
        self._show_paper(plan_handout.worksheet(self.desk, row))

    def _show_paper(self, handout: Handout) -> None:
        PaperDialog(self.window(), self.desk, self.theme, handout, pickers=self._pickers).open()
