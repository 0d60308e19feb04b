"""Files that go with a message, each a chip that takes it out again."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from shiboken6 import isValid

from tradesman.exchange.eml import Attached
from tradesman.ui import leaving
from tradesman.ui.background import Background
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.flow import Flow

_CONTENT = re.compile("[0-9a-f]{64}")


class Attachments(Flow):
    """The names of the files. A copy of each goes along that does not tell where a photo or a film was taken.

    A picture's is upright and in a size for mail. `changed` tells that a copy is being made, or is; `refused` why there
    can be none.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, background: Background) -> None:
        super().__init__(theme.space("s2"))
        self._theme, self._background = theme, background
        self._chips: dict[Path, Chip] = {}
        self._copies: dict[Path, Attached] = {}
        self._making: set[Path] = set()
        self.setObjectName("files")

    @property
    def ready(self) -> bool:
        """Whether every copy is made."""
        return not any(file in self._making for file in self.value())

    def value(self) -> tuple[Path, ...]:
        """The files, in the order in which they were added."""
        return tuple(file for file, chip in self._chips.items() if not chip.isHidden())

    def names(self) -> list[str]:
        """What the files are called here."""
        return [self._chips[file].text() for file in self.value()]

    def leaving(self) -> tuple[Path | Attached, ...]:
        """What goes along: the copies, as far as they are made."""
        return tuple(self._copies.get(file, file) for file in self.value())

    def ask(self) -> None:
        """Asks for a file and adds it."""
        file = Pickers().file(self, self.tr("Attach a file"), Path.home(), "")
        if file is not None:
            self.add(file)

    def add(self, file: Path, name: str = "") -> None:
        """Adds a file, once, under a name that people can read."""
        chip = self._chips.get(file)
        if chip is None:
            said = name or self._name(file)
            chip = self._chips[file] = Chip(said, self._theme, removable=True, name=f"file_{len(self._chips)}")
            chip.removed.connect(partial(self._on_removed, file))
            self.addWidget(chip)
        chip.show()
        if file not in self._copies and file not in self._making:
            self._making.add(file)
            work = partial(leaving.attached, file, chip.text())
            self._background.run(work, partial(self._on_made, file), partial(self._on_refused, file))
        self.changed.emit()

    def _name(self, file: Path) -> str:
        """A photo of the book is named by what it holds, which nobody can read."""
        if not _CONTENT.fullmatch(file.stem):
            alike = sum(1 for known in self._chips if known.name == file.name)
            return f"{file.stem} {alike + 1}{file.suffix}" if alike else file.name
        number = 1 + sum(1 for known in self._chips if _CONTENT.fullmatch(known.stem))
        return self.tr("Photo {0}").format(number) + file.suffix

    def _on_removed(self, file: Path) -> None:
        self._chips[file].hide()
        self._copies.pop(file, None)  # it may be another by the time it is added again
        self.changed.emit()

    def _on_made(self, file: Path, made: Attached) -> None:
        if isValid(self):  # the sheet may be gone by now
            self._making.discard(file)
            self._copies[file] = made
            self.changed.emit()

    def _on_refused(self, file: Path, why: str) -> None:
        if isValid(self):
            self._making.discard(file)
            self._chips[file].hide()
            self.changed.emit()
            self.refused.emit(why)


def readable(names: Iterable[str]) -> list[str]:
    """Names of files as people can read them: a photo of the book is named by what it holds."""
    told, photos = [], 0
    for name in names:
        of_the_book = _CONTENT.fullmatch(Path(name).stem) is not None
        photos += of_the_book
        told.append(QCoreApplication.translate("Attachments", "Photo {0}").format(photos) if of_the_book else name)
    return told
