"""The quote on paper: what was frozen with it, in words and figures of the customer's language, for the typesetter."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tradesman.documents import figures, paper_words, printable, typesetting
from tradesman.services import presentations

TEMPLATE = "quote"
MOST_SHORT = 24  # lines of an option that is printed in half a page's width
_LATIN = 0x250  # letters up to here, and the signs of currencies, are in the font
_SIGNS = range(0x2000, 0x20D0)
_SENTENCES = re.compile(r"(?<=[.;])\s+|\n")


@dataclass(frozen=True)
class Decision:
    """What the customer chose: an option, its extras, who said so, how and when; strokes as `Signature` keeps them."""

    option_id: str
    extras: frozenset[str]
    who: str
    on: date
    by: str
    strokes: list[Any]


def pdf(paper: dict[str, Any], at: datetime, *, logo: bytes | None = None, decision: Decision | None = None) -> bytes:
    """The PDF of a quote as `services.papers` froze it; BookError for a letter that cannot be printed.

    With a decision the block at the end shows what was chosen and signed. `logo` is a PNG or JPEG.
    """
    return typesetting.pdf(
        TEMPLATE, {**printable.clean(data(paper, decision)), "logo": list(logo) if logo else None}, at
    )


def data(paper: dict[str, Any], decision: Decision | None = None) -> dict[str, Any]:
    """What the template prints, all of it words."""
    return _Writer(paper, decision).data()


class _Writer:
    """One quote being written."""

    def __init__(self, paper: dict[str, Any], decision: Decision | None) -> None:
        self._paper, self._decision = paper, decision
        self._locale = figures.locale_of(paper["language"], paper["business"]["country"])
        self._language, _, self._region = self._locale.partition("_")
        self._days = self._locale
        if not paper_words.is_known(self._language):
            self._days = figures.PLAIN
            self._language, _, self._region = self._days.partition("_")
        sample = figures.money(-123_456, paper["currency"], self._locale)
        if any(ord(letter) >= _LATIN and ord(letter) not in _SIGNS for letter in sample.replace("\u200f", "֐")):
            self._locale = "en"
        self._words = paper_words.of(self._language, "quote")
        self._label = paper["tax_label"] or self._words["tax_word"]

    def data(self) -> dict[str, Any]:
        paper, said = self._paper, self._words
        options = paper["options"]
        many = len(options) - 1
        revised = paper["revision"] > 1
        number = said["revision"].format(paper["number"], paper["revision"]) if revised else paper["number"]
        ways = said["ways"][many] if options else ""
        return {
            "title": paper["title"],
            "running": printable.short(paper["title"]),
            "lang": self._language,
            "region": self._region or None,
            "paper": "us-letter" if paper["business"]["paper"] == "letter" else "a4",
            "tax_label": self._label,
            "words": {key: text for key, text in said.items() if isinstance(text, str)},
            "business": self._business(),
            "customer": {"name": paper["customer"]["name"], "lines": printable.lines(paper["customer"]["address"])},
            "facts": [
                [said["number"], number],
                [said["date"], self._day(paper["given_on"])],
                [said["until"], self._day(paper["valid_until"])],
            ],
            "head": f"{printable.short(paper['customer']['name'])} · {self._day(paper['given_on'])}",
            "foot": self._foot(),
            "page_words": said["page"].format(paper["number"]),
            "greeting": said["greeting"].format(paper["customer"]["first_name"], ways),
            "needs": [need["label"] or need["answer"] for need in paper["needs"]],
            "diagnosis": paper["diagnosis"],
            "options_title": said["options"][many] if options else "",
            "options": [self._option(option) for option in options],
            "why": self._why(),
            "guarantees": self._guarantees(),
            "testimonials": [self._testimonial(each) for each in paper["testimonials"]],
            "payments": self._payments(),
            "next": self._next(),
            "terms": paper["terms"],
            "decision": self._choice(),
        }

    def _business(self) -> dict[str, Any]:
        business = self._paper["business"]
        reach = " · ".join(part for part in (business["phone"], business["email"]) if part)
        return {"name": business["name"], "lines": [*printable.lines(business["address"]), *([reach] if reach else [])]}

    def _foot(self) -> str:
        business = self._paper["business"]
        number = business["tax_number"]
        tax = self._words["tax_number"].format(self._label, number) if number else ""
        return " · ".join(part for part in (business["name"], business["owner"], tax) if part)

    def _day(self, iso: str) -> str:
        return figures.day(date.fromisoformat(iso), self._days)

    def _money(self, minor: int) -> str:
        return _minus(figures.money(minor, self._paper["currency"], self._locale))

    def _plain(self, minor: int) -> str:
        return _minus(figures.plain_amount(minor, self._paper["currency"], self._locale))

    def _percent(self, step: dict[str, Any]) -> str:
        return figures.percent(step["share_bp"], self._locale)

    def _rank(self, option: dict[str, Any]) -> str:
        only = len(self._paper["options"]) == 1
        return "" if only else str(self._words["ranks"][min(option["place"], 3) - 1])

    def _name(self, option: dict[str, Any]) -> str:
        return self._rank(option) or option["title"]

    def _option(self, option: dict[str, Any]) -> dict[str, Any]:
        said, rank = self._words, self._rank(option)
        taxed = said["tax_included"] if option["tax_minor"] else said["no_tax"]
        facts = [[said["guarantee"], self._guarantee(option)], [said["takes"], option["takes"]]]
        lines = [line for line in option["lines"] if not line["extra"]]
        return {
            "name": rank,
            "title": option["title"],
            "heading": f"{rank}: {option['title']}" if rank not in ("", option["title"]) else option["title"],
            "subtitle": option["words"],
            "best": option["best_value"] and bool(rank),
            "total": self._money(option["total_minor"]),
            "tax_note": taxed.format(self._label),
            "checks": self._checks(option),
            "facts": [fact for fact in facts if fact[1]],
            "amount_title": said["gross"].format(self._label) if self._paper["gross"] else said["net"],
            "full": len(self._paper["options"]) == 1 or option["best_value"] or self._is_long(option),
            "lines": [self._line(line) for line in lines],
            "rates": _has_rates(option),
            "extras": [self._extra(option, line) for line in option["lines"] if line["extra"]],
            "sums": self._sums(option),
        }

    def _guarantee(self, option: dict[str, Any]) -> str:
        """How long it holds and what it is; the owner's own words may say how long already."""
        months, said = option.get("guarantee_months"), str(option["guarantee"])
        term = figures.months(months, self._days) if months else ""
        return said if term.casefold() in said.casefold() else ", ".join(part for part in (term, said) if part)

    def _is_long(self, option: dict[str, Any]) -> bool:
        """Whether half a page's width is too little to read it."""
        none_is_best = not any(each["best_value"] for each in self._paper["options"])
        return none_is_best or len(option["lines"]) > MOST_SHORT or _has_rates(option)

    def _checks(self, option: dict[str, Any]) -> list[dict[str, Any]]:
        """The needs it meets, then what it leaves; where nobody wrote that, the needs it does not meet."""
        needs = [need["label"] or need["answer"] for need in self._paper["needs"]]
        met = list(zip(needs, option["meets"], strict=True))
        leaves = [part.strip().rstrip(".") for part in _SENTENCES.split(option["leaves"])]
        left = [part for part in leaves if part] or [words for words, kept in met if not kept]
        kept_rows = [{"kept": True, "words": words} for words, kept in met if kept]
        return kept_rows + [{"kept": False, "words": words} for words in left]

    def _line(self, line: dict[str, Any]) -> dict[str, Any]:
        quantity = figures.quantity(line["quantity_thousandths"], line["unit"], self._locale)
        off = f" (−{self._plain(line['discount_minor'])})" if line["discount_minor"] else ""
        return {
            "words": line["words"],
            "short": line["words"] if quantity == "1" else f"{line['words']}, {quantity}",
            "quantity": quantity,
            "tax": figures.percent(line["tax_bp"], self._locale),
            "each": self._plain(line["price_minor"]) + off,
            "amount": self._plain(line["amount_minor"]),
        }

    def _extra(self, option: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
        """An extra, how much of it, and what it adds to the total, tax included."""
        chosen = self._decision
        taken = chosen is not None and chosen.option_id == option["id"] and line["id"] in chosen.extras
        more = presentations.total_minor(self._paper, option, [line["id"]]) - option["total_minor"]
        return {"words": self._line(line)["short"], "amount": self._money(more), "taken": taken}

    def _sums(self, option: dict[str, Any]) -> list[list[str]]:
        said, label, off = self._words, self._label, option["discount_minor"]
        rows = [[said["discount"], self._money(-off)]] if off else []
        rows.append([said["net"], self._money(option["net_minor"])])
        return rows + [
            [said["tax"].format(label, figures.percent(rate, self._locale)), self._money(tax)]
            for rate, _net, tax in option["taxes"]
            if rate
        ]

    def _why(self) -> dict[str, str] | None:
        options = self._paper["options"]
        best = next((option for option in options if option["best_value"] and len(options) > 1), None)
        if best is None or not self._paper["best_value_reason"]:
            return None
        return {"title": self._words["why"].format(self._name(best)), "words": self._paper["best_value_reason"]}

    def _guarantees(self) -> list[dict[str, str]]:
        """Each promise once, with what the customer gets if it fails, and of which options where they differ.

        Rule: product.md, Openness.
        """
        whose: dict[str, list[str]] = {}
        for option in self._paper["options"]:
            promised = " ".join(part for part in (option["promise"], option["teeth"]) if part)
            whose.setdefault(promised, []).append(self._name(option))
        titles, everybody = [self._words["teeth"]], len(whose) == 1
        return [
            {"title": titles.pop() if titles else "", "whose": "" if everybody else ", ".join(names), "words": words}
            for words, names in whose.items()
            if words
        ]

    def _testimonial(self, said: dict[str, str]) -> dict[str, str]:
        given = self._words["incentive"].format(said["incentive"]) if said["incentive"] else ""
        shortened = self._words["shortened"] if said.get("shortened") else ""  # older papers do not say
        return {"words": said["words"], "by": " · ".join(part for part in (said["by"], shortened, given) if part)}

    def _next(self) -> list[list[str]]:
        """What is promised for the time after the yes: only what the playbook and the payments bear out."""
        choose, days, work, test = self._words["steps"]
        deposit = next((step for step in self._paper["payments"] if step["deposit"]), None)
        money = choose["with_deposit"].format(self._percent(deposit)) if deposit else choose["no_deposit"]
        free = [self._day(day) for day in self._paper["free_on"][:1]]
        promised = self._paper.get("promised", {"confirms": "message", "weekly": True})
        confirms = {"message": days["by_message"], "call": days["by_call"]}.get(promised["confirms"], "")
        when = " ".join(part for part in (days["free"].format(*free) if free else "", confirms) if part)
        return [
            [choose["title"], choose["words"].format(money)],
            [days["title"], when],
            [work["title"], work["weekly"] if promised["weekly"] else ""],
            [test["title"], f"{test['words']} {test[self._paid_at_the_end()]}"],
        ]

    def _paid_at_the_end(self) -> str:
        """Whether all is paid after the work, or the rest; otherwise the payments themselves say when."""
        steps = self._paper["payments"]
        rest = len(steps) == 2 and steps[0]["deposit"]
        return "pay_rest" if rest else "sign" if steps else "pay_all"

    def _payments(self) -> dict[str, Any]:
        """Each step with its share and what it comes to in each option; older papers do not know the amounts."""
        said, options = self._words, self._paper["options"]
        amounts = [[self._money(minor) for minor in option.get("payments", ())] for option in options]
        rows = [
            {
                "share": self._percent(step),
                "words": said["deposit"].format(step["words"]) if step["deposit"] else step["words"],
                "amounts": [each[place] for each in amounts if each],
            }
            for place, step in enumerate(self._paper["payments"])
        ]
        return {
            "heads": [self._rank(option) for option, each in zip(options, amounts, strict=True) if each],
            "rows": rows,
        }

    def _choice_of(self, option: dict[str, Any]) -> dict[str, Any]:
        """One box to tick; once it is, with the extras that were taken."""
        chosen = self._decision
        taken = chosen is not None and option["id"] == chosen.option_id
        extras = chosen.extras if chosen is not None and taken else frozenset[str]()
        total = self._money(presentations.total_minor(self._paper, option, extras))
        said = self._words["choice_extras" if extras else "choice"]
        return {
            "words": said.format(self._name(option), total),
            "best": option["best_value"] and bool(self._rank(option)),
            "taken": taken,
        }

    def _choice(self) -> dict[str, Any]:
        chosen, said, allowed = self._decision, self._words, self._paper["withdrawal_days"]
        choices = [self._choice_of(option) for option in self._paper["options"]]
        note = said["withdraw"].format(allowed) if allowed else ""
        if chosen is None:
            return {"note": note, "choices": choices, "note_taken": "", "signature": None}
        on = figures.day(chosen.on, self._locale)
        agreed = {"phone": said["by_phone"], "email": said["by_email"]}.get(chosen.by, "").format(chosen.who, on)
        signature = {"who": chosen.who, "on": on, "svg": printable.svg(chosen.strokes)}
        return {"note": note, "choices": choices, "note_taken": agreed, "signature": None if agreed else signature}


def _has_rates(option: dict[str, Any]) -> bool:
    """Whether each line says its tax: they are not taxed alike."""
    return len({line["tax_bp"] for line in option["lines"]}) > 1


def _minus(figure: str) -> str:
    """A figure with the minus that is as wide as a digit, not a hyphen."""
    return figure.replace("-", "−")
