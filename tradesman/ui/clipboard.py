"""The clipboard, where QClipboard by itself is not enough."""

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication


def pasted() -> QMimeData:
    """What is on it; empty as well where the program that put it there is gone."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return found if found is not None else QMimeData()


def put(words: str, html: str) -> None:
    """Puts the same there as text and as HTML."""
    # Made by Qt: what Python makes lies there longer than Python lives, and deleting it then ends in a crash.
    model = QStringListModel([""])
    made = model.mimeData([model.index(0)])
    for kind in made.formats():
        made.removeFormat(kind)
    made.setText(words)
    made.setHtml(html)
    QGuiApplication.clipboard().setMimeData(made)
