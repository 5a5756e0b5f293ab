"""The form of a note: who, what was said, and the chips of what its marked lines become."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.conversations import rules
from amity.conversations.calls import beginnings
from amity.conversations.models import Note
from amity.conversations.notes import wording
from amity.conversations.notes.chips import Chip, chips_of
from amity.conversations.notes.fields import MOST_TEXT, YEARS, NoteFields, PointFields
from amity.conversations.notes.following import new_lines
from amity.conversations.notes.marks import AGENCY, CLIENT, MOST_MARKED, MarkedLine, marked_lines
from amity.conversations.notes.points import place_of
from amity.conversations.notes.proposals import People, people_around, proposals
from amity.conversations.notes.queries import fields_of, lines_taken
from amity.conversations.transcripts.fields import TranscriptFields
from amity.projects.queries import projects_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refused
from amity.shared.numbers import whole_number
from amity.ui.asked import Asked
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm

MOST_SHOWN: Final = 8
"""People of each side that are shown as buttons; the others are behind a button."""
TEXT_ROWS: Final = 12


class NoteForm(TranscriptFields, ValueForm[NoteFields]):
    """A note of a talk. The chips are read from the text, and confirmed by being sent with it."""

    value = NoteFields
    rows = "conversations.Note"
    choices: Mapping[str, Any] = {"kind": wording.KINDS}  # type: ignore[misc]
    hints = {"title": lazy("Leave blank to name it after the kind and the people."), "minutes": ""}
    widgets = {
        "kind": forms.RadioSelect(),
        "text": forms.Textarea(
            attrs={"rows": TEXT_ROWS, "autofocus": True, "maxlength": str(MOST_TEXT), "data-lines": "becomes"}
        ),
    }
    left_out = ("held_at", "contact_ids", "person_ids", "absent_contact_ids", "absent_person_ids", "meeting_id")
    body = "conversations/note_fields.html"
    read_without_money_right = True
    contacts = forms.MultipleChoiceField(
        label=lazy("At the client"), required=False, widget=forms.CheckboxSelectMultiple
    )
    colleagues = forms.MultipleChoiceField(
        label=lazy("On our team"), required=False, widget=forms.CheckboxSelectMultiple
    )
    absent = forms.MultipleChoiceField(
        label=lazy("Expected, but absent"), required=False, widget=forms.CheckboxSelectMultiple
    )
    held_on = day_field(label=lazy("Date"))
    held_time = forms.TimeField(
        label=lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S"],
    )  # fmt: skip
    meeting = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, account: Account, by: Actor, note: Note | None = None, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.account, self.by, self.note = account, by, note
        self.chips: list[Chip] = []
        if note is not None:
            self.fill(note)
        self.people = self.find_people()
        self.find_transcript()
        for name, side in (("contacts", CLIENT), ("colleagues", AGENCY)):
            self.offer(name, self.people.of(side))
        self.offer("absent", [
            *((f"{CLIENT}-{pk}", who) for pk, who in self.people.of(CLIENT)),
            *((f"{AGENCY}-{pk}", who) for pk, who in self.people.of(AGENCY)),
        ])  # fmt: skip
        self.offer("project_id", _projects(by, account, note), lazy("no particular project"))

    def current_values(self, thing: Note) -> Mapping[str, Any]:
        """Return the initial values of a note."""
        fields, held = fields_of(thing), timezone.localtime(thing.held_at)
        return {
            "version": thing.version, "kind": fields.kind, "title": fields.title, "text": fields.text,
            "minutes": fields.minutes, "meeting": fields.meeting_id, "project_id": fields.project_id,
            "held_on": held.date(), "held_time": held.time().replace(second=0, microsecond=0),
            "contacts": [str(pk) for pk in fields.contact_ids],
            "colleagues": [str(pk) for pk in fields.person_ids],
            "absent": [
                *(f"{CLIENT}-{pk}" for pk in fields.absent_contact_ids),
                *(f"{AGENCY}-{pk}" for pk in fields.absent_person_ids),
            ],
        }  # fmt: skip

    def shown_people(self, name: str) -> tuple[Sequence[Any], Sequence[Any]]:
        """Return the buttons of a side: those shown, and those behind *Others*."""
        buttons = list(self[name].subwidgets)
        chosen = [button for button in buttons if button.data["selected"]]
        first = chosen + [button for button in buttons if button not in chosen]
        most = max(MOST_SHOWN, len(chosen))
        return first[:most], first[most:]

    def sides(self) -> list[tuple[BoundField, tuple[Sequence[Any], Sequence[Any]]]]:
        """Return the fields of both sides, each with its buttons."""
        return [(self[name], self.shown_people(name)) for name in ("contacts", "colleagues")]

    def mark_labels(self) -> list[tuple[str, Any]]:
        """Return the character of each mark with what it makes."""
        return [(character, wording.MARKS[mark]) for mark, character in rules.MARKS.items()]

    def details(self) -> list[BoundField]:
        """Return the small fields about the talk."""
        return [self[name] for name in ("held_on", "held_time", "minutes", "project_id", "title")]

    def chosen_meeting(self) -> tuple[str, str] | None:
        """Return the title and the page of the meeting that the note is of."""
        number = str(self._current("meeting") or "")
        return beginnings.chosen(self.by, self.account, int(number)) if whole_number(number) else None

    def proposed_meetings(self) -> list[tuple[str, str]]:
        """Return today's meetings without a note that a new note can be of."""
        return [] if self.note or self.is_bound else beginnings.proposed(self.by, self.account, timezone.now())

    def clean_held_on(self) -> date:
        """Refuse a year that no talk can be in."""
        day: date = self.cleaned_data["held_on"]
        if day.year not in YEARS:
            raise forms.ValidationError(_("Enter a date from 1990 to 2099."))
        return day

    def clean_text(self) -> str:
        """Return the text with plain line ends."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """Read the chips. Those that were not shown yet have to be confirmed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.read_chips()
        kept = self.kept_from_transcript()
        cleaned["kept_words"] = "\n".join(chip.proposal.reading.text for chip in kept)
        for chip in (*self.chips, *kept):
            if not chip.is_kept or chip.proposal.refusal:
                continue
            if name := chip.unanswered():
                chip.error, chip.error_field = _("Choose an answer, or drop this line."), name
        if any(chip.error for chip in (*self.chips, *kept)):
            self.add_error(None, _("One line needs an answer. Nothing was lost."))
        elif any(chip.is_new for chip in self.chips):
            self.add_error(None, _("Check what the marked lines become, then save."))
        return cleaned

    def read_chips(self) -> None:
        """Read what the marked lines of the text become. A text that is too long has none yet."""
        text = str(self._current("text") or "").replace("\r\n", "\n").strip()
        if len(text) > MOST_TEXT or "\x00" in text:
            return
        held_at = self.held_at()
        lines = self._new_lines(text)[:MOST_MARKED]
        found = proposals(self.by, self.account, lines, self.people, held_at, timezone.now())
        self.chips = chips_of(found, self.people, Asked(cast("QueryDict", self.data)), self._dropped(lines))

    def held_at(self) -> datetime:
        """Return when the talk took place: now, unless a date and a time were sent."""
        day, clock = self._cleaned("held_on"), self._cleaned("held_time")
        if day is None or clock is None or day.year not in YEARS:
            return timezone.now()
        return timezone.make_aware(datetime.combine(day, clock))

    def value_given(self, **known: Any) -> NoteFields:
        """Return the typed values for the commands."""
        absent = [name.split("-") for name in self.cleaned_data["absent"]]
        return super().value_given(
            held_at=self._moment(),
            meeting_id=self.cleaned_data["meeting"],
            contact_ids=_numbers(self.cleaned_data["contacts"]),
            person_ids=_numbers(self.cleaned_data["colleagues"]),
            absent_contact_ids=_numbers(number for side, number in absent if side == CLIENT),
            absent_person_ids=_numbers(number for side, number in absent if side == AGENCY),
            **known,
        )

    def points(self) -> list[PointFields]:
        """Return what the kept lines become."""
        kept = [chip for chip in self.chips if chip.is_kept and not chip.proposal.refusal]
        return [chip.point() for chip in (*kept, *self.kept_from_transcript())]

    def show(self, fault: Invalid | Refused) -> None:
        """Show a command's refusal at its chip, at its field, or above the form."""
        name = fault.field if isinstance(fault, Invalid) else ""
        if name.startswith("points."):
            place, _dot, field = name.rpartition(".")
            for chip in (*self.chips, *self.kept_from_transcript()):
                if place_of(chip.point()) == place:
                    chip.error, chip.error_field = fault.sentence, field
            self.add_error(None, _("One line needs an answer. Nothing was lost."))
            return
        names = {"held_at": "held_on", "meeting_id": "", "keep_until": "transcript_until"}
        super().show(Invalid(fault.sentence, names.get(name, name)) if name else fault)

    def title_proposed(self) -> str:
        """Return the title of a note without one."""
        chosen = {str(pk) for pk in self._current("contacts") or []}
        names = [who for pk, who in self.people.of(CLIENT) if str(pk) in chosen]
        kind = str(self._current("kind") or "")
        return wording.proposed_title(kind if kind in wording.KINDS else "call", names, self.account.name)

    def _moment(self) -> datetime:
        """Return the moment that was typed; the note's own where its minute was not changed."""
        held_at = self.held_at()
        if self.note is not None and self.note.held_at.replace(second=0, microsecond=0) == held_at:
            return self.note.held_at
        return held_at

    def _current(self, name: str) -> Any:
        return self[name].value()

    def _cleaned(self, name: str) -> Any:
        field = self.fields[name]
        try:
            return field.clean(self._current(name))
        except forms.ValidationError:
            return None

    def _new_lines(self, text: str) -> list[MarkedLine]:
        if self.note is None:
            return marked_lines(text)
        return new_lines(self.note.text, text, lines_taken(self.note))

    def _dropped(self, lines: Iterable[MarkedLine]) -> Collection[str]:
        """Return the lines that were dropped when the note was saved before."""
        note = self.note
        if note is None or note.changed_at < note.held_at:
            return ()
        return {line.key for line in marked_lines(note.text)} & {line.key for line in lines}

    def find_people(self) -> People:
        """Return the people around the account, with those who are ticked."""
        chosen = {
            side: _numbers(self._current(name) or []) for name, side in (("contacts", CLIENT), ("colleagues", AGENCY))
        }
        return people_around(self.account, self.by, chosen[CLIENT], chosen[AGENCY])


def _numbers(sent: Iterable[Any]) -> tuple[int, ...]:
    return tuple(int(each) for each in sent if whole_number(str(each)))


def _projects(by: Actor, account: Account, note: Note | None) -> list[tuple[int, str]]:
    rows = projects_seen_by(by).filter(account=account).exclude(status="closed").order_by("name")
    found = list(rows.values_list("pk", "name"))
    if note is not None and note.project is not None and note.project_id not in {pk for pk, _name in found}:
        found.append((note.project.pk, note.project.name))
    return found
