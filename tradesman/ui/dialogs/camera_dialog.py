"""What is new in the folder into which a camera or a phone puts its pictures, to tick and add."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tradesman import settings
from tradesman.ui import format as say
from tradesman.ui import photo_intake
from tradesman.ui.desk import Desk
from tradesman.ui.parts.tile_watch import TileWatch
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.photo_tile import PhotoTile, Shape
from tradesman.ui.widgets.sheet import Sheet

_SHAPE = Shape(128, 86)
_WIDTH = 900
_SHOWN = 300  # tiles; with more, one looks for the pictures elsewhere
Found = Sequence[tuple[Path, datetime]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


def remembered() -> tuple[Path | None, datetime | None]:
    """The camera's folder, and the arrival of the newest picture that was offered from it, as far as they are known."""
    kept = settings.read()["camera"]
    try:
        since = datetime.fromisoformat(kept["since"]) if kept.get("since") else None
        return Path(kept["folder"]), since if since is not None and since.tzinfo is not None else None
    except (TypeError, KeyError, ValueError, AttributeError):
        return None, None


class CameraDialog(Sheet):
    """Offers the pictures that came since the last time; those before are a button away, so that none is lost."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, pickers: Pickers) -> None:
        super().__init__(window, _tr("From the camera folder"), theme, width=_WIDTH, name="camera")
        self._desk, self._pickers = desk, pickers
        self._folder, self._since = remembered()
        self._found: Found = ()
        self._earlier = False
        self._ticked: set[Path] = set()
        self._flow: Flow | None = None
        self._thumbnails: Thumbnails | None = None
        self._said = Label("", theme, "body", "ink_2", wrap=True, name="camera_said")
        self._all = Button(_tr("Tick all"), theme, compact=True, name="camera_all")
        self._more = Button(_tr("Show earlier ones"), theme, compact=True, name="camera_earlier")
        self._other = Button(_tr("Choose another folder"), theme, "quiet", "folder-open", name="camera_folder")
        row = QHBoxLayout()
        row.setSpacing(theme.space("s2"))
        row.addWidget(self._said, 1)
        row.addWidget(self._all)
        row.addWidget(self._more)
        self.body.addLayout(row)
        self.add_left(self._other)
        self._add = self.set_main(_tr("Add photos"))
        self._all.clicked.connect(self._on_all)
        self._more.clicked.connect(self._on_earlier)
        self._other.clicked.connect(self._on_folder)
        self.accepted.connect(self._on_accepted)
        self._look()

    def _look(self) -> None:
        self.set_error("")
        self._found, self._earlier = (), False
        self._ticked.clear()
        self._show()
        if self._folder is None:
            self._say(_tr("Choose the folder into which your camera or phone puts its pictures. It is remembered."))
            return
        self._say(_tr("Looking into {0}…").format(self._folder))
        self._desk.background.run(partial(photo_intake.arrived, self._folder), self._on_found, self._on_failed)

    def _on_found(self, found: Found) -> None:
        if isValid(self):  # it may have been closed meanwhile
            self._found = found
            self._show()

    def _on_failed(self, why: str) -> None:
        if isValid(self):
            self._say("")
            self.set_error(why)

    def _offered(self) -> list[Path]:
        since = None if self._earlier else self._since
        return [file for file, at in self._found if since is None or at > since][:_SHOWN]

    def _show(self) -> None:
        offered = self._offered()
        self._fill(offered)
        since = self._since
        if self._folder is not None and self._found:
            if since is None or self._earlier:
                self._say(_tr("{0} pictures in {1}, the newest first.").format(len(offered), self._folder))
            else:
                day = say.day(since.astimezone(self._desk.zone()).date(), self._desk.today())
                self._say(_tr("{0} new in {1} since {2}.").format(len(offered), self._folder, day))
        elif self._folder is not None:
            self._say(_tr("There is no picture in {0}.").format(self._folder))
        self._all.setVisible(bool(offered))
        self._more.setVisible(since is not None and not self._earlier and len(self._found) > len(offered))
        self._other.setText(_tr("Choose another folder") if self._folder is not None else _tr("Choose a folder"))
        self._count()

    def _fill(self, offered: Sequence[Path]) -> None:
        if self._flow is not None:
            self.body.removeWidget(self._flow)
            self._flow.hide()
            self._flow.deleteLater()
            self._flow = None
        if self._folder is None or not offered:
            return
        if self._thumbnails is not None:
            self._thumbnails.wait()
            self._thumbnails.deleteLater()
        self._thumbnails = Thumbnails(None, self._folder, self)
        self._flow = Flow(self._theme.space("s2"))
        watch = TileWatch(self._flow, self._thumbnails)
        tiles = []
        for number, file in enumerate(offered):
            tile = PhotoTile(file.name, self._theme, shape=_SHAPE, name=f"camera_{number}")
            tile.setCheckable(True)
            tile.setChecked(file in self._ticked)
            tile.toggled.connect(lambda on, file=file: self._on_ticked(file, on=on))
            tiles.append(tile)
            watch.add(tile, file.relative_to(self._folder).as_posix())
        self._flow.add_all(tiles)
        self.body.addWidget(self._flow)

    def _say(self, words: str) -> None:
        self._said.setText(words)

    def _count(self) -> None:
        count = len(self._ticked)
        self._add.setText({0: _tr("Add photos"), 1: _tr("Add 1 photo")}.get(count, _tr("Add {0} photos").format(count)))
        self._add.setEnabled(bool(count))

    def _on_ticked(self, file: Path, *, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(file)
        self._count()

    def _on_all(self) -> None:
        for tile in self._flow.findChildren(PhotoTile) if self._flow is not None else ():
            tile.setChecked(True)

    def _on_earlier(self) -> None:
        self._earlier = True
        self._show()

    def _on_folder(self) -> None:
        folder = self._pickers.folder(self, _tr("Where the camera puts its pictures"), self._folder or Path.home())
        if folder is not None:
            self._folder, self._since = folder, None
            settings.write(camera={"folder": str(folder)})
            self._look()

    def _on_accepted(self) -> None:
        files = [file for file, _at in self._found if file in self._ticked]
        newest = max((at for _file, at in self._found), default=self._since)
        settings.write(camera={"folder": str(self._folder), "since": newest.isoformat() if newest else ""})
        self.finish()
        self.chosen.emit(files)
