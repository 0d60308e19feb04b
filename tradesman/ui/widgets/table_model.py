"""The rows of a table, fetched page by page when they come into view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
_PAGE = 25  # a little more than is seen at once
_PAGES_KEPT = 80


@dataclass(frozen=True)
class CellBadge:
    """A badge in a cell, behind the words if there are any."""

    text: str
    kind: str = "neutral"
    icon: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a table, declared once at the top of a page's file."""

    key: str  # what sort_asked says; also the attribute shown, unless `text` is given
    title: str
    width: int = 0  # 0 takes what is left
    style: str = "small"  # name (strong), small, number (right, figures of one width)
    tone: Callable[[Any], str] | None = None  # row -> colour token of the words
    text: Callable[[Any], str] | None = None  # row -> words
    icon: Callable[[Any], str] | None = None  # row -> icon before the words, or ""
    badge: Callable[[Any], CellBadge | None] | None = None
    action: Callable[[Any], str] | None = None  # row -> words of a button; what it does stands elsewhere too
    sort: Callable[[Any], Any] | None = None  # row -> native value
    sortable: bool = True
    least: int = 0  # of a column that takes what is left, what it needs at least; 0 for the usual
    below: str = ""  # the key of the column in whose second line it stands where there is no room for it
    spare: bool = False  # left out where there is no room: what it says stands elsewhere too
    firm: bool = False  # keeps its width where others give way, as figures and badges always do
    marks: Callable[[Any], Sequence[tuple[int, int]]] | None = None  # row -> starts and ends of letters in its words

    @property
    def gives_way(self) -> bool:
        """Whether its words may be cut where there is little room."""
        return not (self.firm or self.badge is not None or self.action is not None or self.style in ("number", "name"))

    def words(self, row: Any) -> str:
        """The words of a row's cell."""
        if self.text is not None:
            return self.text(row)
        if self.action is not None:
            return self.action(row)
        return "" if self.badge is not None else str(getattr(row, self.key))


class TableModel(QAbstractTableModel):
    """A window on many rows: it knows how many there are and keeps only the pages looked at."""

    def __init__(
        self, columns: Sequence[Column], sentence: Callable[[Any], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._sentence = sentence
        self._count = 0
        self._fetch: Callable[[int, int], Sequence[Any]] = _nothing
        self._pages: dict[int, Sequence[Any]] = {}

    def set_source(self, count: int, fetch: Callable[[int, int], Sequence[Any]]) -> None:
        """Show `count` rows that fetch(offset, limit) gives; a short answer leaves empty rows."""
        self.beginResetModel()
        self._count, self._fetch = count, fetch
        self._pages.clear()
        self.endResetModel()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.set_source(len(rows), lambda offset, limit: rows[offset : offset + limit])

    def row(self, number: int) -> Any:
        """The row object at a place, None outside the table or where the source gave too few."""
        if not 0 <= number < self._count:
            return None
        page = number // _PAGE
        if page not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = self._fetch(page * _PAGE, _PAGE)
        rows = self._pages[page]
        return rows[number % _PAGE] if number % _PAGE < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row)
        if role == ROW_ROLE:
            return row
        if role == SORT_ROLE:
            return column.sort(row) if column.sort is not None else column.words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row) if index.column() == 0 else self._cell_sentence(column, row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def _cell_sentence(self, column: Column, row: Any) -> str:
        badge = column.badge(row) if column.badge is not None else None
        words = " ".join(part for part in (column.words(row), badge.text if badge else "") if part)
        return f"{column.title}: {words}"


def _nothing(_offset: int, _limit: int) -> Sequence[Any]:
    return ()
