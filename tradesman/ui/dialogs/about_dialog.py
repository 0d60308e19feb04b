"""What this program is, and the licences of everything that came with it."""

from PySide6.QtWidgets import QWidget

from tradesman import __version__, paths
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 640
_LINES = 14
_LIBRARIES = ("libraries", "lgpl-3", "gpl-3", "apache-2")  # the list, and the long texts that it names


class AboutDialog(Sheet):
    """The version, and one licence at a time to read or to copy."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        title = self.tr("About Tradesman")
        super().__init__(window, title, theme, width=theme.scaled(_WIDTH), name="about")
        says = self.tr("Version %s. Your book stays on this computer; nothing leaves it unless you send it.")
        self.body.addWidget(Label(says % __version__, theme, "body", "ink_2", wrap=True, name="about_version"))
        parts = [
            ("tradesman", "Tradesman"),
            ("inter", self.tr("Inter, the letters")),
            ("lucide", self.tr("Lucide, the icons")),
            ("libraries", self.tr("Libraries")),
        ]
        self.part = Segmented(parts, theme, name="licence_of")
        self.part.setAccessibleName(self.tr("Licence of"))
        self.licence = TextField(theme, lines=_LINES, name="licence")
        self.licence.setAccessibleName(self.tr("Licence"))
        self.licence.setReadOnly(True)
        self.licence.setTabChangesFocus(True)
        self.part.changed.connect(self._on_part_changed)
        self.body.addWidget(self.part)
        self.body.addWidget(self.licence)
        self.set_main(self.tr("Close"))
        self.accepted.connect(self.finish)
        self.part.set_value("tradesman")

    def _on_part_changed(self) -> None:
        part = self.part.value()
        names = _LIBRARIES if part == "libraries" else (part,)
        texts = (paths.resource("licences", f"{name}.txt").read_text("utf-8") for name in names)
        self.licence.setPlainText("\n\n\n".join(texts))
