"""The rest of the kit in one picture: step strip, tabs, timeline, table, sparklines, and a sheet over its scrim."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.sparkline import Sparkline
from tradesman.ui.widgets.step_strip import Step, StepStrip
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import CellBadge, Column
from tradesman.ui.widgets.tabs import Tab, Tabs
from tradesman.ui.widgets.timeline import Timeline
from tradesman.ui.widgets.timeline_delegate import TimelineEntry

SIZE = (1366, 768)
STEPS = (
    Step("Called back", "in 12 minutes", "20 May", "done"),
    Step("Came and explained", "next day, 3 options", "21 May", "done"),
    Step("Helped to choose", "they had decided", "28 May", "missed"),
    Step("Noticed 3 things", "2 partners booked", "9 Jul", "done"),
    Step("Great job", "by 10 July"),
    Step("Three months on", "due today", "13 Oct", "today"),
)
ENTRIES = (
    TimelineEntry("1", "Next", "Ask who else could use a hand", "Waits for the answer", "users", state="next"),
    TimelineEntry(
        *("2", "Today", "Three months on: is it holding?", "Message ready", "shield-check"),
        state="today",
        action="Review and send",
        action_icon="send",
    ),
    TimelineEntry("3", "14 Jul", "Partner bonus received, £40", "Lowther Glazing", "hand-coins", "good"),
    TimelineEntry(
        "4", "28 May", "Chose Better", "One rival bid", "file-check", badge="Best value", badge_kind="accent"
    ),
    TimelineEntry("5", "", "2024: outside light, £185", "7 entries", state="fold"),
)


class _Row(NamedTuple):
    name: str
    stage: str
    kind: str
    worth: str


ROWS = (
    _Row("Leah Novak", "Enquiry", "warn", "—"),
    _Row("Ruth Okafor", "In progress", "info", "£8,460"),
    _Row("Alma Reyes", "Done", "good", "£1,120"),
)


def picture(app: QApplication, theme: Theme) -> QPixmap:
    """Show them and take their picture."""
    more = More(theme)
    more.resize(*SIZE)
    more.show()
    app.processEvents()
    more.pose()
    app.processEvents()
    shot = more.grab(QRect(QPoint(0, 0), more.size()))
    more.close()
    return shot


class More(QWidget):
    """The strip above, lists at the left, and a small window with a sheet at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip = StepStrip(theme, words="The six steps", name="steps")
        strip.set_steps(STEPS)
        left, right = QVBoxLayout(), QVBoxLayout()
        for card in (self.timeline(), self.table()):
            left.addWidget(card)
        for card in (self.sheet(), self.sparklines()):
            right.addWidget(card)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addLayout(left, 3)
        below.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(strip)
        column.addLayout(below, 1)

    def pose(self) -> None:
        """Open the sheet and pick a row."""
        sheet = Sheet(self.behind, "Note a call", self._theme, width=380, name="sheet")
        words = LineField(self._theme, name="said")
        words.set_value("Rings back tomorrow")
        sheet.body.addWidget(FieldBox("What was said?", words, self._theme))
        sheet.add_button("Cancel", "quiet", name="cancel")
        sheet.set_main("Keep note")
        sheet.open()
        self.rows.pick(1)

    def timeline(self) -> Card:
        card, tabs, line = (
            Card(self._theme, padding=1),
            Tabs(self._theme, name="tabs"),
            Timeline(self._theme, name="line"),
        )
        tabs.set_tabs((Tab("experience", "Experience"), Tab("quotes", "Quotes", "2"), Tab("photos", "Photos", "14")))
        line.set_entries(ENTRIES)
        above = QHBoxLayout()
        above.setContentsMargins(16, 0, 16, 0)
        above.addWidget(tabs)
        card.body.addLayout(above)
        card.body.addWidget(line, 1)
        return card

    def table(self) -> Card:
        columns = (
            Column("name", "Name", style="name"),
            Column("stage", "Stage", 130, badge=lambda row: CellBadge(row.stage, row.kind)),
            Column("worth", "Worth", 90, "number"),
        )
        self.rows = Table(columns, self._theme, lambda row: str(row.name), lambda row: str(row.name), name="rows")
        self.rows.set_rows(ROWS)
        self.rows.set_sort("name")
        card = Card(self._theme, padding=1)
        card.body.addWidget(self.rows)
        return card

    def sheet(self) -> Card:
        self.behind = QWidget()
        inner = QVBoxLayout(self.behind)
        inner.addWidget(Label("What is behind a sheet waits", self._theme, "section"))
        inner.addStretch(1)
        card = Card(self._theme, padding=1)
        card.body.addWidget(self.behind)
        return card

    def sparklines(self) -> Card:
        card = Card(self._theme, "Sparklines")
        for words, values in (
            ("Stuck to it, 92%", (71, 78, 74, 85, 88, 92)),
            ("Win rate", (58,)),
            ("Not enough yet", ()),
        ):
            row = QHBoxLayout()
            row.addWidget(Label(words, self._theme, "small"), 1)
            row.addWidget(Sparkline(values, words, self._theme))
            card.body.addLayout(row)
        card.body.addStretch(1)
        return card
