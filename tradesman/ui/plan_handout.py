"""The plan and its worksheets leave the book on paper."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from tradesman.documents import plan_paper
from tradesman.documents.sheet_paper import Paper
from tradesman.services import businesses
from tradesman.services.plan_sheets import PlanSheet
from tradesman.services.worksheets import SheetRow
from tradesman.ui import sheet_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout
from tradesman.ui.sheet_making import Pictures


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan", text)


def plan(desk: Desk, sheet: PlanSheet) -> Handout:
    """The year on one page, for the owner's wall."""
    business = desk.ask(businesses.current)
    title = f"{_tr('Plan')} {desk.today().year}"
    make = partial(plan_paper.plan, business, sheet, desk.today())
    return _handout(desk, title, title, lambda _pictures: make())


def worksheet(desk: Desk, row: SheetRow) -> Handout:
    """One worksheet; its file says its date and not its title, which may name somebody."""
    business = desk.ask(businesses.current)
    name = f"{_tr('Worksheet')} {row.worksheet.made_on.isoformat()}"
    make = partial(plan_paper.worksheet, business, row)
    return _handout(desk, name, row.worksheet.title, lambda _pictures: make())


def _handout(desk: Desk, name: str, title: str, make: Callable[[Pictures], Paper]) -> Handout:
    return Handout(name=name, title=title, make=partial(sheet_making.made, desk.book.photos, desk.now, make))
