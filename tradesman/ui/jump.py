"""What follows from the palette: it is opened over the window, and what was chosen in it is done there."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from tradesman.services.palette import Kind
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog
from tradesman.ui.dialogs.outbox_dialog import OutboxDialog
from tradesman.ui.dialogs.palette_dialog import PaletteDialog
from tradesman.ui.dialogs.win_backs_dialog import WinBacksDialog
from tradesman.ui.main_window import MainWindow
from tradesman.ui.parts import playbook_commands, reaching
from tradesman.ui.parts.row_deeds import open_sheet
from tradesman.ui.theme import Theme

_KINDS = {"customer": Kind.PERSON, "quote": Kind.QUOTE, "job": Kind.JOB}


def open_palette(window: MainWindow, desk: Desk, theme: Theme) -> PaletteDialog:
    """Opens the palette; what was opened lately is offered before anything is typed."""
    lately = [(_KINDS[key], subject_id) for key, subject_id in window.lately if key in _KINDS]
    playbook = playbook_commands.commands(desk, partial(_open_tab, window), partial(window.open_page, "followups"))
    dialog = PaletteDialog(window, desk, theme, [*window.commands, *playbook], lately)
    dialog.page_asked.connect(window.open_page)
    dialog.call_asked.connect(lambda customer_id: reaching.call(window, desk, theme, customer_id, window.open_page))
    dialog.enquiry_asked.connect(partial(_enquire, window, desk, theme))
    dialog.open()
    return dialog


def _open_tab(window: MainWindow, key: str) -> None:
    """A tab of the follow-ups."""
    window.open_page("followups")
    window.page.tabs.set_value(key)


def open_outbox(window: MainWindow, desk: Desk, theme: Theme) -> None:
    """Opens the outbox, from which the way leads on to customers."""
    open_sheet(OutboxDialog(window, desk, theme), window.open_page)


def open_win_backs(window: MainWindow, desk: Desk, theme: Theme) -> None:
    """Opens the win-back list, from which the way leads on to customers."""
    open_sheet(WinBacksDialog(window, desk, theme), window.open_page)


def _enquire(window: MainWindow, desk: Desk, theme: Theme, about: UUID | str) -> None:
    """A new enquiry of a customer, or of somebody whose name or number was typed; each has a draft of its own."""
    if isinstance(about, str):
        open_sheet(NewEnquiryDialog(window, desk, theme, caller=about), window.open_page)
    else:
        open_sheet(NewEnquiryDialog(window, desk, theme, about), window.open_page)


# What the window opens from anywhere.
OPENS: dict[str, Callable[[MainWindow, Desk, Theme], object]] = {
    "palette": open_palette,
    "outbox": open_outbox,
    "win_backs": open_win_backs,
}
