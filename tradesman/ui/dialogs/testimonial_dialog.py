"""The sheets of the words of a testimonial: written down, and shortened."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.testimonial import Testimonial
from tradesman.services import directory, shortening, telling_words, testimonials
from tradesman.services.testimonials import WallRow
from tradesman.services.words_to_come import WaitingRow
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

_MOST = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("TestimonialDialog", text)


def _words_fields(desk: Desk) -> list[Field]:
    def no_later(day: date) -> str:
        return _tr("This day has not come yet.") if day > desk.today() else ""

    return [
        Field("words", _tr("What was said?"), "text", required=True),
        Field("on", _tr("When was it said?"), "date", required=True, half=True, past=True, check=no_later),
        Field(
            "incentive",
            _tr("Given for it, if anything"),
            half=True,
            help=_tr("It is told beside the words wherever they are shown."),
        ),
    ]


class WriteDownDialog(StepDialog):
    """Words that came by mouth, letter or card; nothing is shown before consent. `whose` is the customer, if known."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, whose: WaitingRow | None = None) -> None:
        title = _tr("Write down a testimonial")
        super().__init__(window, desk, theme, title, _words_fields(desk), _tr("Keep"), name="testimonial")
        self.set_values({"on": desk.today()})
        self._customer_id: UUID | None = None
        self._job_id = whose.job_id if whose is not None else None
        self._customer = LineField(theme, placeholder=_tr("Type a name"), icon="search", name="customer")
        self._customer.setAccessibleName(_tr("Whose words are they?"))
        self._found = Suggestions(theme, name="customers_found")
        self._found.watch(self._customer)
        self._found.taken.connect(self._on_taken)
        self._customer.textEdited.connect(self._on_typed)
        label = Label(_tr("Whose words are they?"), theme, "small strong")
        label.setBuddy(self._customer)
        for place, widget in enumerate((label, self._customer, self._found)):
            self.body.insertWidget(place, widget)
        if whose is not None:
            self._on_taken((whose.customer_id, whose.customer))
        self.ask(self._keep)

    def _first_focus(self) -> QWidget:
        return self.form.box("words").editor if self._customer_id is not None else super()._first_focus()

    def _on_typed(self, typed: str) -> None:
        self._customer_id = self._job_id = None
        found = self.desk.ask(directory.page, typed, 0, _MOST) if typed.strip() else []
        self._found.set_suggestions([Suggestion((row.id, row.name), row.name, row.address) for row in found])

    def _on_taken(self, key: tuple[UUID, str]) -> None:
        self._customer_id, name = key
        self._customer.setText(name)
        self._found.set_suggestions([])

    def _keep(self, values: dict[str, Any]) -> Any:
        if self._customer_id is None:
            self.set_error(_tr("Whose words are they? Pick the customer from the list."))
            return None
        about = {"job_id": self._job_id} | values
        return self.do(testimonials.write_down, self._customer_id, label=_tr("Testimonial kept"), **about)


class ShortenDialog(StepDialog):
    """A shorter version beside the words that were said: it only leaves words out; `after` is told once it is kept."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        row: WallRow,
        after: Callable[[Any], object] | None = None,
    ) -> None:
        spoken = row.testimonial
        fields = [
            Field(
                "short",
                _tr("Shorter, in the customer's own words"),
                "text",
                help=_tr("Only leave words out: an ellipsis stands where some are missing. Empty shows all of it."),
            )
        ]
        super().__init__(window, desk, theme, _tr("Shorten"), fields, _tr("Keep"), name="shorten")
        self.body.insertWidget(0, Label(f"“{spoken.words}”", theme, "small", "ink_2", wrap=True))
        self.set_values({"short": spoken.shortened or spoken.words})

        def shorten(values: dict[str, Any]) -> Any:
            short = "" if values["short"] == spoken.words else values["short"]
            return self.do(testimonials.shorten, spoken.id, short, label=_tr("Words shortened"))

        self.ask(shorten, after, lambda values: _shorten_doubt(spoken, values["short"]))


def _shorten_doubt(spoken: Testimonial, short: str) -> str:
    """What to think over before a shorter version is kept; nothing of one that cannot be kept at all."""
    if shortening.not_said(spoken.words, short):
        return ""
    told = []
    if short and (denials := shortening.denials_left_out(spoken.words, short)):
        told.append(_tr("Without {0} it may say the opposite.").format(telling_words.quoted(denials)))
    same = shortening.marked(spoken.words, short or spoken.words) == (spoken.shortened or spoken.words)
    if spoken.is_released and not same:
        on_paper = spoken.consent_photo_id is not None
        signed = _tr("The customer signed for other words: ask again.")
        told.append(signed if on_paper else _tr("The customer agreed to other words: ask again."))
    if not told:
        return ""
    told.append(_tr("Nothing was kept yet. Press the button again if it is right like this."))
    return " ".join(told)
