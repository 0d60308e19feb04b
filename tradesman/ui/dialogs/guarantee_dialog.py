"""A guarantee of the library with its teeth, and terms that stand under a quote."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.guarantee import Guarantee, GuaranteeKind
from tradesman.book.template import Terms
from tradesman.services import guarantees, terms
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field

MOST_MONTHS = 600


def _tr(text: str) -> str:
    return QCoreApplication.translate("GuaranteeDialog", text)


def kind_words(kind: GuaranteeKind) -> str:
    """What kind of promise it is."""
    return {
        GuaranteeKind.ON_TIME: _tr("On time"),
        GuaranteeKind.RESPONSE: _tr("Response"),
        GuaranteeKind.RESULT: _tr("Result"),
    }[kind]


def how_long(months: int | None) -> str:
    """A term in people's words: "2 years", "18 months"; empty for none."""
    if months is None:
        return ""
    if months % 12 == 0:
        return _tr("1 year") if months == 12 else _tr("{0} years").format(months // 12)
    return _tr("1 month") if months == 1 else _tr("{0} months").format(months)


def _months_fault(text: str) -> str:
    if text.isascii() and text.isdigit() and 0 < int(text) <= MOST_MONTHS:
        return ""
    return _tr("A number of months, 24 for two years, or nothing.")


def _fields() -> list[Field]:
    kinds = tuple((kind, kind_words(kind)) for kind in GuaranteeKind)
    return [
        Field("kind", _tr("What is promised"), "segment", required=True, choices=kinds),
        Field("title", _tr("Name"), required=True, half=True, placeholder=_tr("Seven years, parts and labour")),
        Field("months", _tr("Months"), half=True, placeholder="84", check=_months_fault),
        Field("promise", _tr("The promise, as the customer reads it"), "text", required=True),
        Field("teeth", _tr("What the customer gets if it fails"), "text", required=True),
    ]


class GuaranteeDialog(StepDialog):
    """Adds a guarantee or changes one; options that gave it keep their copy."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, guarantee: Guarantee | None = None) -> None:
        title = _tr("Add guarantee") if guarantee is None else guarantee.title
        main = _tr("Add") if guarantee is None else _tr("Keep")
        super().__init__(window, desk, theme, title, _fields(), main, name="guarantee")
        self._guarantee = guarantee
        self.set_values({"kind": GuaranteeKind.RESULT})
        if guarantee is not None:
            kept = {key: getattr(guarantee, key) for key in ("kind", "title", "promise", "teeth", "months")}
            self.set_values(kept)
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        fields = {**values, "months": int(values["months"]) if values["months"] else None}
        if self._guarantee is None:
            return self.do(guarantees.add, label=_tr("Guarantee added"), **fields)
        return self.do(guarantees.change, self._guarantee.id, label=_tr("Guarantee changed"), **fields)


def _terms_fields() -> list[Field]:
    return [
        Field("title", _tr("Name"), required=True, placeholder=_tr("Payment and access")),
        Field("words", _tr("Words that stand under the quote"), "text", required=True),
        Field("standard", _tr("Every new quote takes them"), "check"),
    ]


class TermsDialog(StepDialog):
    """Adds terms or changes them; quotes that took them keep their copy."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, written: Terms | None = None) -> None:
        title = _tr("Add terms") if written is None else written.title
        main = _tr("Add") if written is None else _tr("Keep")
        super().__init__(window, desk, theme, title, _terms_fields(), main, name="terms")
        self._written = written
        if written is not None:
            self.set_values({key: getattr(written, key) for key in ("title", "words", "standard")})
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        if self._written is None:
            return self.do(terms.add, label=_tr("Terms added"), **values)
        return self.do(terms.change, self._written.id, label=_tr("Terms changed"), **values)
