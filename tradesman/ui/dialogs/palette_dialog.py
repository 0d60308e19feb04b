"""The palette of Ctrl+K: anything in the book and anything the window does, by a few letters of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from tradesman.services import palette
from tradesman.services.palette import Place, Whom
from tradesman.ui.commands import Command
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.show_answer_dialog import ShowAnswerDialog
from tradesman.ui.parts.palette_lines import Call, NewEnquiry, lines_at_rest, lines_for, whom_of
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.found_list import FoundList, Line, sentence
from tradesman.ui.widgets.key_cap import KeyCap
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.sheet import Sheet

WIDTH = 638
_HEAD = 56
_FROM_TOP = 8  # the part of the window's height above it
_EDGE = 24
_PAGES = {
    palette.FoundPerson: "customer",
    palette.FoundQuote: "quote",
    palette.FoundJob: "job",
    palette.FoundPartner: "partners",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)


class PaletteDialog(Sheet):
    """One field and one list: the arrows choose, Enter opens, Ctrl+Enter calls, Esc leaves."""

    page_asked = Signal(str, object)
    call_asked = Signal(object)  # the id of a customer
    enquiry_asked = Signal(object)  # the id of a customer, or what was typed

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, commands: Sequence[Command], lately: Sequence[Place] = ()
    ) -> None:
        self._desk, self._commands, self._lately = desk, commands, lately
        self._known: frozenset[str] = frozenset()
        self.field = LineField(theme, placeholder=_tr("Search or jump to…"), name="palette_field")
        self.list = FoundList(theme, words=_tr("Found"), name="palette_list")
        super().__init__(window, _tr("Search or jump to"), theme, width=theme.scaled(WIDTH), name="palette")
        self.set_margins(0, 0, 0, 0)
        self.body.addWidget(self.list)
        self.field.changed.connect(self._on_typed)
        self.list.marked.connect(self._on_marked)
        self.list.chosen.connect(self._on_chosen)
        self._scrim.installEventFilter(self)
        self._on_typed()

    # How it is made

    def _built_head(self, title: str) -> QFrame:
        theme = self._theme
        head = QFrame()
        head.setProperty("role", "header")
        head.setFixedHeight(theme.scaled(_HEAD))
        self.field.setProperty("role", "palette")
        self.field.setFont(theme.font("present"))
        self.field.setAccessibleName(title)
        self.header.setContentsMargins(16, 0, 16, 0)
        self.header.setSpacing(theme.space("s2"))
        for widget in (Picture("search", theme, "ink"), self.field, KeyCap(self.tr("Esc"), theme)):
            self.header.addWidget(widget)
        head.setLayout(self.header)
        return head

    def _built_foot(self) -> QFrame:
        theme = self._theme
        foot = QFrame()
        foot.setProperty("role", "footer")
        foot.setProperty("surface", "alt")
        self.footer.setContentsMargins(16, 8, 16, 8)
        self.footer.setSpacing(6)
        for keys, words in (
            (self.tr("↑ ↓"), self.tr("choose")),
            (self.tr("Enter"), self.tr("open")),
            (self.tr("Ctrl Enter"), self.tr("call")),
        ):
            self.footer.addWidget(KeyCap(keys, theme))
            self.footer.addWidget(Label(words, theme, "caption", "ink_2"))
            self.footer.addSpacing(10)
        self.said = ElidedLabel("", theme, "caption strong", "danger", name="palette_said")
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.footer.addWidget(self.said, 1)
        foot.setLayout(self.footer)
        return foot

    def _place(self) -> None:
        room = self._scrim.size()
        width = min(self._width, room.width() - 2 * _EDGE)
        top = room.height() // _FROM_TOP
        height = self.list.sizeHint().height() + self._theme.scaled(_HEAD) + self._foot.sizeHint().height()
        self.setGeometry((room.width() - width) // 2, top, width, min(height, room.height() - top - _EDGE))

    # What it finds

    def _on_typed(self) -> None:
        typed, today = self.field.value(), self._desk.today()
        self.said.setText("")
        if typed:
            self.list.set_lines(lines_for(typed, self._find(typed), self._commands, today))
        else:
            lately = self._desk.ask(palette.lately, self._lately)
            self.list.set_lines(lines_at_rest(lately, self._commands, today))
        self._place()

    def _find(self, typed: str) -> list[palette.Found]:
        found = self._desk.ask(palette.find, typed, self._known)
        if not self._known and palette.is_few(typed, found):  # read once, and only when letters went wrong
            self._known = self._desk.ask(palette.lexicon)
            found = self._desk.ask(palette.find, typed, self._known)
        return found

    def _on_marked(self, line: Line | None) -> None:
        """Who cannot see the mark hears it from the field, which has the keyboard."""
        self.field.setAccessibleDescription(sentence(line) if line is not None else "")

    # What is done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.list.walk(event.key()):
            event.accept()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_call()
        elif enter:
            self._on_chosen(self.list.line())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scrim and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            if not self.geometry().contains(event.position().toPoint()):
                self.dismiss()
            return True
        return super().eventFilter(watched, event)

    def _on_call(self) -> None:
        whom = whom_of(self.list.line()) or self._first_whom()
        if whom is None:
            return
        if whom.can_be_called:
            self._on_chosen(Line("", Call(whom)))
        else:
            why = self.tr("%s is not to be contacted.") if whom.do_not_contact else self.tr("%s has no phone number.")
            self.said.setText(why % whom.name)

    def _first_whom(self) -> Whom | None:
        return next((whom for whom in map(whom_of, self.list.lines()) if whom is not None), None)

    def _on_chosen(self, line: Line | None) -> None:
        if line is None:
            return
        self.finish()  # first, so that what follows finds the page awake
        self._do(line.key)

    def _do(self, key: Any) -> None:
        if isinstance(key, Command):
            key.run()
        elif isinstance(key, Call):
            self.call_asked.emit(key.whom.id)
        elif isinstance(key, NewEnquiry):
            self.enquiry_asked.emit(key.whom.id if key.whom is not None else key.typed)
        elif isinstance(key, palette.FoundAnswer):
            ShowAnswerDialog(self._window, self._desk, self._theme, key).open()
        else:
            subject = key.whom.id if isinstance(key, palette.FoundPerson) else key.id
            self.page_asked.emit(_PAGES[type(key)], subject)
