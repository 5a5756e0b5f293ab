"""Forms for accounts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries, rules
from amity.accounts.commands import AccountChanges
from amity.accounts.models import Account, AccountHolder
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm


class AccountForm(ValueForm[AccountChanges]):
    """Form for an account's name, tier and currency."""

    value = AccountChanges
    rows = "accounts.Account"
    choices = {"tier": {"": _("none")}}
    widgets = {"tier": forms.RadioSelect()}
    currency = forms.CharField(max_length=3, help_text=_("Three letters, for example EUR."))
    field_order: Sequence[str] = ("name", "tier", "currency")


class OpenAccountForm(AccountForm):
    """Form for a new account with its manager and director."""

    status = forms.ChoiceField(widget=forms.RadioSelect, initial=rules.ACTIVE)
    manager_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    director_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    field_order = ("name", "status", "tier", "currency", "manager_id", "director_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = queries.status_labels()
        self.offer("status", ((key, labels[key]) for key in (rules.ACTIVE, rules.PROSPECT)))
        for name in ("manager_id", "director_id"):
            self.offer(name, _people(), _("no one"))


class EditAccountForm(AccountForm):
    """Form for editing an account, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class MoveAccountForm(ActForm):
    """Form behind a button that changes an account's status."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.CharField(widget=forms.HiddenInput)

    def current_values(self, thing: Account) -> Mapping[str, Any]:
        """Initial values of an account."""
        return {"version": thing.version}


def moves_of(account: Account) -> list[tuple[str, str, MoveAccountForm]]:
    """Return the status changes an account allows now: the status, its button label and its form."""
    labels, version = queries.move_labels(), account.version
    return [
        (status, labels[status], MoveAccountForm(initial={"version": version, "status": status}, auto_id=False))
        for status in rules.MOVES[account.status]
    ]


class DomainsForm(ActForm):
    """Form for the client's email domains, one per line."""

    domains = forms.CharField(
        label=_("Email domains"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One per line. Amity uses them to match email and imported contacts to this account."),
    )


class AssignForm(ActForm):
    """Form for the account's manager or director from a date."""

    columns_of = AccountHolder

    duty = forms.ChoiceField(widget=forms.RadioSelect)
    person_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    valid_from = day_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duty", queries.duty_labels().items())
        self.offer("person_id", _people(), _("no one"))


def _people() -> list[tuple[str, str]]:
    """Return the people who can be assigned to an account, as choices."""
    return [(str(person.pk), person.name) for person in queries.assignable()]
