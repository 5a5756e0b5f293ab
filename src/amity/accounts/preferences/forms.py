"""Forms for preferences, and for a text to check against them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import EvidenceForm
from amity.accounts.models import Account, Contact, Preference
from amity.accounts.preferences import queries, rules
from amity.accounts.preferences.attitudes import attitude_in
from amity.accounts.preferences.commands import PreferenceFields
from amity.facts.basis_fields import LABEL
from amity.ui.acts import ActForm


class PreferenceForm(EvidenceForm[PreferenceFields]):
    """A preference with its evidence and, optionally, a check: the sentence first, then who said it.

    It is theirs unless it `applies_to_all` or someone else is chosen. Of a given `contact`, neither is asked. No one is
    offered as the speaker only where none is needed: what they said needs a name.
    """

    value = PreferenceFields
    rows = "accounts.Preference"
    choices = {
        "attitude": queries.ATTITUDES, "scope": queries.SCOPES, "basis": queries.BASES,
        "check_kind": {"": _("no check"), **queries.CHECKS},
    }  # fmt: skip
    labels = {"basis": LABEL, "text": _("What do they want, or not want?"), "holder_id": _("Whose, if someone else’s?")}
    hints = {"attitude": _("Leave blank if the wording says it already.")}
    widgets: ClassVar[Mapping[str, forms.Widget]] = {
        "attitude": forms.RadioSelect(), "scope": forms.RadioSelect(), "basis": forms.RadioSelect(),
        "check_value": forms.TextInput(),
    }  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    applies_to_all = forms.BooleanField(label=_("Applies to everyone at the client"), required=False)
    quick: ClassVar[tuple[str, ...]] = ()
    folded = ("basis", "client_words", "note", "holder_id", "check_kind", "check_value")
    field_order = ("text", "stated_by_id", "applies_to_all", "stated_in", "stated_on", "attitude", "scope", *folded)

    def __init__(self, *args: Any, account: Account, contact: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_row = self.quick != ()
        if not self.in_row:
            self.fields["text"].widget.attrs["autofocus"] = True
        self.fields["attitude"].required, self.fields["attitude"].initial = False, ""
        self.offer_evidence(account, blank="–" if self.in_row else "")
        self.offer_contacts(account, "holder_id", _("the person who said so"))
        if contact is not None:
            self.initial["holder_id"] = contact.pk
            self.fields["holder_id"].widget = forms.HiddenInput()
            del self.fields["stated_by_id"], self.fields["applies_to_all"]

    def opens_details(self) -> bool:
        """Return whether a folded field has an error, or another value than a new preference."""
        return any(one.errors or one.value() not in (None, "", rules.STATED) for one in self.behind_details())

    def current_values(self, thing: Preference) -> Mapping[str, Any]:
        """Return the values of a preference. Whose it is is asked only where someone else stated it."""
        holder = None if thing.holder_id == thing.stated_by_id else thing.holder_id
        if thing.basis != rules.STATED:
            self.offer_contacts(thing.account)
        values = super().current_values(thing)
        return {**values, "holder_id": holder, "applies_to_all": thing.holder_id is None}

    def clean_attitude(self) -> str:
        """Return the chosen attitude, or the one that the sentence states."""
        found = str(self.cleaned_data["attitude"]) or attitude_in(self.cleaned_data.get("text", ""))
        if not found:
            raise forms.ValidationError(_("Choose what they think of it."))
        return found

    def clean_scope(self) -> str:
        """Return what it is about. A blank choice is refused, a field that wasn't sent has its default."""
        chosen = str(self.cleaned_data["scope"])
        if not chosen and "scope" in self.data:
            raise forms.ValidationError(_("Choose what this is about."))
        return chosen

    def value_given(self, **known: Any) -> PreferenceFields:
        """Return the typed values for the commands.

        The text is also its note, unless there is a note or a quotation. What someone stated is theirs, and a contact's
        own stated preference was stated by them.
        """
        given = super().value_given(**known)
        speaker = given.evidence.stated_by_id
        holder = None if self.cleaned_data.get("applies_to_all") else given.holder_id or speaker
        if speaker is None and given.basis == rules.STATED:
            given = replace(given, evidence=replace(given.evidence, stated_by_id=holder))
        note = given.note or ("" if given.evidence.client_words else given.text)
        return replace(given, holder_id=holder, note=note)


class QuickPreferenceForm(PreferenceForm):
    """A preference of everyone at the client in one line."""

    widgets = {}
    quick = ("text", "stated_by_id", "stated_in", "stated_on", "attitude", "scope")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applies_to_all"].widget, self.initial["applies_to_all"] = forms.HiddenInput(), True
        for name in ("attitude", "scope"):
            field = self.fields[name]
            field.choices, field.initial = [("", "–"), *field.choices], ""  # type: ignore[attr-defined]


class WithdrawForm(ActForm):
    """Form for withdrawing a preference, with a reason."""

    because = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("They changed their mind, or our belief was wrong."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Preference) -> Mapping[str, Any]:
        """Initial values of a preference."""
        return {"version": thing.version}


class TryForm(forms.Form):
    """Form for a text to check, with the names of its attachments."""

    text = forms.CharField(
        label=_("Text"), required=False, max_length=rules.MOST_SIGNS, strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    attachments = forms.CharField(
        label=_("Attachments"), required=False, max_length=500, help_text=_("File names, separated by commas.")
    )

    def names(self) -> tuple[str, ...]:
        """Return the names of the attachments."""
        return tuple(name.strip() for name in self.cleaned_data["attachments"].split(",") if name.strip())
