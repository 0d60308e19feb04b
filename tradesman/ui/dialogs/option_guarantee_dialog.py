"""Gives an option a guarantee of the library, with its teeth, or none."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.guarantee import Guarantee
from tradesman.book.quote import Option
from tradesman.services import guarantees
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

_NONE = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("OptionGuaranteeDialog", text)


class OptionGuaranteeDialog(StepDialog):
    """The guarantees of the library by their names; below stands what the customer would read."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, quote_id: UUID, option: Option) -> None:
        self._quote_id, self._option = quote_id, option
        self._rows: dict[str, Guarantee] = {str(row.id): row for row in desk.ask(guarantees.rows)}
        choices = tuple((key, row.title) for key, row in self._rows.items())
        fields = [Field("guarantee", _tr("Guarantee"), "choice", choices=((_NONE, _tr("None")), *choices))]
        super().__init__(
            window, desk, theme, _tr("Guarantee from the library"), fields, _tr("Keep"), name="option_guarantee_sheet"
        )
        self._says = Label("", theme, "small", "ink_2", wrap=True, name="guarantee_says")
        self.body.addWidget(self._says)
        given = next((key for key, row in self._rows.items() if row.title == option.guarantee), _NONE)
        self.set_values({"guarantee": given})
        self.form.changed.connect(self._show)
        self._show()
        self.ask(self._keep)

    def _show(self) -> None:
        row = self._rows.get(self.values()["guarantee"] or _NONE)
        if row is not None:
            self._says.setText(_tr("{0} If it fails: {1}").format(row.promise, row.teeth))
        elif self._rows:
            self._says.setText(_tr("The customer reads no guarantee."))
        else:
            self._says.setText(_tr("The library has no guarantee yet. Write one under Library, Guarantees and terms."))

    def _keep(self, values: dict[str, Any]) -> Any:
        row = self._rows.get(values["guarantee"] or _NONE)
        if row is None:
            return self.do(guarantees.drop, self._quote_id, self._option.id, label=_tr("Guarantee taken away"))
        return self.do(guarantees.take, self._quote_id, self._option.id, row.id, label=_tr("Guarantee given"))
