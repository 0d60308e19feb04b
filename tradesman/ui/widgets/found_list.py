"""A list in groups, walked from the field above it: headings, rows, and one that is marked."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.found_delegate import LINE_ROLE, FoundDelegate, Line

_ABOVE = 6  # room above the first row and below the last
_PAGE = 5  # rows that Page Down goes on


class FoundModel(QAbstractListModel):
    """The lines as a list, with a sentence for each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid() or not self.lines[index.row()].can_be_chosen:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(line)
        return line if role == LINE_ROLE else None


def sentence(line: Line) -> str:
    """A line as it is read aloud: what it says, and how it is chosen."""
    said = ", ".join(part for part in (line.title, line.second, line.right) if part)
    if not line.can_be_chosen:
        return said
    stop = "" if said.endswith(("?", "!", ".")) else "."
    return QCoreApplication.translate("found_list", "{0}{1} Enter to choose.").format(said, stop)


class FoundList(QListView):
    """It never takes the keyboard: the field above keeps it and moves the mark."""

    chosen = Signal(object)
    marked = Signal(object)

    def __init__(self, theme: Theme, *, words: str, name: str) -> None:
        super().__init__()
        self._lines = FoundModel(self)
        self._delegate = FoundDelegate(theme, self)
        self.setObjectName(name)
        self.setProperty("role", "bare")
        self.setAccessibleName(words)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setViewportMargins(0, _ABOVE, 0, _ABOVE)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines and mark the first that can be chosen."""
        self._lines.set_lines(lines)
        self._mark(next(iter(self._places()), -1))
        self.updateGeometry()

    def lines(self) -> tuple[Line, ...]:
        """All lines, headings too."""
        return self._lines.lines

    def line(self) -> Line | None:
        """The marked line."""
        place = self.currentIndex().row()
        return self._lines.lines[place] if place >= 0 else None

    def walk(self, key: int) -> bool:
        """Move the mark as a key says; False when the key says nothing of it."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
        step, places = steps.get(Qt.Key(key)), self._places()
        if step is None:
            return False
        if places:
            here = places.index(self.currentIndex().row())
            self._mark(places[max(0, min(here + step, len(places) - 1))])
        return True

    def sizeHint(self) -> QSize:
        heights = (self._delegate.height(line) for line in self._lines.lines)
        return QSize(super().sizeHint().width(), sum(heights) + 2 * _ABOVE)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.row() in self._places() and index != self.currentIndex():
            self._mark(index.row(), scroll=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.row() in self._places():
            self._mark(index.row(), scroll=False)
            self.chosen.emit(self.line())

    def _places(self) -> list[int]:
        return [place for place, line in enumerate(self._lines.lines) if line.can_be_chosen]

    def _mark(self, place: int, *, scroll: bool = True) -> None:
        index = self._lines.index(place, 0) if place >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        self.viewport().update()
        if scroll and place >= 0:
            self.scrollTo(index)
            if place == self._places()[0]:
                self.scrollToTop()  # its heading too
        self.marked.emit(self.line())


__all__ = ["FoundList", "FoundModel", "Line", "sentence"]
