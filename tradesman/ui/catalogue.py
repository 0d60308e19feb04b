"""The pages of an open book, in the order of the rail; imported after the first paint, since they bring the book."""

from collections.abc import Callable
from functools import partial

from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.pages.customers_page import CustomersPage
from tradesman.ui.pages.job_page import JobPage
from tradesman.ui.pages.partners_page import PartnersPage
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.pages.testimonials_page import TestimonialsPage
from tradesman.ui.pages.today_page import TodayPage
from tradesman.ui.theme import Theme

PAGES: dict[str, type[Page]] = {
    "today": TodayPage,
    "customers": CustomersPage,
    "partners": PartnersPage,
    "testimonials": TestimonialsPage,
    "customer": CustomerPage,
    "quote": QuotePage,
    "job": JobPage,
}


def makers(desk: Desk, theme: Theme) -> dict[str, Callable[[], Page]]:
    """What makes each page, by its key."""
    return {key: partial(kind, desk, theme) for key, kind in PAGES.items()}
