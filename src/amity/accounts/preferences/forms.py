"""Forms for preferences, and for a text to check against them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm
from amity.accounts.models import Account, Preference
from amity.accounts.preferences import queries, rules
from amity.accounts.preferences.commands import PreferenceFields
from amity.facts.basis_fields import LABEL
from amity.ui.acts import ActForm


class PreferenceForm(EvidenceForm[PreferenceFields]):
    """A preference with its evidence and, optionally, a check."""

    value = PreferenceFields
    rows = "accounts.Preference"
    choices = {
        "attitude": queries.ATTITUDES, "scope": queries.SCOPES, "basis": queries.BASES,
        "check_kind": {"": _("no check"), **queries.CHECKS},
    }  # fmt: skip
    labels = {"basis": LABEL}
    widgets: ClassVar[Mapping[str, forms.Widget]] = {
        "attitude": forms.RadioSelect(), "scope": forms.RadioSelect(), "basis": forms.RadioSelect(),
        "check_value": forms.TextInput(),
    }  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quick: ClassVar[tuple[str, ...]] = ()
    field_order = ("attitude", "text", "scope", "basis", *EVIDENCE)
    groups = ((_("Evidence"), EVIDENCE), (_("Automatic check"), ("check_kind", "check_value")))

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_row = self.quick != ()
        self.offer_evidence(account)
        self.offer_contacts(account, "holder_id", _("everyone at the client"))

    def clean_scope(self) -> str:
        """Return what it is about. A blank choice is refused, a field that wasn't sent has its default."""
        chosen = str(self.cleaned_data["scope"])
        if not chosen and "scope" in self.data:
            raise forms.ValidationError(_("Choose what this is about."))
        return chosen

    def value_given(self, **known: Any) -> PreferenceFields:
        """Return the typed values for the commands.

        The text is also its note, unless there is a note or a quotation.
        """
        given = super().value_given(**known)
        return replace(given, note=given.note or ("" if given.evidence.client_words else given.text))


class QuickPreferenceForm(PreferenceForm):
    """A preference in one line: the attitude, what, what it is about, the source, the channel and the date."""

    widgets = {}
    quick = ("attitude", "text", "scope", "stated_by_id", "stated_in", "stated_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scope"]
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
