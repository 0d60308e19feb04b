"""The sheets of consent: given apart for name, place, photo and where, and taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.book.photo import Photo
from tradesman.book.testimonial import NameShown, Testimonial
from tradesman.services import photos, telling_words, testimonials
from tradesman.services.release_forms import Agreed
from tradesman.services.testimonials import WallRow
from tradesman.ui import format as said
from tradesman.ui import release_handout, words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.dialogs.testimonial_dialog import ShortenDialog
from tradesman.ui.parts.consent_photo import ConsentPhoto
from tradesman.ui.parts.signed_form import SignedForm
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

_AGREED = ("place_shown", "photo_shown", "on_website", "in_print", "on_social")
_WIDTH = 640


def _tr(text: str) -> str:
    return QCoreApplication.translate("consent", text)


def _how_fields(desk: Desk, how: str, on: str, since: Mapping[date, str] | None = None) -> list[Field]:
    """How it was said and on which day: none to come, and none of which `since` says that it is too early."""

    def no_later(day: date) -> str:
        for first, too_early in (since or {}).items():
            if day < first:
                return too_early.format(said.long_day(first))
        return _tr("This day has not come yet.") if day > desk.today() else ""

    typed: dict[str, Any] = {"required": True, "half": True}
    return [
        Field("how", how, placeholder=_tr("On the phone, by e-mail, by letter"), **typed),
        Field("on", on, "date", past=True, check=no_later, **typed),
    ]


def _consent_fields(desk: Desk, spoken: Testimonial) -> list[Field]:
    since = {spoken.said_on: _tr("The words were said on {0}.")}
    if spoken.withdrawn_at is not None:
        back = spoken.withdrawn_at.astimezone(desk.zone()).date()
        since[back] = _tr("The consent was taken back on {0}.")
    return [
        Field("name_shown", _tr("Which name?"), "segment", choices=tuple(words.choices(NameShown))),
        Field("anew", _tr("Show the name as the customer has it today"), "check"),
        Field("place_shown", _tr("The place"), "check", half=True, heading=_tr("What may stand beside them")),
        Field("photo_shown", _tr("A photo of the work"), "check", half=True),
        Field(
            "place", _tr("The place, as it may be shown"), required=True, placeholder=_tr("The town, not the street")
        ),
        Field("on_website", _tr("On the website"), "check", half=True, heading=_tr("Where")),
        Field("in_print", _tr("In print"), "check", half=True),
        Field("on_social", _tr("On social media"), "check"),
        *_how_fields(desk, _tr("How was consent given?"), _tr("On which day?"), since),
        Field("incentive", _tr("Given for it, if anything (it is told beside the words)")),
    ]


class ReleaseDialog(StepDialog):
    """Consent, apart for name, place, photo and where, with how and when it was given; `how` is what is proposed.

    A name stays as it was agreed before, unless more or less of it is shown or the customer wants today's.
    """

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: WallRow, *, how: str = "") -> None:
        title = _tr("What may be shown of {0}?").format(row.customer)
        fields = _consent_fields(desk, row.testimonial)
        super().__init__(window, desk, theme, title, fields, _tr("Release"), width=theme.scaled(_WIDTH), name="release")
        self._row, spoken = row, row.testimonial
        self._words = Label("", theme, "small", "ink_2", wrap=True, name="release_words")
        self.body.insertWidget(0, self._words)
        self._photo = ConsentPhoto(desk, theme, self._photos_of_work(), spoken.photo_id)
        self._shown_as = Label("", theme, "small strong", wrap=True, name="shown_as")
        self.body.insertWidget(1, self._shown_as)
        self.body.insertWidget(2, self._build_naming())
        self._form = SignedForm(window, desk, theme, self._kept_form())
        self._form.refused.connect(self.set_error)
        for widget in (self._photo, self._form):
            self.body.addWidget(widget)
        paper = Button(_tr("Form to sign"), theme, "quiet", icon="file-text", name="release_form")
        paper.clicked.connect(self._on_paper)
        self.add_left(paper)
        self._show_kept(how)
        self.form.changed.connect(self._show_state)
        self._show_state()
        self.ask(self._release, doubt=self._naming_doubt)

    def _build_naming(self) -> QWidget:
        """Which words tell more than is ticked, and the way to shorten them."""
        self._naming = QWidget()
        self._named = Label("", self._theme, "small", "warn", wrap=True, name="release_naming")
        self._shorten = Button(
            _tr("Shorten the words"), self._theme, icon="pencil", compact=True, name="release_shorten"
        )
        self._shorten.clicked.connect(self._on_shorten)
        line = QHBoxLayout(self._naming)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.space("s3"))
        line.addWidget(self._named, 1)
        line.addWidget(self._shorten)
        return self._naming

    def _photos_of_work(self) -> list[Photo]:
        job_id = self._row.testimonial.job_id
        return self.desk.ask(photos.of_work, job_id) if job_id is not None else []

    def _kept_form(self) -> Photo | None:
        photo_id = self._row.testimonial.consent_photo_id
        return self.desk.ask(lambda session: session.load(Photo, photo_id)) if photo_id is not None else None

    def _show_kept(self, how: str) -> None:
        """The consent that counts today; one that was taken back is asked for anew, with nothing of it ticked."""
        spoken = self._row.testimonial
        counts = spoken.consent_at is not None and spoken.withdrawn_at is None
        kept: dict[str, Any] = {key: getattr(spoken, key) for key in _AGREED} if counts else {}
        name, on = NameShown.FIRST, self.desk.today()
        if counts and spoken.consent_at is not None:
            name, on, how = spoken.name_shown, spoken.consent_at.astimezone(self.desk.zone()).date(), spoken.consent_how
        shown: dict[str, Any] = {"name_shown": name.value, "place": self._row.shown_place or self._row.place}
        self.set_values(kept | shown | {"how": how, "on": on, "incentive": spoken.incentive})
        self._proposed = None if counts else self._agreed()

    def _agreed(self) -> Agreed:
        values = self.values()
        ticked = {key: bool(values[key]) for key in _AGREED}
        way = NameShown(values["name_shown"] or NameShown.NONE)
        return Agreed(way, place=values["place"], name=self._name(way, anew=bool(values["anew"])), **ticked)

    def _name(self, way: NameShown, *, anew: bool) -> str:
        """So much of the name as will be shown: as it was agreed, or as the customer has it today."""
        spoken, name = self._row.testimonial, self._row.customer
        stays = spoken.is_released and way == spoken.name_shown and not anew
        return spoken.shown_name(name) if stays else way.of(name)

    def _show_state(self) -> None:
        """Which place and which photo, where they may be shown; how it will read, and what the words tell already."""
        agreed, row = self._agreed(), self._row
        name, way = agreed.name or "", agreed.name_shown
        self.form.box("anew").setVisible(self._name(way, anew=False) != self._name(way, anew=True))
        self.form.box("place").setVisible(agreed.place_shown)
        self._photo.setVisible(agreed.photo_shown)
        self._words.setText(f"“{row.testimonial.shortened or row.testimonial.words}”")
        place = agreed.place if agreed.place_shown else ""
        who = ", ".join(part for part in (name, place) if part)
        self._shown_as.setText(who or _tr("Without a name"))
        naming = row.naming(name, place, "")
        told = naming or row.naming(name, place, self.values()["incentive"])
        told_by = _tr("The words name {0}.") if naming else _tr("What was given for it names {0}.")
        self._named.setText(told_by.format(telling_words.quoted(told)))
        self._shorten.setVisible(bool(naming))
        self._naming.setVisible(bool(told))

    def _naming_doubt(self, _values: dict[str, Any]) -> str:
        if not self._naming.isVisible():
            return ""
        why = _tr("{0} Like this they are left out of every export and quote. Take it out, or press the button again.")
        return why.format(self._named.text())

    def _on_shorten(self) -> None:
        """A shorter version is kept at once, as from the wall."""
        ShortenDialog(self._window, self.desk, self._theme, self._row, after=self._on_shortened)

    def _on_shortened(self, _done: object) -> None:
        self._row = self.desk.ask(testimonials.row, self._row.testimonial.id)
        self.set_error("")
        self._show_state()

    def _on_paper(self) -> None:
        """The form with what is ticked here, kept or not; before anything was chosen there is nothing to tick."""
        agreed = self._agreed()
        chosen = agreed if agreed != self._proposed else None
        handout = release_handout.release(self.desk, self._row.testimonial.id, chosen)
        PaperDialog(self._window, self.desk, self._theme, handout).open()

    def _release(self, values: dict[str, Any]) -> Any:
        how, shown = values.pop("how"), NameShown(values.pop("name_shown"))
        values["keep_name"] = not values.pop("anew")
        if values["photo_shown"]:
            values["photo_id"] = self._photo.value()
            if values["photo_id"] is None:
                self.set_error(_tr("Which photo may be shown? Tick it, or take the tick at the photo out."))
                return None
        if not values["place_shown"]:
            del values["place"]  # what was agreed before stays
        values["form"] = self._form.value()
        spoken_id = self._row.testimonial.id
        return self.do(testimonials.release, spoken_id, how, shown, label=_tr("Testimonial released"), **values)


class WithdrawDialog(StepDialog):
    """Consent that was taken back, how and when: gone from every later export, and kept that it was given."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: WallRow) -> None:
        title = _tr("{0} takes the consent back").format(row.customer)
        fields = _how_fields(desk, _tr("How was it taken back?"), _tr("On which day?"))
        super().__init__(window, desk, theme, title, fields, _tr("Take it back"), name="withdraw")
        told = _tr("It goes from every later export. What was printed or shown before is yours to take down.")
        self.body.insertWidget(0, Label(told, theme, "small", "ink_2", wrap=True))
        self.body.insertWidget(0, Label(f"“{row.testimonial.words}”", theme, "small", "ink_2", wrap=True))
        self.set_values({"on": desk.today()})

        def take_back(values: dict[str, Any]) -> Any:
            return self.do(testimonials.withdraw, row.testimonial.id, label=_tr("Consent taken back"), **values)

        self.ask(take_back)
