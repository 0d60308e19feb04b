"""What a paper says, as plain data: frozen with a quote when it is given, and printed from there."""

from typing import Any

from tradesman.book.customer import Customer, Property
from tradesman.book.enquiry import Enquiry
from tradesman.book.quote import Option, Quote
from tradesman.book.store import Session
from tradesman.services import businesses


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
        "tax_label": business.tax_label,
        "business": {
            key: getattr(business, key) for key in ("name", "owner", "address", "phone", "email", "tax_number")
        },
        "customer": {"name": customer.name, "address": site.address if site else ""},
        "diagnosis": enquiry.diagnosis,
        "needs": [{"label": need.label, "answer": need.answer} for need in flagged],
        "best_value_reason": quote.best_value_reason,
        "options": [
            _option(quote, option, [need.id for need in flagged])
            for option in sorted(quote.options, key=lambda option: option.position)
        ],
    }


def _option(quote: Quote, option: Option, needs: list[Any]) -> dict[str, Any]:
    totals = option.totals(gross=quote.gross)
    return {
        "title": option.title,
        "words": option.words,
        "leaves": option.leaves,
        "takes": option.takes,
        "guarantee": option.guarantee,
        "best_value": option.best_value,
        "meets": [option.meets(need) for need in needs],
        "discount_minor": option.discount_minor,
        "net_minor": totals.net_minor,
        "tax_minor": totals.tax_minor,
        "total_minor": totals.total_minor,
        "taxes": [[rate.rate_bp, rate.net_minor, rate.tax_minor] for rate in totals.by_rate],
        "lines": [
            {
                "words": line.words,
                "quantity_thousandths": line.quantity_thousandths,
                "unit": line.unit,
                "price_minor": line.price_minor,
                "discount_minor": line.discount_minor,
                "amount_minor": line.amount_minor,
                "tax_bp": line.tax_bp,
                "extra": line.extra,
            }
            for line in sorted(option.lines, key=lambda line: line.position)
        ],
    }
