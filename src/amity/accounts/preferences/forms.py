"""What is typed about preferences, and a text held against them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import EvidenceForm, number
from amity.accounts.models import Account, Preference
from amity.accounts.preferences import queries, rules
from amity.accounts.preferences.commands import PreferenceFields
from amity.ui.acts import ActForm

CHECK_HINT = _("Words, an expression, a number of characters, or file extensions such as docx, zip.")


class PreferenceForm(EvidenceForm):
    """A preference with its evidence and, optionally, a check."""

    columns_of = Preference

    attitude = forms.ChoiceField(widget=forms.RadioSelect, initial=rules.NEVER)
    text = forms.CharField(max_length=300)
    scope = forms.ChoiceField(widget=forms.RadioSelect, initial="wording", required=False)
    basis = forms.ChoiceField(widget=forms.RadioSelect, initial=rules.STATED, required=False)
    holder_id = forms.TypedChoiceField(required=False, coerce=number, empty_value=None)
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    check_kind = forms.ChoiceField(required=False)
    check_value = forms.CharField(required=False, max_length=300, help_text=CHECK_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        "attitude", "text", "scope", "basis", "said_by_id", "said_on", "said_where", "said_words", "holder_id", "note",
        "check_kind", "check_value",
    )  # fmt: skip
    groups = (
        (_("Who said so"), ("said_by_id", "said_on", "said_where", "said_words")),
        (_("Automatic check"), ("check_kind", "check_value")),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(account, names=("said_by_id", "holder_id"))
        people = list(self.fields["holder_id"].choices)[1:]  # type: ignore[attr-defined]
        self.fields["holder_id"].choices = [("", _("everyone at the client")), *people]  # type: ignore[attr-defined]
        choices = {
            "attitude": list(queries.ATTITUDES.items()),
            "scope": list(queries.SCOPES.items()),
            "basis": list(queries.BASES.items()),
            "check_kind": [("", _("no check")), *queries.CHECKS.items()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def current_values(self, thing: Preference) -> Mapping[str, Any]:
        """Initial values of a preference."""
        names = ("attitude", "text", "scope", "basis", "note", "check_kind", "check_value", "version")
        told = self.current_evidence(thing)
        return {name: getattr(thing, name) for name in names} | told | {"holder_id": thing.holder_id or ""}

    def value_given(self) -> PreferenceFields:
        """Return the typed values for the commands. A preference from the quick form is stated wording by default."""
        values = self.cleaned_data
        return PreferenceFields(
            text=values["text"],
            attitude=values["attitude"],
            scope=values["scope"] or "wording",
            basis=values["basis"] or rules.STATED,
            holder_id=values["holder_id"],
            note=values["note"] or ("" if values["said_words"] else values["text"]),
            evidence=self.evidence(),
            check_kind=values["check_kind"],
            check_value=values["check_value"],
        )


class QuickPreferenceForm(PreferenceForm):
    """A preference in one line: the attitude, what, the source and the date."""

    columns_of = Preference

    attitude = forms.ChoiceField(initial=rules.NEVER)
    quick = ("attitude", "text", "said_by_id", "said_on")


class WithdrawForm(ActForm):
    """Why a preference no longer holds."""

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
    """A text, and names of files that would go with it."""

    text = forms.CharField(
        label=_("Text"), required=False, max_length=rules.MOST_SIGNS, strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    attachments = forms.CharField(
        label=_("Attachments"), required=False, max_length=500, help_text=_("File names, separated by commas.")
    )

    def names(self) -> tuple[str, ...]:
        """The names of files."""
        return tuple(name.strip() for name in self.cleaned_data["attachments"].split(",") if name.strip())
