"""How well one stuck to it: all steps together, four figures beside them, and the six steps as rows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tradesman.services.score_facts import Beside
from tradesman.services.score_sheets import ScoreSheet
from tradesman.services.scorecard import Step
from tradesman.ui import format as say
from tradesman.ui.parts import score_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.figure_button import FigureButton
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.score_row import ScoreLine, ScoreRow

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
        self._legend = Label(self.tr("dashed: {0}% target").format(score_words.TARGET), theme, "small", "ink_3")
        self._figures = {
            figure: FigureButton(self._name_of(figure), theme, name=f"score_{figure}") for figure in _FIGURES
        }
        self._rows = {step: ScoreRow(theme, score_words.TARGET, name=f"score_step_{int(step)}") for step in Step}
        self.body.setSpacing(0)
        self.body.addLayout(self._built_head())
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
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(self.tr("Stuck to it"), theme, "section"))
        words.addWidget(self._stuck)
        words.addStretch(1)
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedWidth(1)
        figures = Flow(theme.space("s3"))
        figures.add_all(list(self._figures.values()))
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(theme.space("s4"))
        head.addWidget(self._percent)
        head.addLayout(words)
        head.addWidget(line)
        head.addWidget(figures, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._legend)
        return head

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Shows the figures of a period."""
        together = sheet.all_steps
        self._percent.setText(score_words.figure(together.share) if together.share.percent is not None else "–")
        words, tone = score_words.stuck(together, sheet.kind)
        self._stuck.setText(words)
        self._stuck.set_tone(tone)
        waited = sheet.waits[Beside.CALL_BACK]
        self._figures[Beside.CALL_BACK].set_figure(score_words.call_back(waited), *score_words.faster(waited))
        self._show_wins(sheet)
        kept = sheet.promises
        behind = score_words.of(kept) if kept.percent is not None else ""
        self._figures[Beside.PROMISES].set_figure(score_words.figure(kept), behind)
        asked = self.tr("of {0} asked").format(sheet.asked.due) if sheet.asked.due else ""
        self._figures[Beside.ASKED].set_figure(str(sheet.asked.kept), asked)
        for step, row in self._rows.items():
            self._show_step(sheet, step, row)

    def _show_wins(self, sheet: ScoreSheet) -> None:
        wins = sheet.wins
        note, tone = score_words.points(wins.share, wins.before) if wins.share.percent is not None else ("", "ink_2")
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

    def _too_few(self, due: int) -> str:
        return self.tr("not enough yet") if due else self.tr("nothing due")

    def fit(self, width: int) -> None:
        """Leaves out what there is no room for."""
        self._legend.setVisible(width >= self._theme.scaled(_LEGEND_FROM))
