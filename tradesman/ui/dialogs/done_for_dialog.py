"""Work for another contractor: whose client it is, so that the client is asked nothing."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from tradesman.services import jobs
from tradesman.services.job_sheets import JobSheet
from tradesman.ui.desk import Desk
from tradesman.ui.parts.person_field import Person, PersonField
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("DoneForDialog", text)


class DoneForDialog(Sheet):
    """For the customer, or for another contractor, who is a name or a partner."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        super().__init__(window, _tr("Who is the work done for?"), theme, name="done_for")
        self._desk, self._job_id = desk, sheet.job.id
        own = (False, _tr("For {0}").format(sheet.first_name))
        self._way = Segmented((own, (True, _tr("For another contractor"))), theme, name="done_for_way")
        self._whose = PersonField(
            _tr("Which contractor?"),
            desk,
            theme,
            placeholder=_tr("A partner, or a name"),
            with_partners=True,
            name="done_for_whom",
        )
        told = _tr("{0} is the contractor's client then: no thank-you, no checks and no questions come from you.")
        self._told = Label(told.format(sheet.first_name), theme, "small", "ink_2", wrap=True, name="done_for_told")
        for widget in (self._way, self._whose, self._told):
            self.body.addWidget(widget)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.set_main(_tr("Keep"), "check")
        self._way.set_value(sheet.job.subcontracted)
        self._whose.set_value(Person(sheet.job.done_for))
        self._way.changed.connect(self._show_way)
        self.accepted.connect(self._on_accepted)
        self._show_way()
        self.open()

    def _show_way(self) -> None:
        for widget in (self._whose, self._told):
            widget.setVisible(bool(self._way.value()))

    def _on_accepted(self) -> None:
        other, whom = bool(self._way.value()), self._whose.value().name
        if other and not whom:
            self.set_error(_tr("Which contractor? A name is enough. Nothing was changed."))
            self._whose.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        label = _tr("Done for {0}").format(whom) if other else _tr("Done for the customer")
        rest: dict[str, Any] = {"subcontracted": other, "done_for": whom}
        done = self._desk.do(jobs.set_subcontracted, self._job_id, label=label, on_error=self.set_error, **rest)
        if done is not None:
            self.finish()
