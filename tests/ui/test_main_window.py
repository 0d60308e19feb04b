from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.owner import Owner
from tradesman.app import App
from tradesman.services import plans

Start = Callable[..., App]


def marked(app: App) -> list[str]:
    """What the rail marks as the place where one is."""
    return [one.text() for one in app.window.rail.findChildren(QAbstractButton) if one.isChecked()]


def test_quotes_are_a_page_of_their_own_with_a_key_and_a_command(start: Start, folder: Path, qtbot: QtBot) -> None:
    app = start(folder)
    command = next(command for command in app.window.commands if command.words == "Go to Quotes")
    assert (command.keys, command.offered) == ("Ctrl+4", True)
    qtbot.keyClick(app.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert (app.window.page.objectName(), marked(app)) == ("quotes_page", ["Quotes"])
    qtbot.keyClick(app.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focus: Any = app.window.focusWidget()
    assert focus.objectName() == "quotes_search"


def test_the_keys_follow_the_order_of_the_rail(start: Start, folder: Path, qtbot: QtBot) -> None:
    app = start(folder)
    keys = (getattr(Qt.Key, f"Key_{digit % 10}") for digit in range(1, 11))
    seen = []
    for key in keys:
        qtbot.keyClick(app.window, key, Qt.KeyboardModifier.ControlModifier)
        seen += marked(app)
    upper = ["Today", "Pipeline", "Customers", "Quotes", "Jobs", "Calendar", "Follow-ups", "Partners"]
    assert seen == [*upper, "Testimonials", "Scorecard"]
    command = next(command for command in app.window.commands if command.words == "Go to Jobs")
    assert (command.keys, command.icon, command.offered) == ("Ctrl+5", "hammer", True)


def test_a_quote_stands_below_quotes_and_a_job_below_jobs(start: Start, folder: Path, qtbot: QtBot) -> None:
    app = start(folder)
    assert app.desk is not None
    owner = Owner(app.desk.book, app.desk.now)
    quote_id = owner.given()
    app.window.open_page("quotes")
    app.window.page.invalidate()
    qtbot.keyClick(app.window.page.frame.search, Qt.Key.Key_Return)
    assert (app.window.page.objectName(), marked(app)) == ("quote_page", ["Quotes"])
    app.window.back()
    assert app.window.page.objectName() == "quotes_page"
    app.window.open_page("job", owner.accepted(quote_id))
    assert marked(app) == ["Jobs"]
    app.window.open_page("jobs")
    app.window.page.invalidate()
    qtbot.keyClick(app.window.page.frame.search, Qt.Key.Key_Return)
    assert (app.window.page.objectName(), marked(app)) == ("job_page", ["Jobs"])
    app.window.open_page("customer", owner.customer("Bo Reed"))
    assert marked(app) == ["Customers"]


def test_the_plan_stands_below_the_scorecard_and_counts_on_today(start: Start, folder: Path, qtbot: QtBot) -> None:
    app = start(folder)
    assert app.desk is not None
    command = next(command for command in app.window.commands if command.words == "Go to Plan")
    assert (command.keys, command.offered) == ("", True)
    command.run()
    assert (app.window.page.objectName(), marked(app)) == ("plan_page", ["Scorecard"])
    app.desk.do(plans.set_goal, "Win more", app.desk.today(), review_on=app.desk.today(), label="Goal added")
    (item,) = [one for one in app.window.rail.findChildren(QAbstractButton) if one.text() == "Today"]
    assert item.accessibleName().startswith("Today, 1 ")
    app.window.back()
    assert app.window.page.objectName() == "today_page"
