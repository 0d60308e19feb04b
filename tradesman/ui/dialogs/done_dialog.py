"""What was done today, with its words."""

from PySide6.QtWidgets import QGridLayout, QWidget

from tradesman.services import settled
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import words


class DoneDialog(Sheet):
    """A list to look at; Ctrl+Z on the page takes the last thing back."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window, self.tr("Done today"), theme, name="done_today_list")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("s4"))
        grid.setVerticalSpacing(theme.space("s2"))
        grid.setColumnStretch(2, 1)
        zone = desk.zone()
        for number, row in enumerate(desk.ask(settled.rows)):
            what_for = words(row.purpose) if row.purpose is not None else self.tr("Promise kept")
            if row.skipped:
                what_for = self.tr("%s, skipped") % what_for
            between = " " if what_for.endswith("?") else ": "
            said = f"{what_for}{between}{row.what}" if row.what else what_for
            grid.addWidget(Label(say.clock(row.at, zone), theme, "small", "ink_3", tabular=True), number, 0)
            grid.addWidget(Label(row.customer, theme, "strong"), number, 1)
            grid.addWidget(Label(said, theme, "small", "ink_2", wrap=True), number, 2)
        self.body.addLayout(grid)
        self.set_main(self.tr("Close"))
        self.accepted.connect(self.finish)
