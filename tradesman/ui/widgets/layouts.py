"""What several parts do with a layout."""

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout for good; it is gone from sight at once."""
    while (item := layout.takeAt(0)) is not None:
        if (shown := item.widget()) is not None:
            shown.hide()
            shown.deleteLater()
