"""What a row of Today asks for, done in the same way from wherever the row is shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QWidget

from tradesman.services import materials, promises, quotes
from tradesman.services.decisions import Decision
from tradesman.services.today import Kind, TodayRow
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.sheet import Sheet

OpensPage = SignalInstance | Callable[[str, Any], object]  # where a sheet that leads on to a page tells it


def _tr(text: str) -> str:
    return QCoreApplication.translate("row_deeds", text)


def open_sheet(sheet: Sheet, page_asked: OpensPage) -> None:
    """Opens a sheet, from which the way may lead on to a page."""
    if hasattr(sheet, "page_asked"):
        sheet.page_asked.connect(page_asked)
    sheet.open()


def act(window: QWidget, desk: Desk, theme: Theme, row: TodayRow, go: Callable[[str, Any], object]) -> None:
    """Does it at once, goes to the page where it is done, or opens its sheet."""
    if row.kind == Kind.PROMISE:
        desk.do(promises.keep, row.subject_id, label=_tr("Promise kept"))
    elif row.decision == Decision.WRITE_QUOTE:
        label = _tr("Quote started")
        desk.do(quotes.draft, row.subject_id, "", label=label, after=lambda quote: go("quote", quote.id))
    elif row.decision in (Decision.GIVE_QUOTE, Decision.RENEW_QUOTE):
        go("quote", row.subject_id)
    elif row.decision == Decision.LATE_MATERIAL and len(row.material) == 1:
        material = row.material[0]
        desk.do(materials.set_arrived, material.id, label=_tr("Arrived: %s") % material.words)
    elif row.decision in (Decision.PLAN_JOB, Decision.LATE_MATERIAL):
        go("job", row.subject_id)
    else:
        from tradesman.ui.dialogs.row_dialog import dialog_of  # with every sheet of Today: not before it stands

        open_sheet(dialog_of(window, desk, theme, row), go)
