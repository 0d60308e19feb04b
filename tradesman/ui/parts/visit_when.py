"""When a visit is: free times to take, what stands on the day, what meets it, and a question where it has passed."""

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import visit_times
from tradesman.services.visit_times import TimeLook
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.slot_chips import SlotChips
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Label

USUAL = 60  # minutes


def _tr(text: str) -> str:
    return QCoreApplication.translate("visit_when", text)


def when_fields() -> list[Field]:
    """Day and time of a visit."""
    return [
        Field("day", _tr("Day of the visit"), "date", required=True, half=True, placeholder=_tr("Friday")),
        Field("starts", _tr("Time"), "time", required=True, half=True, placeholder="9:30"),
    ]


class VisitWhen(QWidget):
    """Stands below a form with the fields `day` and `starts`."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        form: Form,
        *,
        visit_id: UUID | None = None,
        minutes: Callable[[], int] = lambda: USUAL,
    ) -> None:
        super().__init__()
        self._desk, self._form, self._visit_id, self._minutes = desk, form, visit_id, minutes
        self._agreed: tuple[date, time] | None = None  # a time that has passed, and was asked about
        self._slots = slots = SlotChips(desk, theme, form.box("starts").editor)
        slots.picked.connect(self._on_picked)
        self._stands = Label("", theme, "small", "ink_2", wrap=True, name="taken")
        self._warned = Label("", theme, "small strong", "warn", wrap=True, name="warned")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s2"))
        for part in (slots, self._stands, self._warned):
            column.addWidget(part)
        form.changed.connect(self._show)
        self._show()

    def doubt(self) -> str:
        """What to ask before a time that has passed is taken; empty when it was asked, or has not passed."""
        found, values = self._look(), self._form.values()
        at = (values["day"], values["starts"])
        if found is None or not found.past or self._agreed == at:
            return ""
        self._agreed = at
        on = say.capital(say.day(at[0], self._desk.today()))
        words = _tr("{0} {1} has passed. Nothing was booked yet. Correct it, or press the button again if it is right.")
        return words.format(on, say.clock(at[1]))

    def _look(self) -> TimeLook | None:
        values = self._form.values()
        day, starts = values["day"], values["starts"]
        if day is None:
            return None
        return self._desk.ask(visit_times.look, day, starts, self._minutes(), visit_id=self._visit_id)

    def _show(self) -> None:
        self._slots.offer(self._minutes())
        found = self._look() if self._form.box("day").isVisibleTo(self._form) else None
        day = self._form.values()["day"]
        on = say.capital(say.day(day, self._desk.today())) if day is not None else ""
        self._stands.setText(_stands_words(on, found) if found is not None else "")
        warned = _warnings(found) if found is not None else ""
        self._warned.setText(warned)
        self._stands.setVisible(found is not None)
        self._warned.setVisible(bool(warned))

    def _on_picked(self, day: date, starts: time) -> None:
        self._form.set_values({"day": day, "starts": starts})


def _stands_words(on: str, found: TimeLook) -> str:
    """What stands on a day: "Wed 14 Oct: work Ruth Okafor, 09:00 Hana Sato."."""
    stands = found.stands
    said = ", ".join(f"{say.clock(one.starts) if one.starts else _tr('work')} {one.customer}" for one in stands)
    if not said:
        return _tr("{0}: nothing planned yet.").format(on)
    words = _tr("{0}: {1}.").format(on, said)
    visits = any(one.starts is not None for one in stands)
    drive = _tr("A drive is reckoned as {0}.").format(say.span(timedelta(minutes=found.travel)))
    return f"{words} {drive}" if visits and found.travel else words


def _warnings(found: TimeLook) -> str:
    """What speaks against a time, in words."""
    said = [_tr("This has passed.")] if found.past else []
    if not found.working:
        said.append(_tr("You do not work on that day."))
    for one in found.stands:
        if one.starts is None or one.ends is None:
            said.append(_tr("Work is planned for {0} on that day.").format(one.customer))
        elif one.meets:
            words = _tr("It clashes with the visit to {0}, {1} to {2}.")
            said.append(words.format(one.customer, say.clock(one.starts), say.clock(one.ends)))
    for customer, minutes in found.near:
        between = say.span(timedelta(minutes=minutes))
        said.append(_tr("Only {0} are left to drive between it and {1}.").format(between, customer))
    return " ".join(said)
