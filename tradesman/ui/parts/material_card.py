"""What a job needs on site: what is to order, who supplies it, what comes when, and what is here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.material import Material
from tradesman.services import materials
from tradesman.services.job_sheets import JobSheet
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.material_dialog import MaterialDialog, OrderDialog, open_list
from tradesman.ui.parts import material_words
from tradesman.ui.parts.rows import RowPool, flush
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.switches import CheckField

_AT_ONCE = 10  # rows; all others are shown when they are asked for


@dataclass(frozen=True)
class MaterialRow:
    """A material as the card shows it."""

    material: Material
    today: date
    customer: str
    free: bool


class MaterialCard(Card):
    """A tick says that it is here; a line adds what is needed; the suppliers' lists go over all open jobs."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self._order = Button("", theme, "quiet", "printer", compact=True, name="job_material_order")
        super().__init__(theme, "-", "-", self._order, name="job_material")
        self._desk, self._theme = desk, theme
        self._sheet: JobSheet | None = None
        self._found: list[Material] = []
        self._whole = False
        self.set_title(self.tr("Material"))
        self._order.setText(self.tr("Order list"))
        self._order.clicked.connect(self._offer)
        empty = self.tr("Nothing is noted. Write what has to be there before you can begin.")
        self._empty = Label(empty, theme, "small", "ink_2", wrap=True)
        rows = QVBoxLayout()
        rows.setSpacing(2)
        self._rows: RowPool[MaterialRow] = RowPool(rows, self._make_row)
        self._all = Button("", theme, "quiet", compact=True, name="job_material_all")
        self._all.clicked.connect(self._on_all)
        self._add = LineField(
            theme, placeholder=self.tr("120 slates from Marley"), icon="plus", name="job_material_add"
        )
        self._add.setAccessibleName(self.tr("Add material"))
        self._add.setProperty("role", "addline")
        self._add.setFont(theme.font("small"))
        self._add.returnPressed.connect(self._on_add)
        self._add.changed.connect(lambda: self._say(""))
        self._told = Label("", theme, "small", "danger", wrap=True, name="job_material_told")
        self._fill = Button(
            self.tr("Fill from the quote"), theme, "quiet", "file-text", compact=True, name="job_material_fill"
        )
        self._fill.clicked.connect(self._on_fill)
        self.body.addWidget(self._empty)
        self.body.addLayout(rows)
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(flush(self._add))
        self.body.addWidget(self._told)
        self.body.addWidget(self._fill, 0, Qt.AlignmentFlag.AlignLeft)
        self._told.hide()

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows the material of a job, what is not here yet first."""
        if self._sheet is None or sheet.job.id != self._sheet.job.id:
            self._whole = False
            self._add.clear()
            self._say("")
        self._sheet = sheet
        found = self._desk.ask(materials.of_job, sheet.job.id)
        self._found = sorted(found, key=lambda one: one.arrived_on is not None)
        self._show()

    def _show(self) -> None:
        sheet, found = self._sheet, self._found
        if sheet is None:
            return
        free, today = sheet.job.is_open, sheet.today
        self.set_count(self._how_many(today))
        shown = found if self._whole else found[:_AT_ONCE]
        self._rows.show([MaterialRow(one, today, sheet.first_name, free) for one in shown])
        self._empty.setVisible(not found)
        self._all.setVisible(len(shown) < len(found))
        self._all.setText(self.tr("Show all {0}").format(f"{len(found):,}"))
        self._add.setVisible(free)
        self._fill.setVisible(free and sheet.job.quote_id is not None)
        self._order.setVisible(bool(self._desk.ask(materials.suppliers)))

    def _how_many(self, today: date) -> str:
        if not self._found:
            return ""
        here = sum(1 for one in self._found if one.arrived_on is not None)
        late = sum(1 for one in self._found if one.is_late(today))
        count = self.tr("{0} of {1} here").format(here, len(self._found))
        return self.tr("{0}, {1} late").format(count, late) if late else count

    def _make_row(self, number: int) -> QWidget:
        row = _MaterialLine(number, self._theme)
        row.box.clicked.connect(lambda: self._on_tick(number))
        row.order.clicked.connect(lambda: self._on_order(number))
        row.edit.clicked.connect(lambda: self._on_edit(number))
        return row

    def _say(self, words: str, tone: str = "danger") -> None:
        self._told.set_tone(tone)
        self._told.setText(words)
        self._told.setVisible(bool(words))

    # What is done

    def _on_tick(self, number: int) -> None:
        material = self._rows.rows[number].material
        arrived = material.arrived_on is None
        label = (self.tr("Arrived: %s") if arrived else self.tr("Not here after all: %s")) % material.words
        self._desk.do(materials.set_arrived, material.id, arrived=arrived, label=label)

    def _on_order(self, number: int) -> None:
        OrderDialog(self.window(), self._desk, self._theme, self._rows.rows[number].material)

    def _on_edit(self, number: int) -> None:
        if self._sheet is not None:
            material = self._rows.rows[number].material
            MaterialDialog(self.window(), self._desk, self._theme, self._sheet, material)

    def _on_all(self) -> None:
        self._whole = True
        self._show()

    def _on_add(self) -> None:
        if self._sheet is None or not self._add.value():
            return
        try:
            typed = material_words.read_line(self._add.value())
        except ValueError as error:
            self._say(self.tr("{0} Kept as typed.").format(error))
            return
        fields: dict[str, Any] = {"unit": typed.unit, "supplier": typed.supplier}
        fields["quantity_thousandths"] = typed.quantity_thousandths
        label = self.tr("Material noted: %s") % typed.words
        place = (self._sheet.job.id, typed.words)
        if self._desk.do(materials.note, *place, label=label, on_error=self._say, **fields) is not None:
            self._add.clear()

    def _on_fill(self) -> None:
        if self._sheet is None:
            return
        label = self.tr("Material taken from the quote")
        added = self._desk.do(materials.fill, self._sheet.job.id, label=label, on_error=self._say)
        if added == []:
            self._say(self.tr("The quote names nothing more that has a supplier in the price book."), "ink_2")

    def _offer(self) -> None:
        menu = Menu(self._theme, self._order, words=self.tr("Order list"))
        menu.setObjectName("job_material_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for number, (supplier, count) in enumerate(self._desk.ask(materials.suppliers)):
            things = self.tr("1 thing") if count == 1 else self.tr("{0} things").format(count)
            choice = menu.add_choice(supplier.replace("&", "&&"), "printer", things, name=f"supplier_{number}")
            choice.triggered.connect(lambda _on=False, supplier=supplier: self._on_list(supplier))
        menu.popup(self._order.mapToGlobal(QPoint(0, self._order.height())))

    def _on_list(self, supplier: str) -> None:
        open_list(self.window(), self._desk, self._theme, supplier)


class _MaterialLine(QWidget):
    """A thing with how much of it, who supplies it, how far it has come, and what can be done about it."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self.box = CheckField("", theme, fades=True, name=f"job_material_{number}")
        self._badge = Badge("", "neutral", theme, name=f"job_material_badge_{number}")
        self._who = ElidedLabel("", theme, "small", "ink_2", name=f"job_material_who_{number}")
        self.order = IconButton("calendar-plus", "", theme, compact=True, name=f"job_material_order_{number}")
        self.edit = IconButton("pencil", "", theme, compact=True, name=f"job_material_edit_{number}")
        second = QHBoxLayout()
        second.setContentsMargins(theme.space("s8"), 0, 0, theme.space("s1"))
        second.setSpacing(theme.space("s2"))
        second.addWidget(self._badge)
        second.addWidget(self._who, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.box)
        words.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(words, 1)
        for button in (self.order, self.edit):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: MaterialRow) -> None:
        """Shows a material."""
        material, who = row.material, material_words.who(row.material, row.customer)
        self.box.setText(material_words.line(material))
        self.box.set_value(material.arrived_on is not None)
        self.box.updateGeometry()
        self._who.setText(who)
        self._badge.set_state(*material_words.badge(material, row.today))
        waits = row.free and material.arrived_on is None
        self.order.setVisible(waits)
        said = self.tr("Another day for “%s”") if material.ordered_on is not None else self.tr("“%s” is ordered")
        self.order.set_words(said % material.words)
        self.edit.setVisible(row.free)
        self.edit.set_words(self.tr("Change “%s”") % material.words)
