"""Forms for accounts."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries, rules
from amity.accounts.candidates import colleagues_by_role
from amity.accounts.commands import AccountChanges
from amity.accounts.models import Account, AccountHolder
from amity.agency.forms import grouped_currencies
from amity.people import rules as roles
from amity.people.candidates import either
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm


class AccountForm(ValueForm[AccountChanges]):
    """Form for an account's name, tier and currency."""

    value = AccountChanges
    rows = "accounts.Account"
    choices = {"tier": {"": _("No tier")}}
    widgets = {"tier": forms.RadioSelect()}
    currency = forms.ChoiceField()
    field_order: Sequence[str] = ("name", "tier", "currency")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["currency"]).choices = grouped_currencies()


class OpenAccountForm(AccountForm):
    """Form for a new account with its manager and director."""

    status = forms.ChoiceField(widget=forms.RadioSelect, initial=rules.ACTIVE)
    manager_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    director_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    field_order = ("name", "status", "tier", "currency", "manager_id", "director_id")
    widgets = {**AccountForm.widgets, "name": forms.TextInput(attrs={"autofocus": True})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = queries.status_labels()
        self.offer("status", ((key, capfirst(labels[key])) for key in (rules.ACTIVE, rules.PROSPECT)))
        able = colleagues_by_role(None, (roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR))
        for name, role in (("manager_id", roles.ACCOUNT_MANAGER), ("director_id", roles.ACCOUNT_DIRECTOR)):
            self.offer_people(name, able[role].pairs, able[role].likely, _("No one"), in_row=True)


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

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duty", queries.duty_labels().items())
        found = either(*colleagues_by_role(account, (roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR)).values())
        self.offer_people("person_id", found.pairs, found.likely, _("no one"))
