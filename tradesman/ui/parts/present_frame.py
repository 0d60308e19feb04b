"""What stands above and below the options a customer is shown."""

from typing import Any

from babel.lists import format_list
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.parts.present_card import running
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.picture import Picture


def _tr(text: str) -> str:
    return QCoreApplication.translate("present", text)


def asked_for(content: dict[str, Any], locale: str) -> str:
    """What the customer needs, in a sentence."""
    first = content["customer"]["first_name"]
    needs = [running(need["label"] or need["answer"]) for need in content["needs"]]
    if not needs:
        return _tr("{0}, here is what I would do.").format(first)
    return _tr("{0}, you asked for {1}.").format(first, format_list(needs, locale=locale))


class PresentHead(QWidget):
    """The title, what was asked for, and the way out; a rehearsal says that it is one."""

    def __init__(self, content: dict[str, Any], locale: str, theme: Theme, *, rehearsal: bool) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(content["title"], theme, "display", wrap=True, name="present_title"))
        words.addWidget(Label(asked_for(content, locale), theme, "present", "ink_2", wrap=True, name="present_asked"))
        self.end = Button(_tr("Close"), theme, icon="x", name="present_close")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s4"))
        row.addLayout(words, 1)
        if rehearsal:
            badge = Badge(_tr("Rehearsal"), "outline", theme, name="present_rehearsal")
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.end, 0, Qt.AlignmentFlag.AlignTop)


class PresentFoot(QWidget):
    """Until when the prices hold, the legal right to withdraw, the PDF, and every line for who asks."""

    def __init__(self, until: str, withdraw: str, theme: Theme) -> None:
        """`withdraw` as it stands on paper, empty where no law gives the right."""
        super().__init__()
        words = _tr("Ask anything. No rush: these prices hold until {0}.").format(until)
        self.said = Label(f"{words} {withdraw}".strip(), theme, "section body", "ink_2", wrap=True, name="present_said")
        self.leave_pdf = Button(_tr("Leave me the PDF"), theme, icon="file-down", name="present_pdf")
        self.lines = Button(_tr("See every line"), theme, icon="list", name="present_lines")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s3"))
        hint = QHBoxLayout()
        hint.setSpacing(8)
        hint.addWidget(Picture("circle-help", theme, "ink_2"))
        hint.addWidget(self.said, 1)
        row.addLayout(hint, 1)
        row.addWidget(self.leave_pdf)
        row.addWidget(self.lines)
