"""The steps of a checklist while it is written: a line for each, with a photo or without."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label

Step = tuple[str, bool]  # its words, and whether it wants a photo
_FRESH = 3  # empty lines of a new list


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepLines", text)


class StepLines(QWidget):
    """Enter goes to the next line; a line without words is no step."""

    def __init__(self, theme: Theme, steps: Sequence[Step] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[_Line] = []
        self._made = 0
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.space("s1"))
        self._fault = Label("", theme, "small", "danger", wrap=True, name="steps_fault")
        self._fault.hide()
        self._add = Button(_tr("Add a step"), theme, "quiet", "plus", compact=True, name="step_add")
        self._add.clicked.connect(lambda: self._go_on(None))
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.space("s2"))
        whole.addWidget(Label(_tr("Steps"), theme, "small strong"))
        whole.addLayout(self._column)
        whole.addWidget(self._fault)
        whole.addLayout(foot)
        for step in steps or [("", False)] * _FRESH:
            self._append(step)

    def value(self) -> list[Step]:
        """The steps in their order, without the empty lines."""
        return [(line.words.value(), line.photo.isChecked()) for line in self._lines if line.words.value()]

    def check(self) -> bool:
        """Says so where there is no step at all, and tells whether there is one."""
        some = bool(self.value())
        self._fault.setText("" if some else _tr("A list needs at least one step."))
        self._fault.setVisible(not some)
        if not some:
            self._go_on(None)
        return some

    def _append(self, step: Step) -> "_Line":
        line = _Line(self._theme, self._made, step)
        self._made += 1
        line.words.returnPressed.connect(lambda: self._go_on(line))
        line.remove.clicked.connect(lambda: self._take_out(line))
        self._column.addWidget(line)
        self._lines.append(line)
        line.show()  # the layout would show it later, and what is hidden cannot take the focus
        tab_through(*(stop for one in self._lines[-2:] for stop in one.stops()), self._add)
        return line

    def _go_on(self, line: "_Line | None") -> None:
        """Puts the keyboard into the line behind this one, or into the first that is empty."""
        if line is not None and line is not self._lines[-1]:
            after = self._lines[self._lines.index(line) + 1]
        else:
            empty = (one for one in self._lines if not one.words.value() and one is not line)
            after = next(empty, None) or self._append(("", False))
        after.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self, line: "_Line") -> None:
        place = self._lines.index(line)
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        left = self._lines[min(place, len(self._lines) - 1)].words if self._lines else self._add
        left.setFocus(Qt.FocusReason.OtherFocusReason)


class _Line(QWidget):
    """One step."""

    def __init__(self, theme: Theme, number: int, step: Step) -> None:
        super().__init__()
        self.words = LineField(theme, placeholder=_tr("What is done or looked at"), name=f"step_{number}")
        self.words.setAccessibleName(_tr("Step"))
        self.photo = Chip(_tr("With photo"), theme, name=f"step_photo_{number}")
        self.remove = IconButton("x", _tr("Take this step out"), theme, compact=True, name=f"step_remove_{number}")
        self.words.set_value(step[0])
        self.photo.setChecked(step[1])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        row.addWidget(self.words, 1)
        row.addWidget(self.photo)
        row.addWidget(self.remove)

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return self.words, self.photo, self.remove
