"""What stands on the sheet that is signed: the option with its extras, and the facts beside it."""

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from tradesman.book import money
from tradesman.documents import figures
from tradesman.ui.dialogs.sign_dialog import Offer, days_in_words
from tradesman.ui.parts.present_card import PresentCard, running


def _tr(text: str) -> str:
    return QCoreApplication.translate("present", text)


def offer(content: dict[str, Any], card: PresentCard, today: date, *, can_mail: bool) -> Offer:
    """What is signed of a paper, as its card shows it now."""
    printed, locale = card.printed, card.locale_name
    rank, title = printed["name"], printed["title"]
    name = f"{rank}: {running(title)}" if rank and title != rank else title
    picked = [tick.text() for _line, tick in card.extras if tick.isChecked()]
    words = [printed["subtitle"], *(_tr("With {0}").format(running(extra)) for extra in picked)]
    guarantee = card.option["guarantee"]
    words += [_tr("Guarantee: {0}").format(running(guarantee))] if guarantee else []
    return Offer(
        title=_tr("{0}, {1}").format(name, card.total()),
        words=" ".join(f"{each.rstrip('.')}." for each in words if each),
        facts=_facts(content, card, locale),
        who=content["customer"]["name"],
        day=figures.day(today, locale),
        can_mail=can_mail,
    )


def _facts(content: dict[str, Any], card: PresentCard, locale: str) -> list[tuple[str, str, str]]:
    facts = []
    free = [date.fromisoformat(day) for day in content["free_on"]]
    if free:
        facts.append(("calendar-days", _tr("First free days"), days_in_words(free, locale)))
    share = sum(step["share_bp"] for step in content["payments"] if step["deposit"])
    deposit = figures.money(money.round_half_away(card.total_minor() * share, 10_000), content["currency"], locale)
    facts.append(("wallet", _tr("Deposit"), deposit if share else _tr("None, pay at the end")))
    days = content["withdrawal_days"]
    if days:
        facts.append(("rotate-ccw", _tr("Change your mind"), _tr("{0} days, free").format(days)))
    return facts
