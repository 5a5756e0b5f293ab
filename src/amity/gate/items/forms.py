"""The form of an email to contacts of an account."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amity.accounts.candidates import contacts_for
from amity.accounts.models import Account, Contact
from amity.files.forms import document_field
from amity.gate import rules
from amity.gate.answering.rules import DECIDED
from amity.gate.checks.letters import letter_of
from amity.gate.checks.registry import Findings, Letter, checked
from amity.gate.email_templates.models import EmailTemplate
from amity.gate.email_templates.page import applied
from amity.gate.email_templates.queries import template_by_id, templates_for, values_for
from amity.gate.email_templates.rules import filled
from amity.gate.items.fields import About, Answers, ItemFields, answers_in
from amity.gate.models import Item
from amity.gate.subjects.registry import Prepared
from amity.people.models import Person
from amity.shared.errors import Invalid, Refused
from amity.shared.numbers import whole_number
from amity.ui.acts import ActForm
from amity.ui.asked import Asked

MOST_SHOWN: Final = 8
"""Contacts that are shown as buttons; the others are behind a button."""
AS_TYPED: Final = ("preferences", "promises", "subject")
"""Checks that make sense before there is a recipient."""
ANSWER, FINDING = "answer-", "finding-"
MOMENT: Final = "%Y-%m-%dT%H:%M"


class EmailForm(ActForm):
    """An email: recipients, subject, text, send time and a file. A draft may lack any of them."""

    columns_of = Item
    to_ids = forms.MultipleChoiceField(
        label=pgettext_lazy("email", "To"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    cc_ids = forms.MultipleChoiceField(label=_("Copy to"), required=False, widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(required=False, max_length=rules.SUBJECT_MOST)
    text = forms.CharField(
        label=_("Text"), required=False, max_length=rules.BODY_MOST,
        widget=forms.Textarea(attrs={"rows": 14, "maxlength": str(rules.BODY_MOST)}),
    )  # fmt: skip
    send_at = forms.DateTimeField(
         required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        input_formats=[MOMENT, f"{MOMENT}:%S"],
    )  # fmt: skip
    asks_approval = forms.BooleanField(required=False)
    asks_question = forms.BooleanField(required=False)
    file = document_field()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    about_version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self, *args: Any, account: Account, author: Person, item: Item | None = None, contact_id: int = 0,
        prepared: Prepared | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.account, self.author, self.item, self.prepared = account, author, item, prepared
        self.fields["file"].label = _("Attach a file")
        self.fields["asks_approval"].help_text = Item._meta.get_field("asks_approval").help_text
        self.fields["asks_question"].help_text = Item._meta.get_field("asks_question").help_text
        if item is not None:
            self.fill(item)
        elif prepared is not None:
            self.initial = {
                **self.initial,
                "subject": prepared.subject, "text": prepared.body, "about_version": prepared.version,
                "to_ids": [str(pk) for pk in prepared.contact_ids],
            }  # fmt: skip
        self.contacts = {one.pk: one for one in contacts_for(account)}
        kept = {one.contact_id: one.contact for one in item.recipients.all()} if item else {}
        self.contacts |= {pk: contact for pk, contact in kept.items() if pk not in self.contacts}
        pairs = [(str(pk), one.name) for pk, one in self.contacts.items()]
        for name in ("to_ids", "cc_ids"):
            self.offer(name, pairs)
        if contact_id in self.contacts:
            self.initial["to_ids"] = [str(contact_id)]

    def current_values(self, thing: Item) -> Mapping[str, Any]:
        """Return the initial values of a draft."""
        people = list(thing.recipients.all())
        return {
            "version": thing.version, "subject": thing.subject, "text": thing.body, "send_at": thing.send_at,
            "asks_approval": thing.asks_approval, "asks_question": thing.asks_question,
            "to_ids": [str(one.contact_id) for one in people if one.way == rules.TO],
            "cc_ids": [str(one.contact_id) for one in people if one.way == rules.COPY],
        }  # fmt: skip

    def show(self, fault: Invalid | Refused) -> None:
        """Show a refusal of the text at its field."""
        at_text = isinstance(fault, Invalid) and fault.field == "body"
        super().show(Invalid(fault.sentence, "text") if at_text else fault)

    def shown_people(self, name: str) -> tuple[Sequence[Any], Sequence[Any]]:
        """Return the buttons of recipients: those shown, and those behind *Others*."""
        taken = self.taken(name)
        buttons = sorted(
            self[name].subwidgets, key=lambda one: (not one.data["selected"], str(one.data["value"]) in taken)
        )
        most = max(MOST_SHOWN, sum(one.data["selected"] for one in buttons))
        return buttons[:most], buttons[most:]

    def taken(self, name: str) -> Collection[str]:
        """Return the contacts that this field doesn't offer: for a copy those whom the email goes to."""
        return set(self._chosen("to_ids")) if name == "cc_ids" else ()

    def ways(self) -> list[tuple[BoundField, tuple[Sequence[Any], Sequence[Any]], Collection[str]]]:
        """Return the fields of recipients and of copies, each with its buttons and those of them that it hides."""
        return [(self[name], self.shown_people(name), self.taken(name)) for name in ("to_ids", "cc_ids")]

    def fields_given(self) -> ItemFields:
        """Return what was entered."""
        values, places = self.cleaned_data, self.places()
        return ItemFields(
            subject=filled(values["subject"], places), body=filled(values["text"], places),
            to_ids=_ids(values["to_ids"]), cc_ids=_ids(values["cc_ids"]), send_at=values["send_at"],
            asks_approval=values["asks_approval"], asks_question=values["asks_question"],
        )  # fmt: skip

    def letter(self) -> Letter:
        """Return what the checks read of the form as it is now, complete or not."""
        item = Item(account=self.account, author=self.author, kind=self.kind)
        places = self.places()
        item.subject, item.body = filled(self.entered("subject"), places), filled(self.entered("text"), places)
        about = self.about()
        item.subject_kind, item.subject_id, item.subject_version = about.kind, about.id, about.version
        found = letter_of(item, self.people())
        if self.item is None:
            return replace(found, author_id=self.author.pk)
        files = [one.file.name for one in self.item.files.all()]
        stored = letter_of(self.item, ())
        return replace(
            found, author_id=self.author.pk, files=files, item_id=stored.item_id, written_at=stored.written_at,
            known_message=stored.known_message, known_reply=stored.known_reply,
        )  # fmt: skip

    @property
    def kind(self) -> str:
        """Return the kind of the item, which chooses its lane."""
        one = self.item or self.prepared
        return one.kind if one else rules.EMAIL

    @property
    def may_ask(self) -> bool:
        """Return whether the author chooses what the email asks. What a client always decides about asks by itself."""
        return self.kind not in DECIDED

    def about(self) -> About:
        """Return what the email is about, in the version that its author saw."""
        if self.item is not None:
            return About(self.item.subject_kind, self.item.subject_id, self.item.subject_version)
        if self.prepared is None:
            return About()
        return About(self.prepared.key, self.prepared.id, self.entered("about_version") or self.prepared.version)

    def asking(self) -> Item:
        """Return an item that asks what the form asks."""
        asks = {name: bool(self[name].value()) for name in ("asks_approval", "asks_question")}
        return Item(account=self.account, kind=self.kind, **asks)

    def people(self) -> list[tuple[Contact, str]]:
        """Return the chosen recipients with their way, as far as the form offers them."""
        ways = [(pk, rules.COPY) for pk in _ids(self._chosen("cc_ids"))]
        ways += [(pk, rules.TO) for pk in _ids(self._chosen("to_ids"))]
        return [(self.contacts[pk], way) for pk, way in dict(ways).items() if pk in self.contacts]

    def places(self) -> Mapping[str, str]:
        """Return what the placeholders of a template mean in this email."""
        people = [contact for contact, way in self.people() if way == rules.TO]
        return values_for(self.author, self.account, people, timezone.now())

    def offered_templates(self) -> Sequence[EmailTemplate]:
        """Return the agency's templates for emails of this kind."""
        return templates_for(self.kind)

    def apply(self, template_id: int) -> None:
        """Put a template into the form as it was sent."""
        data = cast("QueryDict", self.data).copy()
        row = template_by_id(template_id)
        found = applied(row, self.offered_templates(), self.entered("subject"), self.entered("text"))
        for name, text in found.items():
            data[name] = text
        self.data = data

    def send_time(self) -> datetime | None:
        """Return the send time as far as it can be read."""
        try:
            return self.fields["send_at"].clean(self.entered("send_at")) or None
        except forms.ValidationError:
            return None

    def findings(self, answers: Answers) -> Findings:
        """Run the checks on the form as it is now."""
        kept = {one.finding: (one.chip, one.words) for one in self.item.overrulings.all()} if self.item else {}
        letter = self.letter()
        only = () if letter.people else AS_TYPED
        try:
            return checked(letter, kept | answers_in(answers), only)
        except Invalid:
            return checked(letter, kept, only)

    def entered(self, name: str) -> str:
        """Return a field’s text as it was sent, or as it is."""
        value = self[name].value()
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime(MOMENT)
        return str(value or "").replace("\x00", "")

    def _chosen(self, name: str) -> Sequence[str]:
        return [str(one) for one in self[name].value() or []]


def answers_sent(asked: Asked) -> Answers:
    """Return the answers to findings of a posted form: chips and typed words, by the finding's key."""
    sent = asked.every_text(rules.BODY_MOST * 2)  # the form says so itself if its text is too long
    keys = {name.removeprefix(FINDING): key for name, key in sent.items() if name.startswith(FINDING)}
    return {key: sent[f"{ANSWER}{number}"] for number, key in keys.items() if sent.get(f"{ANSWER}{number}", "").strip()}


def read_in(texts: Sequence[str]) -> list[tuple[int, str]]:
    """Return items with the digests that were read, of a form’s fields `id:digest`."""
    pairs = [text.partition(":") for text in texts]
    return [(number, digest) for pk, _colon, digest in pairs if (number := whole_number(pk)) is not None]


def _ids(codes: Sequence[str]) -> tuple[int, ...]:
    return tuple(number for code in codes if (number := whole_number(code)) is not None)
