"""The pages of an open book, in the order of the rail; each is imported when it is asked for, or warmed before."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.theme import Theme

PAGES = (
    *("today", "pipeline", "customers", "quotes", "jobs", "calendar", "followups", "partners", "testimonials"),
    *("scorecard", "library", "settings"),
    *("customer", "quote", "job", "plan"),
)
FIRST = PAGES[0]


def kind(key: str) -> type[Page]:
    """The class of a page: `quote` is QuotePage in pages/quote_page.py."""
    found: type[Page] = getattr(import_module(f"tradesman.ui.pages.{key}_page"), f"{key.title()}Page")
    return found


def warm() -> None:
    """Imports every page and what it brings, so that none is slow when it is first opened."""
    for key in PAGES:
        kind(key)


def makers(desk: Desk, theme: Theme) -> dict[str, Callable[[], Page]]:
    """What makes each page, by its key."""
    return {key: partial(_made, key, desk, theme) for key in PAGES}


def _made(key: str, desk: Desk, theme: Theme) -> Page:
    return kind(key)(desk, theme)
