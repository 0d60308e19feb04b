"""The sheets of a material: what is known of it, when it comes, and a supplier's list on paper."""

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.material import Material
from tradesman.services import materials
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui import order_handout
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("MaterialDialog", text)


def _fields(customer: str) -> list[Field]:
    return [
        Field("words", _tr("What is needed?"), required=True),
        Field(
            "quantity",
            _tr("How much?"),
            required=True,
            half=True,
            placeholder=_tr("120 or 3 m"),
            check=partial(said.fault, said.read_quantity),
        ),
        Field("supplier", _tr("Supplier"), half=True),
        Field("by_customer", _tr("{0} brings it").format(customer), "check"),
        Field("expected_on", _tr("When does it come?"), "date", help=_tr("Leave it empty if nobody knows.")),
    ]


class MaterialDialog(StepDialog):
    """Corrects a material, takes it off the list, or takes its order back."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet, material: Material) -> None:
        fields = _fields(sheet.first_name)
        super().__init__(window, desk, theme, _tr("Material"), fields, _tr("Save"), name="material")
        self._material = material
        plain = ("words", "supplier", "by_customer", "expected_on")
        self.set_values({key: getattr(material, key) for key in plain})
        self.set_values({"quantity": said.quantity(material.quantity_thousandths, material.unit)})
        self._add_left(_tr("Remove"), "trash-2", "material_remove", materials.remove, _tr("Taken off: %s"))
        if material.ordered_on is not None and material.arrived_on is None:
            back = _tr("Not ordered: %s")
            self._add_left(_tr("Not ordered after all"), "rotate-ccw", "material_back", materials.take_order_back, back)
        self.form.changed.connect(self._show)
        self._show()
        self.ask(self._keep)

    def _show(self) -> None:
        self.form.box("supplier").setVisible(not self.values()["by_customer"])

    def _keep(self, values: dict[str, Any]) -> Any:
        quantity, unit = said.read_quantity(values.pop("quantity"))
        fields = {**values, "quantity_thousandths": quantity, "unit": unit}
        return self.do(materials.change, self._material.id, label=_tr("Material changed"), **fields)

    def _add_left(self, words: str, icon: str, name: str, deed: Any, label: str) -> None:
        button = Button(words, self._theme, "quiet", icon, name=name)
        button.clicked.connect(lambda: self._do_at_once(deed, label % self._material.words))
        self.add_left(button)

    def _do_at_once(self, deed: Any, label: str) -> None:
        faults: list[str] = []
        self.desk.do(deed, self._material.id, label=label, on_error=faults.append)
        if faults:
            self.set_error(faults[0])
        else:
            self.finish()


def _expected() -> list[Field]:
    return [Field("expected_on", _tr("When does it come?"), "date", help=_tr("Leave it empty if nobody knows."))]


class OrderDialog(StepDialog):
    """Notes that one thing is ordered, or agreed with the customer who brings it, and when it is to come."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, material: Material) -> None:
        mine = not material.by_customer
        title, main = (_tr("Ordered"), _tr("Note as ordered")) if mine else (_tr("Agreed"), _tr("Note as agreed"))
        super().__init__(window, desk, theme, title, _expected(), main, name="order")
        self.set_values({"expected_on": material.expected_on})
        label = (_tr("Ordered: %s") if mine else _tr("Agreed: %s")) % material.words
        self.ask(lambda values: self.do(materials.order, material.id, values["expected_on"], label=label))


class OrderAllDialog(StepDialog):
    """Notes that all of a supplier's list is ordered."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, supplier: str) -> None:
        title = _tr("Ordered from {0}").format(supplier)
        super().__init__(window, desk, theme, title, _expected(), _tr("Note as ordered"), name="order_all")
        label = _tr("Ordered from %s") % supplier
        self.ask(lambda values: self.do(materials.order_all, supplier, values["expected_on"], label=label))


def open_list(window: QWidget, desk: Desk, theme: Theme, supplier: str) -> PaperDialog:
    """Shows what is to be ordered from a supplier, on paper; once it is ordered, a button says so."""
    dialog = PaperDialog(window, desk, theme, order_handout.handout(desk, supplier))
    ordered = Button(_tr("Mark as ordered"), theme, icon="package-check", name="paper_ordered")
    dialog.add_left(ordered)

    def mark() -> None:
        dialog.finish()
        OrderAllDialog(window, desk, theme, supplier)

    ordered.clicked.connect(mark)
    dialog.open()
    return dialog
