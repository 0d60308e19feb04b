"""Why the owner does it: picked with a click or in own words, tied to a figure; three at most."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.plan import Figure, Why
from tradesman.services import plans
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts import plan_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("WhyDialog", text)


class WhyDialog(StepDialog):
    """A proposal fills in words and figure; both can be changed."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, why: Why | None = None) -> None:
        fields = [
            Field("words", _tr("What shall the book change?"), required=True, placeholder=_tr("Home by six")),
            Field(
                "figure",
                _tr("The figure that tells how it goes"),
                "choice",
                required=True,
                choices=plan_words.figures(),
                default=Figure.STUCK_TO_IT,
                help=_tr("It is counted as on the scorecard, for the last 90 days."),
            ),
        ]
        title = _tr("Why did you start this?") if why is None else _tr("Change the why")
        main = _tr("Write it down") if why is None else _tr("Save")
        super().__init__(window, desk, theme, title, fields, main, name="why")
        self._why = why
        if why is None:
            self.body.insertWidget(0, self._built_proposals())
        else:
            self.set_values({"words": why.words, "figure": why.figure})
        self.ask(self._keep)

    def _built_proposals(self) -> Flow:
        taken = {why.words.casefold() for why in self.desk.ask(plans.whys)}
        chips = Flow(self._theme.space("s2"))
        for number, (words, figure) in enumerate(plan_words.proposals()):
            if words.casefold() in taken:
                continue
            chip = Chip(words, self._theme, name=f"why_proposal_{number}")
            chip.setCheckable(False)
            chip.clicked.connect(lambda _on=False, words=words, figure=figure: self._propose(words, figure))
            chips.addWidget(chip)
        return chips

    def _propose(self, words: str, figure: Figure) -> None:
        self.set_values({"words": words, "figure": figure})

    def _keep(self, values: dict[str, Any]) -> Any:
        words, figure = values["words"], values["figure"]
        if self._why is None:
            return self.do(plans.add_why, words, figure, label=_tr("Why written down"))
        return self.do(plans.change_why, self._why.id, words, figure, label=_tr("Why changed"))
