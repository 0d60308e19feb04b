"""A list of cards that can be walked, opened and dragged into another list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card_delegate import CARD_ROLE, CardDelegate, CardItem, paint_slot
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.tips import plain_tip

CARD_MIME = "application/x-tradesman-card"
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class CardModel(QAbstractListModel):
    """The cards of one list, with a sentence for each; dragged, one is known by its key alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[CardItem, ...] = ()

    def set_items(self, items: Sequence[CardItem]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Where a card stands, -1 when it is not here."""
        return next((row for row, item in enumerate(self._items) if item.key == key), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.sentence
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(item.sentence)
        return item if role == CARD_ROLE else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else base | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        return [CARD_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(CARD_MIME, self._items[indexes[0].row()].key.encode())
        return data


class CardList(QListView):
    """Cards below each other, or lying side by side; a drop, a key and the menu only say what is wanted.

    `slot` gives the words for the dashed place where a card of this key may be dropped, "" where it has none.
    """

    opened = Signal(str)
    called = Signal(str)
    acted = Signal(str)
    menu_asked = Signal(str, QPoint)
    shifted = Signal(str, object)  # key of the card, the arrow that was pressed with Alt
    walked = Signal(object)  # the arrow that leads out of this list
    dropped = Signal(str)
    drag_moved = Signal(QPoint)  # on the screen
    drag_ended = Signal()

    def __init__(
        self, theme: Theme, slot: Callable[[str], str], *, lying: bool = False, words: str = "", name: str = ""
    ) -> None:
        super().__init__()
        self._theme, self._slot, self._lying = theme, slot, lying
        self._slot_words = ""
        self.items = CardModel(self)
        self.delegate = CardDelegate(theme, self, lying=lying)
        self.setObjectName(name)
        self.setProperty("role", "bare")
        self.setProperty("cards", "true")
        self.setAccessibleName(words)
        self.setModel(self.items)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if lying:
            self.setFlow(QListView.Flow.LeftToRight)
            self.setVerticalScrollBarPolicy(off)
        else:
            self.setHorizontalScrollBarPolicy(off)
        self.doubleClicked.connect(self._on_double_clicked)

    # What the page calls

    def set_items(self, items: Sequence[CardItem]) -> None:
        """Show these cards, the same one current, or the one in its place."""
        key, row = self.current_key(), self.currentIndex().row()
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        self.items.set_items(items)
        found = self.items.row_of(key)
        self.pick(found if found >= 0 else min(row, len(items) - 1))
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)
        # Nothing is to be walked in an empty list, but a card can be dropped there.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if items else Qt.FocusPolicy.NoFocus)

    def current_key(self) -> str:
        """The key of the card that the keys are for, empty without one."""
        item = self.currentIndex().data(CARD_ROLE)
        return item.key if isinstance(item, CardItem) else ""

    def pick(self, row: int) -> None:
        """Makes the card in a place the current one; none below 0."""
        self.setCurrentIndex(self.items.index(row) if row >= 0 else QModelIndex())

    def take(self, row: int) -> None:
        """Makes a card current and takes the keyboard."""
        self.pick(max(0, min(row, self.items.rowCount() - 1)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        current = self.current_key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not current:
            super().keyPressEvent(event)
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in ARROWS:
            self.shifted.emit(current, key)
        elif modifiers == Qt.KeyboardModifier.ControlModifier and enter:
            self.called.emit(current)
        elif is_enter(event):
            self.opened.emit(current)
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and modifiers == Qt.KeyboardModifier.ShiftModifier):
            self._ask_menu()
        elif not modifiers and self._leads_out(key):
            self.walked.emit(key)
        else:
            super().keyPressEvent(event)

    def _leads_out(self, key: Qt.Key) -> bool:
        """Whether an arrow leaves the list: across it always, along it at its ends."""
        back, on = (Qt.Key.Key_Left, Qt.Key.Key_Right) if self._lying else (Qt.Key.Key_Up, Qt.Key.Key_Down)
        row = self.currentIndex().row()
        ends = {back: row == 0, on: row == self.items.rowCount() - 1}
        return ends.get(key, key in ARROWS)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not move cards about; there is a search for that."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._ask_menu(None if event.reason() == QContextMenuEvent.Reason.Keyboard else event.pos())

    def _ask_menu(self, place: QPoint | None = None) -> None:
        rect = self.visualRect(self.currentIndex())
        key = self._key_at(place) if place is not None else self.current_key()
        if key:
            self.menu_asked.emit(key, self.viewport().mapToGlobal(place or rect.center()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        item = index.data(CARD_ROLE)
        hit = isinstance(item, CardItem) and self.delegate.button(self.visualRect(index), item)
        if hit and hit.adjusted(0, -4, 0, 4).contains(place) and event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit(item.key)

    def _key_at(self, place: QPoint) -> str:
        item = self.indexAt(place).data(CARD_ROLE)
        return item.key if isinstance(item, CardItem) else ""

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(CARD_ROLE).key)

    # Dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        drag, rect = QDrag(self), self.delegate.card(self.visualRect(index))
        drag.setMimeData(self.items.mimeData([index]))
        drag.setPixmap(self.viewport().grab(rect))
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - rect.topLeft())
        self._mark(self.current_key())
        drag.exec(Qt.DropAction.MoveAction)
        self._mark("")
        self.drag_ended.emit()

    def _mark(self, key: str) -> None:
        self.delegate.dragged = key
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._hover(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._hover(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_slot("")
        self.drag_ended.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_slot("")
        self.drag_ended.emit()
        key = _key_of(event)
        if key and self.items.row_of(key) < 0:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.dropped.emit(key)
        else:
            event.ignore()

    def _hover(self, event: QDragMoveEvent) -> None:
        key = _key_of(event)
        if not key:
            event.ignore()
            return
        self.drag_moved.emit(self.viewport().mapToGlobal(event.position().toPoint()))
        self._show_slot(self._slot(key) if self.items.row_of(key) < 0 else "")
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def _show_slot(self, words: str) -> None:
        if words != self._slot_words:
            self._slot_words = words
            self.viewport().update()

    def slot_rect(self) -> QRect:
        """The dashed place: behind the last card, and always to be seen."""
        view, last = self.viewport().rect(), self.visualRect(self.items.index(self.items.rowCount() - 1))
        height = min(self.delegate.height(), view.height())
        if self._lying:
            width = min(self._theme.scaled(260), view.width())
            left = min(last.right() + 1 if last.isValid() else 0, view.right() + 1 - width)
            return self.delegate.card(QRect(left, 0, width, height))
        top = min(last.bottom() + 1 if last.isValid() else 0, view.bottom() + 1 - height)
        return self.delegate.card(QRect(0, top, view.width(), height))

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._slot_words:
            painter = QPainter(self.viewport())
            paint_slot(painter, self.slot_rect(), self._theme, self._slot_words)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another text size
            self.scheduleDelayedItemsLayout()


def _key_of(event: QDropEvent) -> str:
    """The key of the card that is dragged; whatever else is, is nothing for a board."""
    return bytes(event.mimeData().data(CARD_MIME).data()).decode("utf-8", "replace")
