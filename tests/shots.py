"""Pictures of every page and sheet of the sample book, at a fixed moment: `python -m tests.shots DIR`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
    from PySide6.QtWidgets import QApplication

    from tradesman import paths, sample, settings
    from tradesman.app import App

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
    app.close_book()


def _until(qt: Any, true: Callable[[], bool]) -> None:
    while not true():
        qt.processEvents()


def _settle(qt: Any) -> None:
    for _ in range(5):
        qt.processEvents()


def scenes(app: Any) -> dict[str, Callable[[], Any]]:
    """What is shown in each picture, by its name; a scene gives what closes it again, or nothing."""
    from tradesman.services import directory, jobs

    def page(key: str, subject: Any = None) -> Callable[[], Any]:
        return lambda: app.window.open_page(key, subject)

    def who(name: str) -> Any:
        return app.desk.ask(directory.page, name)[0].id

    def job_of(name: str) -> Any:
        return app.desk.ask(jobs.of_customer, who(name))[0].id

    def quote_of(name: str) -> Any:
        from tradesman.services import timelines

        entries = app.desk.ask(timelines.of_customer, who(name))
        return next(entry.target[1] for entry in entries if entry.target and entry.target[0] == "quote")

    def press(key: str, subject: Any, button: str) -> Callable[[], Any]:
        def show() -> Callable[[], None]:
            from PySide6.QtWidgets import QAbstractButton

            app.window.open_page(key, subject)
            app.window.page.findChild(QAbstractButton, button).click()
            return _close_sheets(app)

        return show

    def enquiry() -> Callable[[], None]:
        app.window.open_page("today")
        app.window.enquiry_asked.emit()
        return _close_sheets(app)

    return {
        "today": page("today"),
        "customers": page("customers"),
        "customer": page("customer", who("Daniel Hart")),
        "quote": page("quote", quote_of("Marion Ellis")),
        "job": page("job", job_of("Ruth Okafor")),
        "partners": page("partners"),
        "testimonials": page("testimonials"),
        "new-enquiry": enquiry,
    }


def _close_sheets(app: Any) -> Callable[[], None]:
    from tradesman.ui.widgets.sheet import Sheet

    def close() -> None:
        for sheet in app.window.findChildren(Sheet):
            sheet.dismiss()

    return close


if __name__ == "__main__":
    main()
