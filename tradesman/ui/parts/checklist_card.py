"""What is ticked before a job is signed off, a photo with it where the step wants one."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.job import ChecklistItem
from tradesman.services import checklists, jobs
from tradesman.services.job_sheets import JobSheet
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.checklist_dialog import KeepListDialog
from tradesman.ui.dialogs.step_photo_dialog import StepPhotoDialog
from tradesman.ui.parts.rows import RowPool, flush
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.switches import CheckField


class ChecklistCard(Card):
    """Tick, add and remove; each is one step. The library's lists are taken from here, and kept for it."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self._lists = Button("", theme, "quiet", "list-checks", compact=True, name="job_check_lists")
        super().__init__(theme, "-", "-", self._lists, name="job_checklist")
        self._desk, self._theme = desk, theme
        self._sheet: JobSheet | None = None
        self.set_title(self.tr("Checklist"))
        self._lists.setText(self.tr("From a list"))
        self._lists.clicked.connect(self._offer)
        self._empty = Label(
            self.tr("Nothing to tick yet. Note what must be right before you leave."),
            theme,
            "small",
            "ink_2",
            wrap=True,
        )
        rows = QVBoxLayout()
        rows.setSpacing(2)
        self._rows: RowPool[_Step] = RowPool(rows, self._make_row)
        self._pruning = False  # whether the steps can be taken off just now
        self.body.addWidget(self._empty)
        self.body.addLayout(rows)
        self._build_add()

    def _build_add(self) -> None:
        theme = self._theme
        self._add = LineField(theme, placeholder=self.tr("Add to the checklist"), icon="plus", name="job_check_add")
        self._add.setAccessibleName(self.tr("Add to the checklist"))
        self._add.setProperty("role", "addline")
        self._add.setFont(theme.font("small"))
        self._add.returnPressed.connect(self._on_add)
        self._with_photo = Chip(self.tr("With photo"), theme, name="job_check_add_photo")
        self._with_photo.setAccessibleName(self.tr("What is added wants a photo"))
        self._prune = IconButton("pencil", "", theme, compact=True, name="job_check_prune")
        self._prune.clicked.connect(self._on_prune)
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addLayout(flush(self._add), 1)
        foot.addWidget(self._with_photo)
        foot.addWidget(self._prune)
        self.body.addLayout(foot)
        self._add.changed.connect(self._show_add)

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows the checklist of a job."""
        items = sheet.job.checklist
        same = self._sheet is not None and self._sheet.job.id == sheet.job.id
        self._pruning = self._pruning and same and sheet.job.is_open and bool(items)
        self._sheet = sheet
        self.set_count(self.tr("{0} of {1}").format(sheet.ticked, len(items)) if items else "")
        self._empty.setVisible(not items)
        self._rows.show([_Step(item, sheet.job.is_open, self._pruning) for item in items])
        self._add.setVisible(sheet.job.is_open)
        self._lists.setVisible(sheet.job.is_open or bool(items))
        self._show_add()

    def _show_add(self) -> None:
        typed = not self._add.isHidden() and bool(self._add.value())
        steps = self._sheet.job.checklist if self._sheet is not None else []
        self._with_photo.setVisible(typed)
        self._prune.setVisible(not self._add.isHidden() and bool(steps) and not typed)
        self._prune.set_icon("check" if self._pruning else "pencil")
        self._prune.set_words(self.tr("Done taking steps off") if self._pruning else self.tr("Take steps off"))

    def _make_row(self, number: int) -> QWidget:
        row = _CheckRow(number, self._theme)
        row.box.clicked.connect(lambda: self._on_tick(number))
        row.camera.clicked.connect(lambda: self._on_camera(number))
        row.remove.clicked.connect(lambda: self._on_remove(number))
        return row

    def _on_tick(self, number: int) -> None:
        item = self._rows.rows[number].item
        if self._sheet is None:
            return
        done = item.done_at is None
        if done and item.wants_photo and item.photo_id is None:
            self._rows.widgets[number].box.set_value(False)  # it is ticked once there is a photo
            self._ask_photo(item)
            return
        label = self.tr("Ticked: %s") % item.words if done else self.tr("Tick taken away: %s") % item.words
        self._desk.do(jobs.tick, self._sheet.job.id, item.id, done=done, label=label)

    def _on_camera(self, number: int) -> None:
        self._ask_photo(self._rows.rows[number].item)

    def _ask_photo(self, item: ChecklistItem) -> None:
        if self._sheet is not None:
            sheet = self._sheet
            StepPhotoDialog(self.window(), self._desk, self._theme, sheet.customer_id, sheet.job.id, item).open()

    def _on_prune(self) -> None:
        self._pruning = not self._pruning
        if self._sheet is not None:
            self.show_sheet(self._sheet)

    def _on_remove(self, number: int) -> None:
        item = self._rows.rows[number].item
        if self._sheet is not None:
            label = self.tr("Taken off the checklist: %s") % item.words
            self._desk.do(jobs.remove_from_checklist, self._sheet.job.id, item.id, label=label)

    def _on_add(self) -> None:
        words, photo = self._add.value(), self._with_photo.isChecked()
        if self._sheet is not None and words:
            label, job_id = self.tr("Added to the checklist"), self._sheet.job.id
            self._desk.do(
                jobs.add_to_checklist,
                job_id,
                words,
                wants_photo=photo,
                label=label,
                after=lambda _job: self._added(words),
            )

    def _added(self, words: str) -> None:
        if self._add.value() == words:  # else something else was typed meanwhile
            self._add.clear()
            self._with_photo.setChecked(False)

    # The library's lists

    def _offer(self) -> None:
        if self._sheet is None:
            return
        menu = Menu(self._theme, self._lists, words=self.tr("From a list"))
        menu.setObjectName("job_check_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        found = self._desk.ask(checklists.rows) if self._sheet.job.is_open else []
        for number, one in enumerate(found):
            choice = menu.add_choice(_said(one.name), "list-checks", str(len(one.steps)), name=f"list_{number}")
            choice.triggered.connect(lambda _on=False, list_id=one.id, name=one.name: self._take(list_id, name))
        if self._sheet.job.is_open and not found:
            none = menu.add_choice(self.tr("The library has no list yet"), name="list_none")
            none.setEnabled(False)
        menu.addSeparator()
        keep = menu.add_choice(self.tr("Keep as a list…"), "book-open", name="list_keep")
        keep.setEnabled(bool(self._sheet.job.checklist))
        keep.triggered.connect(self._on_keep)
        menu.popup(self._lists.mapToGlobal(QPoint(0, self._lists.height())))

    def _take(self, list_id: UUID, name: str) -> None:
        if self._sheet is None:
            return
        had, label = len(self._sheet.job.checklist), self.tr("List taken: %s") % name
        job = self._desk.do(checklists.take, self._sheet.job.id, list_id, label=label)
        if job is not None and len(job.checklist) == had:
            self._desk.told.emit(name, self.tr("All its steps are on the checklist already."))

    def _on_keep(self) -> None:
        if self._sheet is not None:
            KeepListDialog(self.window(), self._desk, self._theme, self._sheet)


@dataclass(frozen=True)
class _Step:
    """A thing to tick, whether it can be changed, and whether it can be taken off just now."""

    item: ChecklistItem
    free: bool
    pruning: bool


class _CheckRow(QWidget):
    """A thing to tick, a camera where it wants a photo, and while steps are taken off a cross that removes it."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self.box = CheckField("", theme, fades=True, name=f"job_check_{number}")
        self.camera = IconButton("camera", "", theme, compact=True, name=f"job_check_photo_{number}")
        self.remove = IconButton("x", "", theme, compact=True, name=f"job_check_remove_{number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.box, 1)
        for button in (self.camera, self.remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: _Step) -> None:
        """Shows a thing and what can be done with it."""
        item = row.item
        shown = item.photo_id is not None
        self.box.setText(item.words)
        self.box.set_value(item.done_at is not None)
        self.box.setAccessibleDescription(self.tr("It is ticked with a photo") if item.wants_photo else "")
        self.box.updateGeometry()
        self.camera.setVisible(item.wants_photo or shown)
        self.camera.setEnabled(row.free or shown)
        self.camera.set_icon("image" if shown else "camera")
        said = self.tr("The photo of “%s”") if shown else self.tr("Add the photo of “%s”")
        self.camera.set_words(said % item.words)
        self.remove.set_words(self.tr("Take “%s” off the checklist") % item.words)
        self.remove.setVisible(row.pruning)


def _said(name: str) -> str:
    """A name as a menu shows it: the sign for its key doubled, and not longer than a line."""
    short = name if len(name) <= 60 else f"{name[:59]}…"
    return short.replace("&", "&&")
