"""What is typed about accounts and contacts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries, rules
from amity.accounts.models import Account, Contact
from amity.ui.acts import ActForm
from amity.ui.figures import day_field

NOBODY = ("", _("no one"))


def _people() -> list[tuple[str, Any]]:
    return [NOBODY, *((str(person.pk), person.name) for person in queries.assignable())]


def _number(value: str) -> int | None:
    return int(value) if value else None


class AccountForm(ActForm):
    """Name, tier and currency."""

    name = forms.CharField(label=_("Name"), max_length=200)
    tier = forms.ChoiceField(label=_("Tier"), required=False, widget=forms.RadioSelect)
    currency = forms.CharField(label=_("Currency"), max_length=3, help_text=_("Three letters, for example EUR."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tier"].choices = [("", _("none")), *((tier, tier) for tier in rules.TIERS)]  # type: ignore[attr-defined]


class OpenAccountForm(AccountForm):
    """A new account with who answers for it."""

    status = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect, initial=rules.ACTIVE)
    manager_id = forms.TypedChoiceField(label=_("Account manager"), required=False, coerce=_number, empty_value=None)
    director_id = forms.TypedChoiceField(label=_("Director"), required=False, coerce=_number, empty_value=None)
    field_order = ("name", "status", "tier", "currency", "manager_id", "director_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = queries.status_labels()
        self.fields["status"].choices = [(key, labels[key]) for key in (rules.ACTIVE, rules.PROSPECT)]  # type: ignore[attr-defined]
        for name in ("manager_id", "director_id"):
            self.fields[name].choices = _people()  # type: ignore[attr-defined]


class EditAccountForm(AccountForm):
    """An account as somebody saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def as_it_stands(self, thing: Account) -> Mapping[str, Any]:
        """Initial values of an account."""
        return {"name": thing.name, "tier": thing.tier, "currency": thing.currency, "version": thing.version}


class MoveAccountForm(ActForm):
    """The press of a button that moves an account."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.CharField(widget=forms.HiddenInput)

    def as_it_stands(self, thing: Account) -> Mapping[str, Any]:
        """Initial values of an account."""
        return {"version": thing.version}


@dataclass(frozen=True, slots=True)
class Move:
    """A button that moves an account."""

    status: str
    label: str
    form: MoveAccountForm


def moves_of(account: Account) -> list[Move]:
    """The moves an account can make now."""
    labels = queries.move_labels()
    return [
        Move(to, labels[to], MoveAccountForm(initial={"version": account.version, "status": to}, auto_id=False))
        for to in rules.MOVES[account.status]
    ]


class DomainsForm(ActForm):
    """The client's mail domains, one a line."""

    domains = forms.CharField(
        label=_("Email domains"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One per line. Amity uses them to match email and imported contacts to this account."),
    )


class AssignForm(ActForm):
    """Who answers for the account from a day on."""

    duty = forms.ChoiceField(label=_("Duty"), widget=forms.RadioSelect)
    person_id = forms.TypedChoiceField(label=_("Person"), required=False, coerce=_number, empty_value=None)
    valid_from = day_field(label=_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = list(queries.duty_labels().items())  # type: ignore[attr-defined]
        self.fields["person_id"].choices = _people()  # type: ignore[attr-defined]


class CoverForm(ActForm):
    """Who stands in for the account manager, from when to when."""

    stand_in_id = forms.TypedChoiceField(label=_("Stand-in"), coerce=int)
    starts_on = day_field(label=_("First day"))
    ends_on = day_field(label=_("Last day"))
    note = forms.CharField(
        label=_("Handover notes"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is open, and what not to say. Your stand-in sees this on the account."),
    )  # fmt: skip

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in queries.assignable() if one.pk != account.manager_id]
        self.fields["stand_in_id"].choices = [(str(one.pk), one.name) for one in others]  # type: ignore[attr-defined]


class ContactForm(ActForm):
    """A person at the client."""

    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    mail = forms.EmailField(label=_("Email address"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    roles = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, widget=forms.RadioSelect,
        help_text=_("How they see the agency, as they show it. Write as if they could read it."),
    )  # fmt: skip
    standing_evidence = forms.CharField(
        label=_("Evidence"), max_length=500, required=False, help_text=_("Who said or did what, and when.")
    )
    reports_to_id = forms.TypedChoiceField(label=_("Reports to"), required=False, coerce=_number, empty_value=None)
    channel = forms.ChoiceField(label=_("Preferred channel"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("For notes and documents. Blank uses the agency’s language.")
    )
    cadence_days = forms.IntegerField(
        label=_("Days between talks"),
        required=False,
        min_value=1,
        max_value=730,
        help_text=_("The contact counts as active if you spoke within this many days."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, account: Account, contact: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        others = [(str(one.pk), one.name) for one in queries.others_of(account, contact)]
        choices = {
            "roles": list(queries.contact_role_labels().items()),
            "standing": [("", _("not known")), *queries.standing_labels().items()],
            "channel": [("", _("not known")), *queries.channel_labels().items()],
            "reports_to_id": [NOBODY, *others],
            "language": [("", "–"), *settings.LANGUAGES],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def as_it_stands(self, thing: Contact) -> Mapping[str, Any]:
        """Initial values of a contact."""
        names = [name for name in self.fields if name not in ("nonce", "version", "reports_to_id")]
        return {name: getattr(thing, name) for name in names} | {
            "version": thing.version,
            "reports_to_id": str(thing.reports_to_id or ""),
        }

    def changes(self) -> dict[str, Any]:
        """The values as `ContactChanges` takes them."""
        values = {name: value for name, value in self.values().items() if name != "version"}
        return values | {"roles": tuple(values["roles"])}
