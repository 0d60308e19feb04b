"""The sheets of consent: given apart for name, place, photo and where, and taken back."""

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.photo import Photo
from tradesman.book.testimonial import NameShown
from tradesman.services import photos, testimonials
from tradesman.services.release_forms import Agreed
from tradesman.services.testimonials import WallRow
from tradesman.ui import release_handout, words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.dialogs.step_dialog import StepDialog
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


def _how_fields(desk: Desk, how: str, on: str) -> list[Field]:
    """How it was said and on which day, which is not still to come."""

    def no_later(day: date) -> str:
        return _tr("This day has not come yet.") if day > desk.today() else ""

    typed: dict[str, Any] = {"required": True, "half": True}
    return [
        Field("how", how, placeholder=_tr("On the phone, by e-mail, by letter"), **typed),
        Field("on", on, "date", past=True, check=no_later, **typed),
    ]


def _consent_fields(desk: Desk) -> list[Field]:
    return [
        Field("name_shown", _tr("Which name?"), "segment", choices=tuple(words.choices(NameShown))),
        Field("place_shown", _tr("The place"), "check", half=True),
        Field("photo_shown", _tr("A photo of the work"), "check", half=True),
        Field("on_website", _tr("On the website"), "check", half=True),
        Field("in_print", _tr("In print"), "check", half=True),
        Field("on_social", _tr("On social media"), "check"),
        *_how_fields(desk, _tr("How was consent given?"), _tr("On which day?")),
        Field(
            "incentive",
            _tr("Given for it, if anything"),
            help=_tr("It is told beside the words wherever they are shown."),
        ),
    ]


class ReleaseDialog(StepDialog):
    """Consent, apart for name, place, photo and where, with how and when it was given; `how` is what is proposed."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, row: WallRow, *, how: str = "") -> None:
        title = _tr("What may be shown of {0}?").format(row.customer)
        fields = _consent_fields(desk)
        super().__init__(window, desk, theme, title, fields, _tr("Release"), width=theme.scaled(_WIDTH), name="release")
        self._row, spoken = row, row.testimonial
        self.body.insertWidget(0, Label(f"“{spoken.shortened or spoken.words}”", theme, "small", "ink_2", wrap=True))
        self._photo = ConsentPhoto(desk, theme, self._photos_of_work(), spoken.photo_id)
        self._shown_as = Label("", theme, "small strong", wrap=True, name="shown_as")
        self.body.insertWidget(1, self._shown_as)
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
        self.ask(self._release)

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
        self.set_values(kept | {"name_shown": name.value, "how": how, "on": on, "incentive": spoken.incentive})

    def _agreed(self) -> Agreed:
        values = self.values()
        ticked = {key: bool(values[key]) for key in _AGREED}
        return Agreed(NameShown(values["name_shown"] or NameShown.NONE), **ticked)

    def _show_state(self) -> None:
        """Which photo, where one may be shown; and how it will read."""
        agreed, row = self._agreed(), self._row
        self._photo.setVisible(agreed.photo_shown)
        who = ", ".join(
            part for part in (agreed.name_shown.of(row.customer), row.place if agreed.place_shown else "") if part
        )
        self._shown_as.setText(who or _tr("Without a name"))

    def _on_paper(self) -> None:
        """The form with what is ticked here, kept or not."""
        handout = release_handout.release(self.desk, self._row.testimonial.id, self._agreed())
        PaperDialog(self._window, self.desk, self._theme, handout).open()

    def _release(self, values: dict[str, Any]) -> Any:
        how, shown = values.pop("how"), NameShown(values.pop("name_shown"))
        if values["photo_shown"]:
            if self._photo.is_missing:
                self.set_error(_tr("Which photo may be shown? Tick it, or take the tick at the photo out."))
                return None
            values["photo_id"] = self._photo.value()
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
