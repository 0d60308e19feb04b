"""Stuck to it: the last thirty days in a few figures, beside the thirty before."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services.scorecard import FEWEST, Share, Step
from tradesman.ui import format as say
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.sparkline import Sparkline
from tradesman.ui.widgets.step_bars import Bar, StepBars

if TYPE_CHECKING:
    from tradesman.services.glance import Glance

_WAITING = 296  # height while the figures are counted, so that nothing jumps when they come
_TREND = (126, 44)


def _tr(text: str) -> str:
    return QCoreApplication.translate("stuck", text)


def _step_words(step: Step) -> str:
    return {
        Step.CALLED_BACK: _tr("returning calls"),
        Step.EXPLAINED: _tr("explaining and giving options"),
        Step.HELPED_TO_CHOOSE: _tr("helping to choose"),
        Step.NOTICED: _tr("noticing things"),
        Step.GREAT_JOB: _tr("doing a great job"),
        Step.THREE_MONTHS_ON: _tr("three months on"),
    }[step]


class StuckToIt(Card):
    """Says that it is counting, that there is nothing to count yet, or how it went; it leads to the scorecard."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=1, name="stuck_to_it")
        self._theme = theme
        self.setAccessibleName(_tr("Stuck to it"))
        self._shown: tuple[Glance | None, bool] | None = None
        self._parts: QWidget = QWidget()
        self.body.addWidget(self._parts)
        theme.changed.connect(self._fit)
        self.show_glance(None)

    @property
    def counted(self) -> bool:
        """Whether figures are shown."""
        return self._shown is not None and self._shown[0] is not None

    def show_glance(self, found: "Glance | None", *, failed: bool = False) -> None:
        """Show these figures; none while they are counted, or when they could not be."""
        if self._shown == (found, failed):
            return
        self._shown = (found, failed)
        old, self._parts = self._parts, QWidget()
        self._column = QVBoxLayout(self._parts)
        self._column.setContentsMargins(0, 14, 0, 6)
        self._column.setSpacing(0)
        self._add(self._heading())
        if found is None:
            self._say(_tr("The figures could not be counted.") if failed else _tr("Being counted."))
            self._column.addStretch(1)
        elif found.is_empty:
            self._say(_tr("Once there are calls, quotes and jobs, this shows how well you keep to the six steps."))
        else:
            self._show_steps(found)
            self._show_rows(found)
            self._show_way()
        self._fit()
        self.body.replaceWidget(old, self._parts)
        self._parts.show()  # the layout would show it later
        old.hide()
        old.deleteLater()

    # How it is made

    def _fit(self) -> None:
        counting = self._shown is None or self._shown == (None, False)
        self.setMinimumHeight(self._theme.scaled(_WAITING) if counting else 0)

    def _add(self, part: QWidget | QHBoxLayout | QVBoxLayout, above: int = 0, below: int = 0) -> None:
        """Put a part inside the padding of the card."""
        row = QHBoxLayout()
        row.setContentsMargins(16, above, 16, below)
        if isinstance(part, QWidget):
            row.addWidget(part)
        else:
            row.addLayout(part)
        self._column.addLayout(row)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Label(_tr("Stuck to it"), self._theme, "section"))
        row.addStretch(1)
        row.addWidget(Label(_tr("last 30 days"), self._theme, "caption", "ink_3"))
        return row

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pressed anywhere, it opens the scorecard, as its button does."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def _say(self, words: str) -> None:
        self._add(Label(words, self._theme, "small", "ink_2", wrap=True, name="stuck_words"), above=6, below=8)

    def _show_steps(self, found: "Glance") -> None:
        theme, percent = self._theme, found.all_steps.percent
        if percent is None:
            words = _tr("Not enough yet: {0} of {1} kept. From {2} on it is a percentage.")
            self._say(words.format(found.all_steps.kept, found.all_steps.due, FEWEST))
        else:
            row = QHBoxLayout()
            row.addWidget(Label(f"{percent}%", theme, "display", name="stuck_percent"))
            row.addStretch(1)
            known = [one for one in found.trend if one is not None]
            words = _tr("Trend of eight times 30 days: {0}").format(_read(found.trend))
            row.addWidget(Sparkline(known, words, theme, width=_TREND[0], height=_TREND[1]))
            self._add(row)
        bars = StepBars(theme, name="stuck_bars")
        weakest = found.weakest
        shares = [found.steps[step] for step in Step]
        told = [f"{step}: {_step_words(step)}, {_of(found.steps[step])}" for step in Step]
        bars.set_bars(
            [Bar(share.percent, step == weakest) for step, share in zip(Step, shares, strict=True)], "\n".join(told)
        )
        self._add(bars, above=4)
        if weakest is not None:
            self._add(self._weakest(weakest), above=4)
        self._column.addSpacing(10)

    def _weakest(self, step: Step) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(Label(_tr("Weakest:"), self._theme, "small", "ink_2"), 0, Qt.AlignmentFlag.AlignTop)
        words = _tr("step {0}, {1}").format(int(step), _step_words(step))
        row.addWidget(Label(words, self._theme, "small strong", wrap=True, name="stuck_weakest"), 1)
        return row

    def _show_rows(self, found: "Glance") -> None:
        self._show_call_back(found)
        self._show_wins(found)
        self._show_promises(found)

    def _show_way(self) -> None:
        """The way to the whole of it."""
        button = Button(_tr("Open the scorecard"), self._theme, "quiet", "gauge", compact=True, name="stuck_open")
        button.clicked.connect(self.asked)
        self._column.addWidget(Separator())
        self._add(button, above=4, below=0)

    def _show_call_back(self, found: "Glance") -> None:
        now, before = found.call_backs[-1], found.call_backs[-2]
        value = say.span(now) if now is not None else say.DASH
        lines = []
        if now is not None and before is not None:
            minutes = round((now - before).total_seconds() / 60)
            way = _tr("{0} slower") if minutes > 0 else _tr("{0} faster")
            lines.append(_compared(minutes, way.format(say.span(now - before)), better=minutes < 0, theme=self._theme))
        elif now is None and found.in_time.due:
            lines.append(Label(_tr("not enough yet"), self._theme, "small", "ink_2"))
        in_time = found.in_time
        if in_time.percent is not None:
            lines.append(Label(_tr("{0}% in time").format(in_time.percent), self._theme, "small", "ink_2"))
        elif in_time.due:
            words = _tr("{0} of {1} in time").format(in_time.kept, in_time.due)
            lines.append(Label(words, self._theme, "small", "ink_2"))
        series = [one.total_seconds() / 60 if one is not None else None for one in found.call_backs]
        self._row(_tr("Call-back time"), lines, series, value, "call_back")

    def _show_wins(self, found: "Glance") -> None:
        now, before = found.wins[-1].percent, found.wins[-2].percent
        lines = []
        if now is not None and before is not None:
            words = _tr("1 point") if abs(now - before) == 1 else _tr("{0} points").format(abs(now - before))
            lines.append(_compared(now - before, words, better=now > before, theme=self._theme))
        elif now is None and found.wins[-1].due:
            lines.append(Label(_tr("not enough yet"), self._theme, "small", "ink_2"))
        value = f"{now}%" if now is not None else _plain(found.wins[-1])
        self._row(_tr("Win rate"), lines, [share.percent for share in found.wins], value, "wins")

    def _show_promises(self, found: "Glance") -> None:
        kept, lines = found.kept[-1], []
        late = kept.due - kept.kept
        told = [_tr("{0} late or broken").format(late)] if late else []
        if found.moved:
            told.append(_tr("{0} moved, told first").format(found.moved))
        if kept.due:
            words = ", ".join(told) or _tr("all in time")
            lines.append(Label(words, self._theme, "small", "ink_2", wrap=True))
        series = [share.percent for share in found.kept]
        self._row(_tr("Promises kept"), lines, series, _plain(kept), "promises")

    def _row(self, title: str, lines: Iterable[QWidget], series: Sequence[float | None], value: str, name: str) -> None:
        theme = self._theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, theme, "small", "ink_2"))
        for line in lines:
            words.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(theme.space("s2"))
        row.addLayout(words, 1)
        known = [one for one in series if one is not None]
        if len(known) > 1:
            shown = _tr("Trend of {0} times 30 days").format(len(known))
            row.addWidget(Sparkline(known, shown, theme), 0, Qt.AlignmentFlag.AlignVCenter)
        figure = Label(value, theme, "section", tabular=True, name=f"stuck_{name}")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figure.setMinimumWidth(theme.scaled(62))
        row.addWidget(figure)
        self._column.addWidget(Separator())
        self._add(row, above=8, below=8)


def _compared(change: int, words: str, *, better: bool, theme: Theme) -> QWidget:
    """A change with its arrow, in the colour of better or worse; none is said in words."""
    if change == 0:
        return Label(_tr("as before"), theme, "small", "ink_2")
    tone = "good" if better else "warn"
    shown = QWidget()
    row = QHBoxLayout(shown)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(3)
    row.addWidget(Picture("arrow-down" if change < 0 else "arrow-up", theme, tone, 12))
    row.addWidget(Label(words, theme, "small", tone))
    row.addStretch(1)
    return shown


def _plain(share: Share) -> str:
    return f"{share.kept} / {share.due}" if share.due else say.DASH


def _of(share: Share) -> str:
    if share.percent is None:
        return _tr("{0} of {1}, not enough yet").format(share.kept, share.due) if share.due else _tr("nothing due")
    return _tr("{0}%, {1} of {2}").format(share.percent, share.kept, share.due)


def _read(trend: Sequence[int | None]) -> str:
    return ", ".join(_tr("not enough") if one is None else f"{one}%" for one in trend)
