"""The system's own dialogs for files, folders and colours; a test hands over another."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFileDialog, QWidget


class Pickers:
    """Each gives what was chosen, or None."""

    def new_file(self, parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
        """A file that is to be written; `kinds` reads like "Backups (*.zip)"."""
        # Whether something is there already is said by who writes, without the question whether to replace it.
        keep = QFileDialog.Option.DontConfirmOverwrite
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds, options=keep)
        return self._path(chosen, proposed.suffix)

    def any_file(self, parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
        """As `new_file`, but the system asks whether what is there is to be replaced, and it may be."""
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
        path = self._path(chosen, proposed.suffix)
        if path is not None and path != Path(chosen) and path.exists():
            return self.any_file(parent, title, path, kinds)  # under this name nobody was asked
        return path

    def file(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        """A file that is there."""
        chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return self._path(chosen)

    def files(self, parent: QWidget, title: str, folder: Path, kinds: str) -> list[Path]:
        """Files that are there; none when nothing was chosen."""
        chosen, _kind = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(one) for one in chosen]

    def folder(self, parent: QWidget, title: str, folder: Path) -> Path | None:
        """A folder that is there."""
        return self._path(QFileDialog.getExistingDirectory(parent, title, str(folder)))

    def colour(self, parent: QWidget, title: str, now: str) -> str:
        """A colour, "#14553B", to begin with what it is now; empty when none was chosen."""
        chosen = QColorDialog.getColor(QColor(now or Qt.GlobalColor.white), parent, title)
        return chosen.name().upper() if chosen.isValid() else ""

    def _path(self, chosen: str, suffix: str = "") -> Path | None:
        """The path of what was chosen, with its ending where nobody typed it."""
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.name.endswith(suffix) else path.with_name(path.name + suffix)
