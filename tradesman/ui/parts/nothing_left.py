"""What Today shows when nothing is waiting: what comes next, and somebody to call meanwhile."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.followup import Purpose
from tradesman.services import ahead
from tradesman.services.ahead import Ahead, Coming, Missed, Next
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.fact_words import on_day
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.layouts import clear
from tradesman.ui.words import asked_for


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


class NothingLeft(QWidget):
    """Asks the book only when it is seen."""

    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._missed: UUID | None = None
        self._shown: tuple[str, str] | None = None
        self.setObjectName("nothing_left")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def refresh(self) -> None:
        """Says what comes next."""
        found: Ahead = self._desk.recall(ahead.ahead)
        self._missed = found.missed.customer_id if found.missed is not None else None
        lines = (self._coming(found.coming), self._last_spoken(found.missed))
        told = "\n".join(line for line in lines if line)
        action = _tr("Call someone you miss") if found.missed is not None else ""
        if self._shown == (told, action):
            return
        self._shown = (told, action)
        clear(self._column)
        state = EmptyState("sun", _tr("Nothing is waiting for you"), told, self._theme, action, "phone")
        state.acted.connect(self._on_acted)
        self._column.addWidget(state)
        state.show()  # the layout would show it later

    def _coming(self, coming: Next | None) -> str:
        if coming is None:
            return _tr("All calls are returned.")
        day = say.day(coming.on, self._desk.today())
        when = f"{day} {say.clock(coming.at)}" if coming.at is not None else day
        if isinstance(coming.what, Purpose):
            what = asked_for(coming.what, coming.title).rstrip("?")
            return _tr("Next: {0}, {1}, {2}").format(what[:1].lower() + what[1:], coming.customer, when)
        return {
            Coming.VISIT: _tr("Next: visit {0} {1}"),
            Coming.WORK: _tr("Next: work for {0} {1}"),
            Coming.PROMISE: _tr("Next: a promise to {0} {1}"),
        }[coming.what].format(coming.customer, when)

    def _last_spoken(self, missed: Missed | None) -> str:
        if missed is None:
            return ""
        day = on_day(missed.last_on, self._desk.today())
        return _tr("You were last in touch with {0} {1}.").format(missed.customer, day)

    def _on_acted(self) -> None:
        self.page_asked.emit("customer", self._missed)
