"""Follow-ups: the rules that ask for them, and the words, answers, questions and lists that go with them."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer

from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts.answers_tab import AnswersTab
from tradesman.ui.parts.checklists_tab import ChecklistsTab
from tradesman.ui.parts.questions_tab import QuestionsTab
from tradesman.ui.parts.rules_tab import RulesTab
from tradesman.ui.parts.tab_frame import TabFrame
from tradesman.ui.parts.templates_tab import TemplatesTab
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.header import PageHeader


class FollowupsPage(Page):
    """The playbook, a tab for each of its parts."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("rule", "follow_up", "message_template", "customer", "business", "complaint"),
            *("answer", "answer_sent", "checklist", "question_list"),
        }
    )
    keys: ClassVar[PageKeys] = (
        ("↑ ↓", QT_TRANSLATE_NOOP("keys", "Choose a rule or a row")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Change it")),
        ("→", QT_TRANSLATE_NOOP("keys", "To the switch of a rule")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("followups_page")
        self.header = PageHeader(self.tr("Follow-ups"), theme)
        self.rules = RulesTab(desk, theme, self)
        kinds = (TemplatesTab, AnswersTab, QuestionsTab, ChecklistsTab)
        parts = [self.rules, *(kind(desk, theme, self) for kind in kinds)]
        words = self.tr("Parts of the playbook")
        self.frame = TabFrame(self.header, theme, parts, {RulesTab.key: 320}, words=words, name="followups")
        self.tabs, self.parts = self.frame.tabs, self.frame.parts
        self.frame.picked.connect(self.invalidate)
        self.column.addWidget(self.header)
        self.column.addWidget(self.frame, 1)

    def show_subject(self, subject_id: UUID | None) -> None:
        """Picks the rule that was asked for."""
        if subject_id is not None:
            self.tabs.set_value(RulesTab.key)
            self.rules.pick(subject_id)
            self.invalidate()
            QTimer.singleShot(0, self, self.rules.show_picked)  # once the rows have their places

    def refresh(self) -> None:
        self.frame.refresh()

    def focus_search(self) -> None:
        self.frame.part.focus_search()
