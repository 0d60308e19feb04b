"""One way to ask for a few fields and do one step with them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog


class StepDialog(FormDialog):
    """A form whose values become one step; it stays open with the sentence when the step cannot be done.

    `step` gets the values; what it gives is not None once the step is done. `doubt` gives what to ask first, or
    nothing; pressed again with the same values, the button does the step.
    """

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        title: str,
        fields: Sequence[Field],
        main: str,
        *,
        width: int = 0,
        name: str,
    ) -> None:
        super().__init__(window, title, theme, fields, main, today=desk.today, width=width, name=name)
        self.desk = desk
        self._step: Callable[[dict[str, Any]], object] | None = None
        self._after: Callable[[Any], object] | None = None
        self._doubt: Callable[[dict[str, Any]], str] | None = None
        self._doubted: dict[str, Any] | None = None  # what was asked about
        self.submitted.connect(self._on_submitted)

    def ask(
        self,
        step: Callable[[dict[str, Any]], object],
        after: Callable[[Any], object] | None = None,
        doubt: Callable[[dict[str, Any]], str] | None = None,
    ) -> None:
        """Opens, does the step when the main button is pressed, and then what comes after it."""
        self._step, self._after, self._doubt = step, after, doubt
        self.open()

    def do(self, deed: Callable[..., Any], *args: Any, label: str, **fields: Any) -> Any:
        """One step on the desk; what went wrong stands above the footer."""
        return self.desk.do(deed, *args, label=label, on_error=self.set_error, **fields)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        doubt = self._doubt(values) if self._doubt is not None and values != self._doubted else ""
        self.set_error(doubt)
        if doubt:
            self._doubted = values
            return
        result = self._step(values) if self._step is not None else None
        if result is None:
            return
        self.finish()
        if self._after is not None:
            self._after(result)
