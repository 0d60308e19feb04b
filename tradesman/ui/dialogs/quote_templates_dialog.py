"""Quotes kept as templates: begun from, renamed and removed; and a quote that is kept as one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.quote import Quote
from tradesman.services import quote_templates
from tradesman.services.quote_templates import TemplateRow
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.layouts import clear
from tradesman.ui.widgets.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuoteTemplatesDialog", text)


class QuoteTemplatesDialog(Sheet):
    """The templates by name; the picked one is written into an empty quote, or drafted as a new one beside it."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, quote: Quote, begun: Callable[[UUID], object]
    ) -> None:
        super().__init__(window, _tr("Start from a template"), theme, name="quote_templates")
        self._desk, self._quote, self._begun = desk, quote, begun
        says = (
            _tr("Its options, lines, terms and payments come into this quote, at today's tax.")
            if not quote.options
            else _tr("This quote stays as it is; a new one is drafted for the same customer.")
        )
        self.body.addWidget(Label(says, theme, "small", "ink_2", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space("s2"))
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.set_main(_tr("Close"), role="plain")
        self.accepted.connect(self.dismiss)
        self._show()

    def _show(self) -> None:
        clear(self._list)
        rows = self._desk.ask(quote_templates.rows)
        if not rows:
            why = _tr("No template yet. Open a quote that you would write again, and keep it as a template.")
            self._put(Label(why, self._theme, "small", "ink_2", wrap=True, name="templates_none"))
        for number, row in enumerate(rows):
            self._put(self._row(number, row))

    def _put(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        widget.show()  # the layout would show it later

    def _row(self, number: int, row: TemplateRow) -> QWidget:
        theme, holder = self._theme, QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(row.name, theme, "strong", wrap=True, name=f"template_{number}"))
        words.addWidget(Label(self._says(row), theme, "small", "ink_2", wrap=True))
        use = Button(_tr("Use"), theme, name=f"template_use_{number}")
        use.setAccessibleName(_tr("Use {0}").format(row.name))
        use.setEnabled(row.options is not None)
        use.clicked.connect(lambda: self._use(row))
        rename = IconButton("pencil", _tr("Rename {0}").format(row.name), theme, name=f"template_rename_{number}")
        rename.clicked.connect(lambda: self._rename(row))
        remove = IconButton("trash-2", _tr("Remove {0}").format(row.name), theme, name=f"template_remove_{number}")
        remove.clicked.connect(lambda: self._remove(row))
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(words, 1)
        for button in (use, rename, remove):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _says(self, row: TemplateRow) -> str:
        if row.options is None:
            return _tr("It cannot be read: it is broken, or of a later version.")
        lines = _tr("1 line") if row.lines == 1 else _tr("{0} lines").format(row.lines)
        return ", ".join([*row.options, lines])

    def _use(self, row: TemplateRow) -> None:
        quote = self._quote
        deed: Callable[..., Quote] = quote_templates.draft if quote.options else quote_templates.start
        subject = quote.enquiry_id if quote.options else quote.id
        made = self._desk.do(deed, row.id, subject, label=_tr("Begun from %s") % row.name, on_error=self.set_error)
        if made is not None:
            self.finish()
            self._begun(made.id)

    def _rename(self, row: TemplateRow) -> None:
        NameDialog(self._window, self._desk, self._theme, row, self._show)

    def _remove(self, row: TemplateRow) -> None:
        self._desk.do(quote_templates.remove, row.id, label=_tr("Template removed"), on_error=self.set_error)
        self._show()


class NameDialog(StepDialog):
    """Another name for a template."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, row: TemplateRow, after: Callable[[], object]
    ) -> None:
        fields = [Field("name", _tr("Name"), required=True, default=row.name)]
        super().__init__(window, desk, theme, _tr("Rename the template"), fields, _tr("Rename"), name="template_name")
        self.ask(
            lambda values: self.do(quote_templates.rename, row.id, values["name"], label=_tr("Template renamed")),
            lambda _kept: after(),
        )


class KeepTemplateDialog(StepDialog):
    """Keeps what a quote offers under a name, without its customer; a template of that name can be written anew."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, quote: Quote) -> None:
        fields = [
            Field(
                "name", _tr("Name"), required=True, default=quote.title, help=_tr("Nothing of the customer is kept.")
            ),
            Field("replace", _tr("Replace the template of this name"), "check"),
        ]
        super().__init__(window, desk, theme, _tr("Keep as a template"), fields, _tr("Keep"), name="keep_template")
        self._taken = {row.name.lower() for row in desk.ask(quote_templates.rows)}
        self.form.changed.connect(self._show)
        self._show()

        def keep(values: dict[str, Any]) -> Any:
            name, label = values["name"], _tr("Kept as a template")
            return self.do(quote_templates.keep, quote.id, name, replace=bool(values["replace"]), label=label)

        self.ask(keep)

    def _show(self) -> None:
        """Whether to replace is only asked where there is one of this name."""
        self.form.box("replace").setVisible(str(self.values()["name"]).strip().lower() in self._taken)
