"""Tooltips say words as they are: what looks like markup is shown as those characters, and nothing turns them round."""

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import QWidget

from tradesman.book.direction import apart


def allow(control: QWidget, why_not: str = "") -> None:
    """Lets a control be used, or says in its tooltip and to screen readers why it cannot be."""
    control.setEnabled(not why_not)
    control.setToolTip(plain_tip(why_not))
    control.setAccessibleDescription(why_not)


def plain_tip(words: str) -> str:
    """Words for a tooltip, which takes what looks like markup for markup."""
    words = apart(words)
    return Gui.convertFromPlainText(words, Qt.WhiteSpaceMode.WhiteSpaceNormal) if Gui.mightBeRichText(words) else words
