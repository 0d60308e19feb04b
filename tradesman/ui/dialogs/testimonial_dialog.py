"""The sheets of a testimonial: written down, released with consent, shortened, taken back."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.testimonial import NameShown
from tradesman.services import directory, testimonials
from tradesman.services.testimonials import WallRow
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

_MOST = 4
_PLACES = ("on_website", "in_print", "on_social")


def _tr(text: str) -> str:
    return QCoreApplication.translate("TestimonialDialog", text)


def _words_fields() -> list[Field]:
    return [
        Field("words", _tr("What was said?"), "text", required=True),
        Field(
            "incentive",
            _tr("Given for it, if anything"),
            help=_tr("It is told beside the words wherever they are shown."),
        ),
    ]


def _consent_fields() -> list[Field]:
    return [
        Field("name_shown", _tr("Which name?"), "segment", choices=tuple(words.choices(NameShown))),
        Field("place_shown", _tr("The place"), "check", half=True),
        Field("photo_shown", _tr("The photos"), "check", half=True),
        Field("on_website", _tr("On the website"), "check", half=True),
        Field("in_print", _tr("In print"), "check", half=True),
        Field("on_social", _tr("On social media"), "check", half=True),
        Field(
            "how", _tr("How was consent given?"), required=True, placeholder=_tr("On the phone, by e-mail of 3 May ...")
        ),
    ]


class WriteDownDialog(StepDialog):
    """Words that came by mouth, letter or card; nothing is shown before consent."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(
            window, desk, theme, _tr("Write down a testimonial"), _words_fields(), _tr("Keep"), name="testimonial"
        )
        self._customer_id: UUID | None = None
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
        self.ask(self._keep)

    def _on_typed(self, typed: str) -> None:
        self._customer_id = None
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
        return self.do(testimonials.write_down, self._customer_id, label=_tr("Testimonial kept"), **values)


class ReleaseDialog(StepDialog):
    """Consent, apart for name, place, photos and where, with how it was given."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: WallRow) -> None:
        spoken = row.testimonial
        title = _tr("What may be shown of {0}?").format(row.customer)
        super().__init__(window, desk, theme, title, _consent_fields(), _tr("Release"), name="release")
        self.body.insertWidget(0, Label(f"“{spoken.shortened or spoken.words}”", theme, "small", "ink_2", wrap=True))
        given = spoken.consent_at is not None
        name = spoken.name_shown if given else NameShown.FIRST
        kept = {key: getattr(spoken, key) for key in ("place_shown", "photo_shown", *_PLACES)}
        self.set_values(kept | {"name_shown": name.value, "how": spoken.consent_how})

        def release(values: dict[str, Any]) -> Any:
            how, shown = values.pop("how"), NameShown(values.pop("name_shown"))
            return self.do(testimonials.release, spoken.id, how, shown, label=_tr("Testimonial released"), **values)

        self.ask(release)


class ShortenDialog(StepDialog):
    """A shorter version beside the words that were said."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: WallRow) -> None:
        spoken = row.testimonial
        fields = [
            Field("short", _tr("Shorter, in the customer's own words"), "text", help=_tr("Empty shows all of it."))
        ]
        super().__init__(window, desk, theme, _tr("Shorten"), fields, _tr("Keep"), name="shorten")
        self.body.insertWidget(0, Label(f"“{spoken.words}”", theme, "small", "ink_2", wrap=True))
        self.set_values({"short": spoken.shortened or spoken.words})

        def shorten(values: dict[str, Any]) -> Any:
            short = "" if values["short"] == spoken.words else values["short"]
            return self.do(testimonials.shorten, spoken.id, short, label=_tr("Words shortened"))

        self.ask(shorten)
