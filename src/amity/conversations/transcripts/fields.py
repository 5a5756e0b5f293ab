"""The fields of a transcript on the form of a note. A file is read first, then its lines are kept or dropped."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.conversations.transcripts import commands, queries
from amity.conversations.transcripts.commands import TranscriptUse
from amity.conversations.transcripts.offers import offers_of
from amity.conversations.transcripts.rules import minutes_of
from amity.conversations.transcripts.section import Section
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.ui.asked import Asked
from amity.ui.number_fields import day_field

if TYPE_CHECKING:
    from amity.accounts.models import Account
    from amity.conversations.models import Note
    from amity.conversations.notes.chips import Chip
    from amity.conversations.notes.proposals import People
    from amity.conversations.transcripts.models import Transcript
    from amity.shared.actor import Actor

READ: Final = "read_transcript"
RESUME: Final = "resume"
REMOVE: Final = "remove"
DELETE: Final = "delete"
RETAIN: Final = "retain"
ACCEPT: Final = ".vtt,.srt,.docx,.txt"


class TranscriptFields(forms.Form):
    """What a form of a note adds for its transcript. The form has `account`, `by`, `note`, `people` and `held_at`."""

    account: "Account"
    by: "Actor"
    note: "Note | None"
    people: "People"
    transcript_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    transcript_file = forms.FileField(
        label=lazy("Transcript file"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=lazy("VTT, SRT, DOCX or TXT, as Teams, Zoom or Meet save it."),
    )  # fmt: skip
    transcript_text = forms.CharField(
        label=lazy("Or paste it"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-undrafted": True}),
    )  # fmt: skip
    transcript_keep = forms.ChoiceField(
        label=lazy("After saving"), required=False, widget=forms.RadioSelect, initial=DELETE,
        choices=[(DELETE, lazy("Delete the transcript")), (RETAIN, lazy("Keep the transcript until a date"))],
    )  # fmt: skip
    transcript_until = day_field(label=lazy("Keep until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section: Section | None = None
        self.transcript_gone = self.only_reads = False
        self.now = timezone.now()
        self.initial.setdefault("transcript_until", commands.usual_date(self.now))

    def full_clean(self) -> None:
        """Check nothing while a transcript is only read, so that an unfinished note has no errors yet."""
        if not self.only_reads:
            return super().full_clean()
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        return None

    def find_transcript(self) -> None:
        """Find the transcript that the form was sent with, and read its candidates."""
        number = Asked(cast("QueryDict", self.data)).whole("transcript_id") if self.is_bound else 0
        if not number:
            return
        try:
            self._show(queries.draft_of(self.by, self.account, number, self.now))
        except NotSeen:
            self.transcript_gone = True

    def waiting_draft(self) -> "Transcript | None":
        """Return a transcript that was read for this account and never used, for the person to go on with."""
        if self.section is not None or self.is_bound:
            return None
        return queries.drafts_of(self.by, self.account, self.now).defer("rows").first()

    def brings_transcript(self) -> bool:
        """Return whether the form was sent to read a transcript, or has one that no one has looked through."""
        sent = Asked(cast("QueryDict", self.data))
        return sent.has(READ) or bool(self.files.get("transcript_file")) or bool(sent.search("transcript_text").strip())

    def take_transcript(self) -> None:
        """Read what was uploaded or pasted, and propose date, length and people. Nothing else is checked or saved."""
        self.only_reads = True
        self.full_clean()
        sent = Asked(cast("QueryDict", self.data))
        action = sent.search(READ)
        if action == REMOVE:
            self._put({"transcript_id": "", "transcript_text": ""})
            self.section = None
            return
        try:
            draft = self._draft(sent, resume=action == RESUME)
        except Invalid as fault:
            pasted = not self.files.get("transcript_file") and sent.search("transcript_text").strip()
            self.add_error("transcript_text" if pasted else "transcript_file", fault.sentence)
            return
        if draft is not None:
            kept = {"transcript_keep": DELETE, "transcript_until": commands.usual_date(self.now).isoformat()}
            usual = {name: value for name, value in kept.items() if not sent.search(name)}
            self._put({"transcript_id": str(draft.pk), "transcript_text": "", **usual, **self._proposed(draft)})
            self.propose_people(draft)
            self._show(draft)

    def propose_people(self, draft: "Transcript") -> None:
        """Tick the contacts and colleagues who speak."""
        section = Section(draft, self.people, Asked(cast("QueryDict", self.data)))
        data = cast("QueryDict", self.data).copy()
        for name, side in (("contacts", "client"), ("colleagues", "agency")):
            ticked = [*data.getlist(name), *(str(one.id) for one in section.took_part() if one.side == side)]
            data.setlist(name, list(dict.fromkeys(ticked)))
        self.data = data
        self.people = self.find_people()

    def find_people(self) -> "People":
        """Return the people around the account, with those who took part."""
        raise NotImplementedError

    def held_at(self) -> datetime:
        """Return when the talk took place."""
        raise NotImplementedError

    def kept_from_transcript(self) -> "list[Chip]":
        """Return the candidates that someone chose to keep."""
        return self.section.kept() if self.section else []

    def transcript_use(self) -> TranscriptUse | None:
        """Return what becomes of the transcript when the note is saved."""
        if self.transcript_gone:
            self._put({"transcript_id": ""})
            raise Refused(_("The transcript has been deleted. Upload it again, or save the note without it."))
        if self.section is None:
            return None
        retains = self.cleaned_data.get("transcript_keep") == RETAIN
        until = self.cleaned_data.get("transcript_until") or commands.usual_date(self.now)
        return TranscriptUse(self.section.transcript.pk, until if retains else None, self.section.codes())

    def _draft(self, sent: Asked, *, resume: bool) -> "Transcript | None":
        """Return the transcript that was sent, or the one from before where only its speakers changed."""
        file, pasted = self.files.get("transcript_file"), sent.search("transcript_text")
        if file is not None:
            name, data = str(file.name), file.read()
        elif pasted.strip():
            name, data = "", pasted.encode("utf-8", "replace")
        elif resume:
            return queries.drafts_of(self.by, self.account, self.now).first()
        elif self.section is not None:
            return self.section.transcript
        else:
            raise Invalid(_("Choose a file, or paste the text."), "file")
        return commands.read_draft(by=self.by, account_id=self.account.pk, name=name, data=data, now=self.now)

    def _show(self, draft: "Transcript") -> None:
        self.section = Section(draft, self.people, Asked(cast("QueryDict", self.data)))
        self.fields["text"].widget.attrs.pop("autofocus", None)  # the first candidate has the keyboard
        recorded = set(self.note.points.values_list("second", "text")) if self.note is not None else set()
        self.section.read(
            offers_of(
                self.by, self.account, self.section.cues, self.people, self.section.speakers,
                queries.names_on(self.account), self.held_at(), self.now, recorded,
            )
        )  # fmt: skip

    def _proposed(self, draft: "Transcript") -> dict[str, str]:
        """Return date, time and length from the file, where no one has entered others."""
        sent = Asked(cast("QueryDict", self.data))
        found: dict[str, str] = {}
        minutes = minutes_of(draft.seconds)
        if minutes and not sent.search("minutes").strip():
            found["minutes"] = str(minutes)
        if self.note is None and sent.day("held_on") == timezone.localdate(self.now) and draft.held_on:
            began = timezone.localtime(draft.held_at) if draft.held_at else None
            found["held_on"] = (began.date() if began else draft.held_on).isoformat()
            if began:
                found["held_time"] = began.strftime("%H:%M")
        return found

    def _put(self, values: dict[str, str]) -> None:
        data = cast("QueryDict", self.data).copy()
        for name, value in values.items():
            data[name] = value
        self.data = data
