"""A supplier's list as a paper to hand out: what is still to be ordered for all open jobs."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from tradesman.documents import order_paper
from tradesman.documents.sheet_paper import Paper
from tradesman.services import businesses, materials
from tradesman.ui import sheet_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout
from tradesman.ui.sheet_making import Pictures


def handout(desk: Desk, supplier: str) -> Handout:
    """The list for one supplier, as it stands now; its file is not named after anybody."""
    business, listed = desk.ask(
        lambda session: (businesses.current(session), materials.to_order(session, supplier)),
    )

    def paper(_pictures: Pictures) -> Paper:
        return order_paper.paper(business, supplier, listed)

    return Handout(
        name=QCoreApplication.translate("paper", "Order list"),
        title=QCoreApplication.translate("paper", "To order from {0}").format(supplier),
        make=partial(sheet_making.made, desk.book.photos, desk.now, paper),
    )
