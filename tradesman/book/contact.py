"""Phone numbers and e-mail addresses: kept as they were typed, told apart in any writing, doubted but never refused."""

from enum import StrEnum


class Doubt(StrEnum):
    """What is odd about a number or an address; it is kept all the same."""

    NOT_A_NUMBER = "not_a_number"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_AT = "no_at"
    NO_DOMAIN = "no_domain"
    NOT_AN_ADDRESS = "not_an_address"


def only_digits(typed: str) -> str:
    """The digits of what was typed."""
    return "".join(letter for letter in typed if letter.isdecimal())


def national(typed: str, country: str) -> str:
    """The digits that a number has in every writing: without the country's code and without the leading zero.

    `country` is two capital letters (ISO 3166), or empty where only numbers with + can be told. What is no number gives
    its digits.
    """
    import phonenumbers  # its tables take a moment, which the first paint does not wait for

    try:
        found = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException:
        return only_digits(typed)
    return str(found.national_number)


def doubt_phone(typed: str, country: str) -> Doubt | None:
    """What is odd about a phone number; None for one that can be, and for nothing."""
    if not typed.strip():
        return None
    import phonenumbers

    try:
        found = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException as error:
        kind = phonenumbers.NumberParseException
        if error.error_type == kind.INVALID_COUNTRY_CODE and not country:
            return None  # nothing can be said of a number that names no country
        return {
            kind.TOO_SHORT_NSN: Doubt.TOO_SHORT,
            kind.TOO_SHORT_AFTER_IDD: Doubt.TOO_SHORT,
            kind.TOO_LONG: Doubt.TOO_LONG,
        }.get(error.error_type, Doubt.NOT_A_NUMBER)
    reason = phonenumbers.is_possible_number_with_reason(found)
    return {
        phonenumbers.ValidationResult.TOO_SHORT: Doubt.TOO_SHORT,
        phonenumbers.ValidationResult.TOO_LONG: Doubt.TOO_LONG,
        phonenumbers.ValidationResult.INVALID_LENGTH: Doubt.NOT_A_NUMBER,
        phonenumbers.ValidationResult.INVALID_COUNTRY_CODE: Doubt.NOT_A_NUMBER,
    }.get(reason)


def doubt_email(typed: str) -> Doubt | None:
    """What is odd about an e-mail address; None for one that can be, and for nothing."""
    address = typed.strip()
    if not address:
        return None
    name, at, domain = address.rpartition("@")
    if not at or not name:
        return Doubt.NO_AT
    if "." not in domain.strip("."):
        return Doubt.NO_DOMAIN
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return Doubt.NOT_AN_ADDRESS
    return None
