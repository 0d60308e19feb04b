"""Some time after a job: is it holding, how was it, and may I show your words."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.customer import ContactKind
from tradesman.book.enquiry import Outcome
from tradesman.book.testimonial import NameShown
from tradesman.services import deeds, overviews
from tradesman.services.today import TodayRow
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.follow_up_dialog import AlsoDone
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label
from tradesman.ui.words import choices

YES, NO = "yes", "no"
CONSENT = ("name_shown", "consent_how", "on_website", "in_print", "on_social", "place_shown")


def _tr(text: str) -> str:
    return QCoreApplication.translate("feedback", text)


def fields() -> list[Field]:
    """What is asked, in the order in which it is asked."""
    scores = tuple((score, str(score)) for score in range(11))
    return [
        Field("holding", _tr("Is it holding?"), "segment", choices=((YES, _tr("Yes")), (NO, _tr("No")))),
        Field("score", _tr("How was it, from 0 to 10?"), "segment", choices=scores),
        Field("words", _tr("In their words"), "text", placeholder=_tr("As they said it")),
        Field("quote", _tr("I may quote these words"), "check"),
        Field("name_shown", _tr("With which name?"), "choice", choices=tuple(choices(NameShown)), half=True),
        Field("consent_how", _tr("How did they say yes?"), half=True),
        Field("on_website", _tr("On the website"), "check", half=True),
        Field("in_print", _tr("In print"), "check", half=True),
        Field("on_social", _tr("In social media"), "check", half=True),
        Field("place_shown", _tr("With the place"), "check", half=True),
    ]


class FeedbackDialog(FormDialog):
    """The sheet after the call; low scores open a complaint, words with consent become a testimonial."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        job_id: UUID,
        followup_id: UUID | None = None,
        *,
        also: Sequence[TodayRow] = (),
    ) -> None:
        super().__init__(
            window, self.tr("How is it going?"), theme, fields(), self.tr("Keep it"), today=desk.today, name="feedback"
        )
        self._desk, self._job_id, self._followup_id = desk, job_id, followup_id
        if followup_id is not None:
            self._show_call(theme, followup_id)
        self._also = AlsoDone(also, theme)
        self.body.addWidget(self._also)
        self.set_values({"name_shown": NameShown.FIRST, "consent_how": self.tr("By phone")})
        self.form.changed.connect(self._on_form_changed)
        self.submitted.connect(self._on_submitted)
        self._on_form_changed()

    def _show_call(self, theme: Theme, followup_id: UUID) -> None:
        asked = self._desk.ask(overviews.followup, followup_id)
        phone = asked.customer.first_contact(ContactKind.PHONE) or self.tr("no number yet")
        job = asked.job.title if asked.job is not None else ""
        self.body.insertWidget(0, Label(job, theme, "small", "ink_2", wrap=True, name="what"))
        self.body.insertWidget(0, Label(f"{asked.customer.name}, {phone}", theme, "strong", name="who"))
        promise = PromiseNoting(self._window, self._desk, theme, asked.customer.id)
        self.body.addWidget(promise)
        tab_through(self.form.box(CONSENT[-1]).editor, promise.button)
        missed = Button(self.tr("Not reached"), theme, "plain", "phone-missed", name="not_reached")
        missed.clicked.connect(self._on_missed)
        self.add_left(missed)

    def _on_form_changed(self) -> None:
        values = self.values()
        self.form.box("quote").setVisible(bool(values["words"]))
        for key in CONSENT:
            self.form.box(key).setVisible(bool(values["words"] and values["quote"]))

    def _on_missed(self) -> None:
        done = self._desk.do(
            deeds.log_follow_up,
            self._followup_id,
            Outcome.NO_ANSWER,
            label=self.tr("Call logged"),
            on_error=self.set_error,
        )
        if done is not None:
            self.finish()

    def _on_submitted(self) -> None:
        values = self.values()
        quoted = bool(values["words"] and values["quote"])
        if quoted and not values["consent_how"]:
            self.form.set_error("consent_how", self.tr("Write how they said yes; it may be asked for."))
            return
        said = deeds.Said(
            holding=None if values["holding"] is None else values["holding"] == YES,
            score=values["score"],
            words=values["words"],
            consent_how=values["consent_how"] if quoted else "",
            name_shown=NameShown(values["name_shown"] or NameShown.NONE),
            **{key: values[key] for key in ("place_shown", "on_website", "in_print", "on_social")},
        )
        failed: list[str] = []
        self._desk.do(
            deeds.check_in,
            self._job_id,
            said,
            self._followup_id,
            values["words"] or self.tr("Reached"),
            self._also.value(),
            label=self.tr("Feedback kept"),
            on_error=failed.append,
        )
        if failed:
            self.set_error(failed[0])
        else:
            self.finish()
