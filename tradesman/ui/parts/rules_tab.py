"""The rules of the playbook: each a sentence with a switch, the one that is picked at the side."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.documents import drafts
from tradesman.exchange import playbook_files
from tradesman.services import playbooks, rule_changes
from tradesman.services.playbooks import Line
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.rule_change_dialog import PlaybookTurnDialog, RuleChangeDialog
from tradesman.ui.dialogs.rule_dialog import RuleDialog
from tradesman.ui.dialogs.rule_side_dialog import RuleSideDialog
from tradesman.ui.parts import rule_words
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.parts.rule_row import RuleRow
from tradesman.ui.parts.rule_side import RuleSide
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.group_heading import GroupHeading
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.scroll import Scroll

_GROUPS = (rule_words.BEFORE, rule_words.DURING, rule_words.AFTER)


class RulesTab(QObject):
    """`body` stands in the page's card, `side` beside it, `action` in its header."""

    key = "rules"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, pickers: Pickers | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._page = desk, theme, parent
        self.pickers = pickers or Pickers()
        self._lines: dict[UUID, Line] = {}
        self.picked_id: UUID | None = None
        self.title = self.tr("Rules")
        self._pools: dict[str, RowPool[tuple[Line, bool]]] = {}
        self.action, self.body, self.side = self._built_actions(), self._built_body(), self._built_side()

    def count(self) -> str:
        """How many rules there are, for the page's header."""
        return rule_words.count_words(list(self._lines.values()))

    def refresh(self) -> None:
        """Asks the book again."""
        self._lines = self._desk.ask(playbooks.by_id)
        if self.picked_id not in self._lines:
            self.picked_id = next(iter(self._in_order()), None)
        self._show()

    def focus_search(self) -> None:
        """Puts the keyboard into the list; there are few enough to be seen at once."""
        row = self._row(self.picked_id)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def pick(self, rule_id: UUID) -> None:
        """Picks a rule by its id."""
        self.picked_id = rule_id

    # How it is made

    def _built_actions(self) -> QWidget:
        theme = self._theme
        self._reset = Button(self.tr("Reset"), theme, icon="rotate-ccw", name="rules_reset")
        self._add = Button(self.tr("Add rule"), theme, "primary", "plus", name="rule_add")
        self._more = IconButton("ellipsis", self.tr("More with the playbook"), theme, "plain", name="rules_more")
        self._reset.clicked.connect(self._on_reset)
        self._add.clicked.connect(self._on_add)
        self._more.clicked.connect(self._on_more)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        for button in (self._more, self._reset, self._add):
            row.addWidget(button)
        return holder

    def _built_body(self) -> QWidget:
        inner = QWidget()
        inner.setAccessibleName(self.tr("Rules"))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for key in _GROUPS:
            column.addWidget(GroupHeading(rule_words.group_words(key), self._theme))
            holder = QWidget()
            rows = QVBoxLayout(holder)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(0)
            self._pools[key] = RowPool(rows, partial(self._made_row, key))
            column.addWidget(holder)
        column.addStretch(1)
        self._scroll = Scroll(inner)
        return self._scroll

    def _made_row(self, group: str, number: int) -> QWidget:
        row = RuleRow(self._theme, name=f"rule_{group}_{number}")
        row.clicked.connect(lambda: self._on_clicked(row))
        row.edit_asked.connect(lambda: self._on_row_edit(row))
        row.switched.connect(lambda on: self._on_switched(row, on=on))
        row.step_asked.connect(lambda step: self._on_step(row, step))
        return row

    def _built_side(self) -> Card:
        card = Card(self._theme, padding=1, name="rule_card")
        card.setAccessibleName(self.tr("The rule"))
        card.body.setSpacing(0)
        self.beside = RuleSide(self._desk, self._theme)
        self.beside.edit_asked.connect(self._on_edit)
        self.beside.remove_asked.connect(self._on_remove)
        card.body.addWidget(Scroll(self.beside))
        return card

    # What it shows

    def _in_order(self) -> list[UUID]:
        """The rules as they stand in the list: by their part, then as the playbook has them."""
        return sorted(self._lines, key=lambda rule_id: _GROUPS.index(rule_words.group(self._lines[rule_id].event)))

    def _show(self) -> None:
        for key, pool in self._pools.items():
            rows = [
                (line, rule_id == self.picked_id)
                for rule_id, line in self._lines.items()
                if rule_words.group(line.event) == key
            ]
            pool.show(rows)
        self.beside.show_rule(self._picked())

    def _picked(self) -> Line | None:
        return self._lines.get(self.picked_id) if self.picked_id is not None else None

    def show_picked(self) -> None:
        """Brings the rule that is picked into view."""
        row = self._row(self.picked_id)
        if row is not None:
            self._scroll.ensureWidgetVisible(row, 0, row.height())

    def _row(self, rule_id: UUID | None) -> RuleRow | None:
        line = self._lines.get(rule_id) if rule_id is not None else None
        return next((row for row in self._rows() if line is not None and row.line == line), None)

    def _rows(self) -> list[RuleRow]:
        """The rows that are seen, from above."""
        return [row for pool in self._pools.values() for row in pool.widgets[: len(pool.rows)]]

    def _id_of(self, row: RuleRow) -> UUID:
        key = row.line.key if row.line is not None else ""
        return next(rule_id for rule_id, line in self._lines.items() if line.key == key)

    def _has_room(self) -> bool:
        return bool(self._page.frame.has_room())  # type: ignore[attr-defined]

    # What is asked of it

    def _on_clicked(self, row: RuleRow) -> None:
        self.picked_id = self._id_of(row)
        self._show()
        if not self._has_room():
            self._open_side()

    def _on_step(self, row: RuleRow, step: int) -> None:
        rows = self._rows()
        target = rows[max(0, min(rows.index(row) + step, len(rows) - 1))]
        self.picked_id = self._id_of(target)
        self._show()
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(target, 0, 0)

    def _on_row_edit(self, row: RuleRow) -> None:
        self.picked_id = self._id_of(row)
        self._show()
        self._on_edit()

    def _open_side(self) -> None:
        if self.picked_id in self._lines:
            sheet = RuleSideDialog(self._page.window(), self._desk, self._theme, self.picked_id)
            sheet.edit_asked.connect(self._on_edit)
            sheet.remove_asked.connect(self._on_remove)
            sheet.open()

    def _on_edit(self) -> None:
        if self.picked_id in self._lines:
            RuleDialog(self._page.window(), self._desk, self._theme, self.picked_id).open()

    def _on_add(self) -> None:
        RuleDialog(self._page.window(), self._desk, self._theme).open()

    def _on_switched(self, row: RuleRow, *, on: bool) -> None:
        """At once where nothing that is planned changes; otherwise that is seen first."""
        rule_id = self._id_of(row)
        self.picked_id = rule_id
        label = self.tr("Rule switched on") if on else self.tr("Rule switched off")

        def step(on_error: Any = None) -> object:
            return self._desk.do(rule_changes.change, rule_id, enabled=on, label=label, on_error=on_error)

        effects = self._desk.ask(rule_changes.effect, rule_id, enabled=on)
        if not effects:
            step()
            return
        self._show()  # the switch stands as the book has it until it is done
        name = rule_words.name(self._lines[rule_id])
        title = self.tr("Switch on “{0}”") if on else self.tr("Switch off “{0}”")
        main = self.tr("Switch on") if on else self.tr("Switch off")
        place = (self._page.window(), self._desk, self._theme)
        RuleChangeDialog(*place, title.format(name), effects, main=main, step=step).open()

    def _on_remove(self) -> None:
        rule_id = self.picked_id
        if rule_id is None or rule_id not in self._lines:
            return

        def step(on_error: Any = None) -> object:
            return self._desk.do(rule_changes.remove, rule_id, label=self.tr("Rule removed"), on_error=on_error)

        effects = self._desk.ask(rule_changes.removal, rule_id)
        if not effects:
            step()
            return
        title = self.tr("Remove “{0}”").format(rule_words.name(self._lines[rule_id]))
        place = (self._page.window(), self._desk, self._theme)
        RuleChangeDialog(*place, title, effects, main=self.tr("Remove"), step=step).open()

    def _on_reset(self) -> None:
        self._turn(self.tr("Reset the playbook"), playbooks.shipped(), self.tr("Reset"), self.tr("Playbook reset"))

    def _turn(self, title: str, target: list[Line], main: str, label: str) -> None:
        PlaybookTurnDialog(self._page.window(), self._desk, self._theme, title, target, main=main, label=label).open()

    # Files

    def _on_more(self) -> None:
        menu = Menu(self._theme, self._more, words=self.tr("More with the playbook"))
        menu.add_choice(self.tr("Import a playbook…"), "download", name="playbook_import").triggered.connect(
            self._on_import
        )
        menu.add_choice(self.tr("Export the playbook…"), "upload", name="playbook_export").triggered.connect(
            self._on_export
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _on_import(self) -> None:
        kinds = self.tr("Playbooks (*.toml)")
        file = self.pickers.file(self._page.window(), self.tr("Choose a playbook"), Path.home(), kinds)
        if file is None:
            return
        try:
            target = playbook_files.read(file)
            drafts.check_rules(target)
            self._desk.ask(rule_changes.turn, target)
        except BookError as error:
            self._desk.failed.emit(str(error))
            return
        label = self.tr("Playbook imported")
        self._turn(self.tr("Import {0}").format(file.name), target, self.tr("Import"), label)

    def _on_export(self) -> None:
        proposed = Path.home() / f"playbook{playbook_files.SUFFIX}"
        out = self.pickers.new_file(
            self._page.window(), self.tr("Export the playbook"), proposed, self.tr("Playbooks (*.toml)")
        )
        if out is None:
            return
        try:
            count = self._desk.ask(playbook_files.export, out)
        except BookError as error:
            self._desk.failed.emit(str(error))
            return
        self._desk.told.emit(self.tr("{0} rules exported.").format(count), str(out))
