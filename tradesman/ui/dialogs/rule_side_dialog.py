"""The rule that is picked as a sheet, where the window is too narrow for it beside the list."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services import playbooks
from tradesman.ui.desk import Desk
from tradesman.ui.parts import rule_words
from tradesman.ui.parts.rule_side import RuleSide
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.sheet import Sheet

WIDTH = 460


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules", text)


class RuleSideDialog(Sheet):
    """To look at; what is asked of it is done after it has closed."""

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, rule_id: UUID) -> None:
        line = desk.ask(playbooks.as_line, rule_id)
        super().__init__(window, rule_words.name(line), theme, width=theme.scaled(WIDTH), name="rule_side_sheet")
        side = RuleSide(desk, theme, inside=True)
        side.show_rule(line)
        side.left.connect(self.finish)
        self.set_margins(0, 0, 0, 0)
        self.body.addWidget(side)
        if line.own:
            remove = Button(_tr("Remove"), theme, "quiet", "trash-2", name="rule_remove")
            remove.clicked.connect(self._on_remove)
            self.add_left(remove)
        self.add_button(_tr("Back to the list"), name="rule_back").clicked.connect(self.dismiss)
        self.add_button(_tr("Edit"), icon="pencil", name="rule_edit").clicked.connect(self._on_edit)

    def _on_edit(self) -> None:
        self.finish()
        self.edit_asked.emit()

    def _on_remove(self) -> None:
        self.finish()
        self.remove_asked.emit()
