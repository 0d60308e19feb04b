"""Tooltips say words as they are: what looks like markup is shown as those characters."""

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui


def plain_tip(words: str) -> str:
    """Words for a tooltip, which takes what looks like markup for markup."""
    return Gui.convertFromPlainText(words, Qt.WhiteSpaceMode.WhiteSpaceNormal) if Gui.mightBeRichText(words) else words
