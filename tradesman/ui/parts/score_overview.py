"""How well one stuck to it: all steps together, four figures beside them, and the six steps as rows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tradesman.services.score_facts import Beside
from tradesman.services.score_sheets import ScoreSheet
from tradesman.services.scorecard import Step
from tradesman.ui import format as say
from tradesman.ui.parts import score_words
from tradesman.ui.parts.score_figures import ScoreFigures
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.figure_button import FigureButton
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.press_area import PressArea
from tradesman.ui.widgets.score_row import ScoreLine, ScoreRow
from tradesman.ui.widgets.sparkline import TargetMark

_FIGURES = (Beside.CALL_BACK, Beside.WINS, Beside.PROMISES, Beside.ASKED)
_LEGEND_FROM = 1060  # width of the card, from which there is room for the words on the dashed line


class ScoreOverview(Card):
    """The card at the top of the scorecard; every part of it shows its cases."""

    step_asked = Signal(object)
    figure_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=1, name="score_overview")
        self._theme = theme
        self.setAccessibleName(self.tr("Stuck to it"))
        self._percent = Label("", theme, "hero", name="score_percent")
        self._stuck = Label("", theme, "small", name="score_stuck")
        self._all = PressArea(theme, name="score_together")
        self._all.clicked.connect(lambda: self.figure_asked.emit(Beside.TOGETHER))
        self._legend = Label(self.tr("dashed: {0}% target").format(score_words.TARGET), theme, "small", "ink_3")
        self._dash = TargetMark(theme)
        self._figures = {
            figure: FigureButton(self._name_of(figure), theme, name=f"score_{figure}") for figure in _FIGURES
        }
        self._beside = ScoreFigures(theme, list(self._figures.values()))
        self._room = 0
        self._rows = {step: ScoreRow(theme, score_words.TARGET, name=f"score_step_{int(step)}") for step in Step}
        self.body.setSpacing(0)
        self._head = self._built_head()
        self.body.addLayout(self._head)
        for step, row in self._rows.items():
            self.body.addWidget(Separator())
            self.body.addWidget(row)
            row.clicked.connect(lambda _on=False, step=step: self.step_asked.emit(step))
        for figure, button in self._figures.items():
            button.clicked.connect(lambda _on=False, figure=figure: self.figure_asked.emit(figure))

    def _name_of(self, figure: Beside) -> str:
        return {
            Beside.CALL_BACK: self.tr("Median call-back"),
            Beside.WINS: self.tr("Win rate"),
            Beside.PROMISES: self.tr("Promises kept"),
            Beside.ASKED: self.tr("Testimonials"),
        }[figure]

    def _built_head(self) -> QHBoxLayout:
        theme = self._theme
        self._all.row.setContentsMargins(0, 0, 0, 0)
        self._all.row.setSpacing(theme.space("s4"))
        self._all.row.addWidget(self._percent)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(self.tr("Stuck to it"), theme, "section"))
        words.addWidget(self._stuck)
        words.addStretch(1)
        self._all.row.addLayout(words)
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedWidth(1)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(theme.space("s4"))
        head.addWidget(self._all)
        head.addWidget(line)
        head.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignVCenter)
        legend = QHBoxLayout()
        legend.setSpacing(theme.space("s1"))
        legend.addWidget(self._dash)
        legend.addWidget(self._legend)
        head.addLayout(legend)
        return head

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Shows the figures of a period."""
        together = sheet.all_steps
        self._percent.setText(score_words.figure(together.share))
        self._percent.setVisible(together.share.percent is not None)
        words, tone = score_words.stuck(together, sheet.kind)
        self._stuck.setText(words)
        self._stuck.set_tone(tone)
        figure = self._percent.text() if together.share.percent is not None else ""
        self._all.set_words(", ".join(part for part in (self.tr("Stuck to it"), figure, words) if part))
        waited = sheet.waits[Beside.CALL_BACK]
        known = waited.median is not None
        compared = score_words.faster(waited) if known else (self._few(waited.count), "ink_2")
        self._figures[Beside.CALL_BACK].set_figure(score_words.call_back(waited) if known else say.DASH, *compared)
        self._show_wins(sheet)
        kept = sheet.promises
        behind = score_words.of(kept) if kept.percent is not None else self._few(kept.due)
        self._figures[Beside.PROMISES].set_figure(score_words.figure(kept), behind)
        asked = self.tr("of {0} asked").format(sheet.asked.due) if sheet.asked.due else ""
        self._figures[Beside.ASKED].set_figure(str(sheet.asked.kept), asked)
        for step, row in self._rows.items():
            self._show_step(sheet, step, row)
        self._fit_figures()

    def _show_wins(self, sheet: ScoreSheet) -> None:
        wins = sheet.wins
        few = self._few(wins.share.due), "ink_2"
        note, tone = score_words.points(wins.share, wins.before) if wins.share.percent is not None else few
        self._figures[Beside.WINS].set_figure(score_words.figure(wins.share), note, tone)

    def _show_step(self, sheet: ScoreSheet, step: Step, row: ScoreRow) -> None:
        score, weakest = sheet.steps[step], step == sheet.weakest
        change, tone = score_words.change(score)
        if weakest:
            change, tone = self.tr("weakest"), "accent_text"
        line = ScoreLine(
            number=int(step),
            icon=score_words.ICONS[step],
            title=score_words.title(step),
            what=score_words.what(step),
            percent=score.share.percent,
            share=score_words.share(score.share) if score.share.percent is not None else "",
            kept=score_words.of(score.share) if score.share.due else say.DASH,
            trend=score.trend,
            change=change if score.share.percent is not None else self._too_few(score.share.due),
            tone=tone,
            icon_of_change="arrow-down" if weakest else "",
        )
        row.set_line(line, score_words.row(step, score, weakest=weakest))

    def _few(self, due: int) -> str:
        return score_words.too_few(due) if due else ""

    def _too_few(self, due: int) -> str:
        return self._few(due) or self.tr("nothing due")

    def fit(self, width: int) -> None:
        """Leaves out what there is no room for."""
        self._room = width
        for part in (self._dash, self._legend):
            part.setVisible(width >= self._theme.scaled(_LEGEND_FROM))
        self._fit_figures()

    def _fit_figures(self) -> None:
        """The figures have what the big one and its words leave."""
        others = self._head.sizeHint().width() - self._beside.sizeHint().width()
        self._beside.fit(self._room - others)
