"""Files that go with a message, each a chip that takes it out again."""

from pathlib import Path

from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.flow import Flow


class Attachments(Flow):
    """The names of the files; nothing is read before the message is written."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme.space("s2"))
        self._theme = theme
        self._chips: dict[Path, Chip] = {}
        self.setObjectName("files")

    def value(self) -> tuple[Path, ...]:
        """The files, in the order in which they were added."""
        return tuple(file for file, chip in self._chips.items() if not chip.isHidden())

    def ask(self) -> None:
        """Asks for a file and adds it."""
        file = Pickers().file(self, self.tr("Attach a file"), Path.home(), "")
        if file is not None:
            self.add(file)

    def add(self, file: Path) -> None:
        """Adds a file, once."""
        chip = self._chips.get(file)
        if chip is None:
            chip = self._chips[file] = Chip(file.name, self._theme, removable=True, name=f"file_{len(self._chips)}")
            chip.removed.connect(chip.hide)
            self.addWidget(chip)
        chip.show()
