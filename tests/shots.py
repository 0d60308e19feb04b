"""Pictures of every page and sheet of the sample book, at a fixed moment: `python -m tests.shots DIR`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QApplication

from tradesman import paths, sample, settings
from tradesman.app import App
from tradesman.services import directory, jobs, timelines
from tradesman.ui.dialogs.make_book_dialog import MakeBookDialog
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog
from tradesman.ui.widgets.action_row import ActionRow
from tradesman.ui.widgets.sheet import Sheet

NOW = datetime(2026, 10, 13, 9, 42, tzinfo=UTC)  # Tuesday 13 October, 10:42 in London
SIZES = {"": (1366, 768), "-small": (1093, 614)}


def main() -> None:
    """Writes the pictures into the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=Path("build/shots"))
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    parser.add_argument("--text", type=int, default=100, choices=(100, 115, 130))
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["TRADESMAN_HOME"] = home
        for path in _shoot(asked.out, asked.only, asked.text):
            print(path)


def _shoot(out: Path, only: str, text: int) -> Iterator[Path]:
    qt = QApplication(sys.argv[:1])
    book = paths.home() / "Rowan.tradesman"  # a copy under another name goes without the notice of the sample
    sample.make(book, now=NOW)
    settings.write(text_percent=text)
    app = App(qt, lambda: NOW)
    app.start(book)
    _until(qt, lambda: app.desk is not None)
    for scheme in ("light", "dark"):
        app.theme.set_scheme(scheme)
        for suffix, size in SIZES.items():
            for name, show in scenes(app).items():
                path = out / f"{name}-{scheme}{suffix}.png"
                if only in path.name:
                    app.window.resize(*size)
                    leave = show()
                    _settle(qt)
                    app.window.grab().save(str(path))
                    if leave is not None:
                        leave()
                        _settle(qt)
                    yield path
    app.stop()


def _until(qt: Any, true: Callable[[], bool]) -> None:
    while not true():
        qt.processEvents()


def _settle(qt: Any) -> None:
    for _ in range(5):
        qt.processEvents()


class Scenes:
    """Ways to bring something onto the screen; each gives what takes it away again, or nothing."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def page(self, key: str, subject: Any = None) -> Callable[[], Any]:
        """A page."""
        return lambda: self.app.window.open_page(key, subject)

    def press(self, key: str, subject: Any, button: str) -> Callable[[], Any]:
        """The sheet behind a button of a page."""

        def show() -> Callable[[], None]:
            self.app.window.open_page(key, subject)
            self.app.window.page.findChild(QAbstractButton, button).click()
            return self._close_sheets

        return show

    def act(self, words: str) -> Callable[[], Any]:
        """The sheet behind a row of Today."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("today")
            rows = self.app.window.page.findChildren(ActionRow)
            next(row for row in rows if words in row.accessibleName()).main.click()
            return self._close_sheets

        return show

    def over_today(self, sheet: Callable[[], Any]) -> Callable[[], Any]:
        """A sheet of its own."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("today")
            sheet()
            return self._close_sheets

        return show

    def who(self, name: str) -> Any:
        """A customer's id."""
        return self.app.desk.ask(directory.page, name)[0].id

    def job_of(self, name: str) -> Any:
        """The id of a customer's newest job."""
        return self.app.desk.ask(jobs.of_customer, self.who(name))[0].id

    def quote_of(self, name: str) -> Any:
        """The id of a customer's newest quote."""
        entries = self.app.desk.ask(timelines.of_customer, self.who(name))
        return next(entry.target[1] for entry in entries if entry.target and entry.target[0] == "quote")

    def _close_sheets(self) -> None:
        for sheet in self.app.window.findChildren(Sheet):
            sheet.dismiss()


def scenes(app: Any) -> dict[str, Callable[[], Any]]:
    """What is shown in each picture, by its name; a scene gives what closes it again, or nothing."""
    show = Scenes(app)
    window, desk, theme = app.window, app.desk, app.theme
    marion, ruth, daniel = show.quote_of("Marion Ellis"), show.job_of("Ruth Okafor"), show.who("Daniel Hart")
    return {
        "today": show.page("today"),
        "customers": show.page("customers"),
        "customer": show.page("customer", daniel),
        "quote": show.page("quote", marion),
        "job": show.page("job", ruth),
        "partners": show.page("partners"),
        "testimonials": show.page("testimonials"),
        "sheet-new-enquiry": show.over_today(lambda: NewEnquiryDialog(window, desk, theme, {}).open()),
        "sheet-done-today": show.press("today", None, "today_done"),
        "sheet-call": show.act("Leah Novak"),
        "sheet-visit": show.act("Grace Lindqvist"),
        "sheet-next-step": show.act("Priya Nair"),
        "sheet-three-months": show.act("Daniel Hart"),
        "sheet-message": show.act("Alma Reyes"),
        "sheet-customer": show.press("customer", daniel, "customer_edit"),
        "sheet-note": show.press("customer", daniel, "customer_add_note"),
        "sheet-question": show.press("quote", marion, "quote_ask"),
        "sheet-best-value": show.press("quote", marion, "option_mark_0"),
        "sheet-accept": show.press("quote", marion, "quote_accept"),
        "sheet-lose": show.press("quote", marion, "quote_lose"),
        "sheet-plan": show.press("job", ruth, "job_plan"),
        "sheet-promise": show.press("job", ruth, "job_promise_add"),
        "sheet-recommend": show.press("job", ruth, "job_recommend_1"),
        "sheet-sign-off": show.press("job", ruth, "job_sign_off"),
        "sheet-call-off": show.press("job", ruth, "job_call_off"),
        "sheet-partner": show.press("partners", None, "partner_add"),
        "sheet-testimonial": show.press("testimonials", None, "testimonial_add"),
        "sheet-release": show.press("testimonials", None, "testimonial_release_0"),
        "sheet-make-book": show.over_today(lambda: MakeBookDialog(window, theme, lambda: NOW).open()),
    }


if __name__ == "__main__":
    main()
