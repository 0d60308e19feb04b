"""What a quote offers, without whose it is: copied within it and into other quotes, and kept as a template."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from tradesman.book.business import Business
from tradesman.book.errors import BookError
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.quote import MOST_OPTIONS, Line, Option, Quote
from tradesman.services import payments


class _Strict(BaseModel):
    """Nothing is guessed: a field too many, one too few or one of another kind is a fault."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class LineContent(_Strict):
    """A line as `Line` keeps it; amounts in minor units, tax in hundredths of a percent."""

    words: str
    quantity_thousandths: int = 1000
    unit: str = ""
    price_minor: int = 0
    cost_minor: int = 0
    discount_minor: int = 0
    tax_bp: int = 0
    extra: bool = False
    item_id: UUID | None = Field(default=None, strict=False)


class OptionContent(_Strict):
    """An option without the needs it meets: those belong to a customer."""

    place: int = Field(ge=1, le=MOST_OPTIONS)
    title: str = ""
    words: str = ""
    leaves: str = ""
    takes: str = ""
    guarantee: str = ""
    guarantee_kind: GuaranteeKind | None = Field(default=None, strict=False)
    guarantee_months: int | None = None
    guarantee_promise: str = ""
    guarantee_teeth: str = ""
    discount_minor: int = 0
    lines: list[LineContent] = []


class StepContent(_Strict):
    """A step of the payment."""

    words: str
    share_bp: int
    deposit: bool = False


class QuoteContent(_Strict):
    """The whole. `version` says how it is written; another one is not guessed at."""

    version: Literal[1]
    title: str = ""
    gross: bool = False
    terms: str = ""
    options: list[OptionContent] = Field(default=[], max_length=MOST_OPTIONS)
    payments: list[StepContent] = []

    @field_validator("options")
    @classmethod
    def _at_places_of_their_own(cls, options: list[OptionContent]) -> list[OptionContent]:
        if len({option.place for option in options}) != len(options):
            raise ValueError("two options stand at one place")
        return options


_LINE = frozenset(LineContent.model_fields)
_OPTION = frozenset(OptionContent.model_fields) - {"place", "lines"}


def of(quote: Quote) -> QuoteContent:
    """What a quote offers, as a copy."""
    return QuoteContent(
        version=1,
        title=quote.title,
        gross=quote.gross,
        terms=quote.terms,
        options=[_of_option(option) for option in quote.in_order],
        payments=[
            StepContent(words=step.words, share_bp=step.share_bp, deposit=step.deposit) for step in payments.of(quote)
        ],
    )


def _of_option(option: Option) -> OptionContent:
    lines = sorted(option.lines, key=lambda line: line.position)
    fields = {key: getattr(option, key) for key in _OPTION}
    return OptionContent(place=option.position, lines=[_of_line(line) for line in lines], **fields)


def _of_line(line: Line) -> LineContent:
    return LineContent(**{key: getattr(line, key) for key in _LINE})


def read(content: Mapping[str, Any]) -> QuoteContent:
    """Content as it was written down; BookError when it is broken or of a version that is not known."""
    try:
        found = QuoteContent.model_validate(dict(content))
        payments.check(_steps(found))
    except (ValidationError, BookError) as error:
        raise BookError(
            "What was kept cannot be read: it is broken, or of a later version. Nothing was changed."
            " Keep a quote as a template again, or bring the program up to date."
        ) from error
    return found


def put(quote: Quote, content: QuoteContent, taxes: Mapping[int, int]) -> None:
    """Writes content into a quote that has no option yet; `taxes` gives today's rates for those it was kept with."""
    quote.gross, quote.terms = content.gross, content.terms
    for each in content.options:
        option = quote.add_option(each.title)
        option.position = each.place
        fill(option, each, taxes)
    payments.put(quote, _steps(content))


def fill(option: Option, content: OptionContent, taxes: Mapping[int, int]) -> None:
    """Writes the words, the guarantee, the discount and the lines of an option."""
    for key in _OPTION:
        setattr(option, key, getattr(content, key))
    for each in content.lines:
        rest = each.model_dump(exclude={"words", "price_minor", "tax_bp"})
        option.add_line(each.words, each.price_minor, tax_bp=taxes.get(each.tax_bp, each.tax_bp), **rest)


def copy_option(option: Option, into: Option) -> None:
    """Fills an empty option with what another of the same quote offers, the needs it meets not counted."""
    fill(into, _of_option(option), {})


def taxes(business: Business, then: date, today: date) -> dict[int, int]:
    """The rates that counted on a day and what became of them by today, each by its name; the standard one first."""
    now = business.tax_rates(today)
    found: dict[int, int] = {}
    for name, rate_bp in business.tax_rates(then).items():
        found.setdefault(rate_bp, now.get(name, rate_bp))
    return found


def _steps(content: QuoteContent) -> list[payments.Step]:
    return [payments.Step(step.words, step.share_bp, step.deposit) for step in content.payments]
