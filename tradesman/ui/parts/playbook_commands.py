"""What the palette finds of the playbook: its tabs, and each of its rules."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tradesman.services import playbooks
from tradesman.ui.commands import Command
from tradesman.ui.desk import Desk
from tradesman.ui.parts import rule_words

_TABS: tuple[tuple[str, Any, str], ...] = (
    ("rules", QT_TRANSLATE_NOOP("rules", "Playbook: rules"), "repeat-2"),
    ("messages", QT_TRANSLATE_NOOP("rules", "Playbook: messages"), "message-square"),
    ("answers", QT_TRANSLATE_NOOP("rules", "Playbook: answers"), "book-open"),
    ("questions", QT_TRANSLATE_NOOP("rules", "Playbook: visit questions"), "circle-help"),
    ("checklists", QT_TRANSLATE_NOOP("rules", "Playbook: checklists"), "list-checks"),
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules", text)


def commands(desk: Desk, open_tab: Callable[[str], None], open_rule: Callable[[UUID], None]) -> list[Command]:
    """A command for each tab and each rule; they have no keys."""
    made = [Command(_tr(words), icon, "", partial(open_tab, key)) for key, words, icon in _TABS]
    for rule_id, line in desk.ask(playbooks.by_id).items():
        said = rule_words.sentence(line)
        words = _tr("Rule: {0}, {1}").format(said.message, said.wait)
        made.append(Command(words, said.icon, "", partial(open_rule, rule_id)))
    return made
