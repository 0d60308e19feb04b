"""Who the business is, as it stands on what customers are given."""

from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from tradesman.book.contact import Doubt, doubt_email
from tradesman.services import businesses
from tradesman.services.messages import ENGLISH
from tradesman.ui.desk import Desk
from tradesman.ui.parts.colour_card import ColourCard
from tradesman.ui.parts.logo_card import LogoCard
from tradesman.ui.parts.settings_section import Section
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.form import Field
from tradesman.ui.words import language_choices

_KEYS = ("name", "owner", "trade", "language", "phone", "email", "address", "review_link", "colour")


def _tr(text: str) -> str:
    return QCoreApplication.translate("BusinessSection", text)


def _fields() -> list[Field]:
    return [
        Field("name", _tr("Name of the business"), required=True, half=True),
        Field("owner", _tr("Your name"), half=True),
        Field("trade", _tr("Trade"), half=True, placeholder=_tr("Plumber, roofer, electrician ...")),
        Field(
            "language", _tr("Language of messages and papers"), "choice", half=True, choices=tuple(language_choices())
        ),
        Field("phone", _tr("Phone"), half=True),
        Field("email", _tr("E-mail"), half=True, check=_email_fault),
        Field("address", _tr("Address")),
    ]


def _review_fields() -> list[Field]:
    return [Field("review_link", _tr("Review link"), placeholder="https://", check=_link_fault)]


def _colour_fields() -> list[Field]:
    return [Field("colour", _tr("Colour"), placeholder=_tr("# and six digits"), check=_colour_fault)]


class BusinessSection(Section):
    """Name, trade, where to be reached, the logo and the colour, and where customers may leave a review."""

    def __init__(self, desk: Desk, theme: Theme, pick: Pickers) -> None:
        super().__init__(desk, theme, name="section_business")
        business = Card(theme, self.tr("Business"), name="card_business")
        business.body.addWidget(self.note(self.tr("This stands on quotes, letters and messages.")))
        business.body.addWidget(self.form(_fields()))
        review = Card(theme, self.tr("Reviews"), name="card_review")
        review.body.addWidget(
            self.note(
                self.tr(
                    "The thank-you after a job ends with this link. It goes to everybody, not only to the happy ones:"
                    " the platforms ask for that."
                )
            )
        )
        review.body.addWidget(self.form(_review_fields()))
        self._logo = LogoCard(desk, theme, pick)
        self._colour = ColourCard(desk, theme, pick, self.form(_colour_fields()))
        for card in (business, self._logo, self._colour, review):
            self.column.addWidget(card)

    def refresh(self) -> None:
        business = self.desk.ask(businesses.current)
        self.keeper.show({key: getattr(business, key) for key in _KEYS} | {"language": business.language or ENGLISH})
        self._logo.show_logo(business.logo)
        self._colour.show_business(business)

    def read(self, key: str, value: Any) -> dict[str, Any]:
        if key == "colour":
            return {key: businesses.read_colour(value)}
        return {key: _link(value) if key == "review_link" else value}


def _email_fault(text: str) -> str:
    doubt = doubt_email(text)
    if doubt is None:
        return ""
    if doubt == Doubt.NO_AT:
        return _tr("The @ is missing. Kept as typed.")
    if doubt == Doubt.NO_DOMAIN:
        return _tr("The part after the dot is missing. Kept as typed.")
    return _tr("This is not an e-mail address. Kept as typed.")


def _colour_fault(text: str) -> str:
    if businesses.read_colour(text) is not None:
        return ""
    return _tr("A colour is written # and six digits from 0 to F: #14553B. Kept as typed.")


def _link(text: str) -> str:
    """A link with its beginning, which few people type."""
    return text if not text or urlsplit(text).scheme or text.startswith("/") else f"https://{text}"


def _link_fault(text: str) -> str:
    if businesses.is_link(_link(text)):
        return ""
    return _tr("Only a link to a web page can be sent: https:// and what follows. Kept as typed.")
