"""Forms for the prompts and notes of a hand-off."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.evidence_fields import EvidenceForm, when_field
from amity.facts.basis_fields import basis_field
from amity.handoff import queries, wording
from amity.handoff.models import Handoff, Note
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.notes.prefill import Prefilled
from amity.handoff.rules import EXPECTATION, PROMISE, PROMPTS, WANT
from amity.handoff.versions.rules import ASSUMED, KNOWN, TO_FIND_OUT
from amity.people.models import Person
from amity.people.rules import OWNER
from amity.ui.acts import ActForm
from amity.ui.channels import how_field, offer_channels
from amity.ui.number_fields import day_field

OFFER, KEEP = "offer", "keep"


OURS = _("no one: our assumption")


SOURCES = ("want_by", "done_by", "must_not_by", "money_date_by")


def _text(rows: int = 2, **kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea({"rows": rows}), required=False, max_length=4000, **kwargs)


class PromptsForm(ActForm):
    """Form for the five prompts of a small hand-off with their sources, and the choice to offer it at once.

    The brief's text is filled in and stays the brief's while unchanged. Only the promise is new.
    """

    read_without_money_right = True
    want = _text(label=_("What they want, in their words"))
    want_by = forms.ChoiceField(label=_("Who said what they want"), required=False)
    want_where = forms.CharField(label=_("Where and when"), max_length=200, required=False)
    done = _text(label=_("Definition of done"))
    done_by = forms.ChoiceField(label=_("Who said when it is done"), required=False)
    must_not = _text(label=_("Limits and no-gos"))
    must_not_by = forms.ChoiceField(label=_("Who said what it must not be"), required=False)
    money_date = _text(label=_("Money and date"))
    money_date_by = forms.ChoiceField(label=_("Who said money and date"), required=False)
    promise = forms.CharField(
        label=_("What I promised"), widget=forms.Textarea({"rows": 2}), required=False, max_length=500,
        help_text=_("If there is nothing to say, enter “nothing”."),
    )  # fmt: skip
    promise_to = forms.TypedChoiceField(label=_("Promised to"), required=False, coerce=int, empty_value=None)
    promise_until = day_field(label=_("Due date"), required=False)
    to_find_out = forms.MultipleChoiceField(
        label=_("Still to find out"), required=False, widget=forms.CheckboxSelectMultiple
    )
    then = forms.ChoiceField(label=_("Next step"), widget=forms.RadioSelect, initial=OFFER)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, handoff: Handoff, known: Mapping[str, Prefilled], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.contacts = queries.contact_choices(handoff)
        self.written = queries.prompts_of(handoff)
        names = [name for _pk, name in self.contacts] + [one.who for one in known.values() if one.who]
        names += [note.stated_by for note in self.written.values() if note.stated_by]
        for name in SOURCES:
            self.offer(name, ((one, one) for one in dict.fromkeys(names)), OURS)
        self.offer("promise_to", self.contacts, _("No one in particular"))
        self.offer("to_find_out", ((prompt, wording.prompt_labels()[prompt]) for prompt in PROMPTS))
        offer = _("offer to %(name)s") % {"name": handoff.taker.name} if handoff.taker else _("offer now")
        keep = [(KEEP, _("save only"))]
        self.offer("then", keep if handoff.is_taken else [(OFFER, offer), *keep])
        if handoff.is_taken:
            self.fields["then"].initial = KEEP
        for name in PROMPTS:
            self.fields[name].required = self.data.get("then", OFFER) != KEEP

    def current_values(self, thing: Handoff) -> Mapping[str, Any]:
        """Return the initial values: what was written, otherwise what is known."""
        notes = queries.prompts_of(thing)
        found: dict[str, Any] = {
            "to_find_out": [block for block, note in notes.items() if note.mark == TO_FIND_OUT],
            "version": thing.version,
        }  # fmt: skip
        for block in PROMPTS:
            note, known = notes.get(block), self.known.get(block, Prefilled())
            found[block] = note.says if note else known.text
            found[f"{block}_by"] = note.stated_by if note else known.who
        source = notes[WANT].stated_in if WANT in notes else self.known.get(WANT, Prefilled()).where
        record = notes[PROMISE].expectation if PROMISE in notes else None
        promised = {"promise_to": record.stated_by_id or "", "promise_until": record.promised_until} if record else {}
        values = found | {"want_where": source} | promised
        return {name: value for name, value in values.items() if name in self.fields}

    def prompts(self) -> dict[str, HandoffNote]:
        """Return the texts as the command takes them. Unchanged text from the brief isn't saved again."""
        values = self.cleaned_data
        found = {block: self._words(block) for block in PROMPTS if block != PROMISE}
        found[PROMISE] = HandoffNote(
            values[PROMISE], mark=TO_FIND_OUT if PROMISE in values["to_find_out"] else ASSUMED,
            contact_id=values["promise_to"], due_on=values["promise_until"], **self._not_shown(),
        )  # fmt: skip
        return found

    def _not_shown(self) -> dict[str, Any]:
        """Return the promise's fields that this form doesn't show, so that they stay unchanged."""
        record = self.written[PROMISE].expectation if PROMISE in self.written else None
        if record is None:
            return {}
        return {"owner_id": record.promised_by_id, "stated_in": record.stated_in, "stated_on": record.stated_on}

    def _words(self, block: str) -> HandoffNote:
        values, known = self.cleaned_data, self.known.get(block, Prefilled())
        text, who = _plain(values[block]), values[f"{block}_by"]
        asked = block in values["to_find_out"]
        if known.live and not asked and (text, who) == (_plain(known.text), known.who):
            return HandoffNote("")
        mark = TO_FIND_OUT if asked else KNOWN if who else ASSUMED
        return HandoffNote(text, mark, who, values["want_where"] if block == WANT else "")


def _plain(text: str) -> str:
    """Return a text as a browser sends it, with one kind of line ending."""
    return text.strip().replace("\r\n", "\n")


class NoteForm(EvidenceForm[HandoffNote]):
    """Form for a note. A promise has its author, contact and due date, an expectation its contact."""

    value = HandoffNote
    rows = ("handoff.Note", "handoff.Condition")
    widgets = {"text": forms.Textarea({"rows": 4})}
    field_order = ("text", "owner_id", "contact_id", "due_on", "stated_by", "stated_in", "stated_on", "mark")
    folded = ("stated_in", "stated_on", "mark")
    read_without_money_right = True
    mark = basis_field(can_find_out=True, preset=False)
    contact_id = forms.TypedChoiceField(label=_("Promised to"), coerce=int, required=False, empty_value=None)
    stated_in = how_field()
    stated_on = when_field()

    def __init__(self, *args: Any, handoff: Handoff, block: str, writer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("owner_id", writer.pk)
        if handoff.account is not None:
            self.offer_contacts(handoff.account, "contact_id")
        offer_channels(self)
        if block == PROMISE:
            self.fields["text"].label, self.fields["owner_id"].label = _("Promise"), _("Promised by")
        if block == EXPECTATION:
            self.fields["contact_id"].label = _("Who expects it?")
        found = colleagues_for(handoff.account, OWNER, likely=(writer.pk, handoff.giver_id, handoff.taker_id))
        self.offer_people("owner_id", found.pairs, found.likely, others=found.others)
        records = {PROMISE: ("stated_by",), EXPECTATION: ("stated_by", "owner_id", "due_on")}
        for name in records.get(block, ("owner_id", "contact_id", "due_on")):
            del self.fields[name]
        if block in records:
            self.fields["text"].widget.attrs["maxlength"] = "500"


class EditNoteForm(NoteForm):
    """Form for a note, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Note) -> Mapping[str, Any]:
        """Initial values of a note, or of the record it is."""
        found = {name: getattr(thing, name) for name in ("mark", "stated_by", "stated_in", "stated_on", "version")}
        if (source := thing.expectation) is not None:
            found |= {"stated_in": source.stated_in, "stated_on": source.stated_on, "due_on": source.promised_until}
            found |= {"contact_id": source.stated_by_id or "", "owner_id": source.promised_by_id or ""}
        return {name: value for name, value in (found | {"text": thing.says}).items() if name in self.fields}
