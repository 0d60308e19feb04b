"""What was done today, each with its time and its own way back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tradesman.services import settled
from tradesman.services.settled import Deed, DoneRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.tips import plain_tip
from tradesman.ui.words import asked_for


class DoneDialog(Sheet):
    """Undo takes back the step of that row, as long as nothing later stands on it; then it says what does."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window, self.tr("Done today"), theme, name="done_today_list")
        self._desk = desk
        self._list = QWidget()
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        self.set_main(self.tr("Close"))
        self.accepted.connect(self.finish)
        self._show_rows()

    def _show_rows(self) -> None:
        theme, zone = self._theme, self._desk.zone()
        old, self._list = self._list, QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("s4"))
        grid.setVerticalSpacing(theme.space("s1"))
        grid.setColumnStretch(2, 1)
        found = self._desk.ask(settled.rows)
        for number, row in enumerate(found):
            said = self._said(row)
            grid.addWidget(Label(say.clock(row.at, zone), theme, "small", "ink_3", tabular=True), number, 0)
            grid.addWidget(Label(row.customer, theme, "strong"), number, 1)
            grid.addWidget(Label(said, theme, "small", "ink_2", wrap=True), number, 2)
            grid.addWidget(self._way_back(row, said, number), number, 3, Qt.AlignmentFlag.AlignRight)
        if not found:
            grid.addWidget(Label(self.tr("Nothing is done yet."), theme, "small", "ink_2"), 0, 0)
        self.body.replaceWidget(old, self._list)
        self._list.show()
        old.hide()
        old.deleteLater()

    def _way_back(self, row: DoneRow, said: str, number: int) -> QWidget:
        if row.sealed:
            kept = Label(self.tr("Stays done"), self._theme, "small", "ink_3", name=f"done_stays_{number}")
            kept.setToolTip(plain_tip(row.sealed))
            return kept
        undo = Button(self.tr("Undo"), self._theme, icon="undo-2", compact=True, name=f"done_undo_{number}")
        of_whom = ", ".join(part for part in (row.customer, said) if part)
        undo.setAccessibleName(self.tr("Undo: {0}").format(of_whom))
        undo.clicked.connect(lambda: self._undo(row, number))
        return undo

    def _said(self, row: DoneRow) -> str:
        what_for = {
            Deed.PROMISE: self.tr("Promise kept"),
            Deed.VISIT: self.tr("Visit"),
            Deed.QUOTE: self.tr("Quote"),
            Deed.JOB: self.tr("Job planned"),
            Deed.COMPLAINT: self.tr("Put right"),
            Deed.PLAN_ACTION: self.tr("Of the plan"),
        }.get(row.deed) or (asked_for(row.purpose, row.title) if row.purpose is not None else "")
        if row.skipped:
            what_for = self.tr("%s, skipped") % what_for
        between = " " if what_for.endswith("?") else ": "
        return f"{what_for}{between}{row.what}" if row.what else what_for

    def _undo(self, row: DoneRow, number: int) -> None:
        self.set_error("")
        if self._desk.undo(row.step_id, on_error=self.set_error) is None:
            return
        self._show_rows()
        left = self._list.findChildren(Button)
        (left[min(number, len(left) - 1)] if left else self).setFocus(Qt.FocusReason.TabFocusReason)
