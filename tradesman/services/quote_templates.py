"""Templates: a quote kept without its customer, and drafted again for the next who asks for the same."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, func, select

from tradesman.book.errors import BookError
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.template import QuoteTemplate
from tradesman.services import businesses, quote_contents, quotes


@dataclass(frozen=True)
class TemplateRow:
    """A template as a list shows it: what it offers, None where it cannot be read."""

    id: UUID
    name: str
    kept_at: datetime
    options: tuple[str, ...] | None
    lines: int


def rows(session: Session) -> list[TemplateRow]:
    """All templates by name."""
    query = select(QuoteTemplate).order_by(func.lower(QuoteTemplate.name), col(QuoteTemplate.id))
    return [_row(template) for template in session.exec(query).all()]


def _row(template: QuoteTemplate) -> TemplateRow:
    try:
        content = quote_contents.read(template.content)
    except BookError:
        return TemplateRow(template.id, template.name, template.kept_at, None, 0)
    titles = tuple(option.title for option in content.options)
    lines = sum(len(option.lines) for option in content.options)
    return TemplateRow(template.id, template.name, template.kept_at, titles, lines)


def keep(session: Session, quote_id: UUID, name: str, *, replace: bool = False) -> QuoteTemplate:
    """Keeps options, lines, terms, payments and guarantees of a quote under a name; nothing of the customer.

    With `replace` a template of that name is written anew; otherwise BookError says that there is one.
    """
    quote = session.load(Quote, quote_id)
    if not quote.options:
        raise BookError("The quote has no option yet. Nothing was kept.")
    content = quote_contents.of(quote).model_dump(mode="json")
    there = _named(session, name)
    if there is not None and replace:
        there.content, there.kept_at = content, session.now
        return there
    template = QuoteTemplate(name=_free(session, name), kept_at=session.now, content=content)
    session.add(template)
    return template


def draft(session: Session, template_id: UUID, enquiry_id: UUID, title: str = "") -> Quote:
    """Drafts a quote from a template, at today's tax rates; BookError when the template cannot be read."""
    template = session.load(QuoteTemplate, template_id)
    content = quote_contents.read(template.content)
    quote = quotes.draft(session, enquiry_id, title or content.title)
    _put(session, quote, template)
    return quote


def start(session: Session, template_id: UUID, quote_id: UUID) -> Quote:
    """Writes a template into a quote that has no option yet; its title stays. BookError as `draft`, or when it has."""
    quote = session.load(Quote, quote_id)
    if quote.options:
        raise BookError("The quote has options already. Nothing was changed. Draft a new one from the template.")
    quote.change()
    _put(session, quote, session.load(QuoteTemplate, template_id))
    return quote


def _put(session: Session, quote: Quote, template: QuoteTemplate) -> None:
    then = businesses.calendar(session).local_day(template.kept_at)
    rates = quote_contents.taxes(businesses.current(session), then, businesses.today(session))
    quote_contents.put(quote, quote_contents.read(template.content), rates)


def rename(session: Session, template_id: UUID, name: str) -> QuoteTemplate:
    """Gives a template another name; BookError when another has it."""
    template = session.load(QuoteTemplate, template_id)
    template.name = _free(session, name, but=template_id)
    return template


def remove(session: Session, template_id: UUID) -> None:
    """Takes a template out; quotes drafted from it stay."""
    session.delete(session.load(QuoteTemplate, template_id))


def _named(session: Session, name: str) -> QuoteTemplate | None:
    lower = func.lower(QuoteTemplate.name) == name.strip().lower()
    return session.exec(select(QuoteTemplate).where(lower)).first()


def _free(session: Session, name: str, but: UUID | None = None) -> str:
    if not name.strip():
        raise BookError("A template needs a name. Nothing was kept.")
    there = _named(session, name)
    if there is not None and there.id != but:
        raise BookError(f"There is a template “{there.name}” already. Nothing was kept. Choose another name.")
    return name.strip()
