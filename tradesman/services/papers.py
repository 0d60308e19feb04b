"""What a paper says, as plain data: frozen with a quote when it is given, and printed from there."""

from typing import Any

from tradesman.book import clock
from tradesman.book.customer import Customer, Property
from tradesman.book.enquiry import Enquiry, Need
from tradesman.book.followup import Purpose
from tradesman.book.quote import Line, Option, Quote
from tradesman.book.store import Session
from tradesman.services import businesses, days, payments, playbooks, shown_testimonials

_BEFORE = clock.Wait(-1, clock.Unit.WORKING_DAYS)
_WEEKLY = (clock.Wait(7, clock.Unit.DAYS), clock.Wait(1, clock.Unit.WEEKS))
_BUSINESS = ("name", "owner", "address", "phone", "email", "tax_number", "country", "logo", "paper")


def quote(session: Session, quote: Quote) -> dict[str, Any]:
    """Everything the customer sees of a quote: amounts in minor units, days in ISO form, quantities in thousandths."""
    business = businesses.current(session)
    customer = session.load(Customer, quote.customer_id)
    enquiry = session.load(Enquiry, quote.enquiry_id)
    site = session.get(Property, quote.property_id) if quote.property_id else None
    flagged = [need for need in enquiry.needs if need.flagged]
    return {
        "number": quote.number,
        "revision": quote.revision,
        "title": quote.title,
        "given_on": businesses.today(session).isoformat(),
        "valid_until": quote.valid_until_on.isoformat(),
        "currency": quote.currency,
        "gross": quote.gross,
        "language": customer.language or business.language,
        "tax_label": business.tax_label,
        "business": {key: getattr(business, key) for key in _BUSINESS},
        "customer": {
            "name": customer.name,
            "first_name": customer.greet(),
            "address": site.address if site else "",
        },
        "diagnosis": enquiry.diagnosis,
        "needs": [{"label": need.label, "answer": need.answer} for need in flagged],
        "best_value_reason": quote.best_value_reason,
        "options": [_option(quote, option, flagged) for option in quote.in_order],
        "payments": [
            {"words": step.words, "share_bp": step.share_bp, "deposit": step.deposit} for step in payments.of(quote)
        ],
        "terms": quote.terms,
        "withdrawal_days": business.withdrawal_days,
        "free_on": [day.isoformat() for day in days.first_free(session)],
        "testimonials": _testimonials(session, quote),
        "promised": _promised(session),
    }


def _promised(session: Session) -> dict[str, Any]:
    """What the playbook does for every customer: how the start is confirmed the working day before, a weekly update.

    The paper promises nothing else.
    """
    rules = [(rule, clock.Wait.parse(rule.wait)) for rule in playbooks.rules(session) if rule.enabled]
    confirms = [rule.channel.value for rule, wait in rules if rule.purpose == Purpose.CONFIRM_START and wait == _BEFORE]
    updates = [wait for rule, wait in rules if rule.purpose == Purpose.PROGRESS_UPDATE and rule.repeats]
    return {"confirms": next(iter(confirms), ""), "weekly": any(wait in _WEEKLY for wait in updates)}


def _option(quote: Quote, option: Option, needs: list[Need]) -> dict[str, Any]:
    totals = option.totals(gross=quote.gross)
    return {
        "id": option.id.hex,
        "place": option.position,
        "title": option.title,
        "words": option.words,
        "leaves": option.leaves,
        "takes": option.takes,
        "guarantee": option.guarantee,
        "guarantee_kind": option.guarantee_kind,
        "guarantee_months": option.guarantee_months,
        "promise": option.guarantee_promise,
        "teeth": option.guarantee_teeth,
        "best_value": option.best_value,
        "meets": [option.meets(need.id) for need in needs],
        "discount_minor": option.discount_minor,
        "net_minor": totals.net_minor,
        "tax_minor": totals.tax_minor,
        "total_minor": totals.total_minor,
        "payments": payments.amounts(totals.total_minor, payments.of(quote)),
        "taxes": [[rate.rate_bp, rate.net_minor, rate.tax_minor] for rate in totals.by_rate],
        "lines": [_line(line) for line in sorted(option.lines, key=lambda line: line.position)],
    }


def _line(line: Line) -> dict[str, Any]:
    fields = ("words", "quantity_thousandths", "unit", "price_minor", "discount_minor", "amount_minor", "tax_bp")
    return {"id": line.id.hex, **{key: getattr(line, key) for key in fields}, "extra": line.extra}


def _testimonials(session: Session, quote: Quote) -> list[dict[str, str]]:
    """What earlier customers said, as far as they allow it to be shown on paper today."""
    return [
        {"words": row.words, "by": row.by, "incentive": row.incentive, "shortened": "yes" if row.shortened else ""}
        for row in shown_testimonials.of(session, quote)
        if row.allowed
    ]
