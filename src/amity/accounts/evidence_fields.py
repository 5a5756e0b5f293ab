"""The fields of an evidence line in a form: who at the client, on which day, where, in which words."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence import Evidence
from amity.accounts.models import Account, Contact, Told
from amity.ui.acts import ActForm
from amity.ui.figures import day_field

EVIDENCE = ("said_by_id", "said_on", "said_where", "said_words")


def number(value: str) -> int | None:
    """Return the id of a choice; None for no one."""
    return int(value) if value else None


def keep_only(form: ActForm, names: Iterable[str]) -> None:
    """Leave out the fields that a short form does not ask for; what is hidden in every form stays."""
    kept = {*names, "nonce"}
    for name in [name for name in form.fields if name not in kept]:
        del form.fields[name]


class EvidenceForm(ActForm):
    """A form that asks for evidence. `offer` lists the contacts of the account."""

    columns_of = Told

    said_by_id = forms.TypedChoiceField(required=False, coerce=number, empty_value=None)
    said_on = day_field(required=False)
    said_where = forms.CharField(
        max_length=120, required=False, help_text=_("For example, steering call, Tuesday’s email.")
    )
    said_words = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    def offer(self, account: Account, *, names: tuple[str, ...] = ("said_by_id",)) -> None:
        """Name the active contacts of the account in these fields, and whoever is chosen already."""
        contacts = Contact.objects.filter(account=account).order_by("name", "pk").values_list("pk", "name", "is_active")
        chosen = {str(self.initial.get(name) or "") for name in names}
        shown = [(str(pk), name) for pk, name, active in contacts if active or str(pk) in chosen]
        for name in names:
            if name in self.fields:
                self.fields[name].choices = [("", _("no one named")), *shown]  # type: ignore[attr-defined]

    def need_their_word(self) -> None:
        """Require the contact and the date: without them the action is refused."""
        for name in ("said_by_id", "said_on"):
            self.fields[name].required = True

    def evidence(self) -> Evidence:
        """What was typed, as commands take it."""
        return Evidence(**{name: self.cleaned_data[name] for name in EVIDENCE if name in self.cleaned_data})

    @staticmethod
    def current_evidence(told: Told) -> dict[str, Any]:
        """Initial values of a thing's evidence."""
        return {name: getattr(told, name) or "" for name in EVIDENCE} | {"said_on": told.said_on}
