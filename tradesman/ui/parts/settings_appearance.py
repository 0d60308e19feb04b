"""How the window looks on this computer; no part of the book, and so no step to undo."""

from PySide6.QtCore import QCoreApplication

from tradesman import settings
from tradesman.ui.desk import Desk
from tradesman.ui.parts.settings_section import Section
from tradesman.ui.theme import TEXT_PERCENTS, Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.form import Field, Form


def _tr(text: str) -> str:
    return QCoreApplication.translate("AppearanceSection", text)


def _fields() -> list[Field]:
    schemes = (("light", _tr("Light")), ("dark", _tr("Dark")), ("system", _tr("Like the desktop")))
    sizes = tuple((percent, f"{percent} %") for percent in TEXT_PERCENTS)
    return [
        Field("scheme", _tr("Theme"), "segment", choices=schemes),
        Field(
            "text_percent", _tr("Text size"), "segment", choices=sizes, help=_tr("On top of the desktop's own scale.")
        ),
    ]


class AppearanceSection(Section):
    """Theme and text size, applied at once."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme, name="section_appearance")
        card = Card(theme, self.tr("Appearance"), name="card_appearance")
        card.body.addWidget(self.note(self.tr("Kept on this computer, for every book.")))
        self._form = Form(_fields(), theme)
        card.body.addWidget(self._form)
        self.column.addWidget(card)
        self._form.box("scheme").editor.changed.connect(self._on_scheme)
        self._form.box("text_percent").editor.changed.connect(self._on_text_percent)

    def refresh(self) -> None:
        kept = settings.read()
        self._form.set_values({key: kept[key] for key in ("scheme", "text_percent")})

    def _on_scheme(self) -> None:
        scheme = self._form.values()["scheme"]
        if scheme is not None and scheme != settings.read()["scheme"]:
            settings.write(scheme=scheme)
            self.theme.set_scheme(scheme)

    def _on_text_percent(self) -> None:
        percent = self._form.values()["text_percent"]
        if percent is not None and percent != settings.read()["text_percent"]:
            settings.write(text_percent=percent)
            self.theme.set_text_percent(percent)
