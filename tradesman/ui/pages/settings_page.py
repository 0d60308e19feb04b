"""Settings: the business, its hours, days, money and mail, how the window looks, and the backup."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from tradesman.services import businesses
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts.settings_appearance import AppearanceSection
from tradesman.ui.parts.settings_backup import BackupSection
from tradesman.ui.parts.settings_business import BusinessSection
from tradesman.ui.parts.settings_days import DaysSection
from tradesman.ui.parts.settings_hours import HoursSection
from tradesman.ui.parts.settings_mail import MailSection
from tradesman.ui.parts.settings_money import MoneySection
from tradesman.ui.parts.settings_nav import SettingsNav
from tradesman.ui.parts.settings_section import Section
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.regions import mark_regions


class SettingsPage(Page):
    """Sections at the left, the cards of one at the right; each is made when it is first shown."""

    shows: ClassVar[frozenset[str]] = frozenset({"business", "tax_rate", "days_away", "on_call"})
    ticks: ClassVar[bool] = True

    def __init__(self, desk: Desk, theme: Theme, pick: Pickers | None = None) -> None:
        super().__init__(desk, theme)
        self.setObjectName("settings_page")
        self._pick = pick or Pickers()
        self._made: dict[str, Section] = {}
        self._makers: dict[str, Callable[[], Section]] = {
            "business": lambda: BusinessSection(desk, theme, self._pick),
            "hours": lambda: HoursSection(desk, theme),
            "days": lambda: DaysSection(desk, theme),
            "money": lambda: MoneySection(desk, theme),
            "mail": lambda: MailSection(desk, theme),
            "appearance": lambda: AppearanceSection(desk, theme),
            "backup": self._made_backup,
        }
        self._build()

    def _build(self) -> None:
        self._header = PageHeader(self.tr("Settings"), self.theme)
        self._nav = SettingsNav(
            [
                ("business", self.tr("Business"), "briefcase"),
                ("hours", self.tr("Working hours"), "clock"),
                ("days", self.tr("Days off and on call"), "calendar-days"),
                ("money", self.tr("Money and quotes"), "receipt"),
                ("mail", self.tr("E-mail"), "mail"),
                ("appearance", self.tr("Appearance"), "sliders-horizontal"),
                ("backup", self.tr("Backup"), "database-backup"),
            ],
            self.theme,
        )
        self._nav.picked.connect(self._on_picked)
        self._stack = QStackedWidget()
        inner = QHBoxLayout()
        inner.setContentsMargins(20, 0, 0, 0)
        inner.setSpacing(self.theme.space("s3"))
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 12, 0, 0)
        beside.addWidget(self._nav)
        beside.addStretch(1)
        inner.addLayout(beside)
        inner.addWidget(self._stack, 1)
        self.column.addWidget(self._header)
        self.column.addLayout(inner, 1)
        mark_regions(self._nav, self._stack)
        self.show_section("business")

    def _made_backup(self) -> BackupSection:
        section = BackupSection(self.desk, self.theme, self._pick)
        section.book_asked.connect(self.book_asked)
        return section

    def show_section(self, key: str) -> None:
        """Turns to a section."""
        self._nav.set_current(key)

    def refresh(self) -> None:
        self._header.set_sub(self.desk.ask(businesses.current).name)
        for section in self._made.values():
            section.refresh()

    def _on_picked(self, key: str) -> None:
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._stack.addWidget(self._made[key])
            self._made[key].refresh()
        self._stack.setCurrentWidget(self._made[key])
