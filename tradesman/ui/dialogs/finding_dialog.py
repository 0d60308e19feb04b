"""Something noticed: said in plain words, then passed on to somebody who can help, or put into a quote."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.finding import HowSoon
from tradesman.documents import drafts
from tradesman.services import finding_sheets, findings
from tradesman.services.finding_sheets import Seen
from tradesman.services.job_sheets import FindingRow, JobSheet
from tradesman.services.messages import Occasion
from tradesman.ui import format as say
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.handover_dialog import HandoverDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.parts.finding_photos import FindingPhotos
from tradesman.ui.parts.recommending_box import RecommendingBox
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.sheet import Sheet

WIDTH = 918


def _tr(text: str) -> str:
    return QCoreApplication.translate("FindingDialog", text)


def _fields(customer: str) -> list[Field]:
    return [
        Field("what", _tr("What did you see?"), required=True),
        Field("plain_words", _tr("In plain words, for {0}").format(customer), "text"),
        Field("how_soon", _tr("How soon?"), "segment", choices=tuple(words.choices(HowSoon))),
        Field("by_on", _tr("By a day, if there is one"), "date", placeholder=_tr("such as 1 Dec, before winter")),
    ]


class FindingDialog(Sheet):
    """Consent first: a partner gets the customer's details only after the tick. What is not saved is a draft."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        sheet: JobSheet,
        row: FindingRow | None,
        quote_opened: Callable[[Any], object],
    ) -> None:
        """Without a row, something new is noted."""
        super().__init__(window, _tr("Something you noticed"), theme, width=theme.scaled(WIDTH), name="finding")
        self._desk, self._job, self._quote_opened = desk, sheet, quote_opened
        finding = self._finding = row.finding if row is not None else None
        self._key = f"finding/{finding.id if finding is not None else sheet.job.id}"
        self._form = Form(_fields(sheet.first_name), theme, today=desk.today)
        whose = (sheet.customer_id, sheet.job.id, finding.id if finding is not None else None)
        self._photos = FindingPhotos(desk, theme, self, *whose)
        about = f"{finding.what} {finding.plain_words}" if finding is not None else ""
        self._help = RecommendingBox(desk, theme, sheet.customer_id, sheet.first_name, about)
        self._about_head(sheet)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s6"))
        columns.addLayout(self._build_left(), 11)
        columns.addWidget(_line())
        columns.addWidget(self._help, 20)
        self.body.addLayout(columns)
        self._build_foot()
        self._show_finding()
        self._bring_back()
        self._listen()
        self._on_seen()
        self.open()

    # How it is made

    def _about_head(self, sheet: JobSheet) -> None:
        seen = self._finding.noticed_at.astimezone(sheet.zone).date() if self._finding is not None else sheet.today
        parts = (sheet.customer, sheet.job.title, _tr("seen {0}").format(say.day(seen, sheet.today)))
        self.header.insertWidget(1, ElidedLabel(", ".join(parts), self._theme, "small", "ink_2"))

    def _build_left(self) -> QVBoxLayout:
        theme = self._theme
        own = Button(_tr("Add it to a quote instead"), theme, "quiet", "file-plus", compact=True, name="finding_quote")
        own.clicked.connect(self._on_quote)
        left = QVBoxLayout()
        left.setSpacing(theme.space("s3"))
        left.addWidget(self._form)
        left.addWidget(self._photos)
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedHeight(1)
        left.addWidget(line)
        left.addWidget(Label(_tr("Could you do it yourself?"), theme, "small", "ink_2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(own)
        row.addStretch(1)
        left.addLayout(row)
        left.addStretch(1)
        return left

    def _build_foot(self) -> None:
        theme = self._theme
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self._discard = Button(_tr("Discard"), theme, "quiet", name="finding_discard")
        self._discard.clicked.connect(self._on_discard)
        self._discard.hide()
        self._kept = ElidedLabel(_tr("Draft kept if you leave"), theme, "small", "ink_3", name="finding_kept")
        for widget in (cancel, self._discard, self._kept):
            self.add_left(widget)
        write = self.add_button(_tr("Write to {0}").format(self._job.first_name), icon="send", name="finding_write")
        write.clicked.connect(self._on_write)
        self.add_button(_tr("Save finding only"), name="finding_save").clicked.connect(self._on_save)
        self._go = self.set_main("", "heart-handshake")

    def _listen(self) -> None:
        self._form.changed.connect(self._on_seen)
        self._form.changed.connect(self._keep_draft)
        self._photos.changed.connect(self._keep_draft)
        self._help.changed.connect(self._show_main)
        self._help.changed.connect(self._keep_draft)
        self._help.quote_asked.connect(self._on_quote)
        self._photos.listen_to_fields()
        self.accepted.connect(self._on_accepted)
        self.closed.connect(self._desk.drafts.flush)

    # What it shows

    def _show_finding(self) -> None:
        kept: dict[str, Any] = {"how_soon": HowSoon.SOON.value}
        if self._finding is not None:
            kept = {key: getattr(self._finding, key) for key in ("what", "plain_words", "by_on")}
            kept["how_soon"] = self._finding.how_soon.value
        self._form.set_values(kept)

    def _on_seen(self) -> None:
        self._help.show_seen(self._read())
        self._show_main()

    def _show_main(self) -> None:
        partner = self._help.choice().partner
        tell = _tr("Tell {0}").format(self._job.first_name)
        self._go.setText(_tr("Recommend {0}").format(partner.name) if partner is not None else tell)
        self._go.set_icon("heart-handshake" if partner is not None else "message-square")
        why = self._help.lacks()
        self._go.setEnabled(not why)
        self._go.setToolTip(why)

    def _read(self) -> Seen:
        values = self._form.values()
        return Seen(
            job_id=self._job.job.id,
            what=values["what"],
            how_soon=HowSoon(values["how_soon"]),
            plain_words=values["plain_words"],
            by_on=values["by_on"],
            photo_ids=self._photos.value(),
            finding_id=self._finding.id if self._finding is not None else None,
        )

    # What is kept when it is left

    def _keep_draft(self) -> None:
        values = self._form.values()
        by_on = values["by_on"]
        draft = {
            "customer": str(self._job.customer_id),  # by whom it is forgotten when the person is erased
            "seen": values | {"by_on": by_on.isoformat() if by_on is not None else ""},
            "photos": [str(one) for one in self._photos.value()],
            "help": self._help.draft(),
        }
        self._desk.drafts.keep(self._key, draft)

    def _bring_back(self) -> None:
        """Shows what was not saved when the sheet was left; what makes no sense is forgotten."""
        draft = self._desk.drafts.get(self._key)
        if draft is None:
            return
        try:
            seen, by_on = draft["seen"], draft["seen"]["by_on"]
            self._form.set_values(seen | {"by_on": date.fromisoformat(by_on) if by_on else None})
            self._photos.set_value(draft["photos"])
            self._help.show_draft(draft["help"])
        except (AttributeError, LookupError, TypeError, ValueError):
            self._desk.drafts.drop(self._key)
            self._show_finding()
            return
        self._kept.setText(_tr("This is a draft, nothing is saved yet"))
        self._discard.show()

    def _on_discard(self) -> None:
        self._desk.drafts.drop(self._key)
        self.finish()

    # Steps

    def _do(self, deed: Callable[..., Any], *args: Any, label: str, **rest: Any) -> Any:
        self.set_error("")
        if not self._form.check():
            return None
        done = self._desk.do(deed, self._read(), *args, label=label, on_error=self.set_error, **rest)
        if done is not None:
            self._desk.drafts.drop(self._key)
            self.finish()
        return done

    def _on_accepted(self) -> None:
        partner = self._help.choice().partner
        if partner is None:
            self._do(finding_sheets.tell, label=_tr("{0} was told").format(self._job.first_name))
            return
        label = _tr("{0} recommended").format(partner.name)
        how = {"consent": self._help.agreed(), "ask_after": self._help.asks_after()}
        referral = self._do(finding_sheets.recommend, partner.id, label=label, **how)
        if referral is not None:
            HandoverDialog(self._window, self._desk, self._theme, referral.id)

    def _on_write(self) -> None:
        """Writes the message, with the photos; once it is sent the customer is told, and may say yes later."""
        self.set_error("")
        message = self._help.message() if self._form.check() else None
        if message is None:
            return
        partner, whose = self._help.choice().partner, (self._job.customer_id, self._job.job.id)
        name = partner.name if partner is not None else ""
        sheet = MessageDialog(
            self._window,
            self._desk,
            self._theme,
            self._job.customer_id,
            Occasion.RECOMMEND,
            subject_id=self._finding.id if self._finding is not None else self._job.job.id,
            files=self._photos.files(),
            draft=self._desk.ask(drafts.recommending, *whose, *message, name),
            note=partial(finding_sheets.send, seen=self._read()),
        )
        sheet.noted.connect(self._on_sent)
        sheet.open()

    def _on_sent(self) -> None:
        """With a yes that was given already it goes on here; otherwise the answer is waited for."""
        self._desk.drafts.drop(self._key)
        if not self._help.agreed():
            self.finish()
            return
        self._finding = self._finding or self._desk.ask(findings.of_job, self._job.job.id)[-1]
        self._key = f"finding/{self._finding.id}"
        self._kept.setText(_tr("{0} has the message").format(self._job.first_name))

    def _on_save(self) -> None:
        self._do(finding_sheets.keep, label=_tr("Finding kept"))

    def _on_quote(self) -> None:
        quote = self._do(finding_sheets.quote_instead, label=_tr("Quote begun"))
        if quote is not None:
            self._quote_opened(quote)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "separator")
    line.setFixedWidth(1)
    return line
